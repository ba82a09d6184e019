package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// printPage is templates/page/print.html: a case on paper, in whatever state.
type printPage struct {
	kit.Page
	Head    kit.Summary
	Body    []kit.Summary
	History kit.History
}

// print shows a case without navigation, to be printed on A4 (B9). It costs what
// the case's own page does.
func (s *Server) print(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.numbered(r, v)
	if err != nil {
		return err
	}
	sub, err := s.Store.Submission(r.Context(), p.Case.ID, p.review.Seq, p.review.Round)
	if err != nil {
		return err
	}
	history, err := p.history()
	if err != nil {
		return err
	}
	page := printPage{Page: s.caseFrame(v, p, "申請單列印"), Head: p.head(), Body: append(p.letterBody(), p.body(sub, s.Now())...), History: history}
	page.Head.Title = p.Case.Title()
	page.Menu = nil
	return s.kit.Page(w, r, http.StatusOK, "print", &page)
}
