package kit

import (
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// Kind is the control of a field.
type Kind string

// The kinds. The first group takes one line (Value), the second several lines
// (Value), the third a choice (Options), the last has many controls (Rows,
// Providers, Fields).
const (
	Text     Kind = "text"
	URL      Kind = "url"
	Email    Kind = "email"
	Phone    Kind = "tel"
	Date     Kind = "date" // ISO 8601, "2024-04-01"; End shows the day that follows from it
	Search   Kind = "search"
	Password Kind = "password" // with a button that shows it; never filled in by the server
	Code     Kind = "code"     // a one-time code of digits
	Fixed    Kind = "fixed"    // shown and not asked; nothing of it is sent

	TextArea Kind = "textarea"
	RichText Kind = "rich"   // blank line = paragraph, "- " bullet, "1. " number
	PEM      Kind = "pem"    // public key or certificate
	Secret   Kind = "secret" // key text; never filled in by the server, Key shows what is stored

	Select     Kind = "select"
	Radios     Kind = "radio"
	Checkboxes Kind = "checkbox"

	List     Kind = "list"     // an <ol> of one-line inputs with add and remove buttons
	Pairs    Kind = "pairs"    // the same with two inputs in each row: a code and its Chinese name
	DataSets Kind = "datasets" // boxes under their providers
	File     Kind = "file"     // a button to the page on which the file is handed in
	Group    Kind = "group"    // Fields that belong together under one legend
)

// Field is one question with its answer. ID is the id of the control, or of the
// group of controls; an option or data set has "<ID>-<value>" and the nth row
// "<ID>-<n>", counted from one. These are the ids of form.ControlID, so that an
// error summary leads to each.
type Field struct {
	Kind     Kind
	ID       string
	Name     string   // form key; ID where empty
	Letter   string   // of the manual, "A"
	Label    string   // without star or colon
	Hints    []string // one paragraph each, always in sight
	Example  string   // shown after the hints as 範例
	Optional bool     // says （選填）

	Value    string
	Blocks   []form.Block // the same of a RichText, for its editor
	Faults   []string     // why it was refused, sentences without 「錯誤：」; see [Mark]
	Warnings []string     // what is unusual but accepted
	Notes    []string     // of reviewers who sent the form back
	Before   *Answer      // what is in force, shown as 修改前
	Width    Width
	Lines    int // height of a text area; zero: 6

	Autocomplete string // token of the HTML standard
	InputMode    string // for the phone's keyboard; kinds set their own
	Inline       bool   // short options side by side

	Options   []Option
	Rows      []Row
	RowLabel  string // of one row, read out with its number; Label where empty
	CodeLabel string // of the first input in each row of Pairs
	NameLabel string // of the second
	AddText   string // of the button that adds a row: "增加輸入IP欄位"
	Providers []Provider
	Fields    []Field
	Buttons   []Button // of a Group: they add or take away such a group
	Find      string   // of DataSets: the words that were looked for
	Focus     bool     // of a one-line control: the page opens here
	Key       *Key
	Upload    *Upload
	End       *End
}

// Width is how much room an answer is given; the zero value is the full width
// of a field.
type Width string

// The widths, in digits or letters.
const (
	Short  Width = "short"  // 10
	Medium Width = "medium" // 24
	Wide   Width = "wide"   // of a row, which is Medium by itself: the full width
)

// Option is one radio button, check box or line of a select.
type Option struct {
	Value  string
	Label  string
	Hint   string
	Chosen bool
	Then   []Field // asked only where this is chosen: beneath it or, of inline options, beneath them all, of which six at most may have one
}

// Row is one line of a [List], or of [Pairs], which alone have a Name.
type Row struct {
	Value      string
	Faults     []string
	Name       string
	NameFaults []string
	Focus      bool // the page opens here: the row was just added, or follows a removed one
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
	About  string // whom it is about, "person" or "company", for the module
	Chosen bool
}

// Key is what may be shown of a stored key or certificate.
type Key struct {
	Kind        string // "RSA 2048", "X.509, ECDSA P-256"
	Fingerprint string // SHA-256, in pairs
	Expires     string // "" for a bare key
}

// Upload is what may be shown of a file that was handed in.
type Upload struct {
	Name  string
	Facts string // size and type; "" as long as it has not arrived
	Hash  string // SHA-256 in hexadecimal
	State State
	Why   string // it was refused
	Href  string // where it is fetched; "" where it cannot be
}

// Stored is what is shown of the file in a field. Why it was refused is said once,
// by the field's fault where it has one.
func (f Field) Stored() *Upload {
	if f.Upload == nil || len(f.Faults) == 0 {
		return f.Upload
	}
	stored := *f.Upload
	stored.Why = ""
	return &stored
}

// UploadName is the name of the button that leads from a form to the page of a
// file; its value is the field's key.
const UploadName = "upload"

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
	case Radios, Checkboxes, List, Pairs, DataSets, Group:
		return true
	}
	return false
}

// Opened says whether the nth provider (from zero) is unfolded: where it is
// asked for, and the first where a fault would lead to a closed one.
func (f Field) Opened(n int) bool {
	return f.Providers[n].Open || n == 0 && len(f.Faults) > 0
}

// Part is the id of an option or data set by its value.
func (f Field) Part(value string) string { return f.ID + "-" + value }

// RowID is the id of the nth row, counted from zero.
func (f Field) RowID(n int) string { return f.Part(strconv.Itoa(n + 1)) }

// NameID is the id of the Chinese name in the nth row of Pairs, counted from zero;
// NameField is what it is sent as.
func (f Field) NameID(n int) string { return form.PairID(form.Key(f.ID), n+1, true) }

// NameField goes with NameID.
func (f Field) NameField() string { return form.NameField(form.Key(f.FormName())) }

// DescribedBy lists the ids of what is read out after the label.
func (f Field) DescribedBy() string {
	var ids []string
	add := func(shown bool, suffix string) {
		if shown {
			ids = append(ids, f.ID+suffix)
		}
	}
	add(len(f.Hints) > 0 || f.Example != "" || f.Kind == Date, "-hint")
	add(f.Before != nil, "-before")
	add(len(f.Notes) > 0, "-note")
	add(len(f.Warnings) > 0, "-warning")
	add(len(f.Faults) > 0, "-fault")
	return strings.Join(ids, " ")
}
