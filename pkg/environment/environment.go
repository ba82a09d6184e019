// Package environment holds what partners need to know of the platform's two
// areas: hosts and addresses, and the documents and sample programs that ops
// publishes (系統環境主機及網址資訊, 技術文件與範例程式; E5).
package environment

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Bounds of what ops keeps; all of it is one record.
const (
	MaxDocuments = 60
	MaxEditions  = 20 // of one document; the oldest is dropped
	MaxTitle     = 60
	MaxNote      = 200
	MaxHosts     = 60
	maxLine      = 300 // characters
)

// Sheet is everything there is to know.
type Sheet struct {
	Test       []Host     `json:"test"`       // of 測試區
	Production []Host     `json:"production"` // of 正式區
	Documents  []Document `json:"documents"`  // in the order they are shown
	Changed    time.Time  `json:"changed,omitzero"`
	Version    int        `json:"v"`
	LogHash    string     `json:"loghash"`
}

// RecordVersion is the version the sheet has once written.
func (s Sheet) RecordVersion() int { return s.Version }

// Host is one line of an area: what it is, and its name or address.
type Host struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Document is one of 技術文件與範例程式.
type Document struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Note     string    `json:"note,omitempty"`
	Editions []Edition `json:"editions,omitempty"` // newest first; none yet: nobody but ops sees it
}

// Edition is one published file of a document. Numbers begin at 1 and are never
// used again.
type Edition struct {
	Number    int         `json:"n"`
	File      upload.File `json:"file"`
	Published time.Time   `json:"published"`
}

// Newest is the edition in force; false where none was published yet.
func (d Document) Newest() (Edition, bool) {
	if len(d.Editions) == 0 {
		return Edition{}, false
	}
	return d.Editions[0], true
}

// Find returns a document.
func (s Sheet) Find(id string) (Document, bool) {
	i := slices.IndexFunc(s.Documents, func(d Document) bool { return d.ID == id })
	if i < 0 {
		return Document{}, false
	}
	return s.Documents[i], true
}

// File finds a published file by its upload.
func (s Sheet) File(uploadID string) (upload.File, bool) {
	for _, d := range s.Documents {
		for _, e := range d.Editions {
			if e.File.ID == uploadID {
				return e.File, true
			}
		}
	}
	return upload.File{}, false
}

// WithDocument adds a document without an edition, or gives one another title.
// Too many of them are a Conflict.
func (s Sheet) WithDocument(d Document) (Sheet, error) {
	s.Documents = slices.Clone(s.Documents)
	if i := slices.IndexFunc(s.Documents, func(old Document) bool { return old.ID == d.ID }); i >= 0 {
		s.Documents[i].Title, s.Documents[i].Note = d.Title, d.Note
		return s, nil
	}
	if len(s.Documents) >= MaxDocuments {
		return s, fault.New(fault.Conflict, "文件數量已達上限，請先移除不再使用的文件。")
	}
	d.Editions = nil
	s.Documents = append(s.Documents, d)
	return s, nil
}

// Published puts a file in force as a document's newest edition.
func (s Sheet) Published(id string, f upload.File, now time.Time) (Sheet, error) {
	i := slices.IndexFunc(s.Documents, func(d Document) bool { return d.ID == id })
	if i < 0 {
		return s, fault.New(fault.NotFound, "找不到這份文件。")
	}
	s.Documents = slices.Clone(s.Documents)
	d := &s.Documents[i]
	next := Edition{Number: 1, File: f, Published: now}
	if newest, ok := d.Newest(); ok {
		next.Number = newest.Number + 1
	}
	d.Editions = append([]Edition{next}, d.Editions[:min(len(d.Editions), MaxEditions-1)]...)
	return s, nil
}

// Without takes a document off the list.
func (s Sheet) Without(id string) (Sheet, error) {
	if _, found := s.Find(id); !found {
		return s, fault.New(fault.NotFound, "找不到這份文件。")
	}
	s.Documents = slices.DeleteFunc(slices.Clone(s.Documents), func(d Document) bool { return d.ID == id })
	return s, nil
}

// CheckTitle returns a sentence where a document cannot be called so.
func CheckTitle(title string) string {
	switch n := utf8.RuneCountInString(title); {
	case n == 0:
		return "請輸入文件名稱。"
	case n > MaxTitle:
		return "文件名稱最多 60 字。"
	case strings.ContainsFunc(title, unicode.IsControl):
		return "文件名稱含有看不見的控制字元，請重新輸入。"
	}
	return ""
}

// ParseHosts reads an area's lines as ops types them: 「名稱：內容」, one a line.
// message is a sentence about the first line that is none.
func ParseHosts(text string) (hosts []Host, message string) {
	for line := range strings.Lines(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		label, value, found := strings.Cut(strings.Replace(line, "：", ":", 1), ":")
		label, value = strings.TrimSpace(label), strings.TrimSpace(value)
		switch {
		case !found || label == "" || value == "":
			return nil, "請每行填一項，格式為「名稱：內容」。這一行不是：" + clipped(line)
		case utf8.RuneCountInString(line) > maxLine || strings.ContainsFunc(line, unicode.IsControl):
			return nil, "這一行太長，或含有看不見的控制字元：" + clipped(line)
		}
		hosts = append(hosts, Host{label, value})
	}
	if len(hosts) > MaxHosts {
		return nil, "每一區最多 60 項。"
	}
	return hosts, ""
}

func clipped(line string) string {
	if runes := []rune(line); len(runes) > 30 {
		return string(runes[:30]) + "…"
	}
	return line
}

// TypedHosts is what ParseHosts reads back.
func TypedHosts(hosts []Host) string {
	var b strings.Builder
	for _, h := range hosts {
		b.WriteString(h.Label + "：" + h.Value + "\n")
	}
	return b.String()
}
