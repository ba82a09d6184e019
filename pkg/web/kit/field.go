package kit

import (
	"strconv"
	"strings"
)

// Kind is the control of a field.
type Kind string

// The kinds. The first group takes one line (Value), the second several lines
// (Value), the third a choice (Options), the last repeats (Rows, Providers).
const (
	Text     Kind = "text"
	URL      Kind = "url"
	Email    Kind = "email"
	Phone    Kind = "tel"
	Date     Kind = "date" // ISO 8601, "2024-04-01"; End shows the day that follows from it
	Search   Kind = "search"
	Password Kind = "password" // with a button that shows it; never filled in by the server
	Code     Kind = "code"     // a one-time code of digits

	TextArea Kind = "textarea"
	RichText Kind = "rich"   // blank line = paragraph, "- " bullet, "1. " number
	Secret   Kind = "secret" // key or certificate text; never filled in by the server, Key shows what is stored

	Select     Kind = "select"
	Radios     Kind = "radio"
	Checkboxes Kind = "checkbox"

	List     Kind = "list"     // an <ol> of one-line inputs with add and remove buttons
	DataSets Kind = "datasets" // boxes under their providers
)

// Field is one question with its answer. ID is the id of the control, and of
// the nth option or row "<ID>-<n>", of the nth data set of the mth provider
// "<ID>-<m>-<n>", counted from one: so an error summary can link to each.
type Field struct {
	Kind     Kind
	ID       string
	Name     string   // form key; ID where empty
	Letter   string   // of the manual, "A"
	Label    string   // without star or colon
	Hints    []string // one paragraph each, always in sight
	Example  string   // shown after the hints as 範例
	Optional bool     // says （選填）

	Value     string
	Fault     string   // why it was refused, a sentence without 「錯誤：」
	Warning   string   // what is unusual but accepted
	Notes     []string // of reviewers who sent the form back
	Before    *Answer  // what is in force, shown as 修改前
	MaxLength int      // characters; zero: no limit shown to the browser
	Width     Width
	Lines     int // height of a text area; zero: 6

	Autocomplete string // token of the HTML standard; empty: "off" for codes, secrets and passwords
	InputMode    string // for the phone's keyboard; kinds set their own
	Inline       bool   // short options side by side

	Options   []Option
	Rows      []Row
	RowLabel  string // of one row, read out with its number: "主機 IP"
	AddText   string // button that adds a row: "增加輸入IP欄位"
	Providers []Provider
	Key       *Key
	End       *End
}

// Width is how much room an answer is given; the zero value is the full width
// of a field.
type Width string

// The widths, in digits or letters.
const (
	Short  Width = "short"  // 10
	Medium Width = "medium" // 24
)

// Option is one radio button, check box or line of a select.
type Option struct {
	Value  string
	Label  string
	Hint   string
	Chosen bool
	Then   []Field // asked only where this is chosen; at most six options may have one
}

// Row is one line of a [List].
type Row struct {
	Value string
	Fault string
}

// Provider is an organisation with the data sets it offers.
type Provider struct {
	Name string
	Sets []DataSet
	Open bool // shown unfolded
}

// DataSet is one box of a [DataSets] field.
type DataSet struct {
	Value  string
	Name   string
	Hint   string
	Chosen bool
}

// Key is what may be shown of a stored key or certificate.
type Key struct {
	Kind        string // "RSA 2048", "X.509, ECDSA P-256"
	Fingerprint string // SHA-256, in pairs
	Expires     string // "" for a bare key
}

// End is the last day that follows from a date by the three-month rule (D2).
// The server computes Text; a module keeps it in step while one types.
type End struct {
	Label string
	Text  string // "" as long as there is no valid date
}

// Chosen counts the data sets that are ticked.
func (p Provider) Chosen() int {
	n := 0
	for _, set := range p.Sets {
		if set.Chosen {
			n++
		}
	}
	return n
}

// FormName is the key of the form value: Name, or ID where that is empty.
func (f Field) FormName() string {
	if f.Name != "" {
		return f.Name
	}
	return f.ID
}

// Grouped says that the field is a fieldset with a legend, having several
// controls.
func (f Field) Grouped() bool {
	switch f.Kind {
	case Radios, Checkboxes, List, DataSets:
		return true
	}
	return false
}

// Target is the id of the control an error leads to.
func (f Field) Target() string {
	switch f.Kind {
	case Radios, Checkboxes, List:
		return f.ID + "-1"
	case DataSets:
		return f.ID + "-1-1"
	}
	return f.ID
}

// Opened says whether the nth provider (from zero) is unfolded: where it is
// asked for, and the first where a fault would lead to a closed one.
func (f Field) Opened(n int) bool {
	return f.Providers[n].Open || n == 0 && f.Fault != ""
}

// DescribedBy lists the ids of what is read out after the label.
func (f Field) DescribedBy() string {
	var ids []string
	add := func(shown bool, suffix string) {
		if shown {
			ids = append(ids, f.ID+suffix)
		}
	}
	add(len(f.Hints) > 0 || f.Example != "" || f.Kind == Date || f.Kind == RichText, "-hint")
	add(f.Before != nil, "-before")
	add(len(f.Notes) > 0, "-note")
	add(f.Warning != "", "-warning")
	add(f.Fault != "", "-fault")
	return strings.Join(ids, " ")
}

// RowID is the id of the nth row, option or data set, counted from zero.
func (f Field) RowID(n int) string { return f.ID + "-" + strconv.Itoa(n+1) }
