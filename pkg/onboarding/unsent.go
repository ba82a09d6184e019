package onboarding

import (
	"context"
	"slices"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// MailReport is what SES says became of one mail.
type MailReport struct {
	EventID string
	Address string
	Fault   account.MailFault // "" for one that arrived
	At      time.Time
}

// MailReported keeps what became of a mail (F12): one that did not arrive marks
// the account it was for and the case it was about, one that did takes the mark
// off the account. A repeat changes nothing. Mail of before the outbox forgets,
// and mail to nobody we know, is passed over.
func (s *Service) MailReported(ctx context.Context, r MailReport) error {
	return fault.Wrap("onboarding.MailReported", s.commit(ctx, func() (*change, error) {
		e, err := s.Store.Event(ctx, r.EventID)
		if fault.Is(err, fault.NotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		c := s.beginAs("mail")
		to, err := s.markReader(ctx, c, e, r)
		if err == nil && r.Fault != "" {
			err = s.markCase(ctx, c, e, to, r)
		}
		if err != nil || len(c.Puts) == 0 {
			return nil, err
		}
		return c, nil
	}))
}

// markReader notes on the account whether mail reaches it. Whom the mail was
// for is returned, a zero account where nobody has the address any more.
func (s *Service) markReader(ctx context.Context, c *change, e Event, r MailReport) (account.Account, error) {
	if e.Recipient == "" {
		return account.Account{}, nil
	}
	to, err := s.Store.Account(ctx, e.Recipient)
	if err != nil || to.Mail != r.Address || to.Status == account.Removed {
		return to, orGone(err)
	}
	next, act := to, "account.mail-fault"
	switch known := to.OutOfReach(); {
	case r.Fault == "" && (known == nil || r.At.Before(known.At)), known != nil && known.Fault == r.Fault:
		return to, nil
	case r.Fault == "":
		next.Unreached, act = nil, "account.mail-arrived"
	default:
		next.Unreached = &account.Unreached{Mail: r.Address, Fault: r.Fault, At: r.At}
	}
	c.replace(act, to, next)
	return to, nil
}

// orGone takes an account that does not exist for one that nobody needs.
func orGone(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// markCase notes the mail in the case it was about, if any.
func (s *Service) markCase(ctx context.Context, c *change, e Event, to account.Account, r MailReport) error {
	about, err := notice.Summarise(e.Notice, e.Content)
	if err != nil || about.Number == "" {
		return err
	}
	caseID, err := s.Store.Claimed(ctx, NumberClaim, about.Number)
	if err != nil {
		return orGone(err)
	}
	d, err := s.Store.Dossier(ctx, caseID)
	if err != nil {
		return orGone(err)
	}
	if slices.ContainsFunc(d.Unsent, func(u casefile.Unsent) bool { return u.EventID == e.ID }) {
		return nil
	}
	u := casefile.Unsent{CaseID: caseID, EventID: e.ID, Mail: about.Heading, Name: to.Name, OrganisationID: to.OrganisationID,
		Fault: r.Fault, At: r.At, Version: 1}
	c.seal("unsent/"+caseID+"/"+e.ID, u.Version, &u.LogHash, "unsent.note", nil, facts{"fault": string(u.Fault), "organisation": u.OrganisationID})
	c.Puts = append(c.Puts, u)
	return nil
}
