package form

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Kind is the control a field is entered with; it also decides how Parse reads
// the field, what Check asks of every such field and how Answers shows it.
type Kind string

// The kinds. Templates compare with these values.
const (
	Text        Kind = "text"        // one line
	LongText    Kind = "long-text"   // several lines without structure
	RichField   Kind = "rich-text"   // RichText: text area, or editor on top of it
	URL         Kind = "url"         // one https address, shown as text
	Day         Kind = "date"        // ISO date
	Select      Kind = "select"      // one of many choices
	Radio       Kind = "radio"       // one of few choices
	Checkboxes  Kind = "checkbox"    // one or more choices
	Picker      Kind = "data-sets"   // data sets of the catalogue, by provider
	Addresses   Kind = "ip-list"     // rows of IP addresses
	SecretArea  Kind = "secret"      // text area that is never filled from stored values
	PublicKey   Kind = "public-key"  // text area for an RSA public key in PEM
	Certificate Kind = "certificate" // text area for an X.509 certificate in PEM
	FileField   Kind = "file"        // one file, handed in on a page of its own (B11)
)

// Option is one choice of a Select, Radio or Checkboxes field.
type Option struct {
	Value string
	Label string
	Hint  string // stands beneath the choice; may be empty

	private string // further hint for organisations that are privately owned (B3)
}

// When makes a field depend on a choice: it is asked, checked and kept only
// while the field Key has Value. The zero When is always fulfilled.
type When struct {
	Key   Key
	Value string
}

// Field is one row of the table, as it stands on one paper. See the package
// comment for the columns.
type Field struct {
	Key      Key
	Letter   string // the manual's letter, empty where it gives none
	Group    string // legend over neighbouring fields that belong together
	Label    string
	Hint     string
	Example  string // for the hint, never as a placeholder
	Section  Section
	Kind     Kind
	Options  []Option // see Choices
	Max      int      // characters of text, rows of a list, bytes of a key; 0: bounded by Kind
	Required bool     // of a dependent field: while When is fulfilled
	When     When
	Way      Way            // what a change costs after go-live (D8)
	Official bool           // a change needs the authority's letter, chain full (D4, D8)
	PerArea  bool           // 測試區 and 正式區 each have their own value
	Purpose  upload.Purpose // of a FileField: what it is handed in for

	Autocomplete string // HTML autocomplete token; empty means "off"
	InputMode    string // HTML inputmode; empty leaves it to Kind
	Fragment     bool   // of a URL: may carry a #fragment

	on          Paper  // papers the field stands on
	optionalOn  Paper  // papers on which it may be left empty
	goLiveLabel string // label on GoLive where it differs
	initial     string // value of a new application
	check       checker
}

// Title is the label with the manual's letter in front: A.服務名稱.
func (f Field) Title() string {
	if f.Letter == "" {
		return f.Label
	}
	return f.Letter + "." + f.Label
}

// List reports whether the field holds several values.
func (f Field) List() bool {
	return f.Kind == Addresses || f.Kind == Checkboxes || f.Kind == Picker
}

// Choices lists the options to show. Categories come from the catalogue, and
// hints know whether the organisation is privately owned (B3).
func (f Field) Choices(c Context) []Option {
	if f.Key == Category {
		return c.Catalogue.categoryOptions()
	}
	options := slices.Clone(f.Options)
	for i := range options {
		if c.Private {
			options[i].Hint += options[i].private
		}
	}
	return options
}

// On lists the fields of a paper in the order of the form.
func On(p Paper) []Field {
	var list []Field
	for _, f := range table {
		if f.on&p != 0 {
			list = append(list, f.as(p))
		}
	}
	return list
}

// In lists the fields of one section of a paper; none for an unknown section.
func In(p Paper, s Section) []Field {
	return slices.DeleteFunc(On(p), func(f Field) bool { return f.Section != s })
}

// Lookup finds a field by its key, as it stands on the application or, where it
// doesn't stand there, on the go-live paper.
func Lookup(k Key) (Field, bool) {
	for _, f := range table {
		if f.Key != k {
			continue
		}
		if f.on&Application != 0 {
			return f.as(Application), true
		}
		return f.as(GoLive), true
	}
	return Field{}, false
}

// as settles what differs from paper to paper.
func (f Field) as(p Paper) Field {
	f.Required = f.optionalOn&p == 0
	if p == GoLive && f.goLiveLabel != "" {
		f.Label = f.goLiveLabel
	}
	return f
}
