package kit

// Form is a POST form. The first button is the default act: Enter in a text
// field means it, whatever buttons stand before it in rows.
type Form struct {
	Action   string // path without the base path; "" is the page itself
	Key      string // repeats of one form are told by it; sent as FormKey
	Hidden   []Hidden
	Autosave string // path that takes what was typed so far; "" for forms that are not drafts
	Fields   []Field
	Buttons  []Button
	Cancel   Link
}

// FormKey is the name under which [Form].Key is sent.
const FormKey = "form-key"

// Hidden is a value that goes with a form unseen.
type Hidden struct{ Name, Value string }

// Button submits its form. It is named by the act ("送出審核"), never "確認".
type Button struct {
	Text   string
	Name   string // with Value, tells apart several buttons of a form
	Value  string
	Hidden string // read out after Text, where the same Text stands in every row
	Look   Look
}

// Look tells a button's weight. The zero value is the primary one where the
// button is its form's first, and secondary elsewhere.
type Look string

// The looks.
const (
	Secondary Look = "secondary"
	Danger    Look = "danger" // takes something away
)

// Class is the look of the nth button of a form, counted from zero.
func (b Button) Class(n int) string {
	switch {
	case b.Look != "":
		return "button-" + string(b.Look)
	case n == 0:
		return "button-primary"
	}
	return "button-secondary"
}

// Fault is one line of the error summary: the sentence at the field, and the id
// of the control it leads to.
type Fault struct {
	Target  string
	Message string
}

// Faults collects what the fields say about themselves, in their order, rows and
// dependent fields included. A dependent field counts only where it is asked for.
func Faults(fields []Field) []Fault {
	var faults []Fault
	for _, f := range fields {
		if f.Fault != "" {
			faults = append(faults, Fault{f.Target(), f.Fault})
		}
		for n, row := range f.Rows {
			if row.Fault != "" {
				faults = append(faults, Fault{f.RowID(n), row.Fault})
			}
		}
		for _, option := range f.Options {
			if option.Chosen {
				faults = append(faults, Faults(option.Then)...)
			}
		}
	}
	return faults
}
