package firewall

import (
	"slices"
	"time"
)

// Align says what has to be written to bring the ledger of a service in line
// with what is wanted: rules that are not wanted any more, closed at now, and
// new ones. A rule that lets the same through until the same time stays as it
// is, whatever case it was opened for.
func Align(ledger, wanted []Rule, now time.Time) (closed, opened []Rule) {
	kept := make([]bool, len(wanted))
	for _, have := range ledger {
		next, open := have.CloseAt(now)
		if !open {
			continue
		}
		i := slices.IndexFunc(wanted, func(w Rule) bool { return have.does(w, now) })
		if i >= 0 && !kept[i] {
			kept[i] = true
			continue
		}
		closed = append(closed, next)
	}
	for i, w := range wanted {
		if kept[i] {
			continue
		}
		if w.From.Before(now) {
			w.From = now
		}
		opened = append(opened, w)
	}
	return closed, opened
}

// does reports whether r lets through what is wanted from now on.
func (r Rule) does(w Rule, now time.Time) bool {
	begun := !r.From.After(now) && !w.From.After(now)
	return r.Area == w.Area && r.Purpose == w.Purpose && r.Port == w.Port && (begun || r.From.Equal(w.From)) && r.To.Equal(w.To) &&
		slices.Equal(tidy(r.Addresses), tidy(w.Addresses))
}
