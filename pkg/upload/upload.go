package upload

import (
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// State is where an upload stands; see the package comment.
type State string

// The states.
const (
	Quarantined State = "quarantined"
	Clean       State = "clean"
	Kept        State = "kept"
	Refused     State = "refused"
	Removed     State = "removed"
)

// Usable reports whether a paper may refer to the file.
func (s State) Usable() bool { return s == Clean || s == Kept }

// Life is how long after it was asked for an upload takes a file.
const Life = 24 * time.Hour

// Upload is one file that somebody hands in, and what became of it.
type Upload struct {
	ID             string    `json:"id"`
	OrganisationID string    `json:"org"`
	Purpose        Purpose   `json:"purpose"`
	Place          Place     `json:"place"`
	State          State     `json:"state"`
	Reason         Reason    `json:"reason,omitempty"`
	Name           string    `json:"name,omitempty"`   // as shown, with the ending of its type
	Size           int64     `json:"size,omitempty"`   // bytes
	Hash           string    `json:"hash,omitempty"`   // SHA-256 in hexadecimal
	Type           Type      `json:"type,omitempty"`   // by content
	Object         string    `json:"object,omitempty"` // version id of the object in the bucket
	Case           string    `json:"case,omitempty"`   // id of the case that first referred to it
	By             string    `json:"by,omitempty"`     // name of the person
	Asked          time.Time `json:"asked"`            // when the upload was begun
	Scanned        time.Time `json:"scanned,omitzero"` // when the file was looked through
	Version        int       `json:"v"`
	LogHash        string    `json:"loghash"`
}

// Place is where an upload belongs while it is not referred to by a case: a
// field of a draft, or an entry of the published documents.
type Place struct {
	Draft    string `json:"draft,omitempty"`
	Field    string `json:"field,omitempty"`
	SignUp   string `json:"signup,omitempty"`   // id of the sign-up whose draft it is
	Document string `json:"document,omitempty"` // id of the published document

	Letter *LetterPlace `json:"letter,omitempty"` // the stage whose letter it is the scan of
}

// LetterPlace names the stage at which an authority records its letter (C4).
type LetterPlace struct {
	CaseID string `json:"case"`
	Review int    `json:"review"`
	Round  int    `json:"round"`
	Order  int    `json:"order"`
}

// RecordVersion is the version the upload has once written.
func (u Upload) RecordVersion() int { return u.Version }

// File is how a draft, a paper or a document refers to an upload: by its bytes.
type File struct {
	ID     string `json:"id"`
	Name   string `json:"name,omitempty"`
	Size   int64  `json:"size,omitempty"`
	Hash   string `json:"hash,omitempty"`
	Type   Type   `json:"type,omitempty"`
	Object string `json:"object,omitempty"`
	State  State  `json:"state,omitempty"` // as it was when this was written
	Reason Reason `json:"reason,omitempty"`
}

// File is the reference to u as it stands.
func (u Upload) File() File {
	return File{ID: u.ID, Name: u.Name, Size: u.Size, Hash: u.Hash, Type: u.Type, Object: u.Object, State: u.State, Reason: u.Reason}
}

// Is reports whether f refers to the very bytes of u.
func (f File) Is(u Upload) bool {
	return f.ID == u.ID && f.Hash != "" && f.Hash == u.Hash && f.Object == u.Object
}

// Found is what a scan learned of a file.
type Found struct {
	Object string // version id in the bucket
	Name   string // as its sender called it; may be anything
	Size   int64
	Hash   string
	Type   Type
	Reason Reason // empty: nothing is wrong with it
}

// Scan records what was found. The first file that arrives counts: for one that
// comes later, or a second report of the same, it is Conflict. A file that is
// not clean keeps no name of its sender's but what is safe to show.
func (u Upload) Scan(f Found, now time.Time) (Upload, error) {
	if u.State != Quarantined {
		return u, fault.Newf(fault.Conflict, "upload %s is %s already", u.ID, u.State)
	}
	u.State, u.Reason = Clean, f.Reason
	if u.Reason == "" && !u.Purpose.Accepts(f.Type) {
		u.Reason = NotAccepted
	}
	if u.Reason != "" {
		u.State = Refused
	}
	u.Name, u.Size, u.Hash, u.Type, u.Object, u.Scanned = Name(f.Name, u.Purpose, f.Type), f.Size, f.Hash, f.Type, f.Object, now
	u.Version++
	return u, nil
}

// Keep marks u as referred to by a case or document, for ever. Where it is so
// already, nothing changes and changed is false. What is not clean is Conflict.
func (u Upload) Keep(by string) (kept Upload, changed bool, err error) {
	switch u.State {
	case Kept:
		return u, false, nil
	case Clean:
		u.State, u.Case = Kept, by
		u.Version++
		return u, true, nil
	}
	return u, false, fault.New(fault.Conflict, "「"+u.Purpose.Label()+"」還沒有通過檔案檢查，不能送出。")
}

// Remove gives an upload up. One that a case refers to is Conflict.
func (u Upload) Remove() (Upload, error) {
	switch u.State {
	case Kept:
		return u, fault.New(fault.Conflict, "這個檔案已經隨申請單送出，不能移除。")
	case Removed:
		return u, fault.New(fault.Conflict, "這個檔案已經移除。")
	}
	u.State = Removed
	u.Version++
	return u, nil
}

// Open reports whether u still takes a file.
func (u Upload) Open(now time.Time) bool {
	return u.State == Quarantined && now.Before(u.Asked.Add(Life))
}

// prefix is where uploads lie in the bucket.
const prefix = "uploads/"

// ObjectKey is the exact key under which an upload's file is sent.
func ObjectKey(id string) string { return prefix + id }

// IDOf is the upload whose file lies under an object's key; false where the
// object is no upload.
func IDOf(objectKey string) (string, bool) {
	id, ok := strings.CutPrefix(objectKey, prefix)
	return id, ok && id != "" && !strings.Contains(id, "/")
}
