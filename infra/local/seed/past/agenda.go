package past

import (
	"container/heap"
	"context"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// plan is what somebody is going to do at a moment.
type plan struct {
	at time.Time
	n  int // of two at the same moment the first planned comes first
	do func(context.Context) error
}

// agenda is a heap of plans, the earliest on top.
type agenda []plan

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].n < a[j].n
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }

// Push and Pop are heap.Interface's.
func (a *agenda) Push(x any) { *a = append(*a, x.(plan)) }

// Pop takes the last one off.
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// on plans something for a day, at some minute of its working hours; what falls
// on a weekend is done on Monday, and never before what goes on now.
func (p *Past) on(day calendar.Date, do func(context.Context) error) {
	for weekend(day) {
		day = day.AddDays(1)
	}
	at := day.Start().Add(9*time.Hour + time.Duration(p.rng.IntN(8*60))*time.Minute)
	if now := p.world.Clock.Now(); !at.After(now) {
		at = now.Add(time.Duration(5+p.rng.IntN(90)) * time.Minute)
	}
	p.planned++
	heap.Push(&p.agenda, plan{at: at, n: p.planned, do: do})
}

// in plans something for so many days from now.
func (p *Past) in(days int, do func(context.Context) error) { p.on(p.today().AddDays(days), do) }

func weekend(d calendar.Date) bool {
	w := d.Start().In(calendar.Taipei()).Weekday()
	return w == time.Saturday || w == time.Sunday
}

func (p *Past) today() calendar.Date { return calendar.Today(p.world.Clock.Now()) }
