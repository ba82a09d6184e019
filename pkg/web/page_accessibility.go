package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// accessibilityPage is templates/page/accessibility.html: 無障礙聲明 (E4).
type accessibilityPage struct{ kit.Page }

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.kit.Page(w, r, http.StatusOK, "accessibility", &accessibilityPage{s.frame(v, "無障礙聲明")})
}
