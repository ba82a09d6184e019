package kit

// Form is a POST form. The first button is the default act: Enter in a text
// field means it, whatever buttons stand before it in rows.
type Form struct {
	Action   string // path without the base path; "" is the page itself
	Key      string // repeats of one form are told by it; sent as FormKey
	Hidden   []Hidden
	Autosave string // path that takes what was typed so far, as act=autosave; "" for forms that are not drafts
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
	Action string // sends the form elsewhere than Form.Action; without the base path
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
