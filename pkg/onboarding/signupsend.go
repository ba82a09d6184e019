package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// BeginApplication makes the draft of a sign-up's application, of a kind that
// asks for something new (B1); where there is one already, nothing (A5).
func (s *Service) BeginApplication(ctx context.Context, u SignUp, kind casefile.Kind) error {
	const op = "onboarding.BeginApplication"
	switch {
	case !u.Complete:
		return fault.Wrap(op, incomplete())
	case !kind.Fresh():
		return fault.Wrap(op, fault.Newf(fault.Internal, "kind %q asks for nothing new", kind))
	}
	now := s.Now()
	err := s.Store.SaveDraft(ctx, Draft{ID: u.DraftID, OrganisationID: u.OrganisationID, Kind: kind, Values: form.DefaultsOf(kind.Paper()), Created: now, Changed: now,
		ChangedBy: u.Details.Name, Forget: now.Add(signUpKept), Version: 1})
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return fault.Wrap(op, err)
}

func incomplete() error {
	return fault.New(fault.Conflict, "請先填妥「機關單位基本資料」。")
}

// SignUpDesk is the application of a sign-up with what filling it in needs. One
// that was not begun has no draft id.
func (s *Service) SignUpDesk(ctx context.Context, u SignUp) (Desk, error) {
	const op = "onboarding.SignUpDesk"
	if !u.Complete {
		return Desk{}, fault.Wrap(op, incomplete())
	}
	desk, err := s.Store.Sheet(ctx, u.OrganisationID, u.DraftID)
	desk.Organisation = u.organisation()
	return desk, fault.Wrap(op, err)
}

// organisation is what the person said of theirs: nobody has confirmed it.
func (u SignUp) organisation() account.Organisation {
	return account.Organisation{ID: u.OrganisationID, Name: u.Proposal.Name, Kind: u.Proposal.Kind, Private: u.Proposal.Private, Sector: u.Proposal.Sector,
		Domain: u.Proposal.Domain, AuthorityID: u.Proposal.AuthorityID, AuthorityName: u.Proposal.AuthorityName}
}

// Person is who signs up, as the paper will name them.
func (u SignUp) Person() casefile.Person {
	return casefile.Person{AccountID: u.AccountID, Name: u.Details.Name, Phone: u.Details.Phone, Mail: u.Mail, Login: u.Details.Login}
}

// SaveSignUpDraft is SaveDraft for the application of a sign-up.
func (s *Service) SaveSignUpDraft(ctx context.Context, u SignUp, d Draft, typed form.Parsed, seen int) (Draft, error) {
	d, err := s.keepDraft(ctx, d, typed, seen, u.Details.Name, func() *change { return s.signUpChange(u) })
	return d, fault.Wrap("onboarding.SaveSignUpDraft", err)
}

// SendSignUp makes everything at once, and before it nothing exists: the
// account, which waits for its review, and the application, which waits for the
// account (A5, A6). It returns the numbers of both cases, the account's first. A
// form with faults is Invalid; a repeat returns the numbers of the first time.
func (s *Service) SendSignUp(ctx context.Context, u SignUp) ([]string, error) {
	return s.sendSignUp(ctx, u, casefile.ProviderKind)
}

// SendAuthority is SendSignUp for 申請主管機關帳號, which comes without an
// application.
func (s *Service) SendAuthority(ctx context.Context, u SignUp) ([]string, error) {
	return s.sendSignUp(ctx, u, casefile.AuthorityKind)
}

func (s *Service) sendSignUp(ctx context.Context, u SignUp, kind casefile.Kind) ([]string, error) {
	const op = "onboarding.SendSignUp"
	if len(u.Numbers) > 0 {
		return u.Numbers, nil
	}
	c, next, err := s.wholeSignUp(ctx, u, kind)
	if err == nil {
		err = s.Store.Commit(ctx, c.Tx)
	}
	if fault.Is(err, fault.Conflict) {
		return s.sentMeanwhile(ctx, u, fault.Wrap(op, err))
	}
	return next.Numbers, fault.Wrap(op, err)
}

