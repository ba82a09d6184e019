package service_test

import (
	"fmt"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// books is what somebody notes of a service who hears of its events and has never
// seen the table: what is under review, and which mails were queued.
type books struct {
	open  map[subject]service.Event // what a submission under review asked for
	asked int
	acts  int
	told  map[string]int

	granted map[int]string // windows by epoch, which timers know them by
	ahead   map[int]bool   // those whose end nobody has noted
}

func newBooks() books {
	return books{open: map[subject]service.Event{}, told: map[string]int{}, granted: map[int]string{}, ahead: map[int]bool{}}
}

// subject is what a submission is about; of each a service has one at most.
type subject string

const (
	answers   subject = "its answers"
	extension subject = "an extension"
	takeDown  subject = "a take-down"
)

// submissions say of what is asked for what it is about, and how it may end.
var submissions = map[service.Event]struct {
	about subject
	ends  []service.Event
}{
	service.Applied: {answers, []service.Event{service.TestApproved, service.TestRefused}},
	service.ChangeAsked: {answers, []service.Event{service.ChangeApproved, service.ChangeRefused, service.TestApproved, service.TestRefused,
		service.GoLiveApproved, service.GoLiveRefused}},
	service.GoLiveAsked:    {answers, []service.Event{service.GoLiveApproved, service.GoLiveRefused}},
	service.ReportSent:     {answers, []service.Event{service.ReportApproved, service.ReportRefused}},
	service.ExtensionAsked: {extension, []service.Event{service.ExtensionApproved, service.ExtensionRefused}},
	service.DelistAsked:    {takeDown, []service.Event{service.DelistApproved, service.DelistRefused}},
}

// review notes what an event means to what is under review, and lists what is
// wrong with it.
func (b *books) review(e service.Event, after service.Service) (wrong []string) {
	if s, asks := submissions[e]; asks {
		if other, twice := b.open[s.about]; twice {
			wrong = append(wrong, fmt.Sprintf("two are under review about %s, the other by %s", s.about, other))
		}
		b.open[s.about] = e
		b.asked++
	}
	decides := false
	for asked, s := range submissions {
		if !slices.Contains(s.ends, e) {
			continue
		}
		decides = true
		if b.open[s.about] == asked {
			delete(b.open, s.about)
			decides = false
			if e == service.GoLiveApproved && asked == service.GoLiveAsked {
				delete(b.open, extension)
			}
			break
		}
	}
	if decides {
		wrong = append(wrong, "nobody had asked for what was decided")
	}
	if e == service.DelistApproved {
		clear(b.open)
	}
	_, reviewed := b.open[answers]
	if settled := after.Step == service.NoCandidate || after.Step == service.Live || after.Step == service.Waiting; settled && reviewed {
		wrong = append(wrong, "what is settled is still under review")
	}
	if _, extends := b.open[extension]; extends != after.Marks.Has(service.Extending) {
		wrong = append(wrong, "an extension under review is not marked, or one is marked that is not")
	}
	return wrong
}

// mail notes what was queued by an event, and lists what is wrong with it: a mail
// that was due and was not queued, or was queued before about the same thing, or
// comes before its day.
func (b *books) mail(e service.Event, f service.Facts, before, after service.Service, queued service.Mail) (wrong []string) {
	b.acts++
	about := fmt.Sprint(e, " ", b.acts)
	switch e {
	case service.WindowEnded:
		about = fmt.Sprint("window ", f.Epoch)
	case service.DateCame:
		about = fmt.Sprint("revision ", before.Candidate)
	}
	if want := dueMail(e, f, before, after); queued != want {
		wrong = append(wrong, fmt.Sprintf("%q is queued, due is %q", queued, want))
	}
	if e == service.DateCame && f.Now.Before(before.GoLive.Start()) {
		wrong = append(wrong, fmt.Sprintf("it is live before %s", before.GoLive))
	}
	if queued != service.NoMail {
		if b.told[about]++; b.told[about] > 1 {
			wrong = append(wrong, fmt.Sprintf("%s is told %d times", about, b.told[about]))
		}
	}
	return append(wrong, b.windows(e, after)...)
}

// windows notes the windows there are. One may go without its end being noted
// only where the test is over, or another takes its place.
func (b *books) windows(e service.Event, after service.Service) (wrong []string) {
	for _, w := range after.Windows() {
		if w.Over {
			continue
		}
		if is, known := b.granted[w.Epoch]; known && is != w.String() {
			wrong = append(wrong, fmt.Sprintf("window %d was granted twice, %s and %s", w.Epoch, is, w))
		} else if !known {
			b.granted[w.Epoch], b.ahead[w.Epoch] = w.String(), true
		}
	}
	for epoch := range b.ahead {
		i := slices.IndexFunc(after.Windows(), func(w service.Window) bool { return w.Epoch == epoch })
		if i >= 0 && !after.Windows()[i].Over {
			continue
		}
		delete(b.ahead, epoch)
		switch e {
		case service.WindowEnded, service.ExtensionApproved, service.GoLiveApproved, service.DelistApproved:
		default:
			wrong = append(wrong, fmt.Sprintf("window %d is forgotten", epoch))
		}
	}
	return wrong
}

// dueMail is what the applicant has to be told of an event (mails.md), by what it
// does to the service and not by the table.
func dueMail(e service.Event, f service.Facts, before, after service.Service) service.Mail {
	serves := before.Live > 0
	switch e {
	case service.TestApproved:
		return either(serves, service.MailChangeApproved, service.MailTestApproved)
	case service.WindowEnded:
		goesOn := slices.ContainsFunc(after.Windows(), func(w service.Window) bool {
			return w.Epoch != f.Epoch && !w.Opens().After(closing(before, f.Epoch))
		})
		return either(goesOn, service.NoMail, service.MailWindowEnded)
	case service.ExtensionApproved:
		return service.MailExtensionApproved
	case service.ChangeApproved:
		return either(before.Step == service.ChangeReview, service.MailChangeApplied, service.MailChangeApproved)
	case service.GoLiveApproved:
		return either(before.Way == form.Pilot, service.MailChangeApproved, service.MailPilotApproved)
	case service.ReportApproved:
		return either(serves, service.MailChangeApplied, service.MailPilotDone)
	case service.DateMoved:
		return service.MailDateMoved
	case service.DateCame:
		return service.MailLive
	case service.DelistApproved:
		return service.MailDelisted
	case service.Suspended:
		return service.MailSuspended
	case service.Lifted:
		return service.MailResumed
	}
	return service.NoMail
}

func either(is bool, then, otherwise service.Mail) service.Mail {
	if is {
		return then
	}
	return otherwise
}

// closing is when the window with that epoch is over.
func closing(s service.Service, epoch int) (t time.Time) {
	for _, w := range s.Windows() {
		if w.Epoch == epoch {
			t = w.Closes()
		}
	}
	return t
}
