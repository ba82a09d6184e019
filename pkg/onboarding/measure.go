package onboarding

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/figures"
)

const (
	measuredBack  = 12              // months before this one that may still have to be counted
	measuredAfter = 2 * time.Minute // an index shows an answer by then
	actsAtOnce    = 100
	rowsAtOnce    = 100
)

// Measure brings the figures of reports up to date (F9): it counts the answers
// given since it was last here, from the history of each day however long that
// was, and every ten minutes what waits and how services stand. It writes figures
// and nothing else; two at once count once.
func (s *Service) Measure(ctx context.Context) (counted int, err error) {
	const op = "onboarding.Measure"
	until := s.Now().Add(-measuredAfter)
	months, standing, err := s.Store.Figures(ctx, figures.MonthsBefore(until, measuredBack))
	if err != nil {
		return 0, fault.Wrap(op, err)
	}
	oldest := figures.MonthsBefore(until, 1) // of a portal in which nothing was ever counted
	if len(months) > 0 {
		oldest = min(oldest, months[0].Month)
	}
	for n := range measuredBack + 1 {
		m := figures.NewMonth(figures.MonthsBefore(until, n))
		if m.Month < oldest {
			break
		}
		if i := slices.IndexFunc(months, func(kept figures.Month) bool { return kept.Month == m.Month }); i >= 0 {
			m = months[i]
		}
		if m.Closed {
			break
		}
		more, err := s.measure(ctx, m, until)
		if counted += more; err != nil {
			return counted, fault.Wrap(op, err)
		}
	}
	if !standing.Fresh(s.Now()) {
		err = s.takeStock(ctx)
	}
	return counted, fault.Wrap(op, err)
}

// measure counts what was answered in a month up to an instant, and keeps the
// count where it got further. What another run has counted meanwhile is left to it.
func (s *Service) measure(ctx context.Context, m figures.Month, until time.Time) (counted int, err error) {
	further := false // so far that it need not be looked at again
	for !m.Closed && m.Day.Start().Before(until) {
		list, last, err := s.Store.ActsFrom(ctx, m.Day, m.Last, until, actsAtOnce)
		if err != nil {
			return 0, err
		}
		for _, e := range list {
			n, err := s.measureAct(ctx, &m, e)
			if err != nil {
				return 0, err
			}
			counted += n
		}
		m.Last = last
		if further = further || counted > 0 || len(list) == actsAtOnce; len(list) == actsAtOnce {
			continue
		}
		if m.Day.End().After(until) {
			break
		}
		m.NextDay()
		further = true
	}
	if !further {
		return 0, nil
	}
	m.Version++
	err = s.Store.SaveMonth(ctx, m)
	if fault.Is(err, fault.Conflict) {
		return 0, nil
	}
	return counted, err
}

// measureAct counts an act that answered a stage; any other is none of ours.
func (s *Service) measureAct(ctx context.Context, m *figures.Month, e audit.Entry) (int, error) {
	if e.Act != decideAct {
		return 0, nil
	}
	_, place, _ := strings.Cut(e.Object, "/")
	caseID, review, _ := strings.Cut(place, "/")
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return 0, err
	}
	for _, stage := range d.Stages {
		if strconv.Itoa(stage.Review) == review && strconv.Itoa(stage.Order) == e.After[factStage] && stage.Decided.Equal(e.Time) {
			m.Count(stage, d.Case.AuthorityID)
			return 1, nil
		}
	}
	return 0, nil
}

// takeStock counts what waits at every desk, and the services.
func (s *Service) takeStock(ctx context.Context) error {
	now := figures.Now{At: s.Now()}
	parties := []string{account.OpsID, account.ModaID}
	authorities, err := s.Store.Authorities(ctx)
	if err != nil {
		return err
	}
	for _, a := range authorities {
		parties = append(parties, a.ID)
	}
	for _, party := range parties {
		if err := everyRow(func(p Page) (string, error) {
			list, next, err := s.Store.Queue(ctx, party, p)
			for _, stage := range list {
				now.Wait(stage)
			}
			return next, err
		}); err != nil {
			return err
		}
	}
	if err := everyRow(func(p Page) (string, error) {
		list, next, err := s.Store.Services(ctx, Scope{All: true}, p)
		for _, sv := range list {
			now.Service(sv)
		}
		return next, err
	}); err != nil {
		return err
	}
	return s.Store.SaveNow(ctx, now)
}

// everyRow reads a list page by page to its end.
func everyRow(read func(Page) (next string, err error)) error {
	page := Page{Limit: rowsAtOnce}
	for {
		next, err := read(page)
		if err != nil || next == "" {
			return err
		}
		page.After = next
	}
}
