package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// do does what is due, or drops it where it has become pointless: its window was
// replaced, its date moved, its service is gone (trust 10).
func (s *Service) do(ctx context.Context, due Due) error {
	l, err := s.lifeOf(ctx, due.ID)
	if fault.Is(err, fault.NotFound) {
		return s.Store.DropDue(ctx, due)
	}
	if err != nil {
		return err
	}
	switch due.Kind {
	case WindowEnds:
		return s.lapse(ctx, l, due, service.WindowEnded)
	case GoesLive:
		return s.lapse(ctx, l, due, service.DateCame)
	case CertificateIn30, CertificateIn14, CertificateIn7, CertificateIn1:
		return s.remind(ctx, l, due, s.certificateNotice)
	case MaintenanceBegins:
		return s.beginMaintenance(ctx, l.Service, due)
	case WindowIn30, WindowIn14, WindowIn7, WindowIn1:
		return s.remind(ctx, l, due, s.windowNotice)
	case ReportIn7, ReportIn1, ReportLate:
		return s.remind(ctx, l, due, s.reportNotice)
	}
	return fault.Newf(fault.Internal, "due kind %q", due.Kind)
}

// lapse moves a service by a date that has come (D2, D7).
func (s *Service) lapse(ctx context.Context, l life, due Due, e service.Event) error {
	f := service.Facts{Now: s.Now(), Epoch: due.Epoch}
	if !l.Can(e, f) {
		return s.Store.DropDue(ctx, due)
	}
	c := s.beginAs("clock")
	next, row, err := s.step(ctx, c, l, e, f, nil, casefile.Stage{})
	if err != nil {
		return err
	}
	c.Deletes = append(c.Deletes, due)
	if row.Mail != service.NoMail {
		if err := s.tellLapse(ctx, c, l.Service, next.Service, row, due); err != nil {
			return err
		}
	}
	return s.Store.Commit(ctx, c.Tx)
}

// remind tells the applicant of a deadline. One that comes too late, or whose
// date is no more, is dropped.
func (s *Service) remind(ctx context.Context, l life, due Due, about func(notice.Case, life, Due) notice.Notice) error {
	d, err := s.Store.Dossier(ctx, l.CaseID)
	if err != nil {
		return err
	}
	n := about(standingCase(d.Case, l.Service), l, due)
	if n == nil {
		return s.Store.DropDue(ctx, due)
	}
	c := s.beginAs("clock")
	next := l.Service
	next.Version++
	c.putService("service.remind", l.Service, next)
	c.Deletes = append(c.Deletes, due)
	if err := c.mail(d.Case.Applicant.AccountID, n); err != nil {
		return err
	}
	return s.Store.Commit(ctx, c.Tx)
}

func (s *Service) windowNotice(about notice.Case, l life, due Due) notice.Notice {
	about.Area = casefile.TestArea
	for _, w := range l.Windows() {
		if w.Epoch == due.Epoch && !w.Over && s.Now().Before(w.Closes()) && l.InTest() {
			return notice.WindowReminder{Case: about, Window: w.Window, Days: due.Kind.daysLeft()}
		}
	}
	return nil
}

func (s *Service) reportNotice(about notice.Case, l life, due Due) notice.Notice {
	day := l.ReportDay()
	left := calendar.Today(s.Now()).DaysUntil(day)
	switch {
	case l.Step != service.Piloting || l.Live > 0 || dayNumber(l.GoLive) != due.Epoch:
		return nil
	case due.Kind == ReportLate:
		return notice.ReportOverdue{Case: about, Report: day, GoLive: l.GoLive}
	case left < 0:
		return nil
	}
	return notice.ReportReminder{Case: about, Report: day, GoLive: l.GoLive, Days: left}
}

// standingCase is a case as mails name it that are about no submission.
func standingCase(paper casefile.Case, sv service.Service) notice.Case {
	return notice.Case{Number: paper.Number, Area: paper.Area, Service: sv.Name, Organisation: sv.OrganisationName, Item: paper.Kind.Label()}
}
