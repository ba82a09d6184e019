package form

import (
	"cmp"
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
	Lines       Kind = "lines"       // rows of text
	Pairs       Kind = "pairs"       // rows of a code and its Chinese name: Pair
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
	Set          int    // of a field that repeats: number of the data set it is asked for; 0: once

	on          Paper  // papers the field stands on
	repeats     bool   // is asked for each data set
	addText     string // on the button that adds a row: see AddText
	codeText    string // of Pairs, the label of the code: see CodeText
	onCounter   *other // how it reads on CounterPaper where that differs
	optionalOn  Paper  // papers on which it may be left empty
	goLiveLabel string // label on GoLive where it differs
	initial     string // value of a new application
	check       checker
}

// other is a field's other words, for another paper; its letter goes, which is
// one of the service's application.
type other struct {
	label, hint, example string
	section              Section // empty: the same
}

// Title is the label with the manual's letter in front, A.服務名稱, or with the
// data set it is about: 資料集 2－DP-API網址.
func (f Field) Title() string {
	switch {
	case f.Set > 0:
		return f.Group + "－" + f.Label
	case f.Letter == "":
		return f.Label
	}
	return f.Letter + "." + f.Label
}

// Chapter is the heading its answer stands under: its section's, or the data
// set it is about.
func (f Field) Chapter() string {
	if f.Set > 0 {
		return f.Group
	}
	return f.Section.Title()
}

// Rowed reports whether the field's values are rows that people add and remove.
func (f Field) Rowed() bool { return f.Kind == Addresses || f.Kind == Lines || f.Kind == Pairs }

// AddText is the words on the button that adds a row.
func (f Field) AddText() string {
	if f.Kind == Addresses {
		return "增加輸入IP欄位"
	}
	return f.addText
}

// CodeText is the label of the code in each row of Pairs; see NameText.
func (f Field) CodeText() string { return f.codeText }

// List reports whether the field holds several values.
func (f Field) List() bool {
	return f.Rowed() || f.Kind == Checkboxes || f.Kind == Picker
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

// all are the rows of all tables.
var all = slices.Concat(retireTable, providerTable, table, counterTable)

// On lists the fields of a paper in the order of the form. Those that repeat are
// listed once: see For.
func On(p Paper) []Field {
	var list []Field
	for _, f := range all {
		if f.stands(p) {
			list = append(list, f.as(p))
		}
	}
	slices.SortStableFunc(list, func(a, b Field) int { return slices.Index(order, a.Section) - slices.Index(order, b.Section) })
	return list
}

// In lists the fields of one section of a paper; none for an unknown section.
func In(p Paper, s Section) []Field {
	return slices.DeleteFunc(On(p), func(f Field) bool { return f.Section != s })
}

// Lookup finds a field by its key, as it stands on the first paper that has it.
func Lookup(k Key) (Field, bool) {
	base, n := setOf(k)
	for _, f := range all {
		switch {
		case f.Key == k && !f.repeats:
			return f.as(f.on & -f.on), true
		case f.Key == base && f.repeats && n > 0:
			return f.as(f.on & -f.on).of(n), true
		}
	}
	return Field{}, false
}

// stands reports whether a field is on a paper. Changes ask what the application
// asks.
func (f Field) stands(p Paper) bool {
	switch p {
	case Extending:
		return f.Key == TestStart
	case TestChange:
		return f.on&Application != 0 && f.Key != TestStart
	case PilotChange:
		return f.on&Application != 0 || f.Key == PilotIPs
	}
	return f.on&p != 0 || p&RetiredPaper != 0 && (f.Key == Name || f.Key == Purpose)
}

// as settles what differs from paper to paper.
func (f Field) as(p Paper) Field {
	f.Required = f.optionalOn&p == 0
	switch p {
	case TestChange:
		f.Required = f.optionalOn&Application == 0
	case PilotChange:
		f.Required = f.optionalOn&(Application|GoLive) == 0 && f.Key != TestStart && f.Key != TestIPs
	}
	if p == GoLive && f.goLiveLabel != "" {
		f.Label = f.goLiveLabel
	}
	if p&CounterPaper != 0 {
		f.Letter = ""
		if o := f.onCounter; o != nil {
			f.Label, f.Hint, f.Example = cmp.Or(o.label, f.Label), cmp.Or(o.hint, f.Hint), cmp.Or(o.example, f.Example)
			f.Section = cmp.Or(o.section, f.Section)
		}
	}
	return f
}
