package account

import (
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Kind is 公務 or 非公務 (機關類型).
type Kind string

// The kinds of organisation.
const (
	Public    Kind = "public"     // 公務機關
	NonPublic Kind = "non-public" // 非公務機關
)

// Label is the kind in words; empty for an unknown one.
func (k Kind) Label() string {
	switch k {
	case Public:
		return "公務機關"
	case NonPublic:
		return "非公務機關"
	}
	return ""
}

// Sectors are the 產業別 to choose from.
func Sectors() []string {
	return []string{"銀行業", "證券期貨業", "保險業", "電子支付業", "信用合作社", "農漁會信用部", "電信業", "醫療保健業", "教育業", "公用事業", "政府機關", "其他"}
}

// The two organisations every installation has. Their ids are words, because
// queues and rules name them.
const (
	OpsID  = "ops"
	ModaID = "moda"
)

// Organisation is a 機關: an applicant, a competent authority, the operation
// team or the ministry.
type Organisation struct {
	ID        string `json:"id"`
	Name      string `json:"name"`            // 機關名稱全銜
	ShortName string `json:"short,omitempty"` // as the review history names an authority: 銀行局
	Kind      Kind   `json:"kind"`
	Private   bool   `json:"private"`          // 民營, see B3
	Sector    string `json:"sector,omitempty"` // one of Sectors
	Domain    string `json:"domain,omitempty"` // registrable domain of its mail, see B10

	Authority     bool   `json:"authority"`                // is itself a competent authority
	AuthorityID   string `json:"authority_id,omitempty"`   // its competent authority; empty: chain full becomes standard
	AuthorityName string `json:"authority_name,omitempty"` // that authority's short name

	// LetterByOther asks that the letter stage be recorded by another person
	// than the one who reviewed (C10); false is the manual's practice.
	LetterByOther bool `json:"letter_by_other,omitempty"`

	Created time.Time `json:"created"`
	Version int       `json:"v"`
	LogHash string    `json:"loghash"`
}

// NameKey is an organisation's name in the form in which two that people take
// for one look alike: full-width letters, 臺 and 台, blanks.
func NameKey(name string) string {
	name = strings.ToLower(norm.NFKC.String(name))
	return strings.Join(strings.Fields(strings.ReplaceAll(name, "臺", "台")), "")
}

// RecordVersion is the version the organisation has once written.
func (o Organisation) RecordVersion() int { return o.Version }

// Office says who the officer (承辦人) of an organisation is. There is one record
// for each organisation that applies or is an authority, made together with it,
// so that there is never no officer and never two: whoever changes the officer
// replaces this version of it (A12).
type Office struct {
	OrganisationID string `json:"org"`
	AccountID      string `json:"acc"`
	CaseID         string `json:"case,omitempty"` // open change of officer; at most one
	Version        int    `json:"v"`
	LogHash        string `json:"loghash"`
}

// RecordVersion is the version the office has once written.
func (o Office) RecordVersion() int { return o.Version }
