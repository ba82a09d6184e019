package kit

import "mydata.nat.gov.tw/portal/pkg/form"

// Cost is what a change of a field asks for before it comes into force (D8): in
// words with a colour, never by the colour alone. The zero value is not shown.
type Cost struct {
	Way    form.Way
	Letter bool // the authority writes a letter: B or C
}

// Tone goes from green to red with the strictness of the way.
func (c Cost) Tone() Tone {
	switch c.Way {
	case form.Direct:
		return Green
	case form.Pilot:
		return Yellow
	case form.Test:
		return Red
	}
	return Grey
}

// Changes is an overview of what a paper changes, on top of its answers.
type Changes struct {
	Title string
	Lines []string // what it is compared with, and what it all costs
	Rows  []ChangeRow
}

// ChangeRow is one field that differs, with a link to its answer.
type ChangeRow struct {
	ID     string // of the answer's SummaryRow
	Letter string
	Label  string
	Cost   Cost
	Round  bool // it differs from the round before
}
