package onboarding

import (
	"context"
	"reflect"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// life is a service with its revisions, as one step of it finds them.
type life struct {
	service.Service
	revisions []service.Revision
}

func (s *Service) lifeOf(ctx context.Context, id string) (life, error) {
	sv, revisions, err := s.Store.Service(ctx, id)
	return life{sv, revisions}, err
}

// events are what a review of a kind means to its service.
type events struct{ asked, approved, refused service.Event }

var eventsOf = map[casefile.Kind]events{
	casefile.TestKind:   {service.Applied, service.TestApproved, service.TestRefused},
	casefile.ResumeKind: {service.Applied, service.TestApproved, service.TestRefused},
	casefile.RetestKind: {service.ChangeAsked, service.TestApproved, service.TestRefused},
	casefile.PilotKind:  {service.ChangeAsked, service.GoLiveApproved, service.GoLiveRefused},
	casefile.DirectKind: {service.ChangeAsked, service.ChangeApproved, service.ChangeRefused},
	casefile.AmendKind:  {service.ChangeAsked, service.ChangeApproved, service.ChangeRefused},
	casefile.AlterKind:  {service.ChangeAsked, service.ChangeApproved, service.ChangeRefused},
	casefile.BackKind:   {service.ChangeAsked, service.ChangeApproved, service.ChangeRefused},
	casefile.ExtendKind: {service.ExtensionAsked, service.ExtensionApproved, service.ExtensionRefused},
	casefile.GoLiveKind: {service.GoLiveAsked, service.GoLiveApproved, service.GoLiveRefused},
	casefile.ReportKind: {service.ReportSent, service.ReportApproved, service.ReportRefused},
	casefile.DelistKind: {service.DelistAsked, service.DelistApproved, service.DelistRefused},
}

// stepOutcome is the outcome of every review that moves a service.
var stepOutcome = outcome{approve: (*Service).approveStep, undo: (*Service).undoStep, refuse: (*Service).tellRefused}

// approveStep moves the service by what was approved.
func (s *Service) approveStep(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	l, err := s.lifeOf(ctx, d.Case.ServiceID)
	if err != nil {
		return err
	}
	body, err := s.Store.Submission(ctx, d.Case.ID, r.Seq, r.Round)
	if err != nil {
		return err
	}
	f := service.Facts{Now: c.now}
	switch r.Kind {
	case casefile.TestKind, casefile.RetestKind, casefile.ResumeKind, casefile.ExtendKind:
		f.Day = body.Values.Date(form.TestStart)
	case casefile.BackKind:
		f.Day, f.Way = body.Values.Date(form.TestStart), form.Test
	case casefile.GoLiveKind:
		f.Day = body.Values.Date(form.GoLiveDate)
	case casefile.ReportKind:
		f.Day = l.GoLive
	}
	last, _ := d.Stage(r.Seq, r.Round, r.Stage)
	next, row, err := s.step(ctx, c, l, eventsOf[r.Kind].approved, f, &body, last)
	if err != nil {
		return err
	}
	if err := s.endBeside(ctx, c, d, r, l.Service, row); err != nil {
		return err
	}
	d.Case.Trial = next.trial()
	d.Case.Area, d.Case.ServiceName = areaOf(next.Service, d.Case.Area), next.Name
	return s.tellStep(ctx, c, d, r, l.Service, next.Service, row, body)
}

// trial is the trial URL of a candidate in pilot; empty of any other.
func (l life) trial() string {
	if l.Step != service.Piloting {
		return ""
	}
	r, _ := service.Find(l.revisions, l.Candidate)
	return l.TrialURL(r.Production.Get(form.ReturnURL))
}

// undoStep takes the service back to where it was before the newest review.
func (s *Service) undoStep(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review) error {
	l, err := s.lifeOf(ctx, d.Case.ServiceID)
	if err != nil {
		return err
	}
	_, _, err = s.step(ctx, c, l, eventsOf[r.Kind].refused, service.Facts{Now: c.now}, nil, casefile.Stage{})
	return err
}

// step moves a service by an event, with all that follows from where it then
// stands: its revisions, firewall rules and deadlines. body is what was
// approved, by last.
func (s *Service) step(ctx context.Context, c *change, l life, e service.Event, f service.Facts, body *casefile.Submission, last casefile.Stage) (life, service.Row, error) {
	sv, row, err := l.Do(e, f)
	if err != nil {
		return l, row, err
	}
	next := life{sv, l.revisions}
	if next, err = next.revised(c, l.Service, row, body); err != nil {
		return l, row, err
	}
	if next.ClientID == "" && row.Does == service.Window1 {
		next.ClientID, next.ResourceID = c.newID(), c.newID()
	}
	next.Certificates = next.CertificatesIn(next.revisions)
	c.putService("service."+string(e), l.Service, next.Service)
	for _, due := range append(next.dues(l.Service, c.now), certificateDues(l.Service, next.Service, c.now)...) {
		c.Puts = append(c.Puts, due)
	}
	if row.Does == service.TakeDown {
		if err := s.endSecrets(ctx, c, l.ID); err != nil {
			return l, row, err
		}
	}
	return next, row, s.openFirewall(ctx, c, l, next, last)
}

// revised writes what a row does to the answers of the candidate.
func (l life) revised(c *change, before service.Service, row service.Row, body *casefile.Submission) (life, error) {
	switch row.Does {
	case service.Amend, service.Back, service.Produce:
	case service.Promote, service.Drop:
		inForce, ok := service.Find(l.revisions, l.Live)
		if ok {
			l.Name, l.Category = inForce.Values.Get(form.Name), inForce.Values.Get(form.Category)
		}
		return l, nil
	default:
		return l, nil
	}
	was, ok := service.Find(l.revisions, before.Candidate)
	if !ok || body == nil {
		return l, fault.Newf(fault.Internal, "service %s has no revision %d", l.ID, before.Candidate)
	}
	now := was.Taking(row.Does, before.Step, body.Values, body.Secrets)
	if row.Does != service.Produce {
		now.DataSets = body.DataSets.Chosen(now.Values)
	}
	if now.Version++; l.Live == 0 {
		l.Name, l.Category = now.Values.Get(form.Name), now.Values.Get(form.Category)
	}
	c.Puts = append(c.Puts, now)
	l.revisions = replacedRevision(l.revisions, now)
	return l, nil
}

func replacedRevision(list []service.Revision, r service.Revision) []service.Revision {
	var next []service.Revision
	for _, other := range list {
		if other.N == r.N {
			other = r
		}
		next = append(next, other)
	}
	return next
}

// areaOf is the area a case's service then stands in; as before where it stands
// in none.
func areaOf(sv service.Service, before casefile.Area) casefile.Area {
	switch sv.Step {
	case service.Piloting, service.ReportReview, service.Waiting, service.Live:
		return casefile.ProductionArea
	case service.Testing, service.TestEnded, service.TestReview:
		return casefile.TestArea
	}
	return before
}

// openFirewall brings a service's ledger in line with what is to be open: what
// is not granted any more is closed now, what is new is opened by the last
// approver (D12).
func (s *Service) openFirewall(ctx context.Context, c *change, before, l life, last casefile.Stage) error {
	wanted := l.Openings(l.revisions, c.now)
	if reflect.DeepEqual(before.Openings(before.revisions, c.now), wanted) {
		return nil
	}
	var ledger []firewall.Rule
	for _, area := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		rules, err := s.Store.RulesOf(ctx, area, l.ID)
		if err != nil {
			return err
		}
		ledger = append(ledger, rules...)
	}
	closed, opened := firewall.Align(ledger, openings(l.Service, wanted, last), c.now)
	for _, rule := range closed {
		i := slices.IndexFunc(ledger, func(r firewall.Rule) bool { return r.Ref() == rule.Ref() && r.Area == rule.Area })
		c.putRule("rule.close", ledger[i], rule)
	}
	c.openRules(opened)
	return nil
}

