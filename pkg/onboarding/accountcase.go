package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// putNew puts an account that opens nothing until a review has approved it, and
// takes its names, so that nobody else is promised them meanwhile.
func (c *change) putNew(a account.Account) {
	a.Status, a.Epoch, a.Created, a.Version = account.Pending, 1, c.now, 1
	c.putAccount("account.ask", account.Account{}, a)
	c.claimNames(account.DetailsOf(a), a.ID)
}

func (c *change) claimNames(d account.Details, owner string) {
	c.Claims = append(c.Claims,
		Claim{Space: LoginClaim, Value: d.Login, Owner: owner},
		Claim{Space: MailClaim, Value: d.Mail, Owner: owner})
}

// freeNames gives up an account's names.
func (c *change) freeNames(d account.Details, owner string) {
	c.Passes = append(c.Passes,
		Handover{Space: LoginClaim, Value: d.Login, From: owner},
		Handover{Space: MailClaim, Value: d.Mail, From: owner})
}

// reserver owns the new names an account may get by a case. It is no account, so
// that a name which is only asked for opens nothing.
func reserver(caseID string) string { return "case/" + caseID }

// changed lists the names that differ between two states of an account.
func changed(before, after account.Details) []Claim {
	var list []Claim
	if before.Login != after.Login {
		list = append(list, Claim{Space: LoginClaim, Value: after.Login})
	}
	if before.Mail != after.Mail {
		list = append(list, Claim{Space: MailClaim, Value: after.Mail})
	}
	return list
}

// reserve takes the names that are new in after for the case.
func (c *change) reserve(before, after account.Details, caseID string) {
	for _, name := range changed(before, after) {
		name.Owner = reserver(caseID)
		c.Claims = append(c.Claims, name)
	}
}

// release gives them up again.
func (c *change) release(before, after account.Details, caseID string) {
	for _, name := range changed(before, after) {
		c.Passes = append(c.Passes, Handover{Space: name.Space, Value: name.Value, From: reserver(caseID)})
	}
}

// rename hands the reserved names to the account and frees the old ones.
func (c *change) rename(a account.Account, after account.Details, caseID string) {
	before := account.DetailsOf(a)
	for _, name := range changed(before, after) {
		c.Passes = append(c.Passes, Handover{Space: name.Space, Value: name.Value, From: reserver(caseID), To: a.ID})
	}
	for _, name := range changed(after, before) {
		c.Passes = append(c.Passes, Handover{Space: name.Space, Value: name.Value, From: a.ID})
	}
}

// putAccountCase puts a case with the letter D, its review by ops, or by moda
// where it is about a person of ops, and its paper, and has the review started
// (A6, A9 to A12, A15). The caller has
// filled in ID, Number, Kind, the organisation, whose account it is and who
// applies.
func (c *change) putAccountCase(paper *casefile.Case, form casefile.AccountForm) (casefile.Review, error) {
	name := paper.Kind.Chain()
	if paper.OrganisationID == account.OpsID {
		name = chain.ModaOnly // nobody decides a case of their own organisation (C10)
	}
	ch, err := chain.For(name, true)
	if err != nil {
		return casefile.Review{}, err
	}
	paper.Letter, paper.State, paper.Reviews = casefile.AccountCase, casefile.Reviewing, 1
	paper.Applied, paper.Modified, paper.Version = c.now, c.now, 1
	review := casefile.NewReview(paper.ID, 1, paper.Kind, ch, c.now)
	c.putCase("case.submit", casefile.Case{}, *paper)
	c.putReview("review.submit", casefile.Review{}, review, nil)
	c.Puts = append(c.Puts, casefile.Submission{CaseID: paper.ID, Review: 1, Round: 1, Account: &form, Person: paper.Applicant, Sent: c.now})
	c.Claims = append(c.Claims, Claim{Space: NumberClaim, Value: paper.Number, Owner: paper.ID})
	c.start(review)
	return review, nil
}

// Staff is the people of an organisation, for whoever manages its accounts.
type Staff struct {
	Office account.Office    // zero of the operation team and the ministry, who have none
	People []account.Account // by login; removed ones left out
}

// OrganisationName is 機關名稱全銜, as the accounts carry it.
func (f Staff) OrganisationName() string {
	for _, a := range f.People {
		if a.OrganisationName != "" {
			return a.OrganisationName
		}
	}
	return ""
}

// Officer is the account in office.
func (f Staff) Officer() account.Account { return f.Person(f.Office.AccountID) }

// Person is the account with that id; zero where the organisation has none.
func (f Staff) Person(id string) account.Account {
	for _, a := range f.People {
		if a.ID == id {
			return a
		}
	}
	return account.Account{}
}

