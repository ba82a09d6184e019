package kit

// Task is something to do: a section of a draft, or what waits for a person.
// Without Href it cannot be started yet.
type Task struct {
	Title string
	Href  string
	Hint  string
	Area  Area // of a case that waits
	State State
}

// Notice is a paragraph set apart.
type Notice struct {
	Title   string
	Lines   []string
	Warning bool
	Links   []Link
}

// Confirm asks before an act that cannot simply be undone. The question is the
// page's heading; this names the object and says the effects.
type Confirm struct {
	Object  []SummaryRow
	Effects []string
	Form    Form
}

// Done is the end of a form: what was filed, and what happens next.
type Done struct {
	Label   string // of the number: "申請單號"
	Numbers []string
	Next    []string // in order
	Links   []Link
}
