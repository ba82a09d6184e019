package api

import (
	"net/http"
	"regexp"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// caseBody is an application. What it says of people stays on the pages.
type caseBody struct {
	Number       string         `json:"number"`
	Title        string         `json:"title"`
	Organisation string         `json:"organisation"`
	Subject      string         `json:"subject"` // what it is about, a service for example
	Area         casefile.Area  `json:"area,omitempty"`
	State        casefile.State `json:"state"`
	StateLabel   string         `json:"state_label"`
	Applied      time.Time      `json:"applied"`
	Modified     time.Time      `json:"modified"`
	Stages       []stageBody    `json:"stages,omitempty"` // of every review and round, those to come included; of one case only
}

// stageBody is a line of the 審核歷程.
type stageBody struct {
	Review  int       `json:"review"`
	Round   int       `json:"round"`
	Order   int       `json:"order"`
	Party   string    `json:"party"`
	Current bool      `json:"current"`
	Result  string    `json:"result,omitempty"` // 通過, 不通過 or 退回
	Decided time.Time `json:"decided,omitzero"`
	Opinion string    `json:"opinion,omitempty"`
}

type casesBody struct {
	Cases []caseBody `json:"cases"`
	Next  string     `json:"next,omitempty"`
}

func bodyOf(c casefile.Case) caseBody {
	return caseBody{Number: c.Number, Title: c.Title(), Organisation: c.OrganisationName, Subject: c.ServiceName, Area: c.Area, State: c.State,
		StateLabel: c.State.Label(), Applied: c.Applied, Modified: c.Modified}
}

// month is the form in which ops asks for one.
var month = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])$`)

// cases lists the newest first. A key of ops sees one month at a time, this one
// unless another is asked for.
func (c Config) cases(r *http.Request, k apikey.Key) (any, error) {
	ask, err := page(r)
	if err != nil {
		return nil, err
	}
	scope, in := scopeOf(k), ""
	if scope.All {
		if in = r.URL.Query().Get("month"); in == "" {
			in = calendar.Today(c.Now()).String()[:len("2006-01")]
		}
		if !month.MatchString(in) {
			return nil, fault.New(fault.Invalid, "month 的格式為 2024-04。")
		}
	}
	list, next, err := c.Store.Cases(r.Context(), scope, in, ask)
	if err != nil {
		return nil, err
	}
	body := casesBody{Cases: []caseBody{}, Next: next}
	for _, paper := range list {
		if !hidden(paper, k) {
			body.Cases = append(body.Cases, bodyOf(paper))
		}
	}
	return body, nil
}

// hidden reports whether a case is about people, which a key does not see.
func hidden(paper casefile.Case, k apikey.Key) bool {
	return paper.Kind.Account() || account.May(k.Actor(), account.ReadCase, account.Object{OrganisationID: paper.OrganisationID, AuthorityID: paper.AuthorityID}) != nil
}

// caseFile answers with a case and its way so far.
func (c Config) caseFile(r *http.Request, k apikey.Key) (any, error) {
	id, err := c.Store.Claimed(r.Context(), onboarding.NumberClaim, r.PathValue("number"))
	if err != nil {
		return nil, err
	}
	d, err := c.Store.Dossier(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if hidden(d.Case, k) {
		return nil, fault.New(fault.NotFound, "")
	}
	body := bodyOf(d.Case)
	for _, review := range d.Reviews {
		lines, err := d.History(review)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			stage := stageBody{Review: review.Seq, Round: line.Round, Order: line.Order, Party: line.Party, Current: line.Current}
			if line.Opened && line.Stage.Answer != "" {
				stage.Result, stage.Decided, stage.Opinion = line.Stage.Answer.Result(), line.Stage.Decided, line.Stage.Opinion
			}
			body.Stages = append(body.Stages, stage)
		}
	}
	return body, nil
}