// Subs are all but the officer (副帳號).
func (f Staff) Subs() []account.Account {
	var list []account.Account
	for _, a := range f.People {
		if a.ID != f.Office.AccountID {
			list = append(list, a)
		}
	}
	return list
}

// Staff loads an organisation's people for those who may see them (A9): its own
// officer, ops and moda; an organisation without people is NotFound. A change of
// this very second may be missing.
func (s *Service) Staff(ctx context.Context, a account.Actor, organisationID string) (Staff, error) {
	const op = "onboarding.Staff"
	if err := account.May(a, account.ReadAccounts, account.Object{OrganisationID: organisationID}); err != nil {
		return Staff{}, fault.Wrap(op, err)
	}
	office, people, err := s.Store.Staff(ctx, organisationID)
	f := staffOf(office, people)
	switch {
	case err != nil:
	case len(f.People) == 0:
		err = fault.New(fault.NotFound, "")
	case !a.Oversees() && f.Office.AccountID != a.AccountID:
		err = fault.New(fault.Forbidden, notOfficer)
	}
	return f, fault.Wrap(op, err)
}

const notOfficer = "只有機關的承辦人可以管理帳號。"

func staffOf(office account.Office, people []account.Account) Staff {
	f := Staff{Office: office}
	for _, p := range people {
		if p.Status != account.Removed {
			f.People = append(f.People, p)
		}
	}
	return f
}

// request is one act of an officer about an account, as it becomes a case.
type request struct {
	kind casefile.Kind
	key  string // of the form: sent twice it makes one case (trust 8)
	// build checks what is asked for and puts what it reserves.
	build func(c *change, org account.Organisation, f Staff, caseID string) (casefile.AccountForm, error)
}

// ask turns a request of the officer into a case and returns its number.
// Whatever else changes at the same moment, it looks again.
func (s *Service) ask(ctx context.Context, a account.Actor, r request) (string, error) {
	if err := account.May(a, account.ManageAccounts, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return "", err
	}
	caseID := eventID("account case", a.AccountID, r.key)
	number := ""
	err := again(func() error {
		d, err := s.Store.Dossier(ctx, caseID)
		if err == nil {
			number = d.Case.Number
			return nil
		}
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		org, err := s.Store.Organisation(ctx, a.OrganisationID)
		if err != nil {
			return err
		}
		office, err := s.Store.Office(ctx, a.OrganisationID)
		if err != nil {
			return err
		}
		if office.AccountID != a.AccountID {
			return fault.New(fault.Forbidden, notOfficer)
		}
		people, err := s.Store.People(ctx, a.OrganisationID)
		if err != nil {
			return err
		}
		c := s.begin(a)
		form, err := r.build(c, org, staffOf(office, people), caseID)
		if err != nil {
			return err
		}
		if number == "" {
			if number, err = s.drawNumber(ctx, casefile.AccountCase); err != nil {
				return err
			}
		}
		if err := c.file(r.kind, caseID, number, org, personOf(a), form); err != nil {
			return err
		}
		return s.Store.Commit(ctx, c.Tx)
	})
	return number, err
}

// file puts the case of a request and has its applicant told.
func (c *change) file(kind casefile.Kind, caseID, number string, org account.Organisation, by casefile.Person, form casefile.AccountForm) error {
	whose := form.After
	if whose == nil {
		whose = form.Before
	}
	paper := casefile.Case{ID: caseID, Number: number, Kind: kind, OrganisationID: org.ID, OrganisationName: org.Name,
		ServiceName: whose.Title(), Applicant: by}
	if org.Authority { // its own cases lie in its own remit
		paper.AuthorityID, paper.AuthorityName = org.ID, org.ShortName
	}
	review, err := c.putAccountCase(&paper, form)
	if err != nil {
		return err
	}
	about, err := notice.About(paper, review)
	if err != nil {
		return err
	}
	return c.mail(by.AccountID, notice.CaseReceived{Case: about, SentBy: by.Name, Sent: c.now})
}

// mark notes on an account that a case about it is open, so that no other can
// be. The account's own version is stricter than its standing.
func (c *change) mark(a account.Account, caseID string) error {
	if a.CaseID != "" {
		return fault.New(fault.Conflict, "帳號「"+a.Login+"」已有申請單在審核中，請等候審核結果。")
	}
	next := a
	next.CaseID = caseID
	c.replace("account.mark", a, next)
	return nil
}

// replace puts the next version of an account, which also stands for the
// actor's standing where it is the actor's own.
func (c *change) replace(act string, before, after account.Account) {
	after.Version = before.Version + 1
	c.putAccount(act, before, after)
	if len(c.Checks) == 1 && c.Checks[0].AccountID == after.ID {
		c.Checks = nil
	}
}
