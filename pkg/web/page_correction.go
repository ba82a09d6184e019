package web

import (
	"context"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// correctionSheet is the returned case that the path names, on its applicant's
// desk (C2). Its pages are those of a draft, and cost the same.
func correctionSheet(s *Server, r *http.Request, v *visit) (*sheet, error) {
	number := r.PathValue("number")
	if !numberForm.MatchString(number) {
		return nil, fault.New(fault.NotFound, "")
	}
	desk, err := s.Portal.Correction(r.Context(), v.actor, number)
	if err != nil {
		return nil, err
	}
	sh := &sheet{Desk: desk, uploads: s.uploadsOf(v), title: "修正申請單", number: number, path: "/cases/" + number + "/edit", act: "重新送出",
		notes: desk.Draft.Notes, opinion: desk.Draft.Opinion, before: desk.Draft.Original(),
		trail: above(correctionTrail(number)),
		send: func(ctx context.Context, a account.Actor) (string, error) {
			return number, s.Portal.Resubmit(ctx, a, number)
		},
	}
	if desk.Draft.Sent > 0 {
		sh.sent = number
	}
	return sh, nil
}

// correctionTrail leads to the task list of a returned case's correction.
func correctionTrail(number string) []kit.Link {
	return []kit.Link{{Text: "資料申請", Href: "/cases"}, {Text: number, Href: "/cases/" + number}, {Text: "修正申請單", Href: "/cases/" + number + "/edit"}}
}