// wholeSignUp is the change that makes all of it.
func (s *Service) wholeSignUp(ctx context.Context, u SignUp, kind casefile.Kind) (*change, SignUp, error) {
	desk, err := s.SignUpDesk(ctx, u)
	if err != nil {
		return nil, u, err
	}
	if kind == casefile.ProviderKind {
		switch {
		case desk.Draft.ID == "":
			return nil, u, fault.New(fault.Conflict, "請先填寫介接申請單。")
		case desk.Draft.Number != "":
			return nil, u, fault.New(fault.Conflict, "這份申請單已經送出。")
		}
		if faults := s.Check(desk, desk.Draft.Values); len(faults) > 0 {
			return nil, u, fault.InvalidFields(faults)
		}
	}
	number, err := s.drawNumber(ctx, casefile.AccountCase)
	if err != nil {
		return nil, u, err
	}
	role := account.Provider
	if kind == casefile.AuthorityKind {
		role = account.Authority
	}
	c := s.change(audit.Actor{AccountID: u.AccountID, Role: "sign-up", Party: u.OrganisationID})
	person, proposal, details := u.Person(), u.Proposal, u.Details
	paper := casefile.Case{ID: c.newID(), Number: number, Kind: kind, OrganisationID: u.OrganisationID, OrganisationName: proposal.Name,
		ServiceName: details.Title(), Applicant: person}
	u.Numbers = []string{number}
	if kind == casefile.ProviderKind {
		second, err := s.drawNumber(ctx, desk.Draft.Asks().Letter())
		if err != nil {
			return nil, u, err
		}
		held, _, err := s.putApplication(ctx, c, desk, person, second, paper)
		if err != nil {
			return nil, u, err
		}
		paper.Holds, paper.With, u.Numbers = held.ID, second, append(u.Numbers, second)
	}
	c.putNew(details.Into(account.Account{ID: u.AccountID, OrganisationID: u.OrganisationID, Role: role, PasswordHash: u.PasswordHash}))
	review, err := c.putAccountCase(&paper, casefile.AccountForm{AccountID: u.AccountID, Role: role, After: &details, Proposal: &proposal,
		Terms: u.Terms, Agreed: u.Agreed})
	if err != nil {
		return nil, u, err
	}
	next := SignUp{ID: u.ID, Mail: u.Mail, Terms: u.Terms, Agreed: u.Agreed, Sent: u.Sent, Used: u.Used, TokenHash: u.TokenHash, TicketHash: u.TicketHash, Until: u.Until,
		OrganisationID: u.OrganisationID, AccountID: u.AccountID, DraftID: u.DraftID, Numbers: u.Numbers, Version: u.Version, LogHash: u.LogHash}
	c.putSignUp("sign-up.send", next)
	about, err := notice.About(paper, review)
	if err != nil {
		return nil, u, err
	}
	return c, next, c.mail(u.AccountID, notice.CaseReceived{Case: about, SentBy: person.Name, Sent: c.now, With: u.Numbers[1:]})
}

// sentMeanwhile tells a repeat, which gets the numbers of the first, from a name
// that was taken this very moment, which is a fault at its field.
func (s *Service) sentMeanwhile(ctx context.Context, u SignUp, lost error) ([]string, error) {
	now, err := s.Store.SignUp(ctx, u.ID)
	if err != nil {
		return nil, lost
	}
	if len(now.Numbers) > 0 && now.AccountID == u.AccountID {
		return now.Numbers, nil
	}
	faults, err := s.taken(ctx, account.Details{}, u.Details)
	if err == nil && len(faults) > 0 {
		return nil, fault.New(fault.Conflict, faults[0].Message+"請回到「機關單位基本資料」修改後再送出。")
	}
	return nil, lost
}
