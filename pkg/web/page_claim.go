package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// backName says where a claim leads: listBack with the query of the list, or
// the case's page.
const (
	backName = "back"
	listBack = "list?"
)

// claim takes the stage that was on the screen on (認領, F7); release gives it
// back (釋出).
func (s *Server) claim(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.arrange(w, r, v, s.Portal.Claim, "已認領申請單 ")
}

func (s *Server) release(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.arrange(w, r, v, s.Portal.Release, "已釋出申請單 ")
}

func (s *Server) arrange(w http.ResponseWriter, r *http.Request, v *visit, act func(context.Context, account.Actor, onboarding.Spot) (casefile.Stage, error), done string) error {
	if err := parseOnly(r, reviewName, roundName, stageName, backName); err != nil {
		return err
	}
	at := onboarding.Spot{CaseID: v.caseID}
	for name, to := range map[string]*int{reviewName: &at.Review, roundName: &at.Round, stageName: &at.Stage} {
		n, err := strconv.Atoi(r.PostForm.Get(name))
		if err != nil {
			return fault.New(fault.Invalid, "送出的內容不完整，請重新開啟申請單再試。")
		}
		*to = n
	}
	if _, err := act(r.Context(), v.actor, at); err != nil {
		return err
	}
	number := r.PathValue("number")
	if query, list := strings.CutPrefix(r.PostForm.Get(backName), listBack); list {
		return s.redirect(w, r, done+number+"。", backToList(query))
	}
	return s.redirect(w, r, done+number+"。", casesPath, number)
}

// backToList is the list with what was asked for before, as far as that is a
// query.
func backToList(query string) string {
	q, err := url.ParseQuery(query)
	if err != nil || len(q) == 0 {
		return casesPath
	}
	return casesPath + "?" + q.Encode()
}

func spotHidden(stage casefile.Stage) []kit.Hidden {
	return []kit.Hidden{{Name: reviewName, Value: strconv.Itoa(stage.Review)}, {Name: roundName, Value: strconv.Itoa(stage.Round)},
		{Name: stageName, Value: strconv.Itoa(stage.Order)}}
}
