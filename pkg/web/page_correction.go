package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// correction is how one of the submissions of a case is corrected.
type correction struct {
	title, page string
	desk        func(*onboarding.Service, context.Context, account.Actor, string) (onboarding.Desk, error)
	send        func(*onboarding.Service, context.Context, account.Actor, string) error
}

var (
	ofCase      = correction{"修正申請單", "/edit", (*onboarding.Service).Correction, (*onboarding.Service).Resubmit}
	ofExtension = correction{"修正延長測試申請", "/extension", (*onboarding.Service).ExtensionCorrection, (*onboarding.Service).ResubmitExtension}
)

// correctionBy is how a submission of the kind is corrected.
func correctionBy(kind casefile.Kind) correction {
	if kind == casefile.ExtendKind {
		return ofExtension
	}
	return ofCase
}

// link leads to the correction's first page.
func (c correction) link(number string) kit.Link {
	return kit.Link{Text: c.title, Href: "/cases/" + number + c.page}
}

// sheet is the returned submission of the case that the path names, on its
// applicant's desk (C2). Its pages are those of a draft, and cost the same.
func (c correction) sheet(s *Server, r *http.Request, v *visit) (*sheet, error) {
	number := r.PathValue("number")
	if !numberForm.MatchString(number) {
		return nil, fault.New(fault.NotFound, "")
	}
	desk, err := c.desk(s.Portal, r.Context(), v.actor, number)
	if err != nil {
		return nil, err
	}
	sh := &sheet{Desk: desk, uploads: s.uploadsOf(v), title: c.title, number: number, path: c.link(number).Href, act: "重新送出",
		notes: desk.Draft.Notes, opinion: desk.Draft.Opinion, before: desk.Draft.Original(),
		trail: above(correctionTrail(number)),
		send: func(ctx context.Context, a account.Actor) (string, error) {
			return number, c.send(s.Portal, ctx, a, number)
		},
	}
	if desk.Draft.Sent > 0 {
		sh.sent = number
	}
	return sh, nil
}

// correctionTrail leads to the task list of a returned case's correction, the
// only one that files are handed in to.
func correctionTrail(number string) []kit.Link {
	return []kit.Link{{Text: "資料申請", Href: "/cases"}, {Text: number, Href: "/cases/" + number}, ofCase.link(number)}
}
