package notice

import (
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// Case is what every mail about a case says of it. The words are those of the
// moment the event was made.
type Case struct {
	Number       string        `json:"number"`
	Area         casefile.Area `json:"area"`
	Service      string        `json:"service"`           // of an account case: whose account it is about
	Account      bool          `json:"account,omitempty"` // it is an account case, which has no 退回
	Organisation string        `json:"org"`               // the applicant's, full name
	Item         string        `json:"item"`              // 申請項目: 測試
	Round        int           `json:"round,omitempty"`   // of the submission, counted from 1; 0: not about one
	Stages       []string      `json:"stages,omitempty"`
	Stage        int           `json:"stage,omitempty"` // order of the stage the mail is about; 0: none
	Usual        int           `json:"usual,omitempty"` // days within which that stage is usually answered (F2); 0: not known
}

// About fills a Case with a case, one of its reviews and the stage that review
// stands at. It fails for a chain that pkg/chain does not list.
func About(c casefile.Case, r casefile.Review) (Case, error) {
	way, err := r.Chain()
	if err != nil {
		return Case{}, err
	}
	about := Case{Number: c.Number, Area: c.Area, Service: c.ServiceName, Account: r.Kind.Account(), Organisation: c.OrganisationName,
		Item: r.Kind.Label(), Round: r.Round, Stage: r.Stage}
	if letter := r.Kind.Letter(); letter != casefile.OnlineService {
		about.Item = letter.Item() + about.Item
	}
	for _, s := range way.Stages() {
		about.Stages = append(about.Stages, s.Title(c.AuthorityName))
	}
	return about, nil
}

// Answered is the answer of one of the case's stages, ready to be repeated.
func (c Case) Answered(s casefile.Stage) Decision {
	return Decision{Party: c.title(s.Order), Answer: s.Answer, Opinion: s.Opinion, At: s.Decided}
}

// Subject labels what the case is about.
func (c Case) Subject() string { return casefile.LetterOf(c.Number).Subject() }

// Resubmitted reports whether the submission is a corrected one (C2).
func (c Case) Resubmitted() bool { return c.Round > 1 }

// Party is the 審核單位 of the stage the mail is about, empty for none.
func (c Case) Party() string { return c.title(c.Stage) }

// Submission says which one of the round it is (C2), empty where the mail is
// about none.
func (c Case) Submission() string {
	switch {
	case c.Round == 0:
		return ""
	case c.Resubmitted():
		return fmt.Sprintf("第 %d 次（補正後重新送出）", c.Round)
	}
	return fmt.Sprintf("第 %d 次", c.Round)
}

// Position is the stage the mail is about and how many there are, empty for none.
func (c Case) Position() string {
	if c.Party() == "" {
		return ""
	}
	return fmt.Sprintf("第 %d 關，共 %d 關：%s", c.Stage, len(c.Stages), c.Party())
}

// Pace is how long the stage usually takes, empty where that is not known.
func (c Case) Pace() string {
	if c.Usual == 0 {
		return ""
	}
	return fmt.Sprintf("%d 天內", c.Usual)
}

// First is the 審核單位 every round begins with.
func (c Case) First() string { return c.title(1) }

// Following lists the 審核單位 that come after the stage the mail is about.
func (c Case) Following() []string {
	if c.Stage >= len(c.Stages) {
		return nil
	}
	return c.Stages[c.Stage:]
}

func (c Case) title(order int) string {
	if order < 1 || order > len(c.Stages) {
		return ""
	}
	return c.Stages[order-1]
}

func (c Case) area() casefile.Area { return c.Area }

// Decision is an answer that was given at a stage.
type Decision struct {
	Party   string       `json:"party"` // 審核單位
	Answer  chain.Answer `json:"answer"`
	Opinion string       `json:"opinion,omitempty"` // as typed, of any number of lines
	At      time.Time    `json:"at,omitzero"`
}