func openings(sv service.Service, wanted []service.Opening, last casefile.Stage) []firewall.Rule {
	var rules []firewall.Rule
	for _, o := range wanted {
		rules = append(rules, firewall.Rule{Area: o.Area, ServiceID: sv.ID, ServiceName: sv.Name, Purpose: o.Purpose, Port: o.Port,
			Addresses: o.Addresses, CaseID: o.CaseID, CaseNumber: o.Number, OpenedBy: last.ActorID, Opener: last.Actor, From: o.From, To: o.To})
	}
	return rules
}

// endBeside ends what else is under review and is over by this: the extension of
// a test that has led to a pilot, and everything of a service that is taken down.
func (s *Service) endBeside(ctx context.Context, c *change, d *casefile.Dossier, r casefile.Review, before service.Service, row service.Row) error {
	switch {
	case row.Does == service.TakeDown && before.CaseID != d.Case.ID:
		other, err := s.Store.Dossier(ctx, before.CaseID)
		if err != nil {
			return err
		}
		state := other.Case.State
		if ended, err := c.endReviews(&other, 0, "服務已下架，這次審核隨之結束。"); err != nil {
			return err
		} else if ended {
			state = casefile.Withdrawn
		}
		if state != other.Case.State || other.Case.Trial != "" {
			other.Case.Trial = ""
			c.moveCase("case.end", &other, state)
		}
	case row.Does == service.Produce:
		_, err := c.endReviews(d, r.Seq, "服務已進入試辦，延長測試的審核隨之結束。")
		return err
	}
	return nil
}

// endReviews ends a case's open reviews but one, and says whether there were any.
func (c *change) endReviews(d *casefile.Dossier, except int, reason string) (ended bool, err error) {
	d.Reviews = slices.Clone(d.Reviews)
	for i, r := range d.Reviews {
		if r.Seq == except || r.State.Over() {
			continue
		}
		next, err := r.End()
		if err != nil {
			return false, err
		}
		ended, d.Reviews[i] = true, next
		c.putReview("review.end", r, next, nil)
		if r.State == casefile.ReviewReturned {
			c.Deletes = append(c.Deletes, Draft{ID: correctionOf(d.Case, r), OrganisationID: d.Case.OrganisationID})
		}
		if stage, waits := d.OpenStage(r); waits {
			c.closeStage(r, stage, reason)
		}
	}
	return ended, nil
}
