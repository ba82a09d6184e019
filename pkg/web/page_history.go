package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// historyPage is templates/page/history.html (figs. 17, 70).
type historyPage struct {
	kit.Page
	Where   kit.Notice
	History kit.History
}

// history shows every stage of a case: answered, waiting and to come (C3).
func (s *Server) history(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := s.paper(r.Context(), v, v.caseID)
	if err != nil {
		return err
	}
	history, err := p.history()
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "history", &historyPage{Page: s.caseFrame(v, p, "審核歷程"), Where: p.where(), History: history})
}
