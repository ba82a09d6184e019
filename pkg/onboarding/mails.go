package onboarding

import (
	"encoding/json"
	"net/netip"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/notice"
)

// mail has one person told; the address is looked up when it is sent.
func (c *change) mail(to string, n notice.Notice) error {
	return c.write(Event{Recipient: to}, n)
}

// mailTo is mail to an address that belongs to no account, or to none any more.
func (c *change) mailTo(address string, n notice.Notice) error {
	return c.write(Event{Address: address}, n)
}

func (c *change) write(e Event, n notice.Notice) error {
	content, err := json.Marshal(n)
	if err != nil {
		return err
	}
	e.Kind, e.Notice, e.Content = Mail, n.Name(), content
	c.tell(e)
	return nil
}

// mailDecided tells people, each once, how a case about an account ended; ids
// may be empty.
func (c *change) mailDecided(d *casefile.Dossier, r casefile.Review, ids ...string) error {
	n, err := accountDecided(d, r)
	for i, id := range ids {
		if err == nil && id != "" && !slices.Contains(ids[:i], id) {
			err = c.mail(id, n)
		}
	}
	return err
}

// mailGone tells somebody whose account is gone.
func (c *change) mailGone(d *casefile.Dossier, r casefile.Review, address string) error {
	n, err := accountDecided(d, r)
	if err != nil {
		return err
	}
	return c.mailTo(address, n)
}

func accountDecided(d *casefile.Dossier, r casefile.Review) (notice.AccountDecided, error) {
	about, last, err := verdict(*d, r)
	return notice.AccountDecided{Case: about, Decision: about.Answered(last), Account: d.Case.ServiceName, Kind: d.Case.Kind}, err
}

// welcome greets a person whose account another has asked for (A10, A12).
func welcome(a account.Account, paper casefile.Case) notice.Welcome {
	return notice.Welcome{Organisation: paper.OrganisationName, Person: a.Name, Login: a.Login, Officer: paper.Kind == casefile.OfficerKind,
		Number: paper.Number}
}

// received writes the mail of a submission that has arrived, whose first stage
// is usually answered within so many days.
func (c *change) received(paper casefile.Case, r casefile.Review, usual int) error {
	about, err := notice.About(paper, r)
	if err != nil {
		return err
	}
	about.Usual = usual
	return c.mail(paper.Applicant.AccountID, notice.CaseReceived{Case: about, SentBy: paper.Applicant.Name, Sent: c.now})
}

// verdict is the case as mails name it and the answer that ended the round.
func verdict(d casefile.Dossier, r casefile.Review) (notice.Case, casefile.Stage, error) {
	about, err := notice.About(d.Case, r)
	last, _ := d.Stage(r.Seq, r.Round, r.Stage)
	return about, last, err
}

func (c *change) mailReturned(paper casefile.Case, d casefile.Dossier, r casefile.Review) error {
	about, last, err := verdict(d, r)
	if err != nil {
		return err
	}
	n := notice.CaseReturned{Case: about, Decision: about.Answered(last)}
	for _, note := range last.Notes {
		label := note.Field
		if f, ok := form.Lookup(form.Key(note.Field)); ok {
			label = f.Title()
		}
		n.Notes = append(n.Notes, notice.FieldNote{Label: label, Text: note.Text})
	}
	return c.mail(paper.Applicant.AccountID, n)
}

func (c *change) mailRefused(paper casefile.Case, d casefile.Dossier, r casefile.Review) error {
	about, last, err := verdict(d, r)
	if err != nil {
		return err
	}
	return c.mail(paper.Applicant.AccountID, notice.CaseRefused{Case: about, Decision: about.Answered(last)})
}

func texts(list []netip.Addr) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.String()
	}
	return out
}

// stageOpened is the notice that asks a party for its answer, without the link
// that each reader gets for themselves. Where somebody was faster than the mail,
// it says what was answered.
func stageOpened(d casefile.Dossier, r casefile.Review, stage casefile.Stage) (notice.StageOpened, error) {
	about, err := notice.About(d.Case, r)
	if err != nil {
		return notice.StageOpened{}, err
	}
	about.Round, about.Stage, about.Usual = stage.Round, stage.Order, stage.Usual
	n := notice.StageOpened{Case: about, Letter: stage.Letter, Since: stage.Opened}
	if last, ok := d.LastAnswer(stage); ok {
		decision := about.Answered(last)
		n.Last = &decision
	}
	if !stage.Open() {
		decision := about.Answered(stage)
		n.Answered, n.By = &decision, stage.Actor
	}
	return n, nil
}
