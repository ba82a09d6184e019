package figures

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// Desk is where answers are given: a party, or the authority's other stage.
type Desk string

// The desks, in the order of the chain full.
const (
	Authority Desk = "authority" // 機關單位
	Ops       Desk = "ops"       // 維運團隊
	Letter    Desk = "letter"    // 機關單位發文
	MODA      Desk = "moda"      // 數位發展部
)

// Desks lists them.
func Desks() []Desk { return []Desk{Authority, Ops, Letter, MODA} }

// Label is the desk's name on screens.
func (d Desk) Label() string {
	switch d {
	case Authority:
		return "機關單位"
	case Ops:
		return "維運團隊"
	case Letter:
		return "機關單位發文"
	case MODA:
		return "數位發展部"
	}
	return ""
}

func deskOf(s casefile.Stage) Desk {
	if s.Letter {
		return Letter
	}
	return Desk(s.Party)
}

// Answers counts what was answered at one desk.
type Answers struct {
	Approved int  `json:"approved,omitempty"`
	Rejected int  `json:"rejected,omitempty"`
	Returned int  `json:"returned,omitempty"`
	Hours    int  `json:"hours,omitempty"`   // all of them together
	Longest  int  `json:"longest,omitempty"` // hours
	Took     Ages `json:"took,omitempty"`
}

// Total is how many answers there were.
func (a Answers) Total() int { return a.Approved + a.Rejected + a.Returned }

// MeanDays is how long an answer took on average; 0 where there is none.
func (a Answers) MeanDays() float64 {
	if a.Total() == 0 {
		return 0
	}
	return float64(a.Hours) / float64(a.Total()) / 24
}

// ReturnRate is the part of the answers that were 退回, from 0 to 1.
func (a Answers) ReturnRate() float64 {
	if a.Total() == 0 {
		return 0
	}
	return float64(a.Returned) / float64(a.Total())
}

func (a Answers) with(s casefile.Stage) Answers {
	switch s.Answer {
	case chain.Approve:
		a.Approved++
	case chain.Reject:
		a.Rejected++
	case chain.Return:
		a.Returned++
	}
	took := s.Decided.Sub(s.Opened)
	hours := int(took / time.Hour)
	a.Hours, a.Longest, a.Took = a.Hours+hours, max(a.Longest, hours), a.Took.With(took)
	return a
}

func (a Answers) plus(b Answers) Answers {
	return Answers{Approved: a.Approved + b.Approved, Rejected: a.Rejected + b.Rejected, Returned: a.Returned + b.Returned,
		Hours: a.Hours + b.Hours, Longest: max(a.Longest, b.Longest), Took: a.Took.Plus(b.Took)}
}

// Work is what was answered within a scope.
type Work struct {
	Desks  map[Desk]Answers `json:"desks,omitempty"`
	Fields map[string]int   `json:"fields,omitempty"` // how often 退回 pointed at a field of the form (F3)
}

// All adds up the desks.
func (w Work) All() Answers {
	var sum Answers
	for _, a := range w.Desks {
		sum = sum.plus(a)
	}
	return sum
}

// Month is what was answered in one month.
type Month struct {
	Month   string          `json:"month"`            // 2024-03, in Taipei
	Day     calendar.Date   `json:"day"`              // the day that is being counted
	Last    string          `json:"last,omitempty"`   // place of that day's last act that was looked at
	Closed  bool            `json:"closed,omitempty"` // the month is over and everything counted
	Scopes  map[string]Work `json:"scopes,omitempty"`
	Version int             `json:"v"`
}

// monthLayout prints and reads the name of a month.
const monthLayout = "2006-01"

// MonthOf names the month of an instant.
func MonthOf(t time.Time) string { return t.In(calendar.Taipei()).Format(monthLayout) }

// MonthsBefore names the month so many months before that of an instant.
func MonthsBefore(t time.Time, n int) string {
	t = t.In(calendar.Taipei())
	return time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, t.Location()).Format(monthLayout)
}

// NewMonth is a month of which nothing is counted yet. Its name is one that
// MonthOf gave.
func NewMonth(name string) Month {
	first, _ := calendar.ParseDate(name + "-01")
	return Month{Month: name, Day: first}
}

// NextDay goes on to the next day, or closes the month behind its last.
func (m *Month) NextDay() {
	m.Day, m.Last = m.Day.AddDays(1), ""
	m.Closed = MonthOf(m.Day.Start()) != m.Month
}

// Count adds an answered stage of a case that lies in an authority's remit, or in
// nobody's.
func (m *Month) Count(s casefile.Stage, authority string) {
	m.count(All, s)
	if authority != "" {
		m.count(authority, s)
	}
}

func (m *Month) count(scope string, s casefile.Stage) {
	if m.Scopes == nil {
		m.Scopes = map[string]Work{}
	}
	w := m.Scopes[scope]
	if w.Desks == nil {
		w = Work{Desks: map[Desk]Answers{}, Fields: map[string]int{}}
	}
	w.Desks[deskOf(s)] = w.Desks[deskOf(s)].with(s)
	for _, note := range s.Notes {
		w.Fields[note.Field]++
	}
	m.Scopes[scope] = w
}

// Sum is what a scope has answered in some months together.
func Sum(months []Month, scope string) Work {
	sum := Work{Desks: map[Desk]Answers{}, Fields: map[string]int{}}
	for _, m := range months {
		w := m.Scopes[scope]
		for desk, a := range w.Desks {
			sum.Desks[desk] = sum.Desks[desk].plus(a)
		}
		for field, n := range w.Fields {
			sum.Fields[field] += n
		}
	}
	return sum
}
