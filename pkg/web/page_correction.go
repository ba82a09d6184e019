package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// correctionSheet is the returned case that the path names, on its applicant's
// desk (C2). Its pages are those of a draft. It takes three requests after the
// session's: the case, the desk, and what was sent back.
func correctionSheet(s *Server, r *http.Request, v *visit) (*sheet, error) {
	c, err := s.Portal.Correction(r.Context(), v.actor, v.caseID)
	if err != nil {
		return nil, err
	}
	number := c.Dossier.Case.Number
	sh := &sheet{Desk: c.Desk, title: "修正申請單", number: number, path: "/cases/" + number + "/edit", act: "重新送出",
		notes: c.Notes, opinion: c.Opinion, before: c.Before,
		trail: []kit.Link{{Text: "資料申請", Href: "/cases"}, {Text: number, Href: "/cases/" + number}},
		send: func(ctx context.Context, a account.Actor) (string, error) {
			return number, s.Portal.Resubmit(ctx, a, v.caseID)
		},
	}
	if c.Sent {
		sh.sent = number
	}
	return sh, nil
}
