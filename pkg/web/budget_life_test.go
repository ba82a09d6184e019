package web

import (
	"net/http"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/service"
)

// paperPage is one on which something is asked for a service: the service comes
// with the session, its revisions with the draft.
var paperPage = upTo(2, 7, 0)

// lifeBudgets are what is asked for a service that exists (D3 to D8).
func lifeBudgets() []budget {
	reached := func(path string, step service.Step) func(*site) *page {
		return func(s *site) *page {
			sv := s.Reach(s.t, step)
			return s.as(s.Officer).get("/services/" + sv.ID + path)
		}
	}
	resuming := func(path string) func(*site) *page {
		return func(s *site) *page {
			sv := s.delisted()
			return s.as(s.Officer).get("/services/" + sv.ID + "/resume" + path)
		}
	}
	return []budget{
		{"", "GET /services/{id}/extend", ok, paperPage, reached("/extend", service.Testing)},
		{"", "POST /services/{id}/extend", found, upTo(8, 11, 60), func(s *site) *page {
			return reached("/extend", service.Testing)(s).press("申請", with("test-start", "2024-06-01"))
		}},
		{"", "GET /services/{id}/golive", ok, paperPage, reached("/golive", service.Testing)},
		{"saved", "POST /services/{id}/golive", found, upTo(3, 6, 10), func(s *site) *page {
			return reached("/golive", service.Testing)(s).press("儲存草稿", with("go-live-date", "2024-07-01"))
		}},
		{"", "GET /services/{id}/pilot-report", found, aPage, reached("/pilot-report", service.Piloting)},
		{"", "GET /services/{id}/date", ok, aPage, reached("/date", service.Piloting)},
		{"", "POST /services/{id}/date", found, upTo(5, 10, 60), func(s *site) *page {
			return reached("/date", service.Piloting)(s).press("確定", with("go-live-date", "2024-08-01"), with("reason", "系統尚未備妥"))
		}},
		{"", "GET /services/{id}/delist", ok, paperPage, reached("/delist", service.Live)},
		{"", "POST /services/{id}/delist", found, upTo(8, 12, 60), func(s *site) *page {
			return reached("/delist", service.Live)(s).press("申請", with("retire-reason", "業務調整"))
		}},
		{"", "GET /services/{id}/resume", ok, paperPage, resuming("")},
		{"", "GET /services/{id}/resume/preview", ok, paperPage, resuming("/preview")},
		{"", "POST /services/{id}/resume/preview", found, upTo(6, 11, 60), func(s *site) *page {
			p := resuming("/period")(s)
			p.press("儲存並繼續", with("test-start", "2024-09-01"))
			return p.get(strings.TrimSuffix(p.path, "/period") + "/preview").press("送出審核")
		}},
		{"", "GET /services/{id}/resume/{section}", ok, paperPage, resuming("/security")},
		{"", "POST /services/{id}/resume/{section}", found, upTo(3, 6, 10), func(s *site) *page { return resuming("/security")(s).press("儲存並繼續") }},
		{"", "GET /services/{id}/edit", ok, paperPage, reached("/edit", service.Live)},
		{"", "POST /services/{id}/edit/drop", found, upTo(4, 5, 10), func(s *site) *page {
			p := reached("/edit/security", service.Live)(s)
			id := strings.Split(p.path, "/")[2]
			p.press("儲存草稿", with("hotline", "02-87654321"))
			return s.as(s.Officer).get("/services/"+id).post("/services/"+id+"/edit/drop", nil)
		}},
		{"", "GET /services/{id}/edit/preview", ok, paperPage, reached("/edit/preview", service.Live)},
		{"", "POST /services/{id}/edit/preview", found, upTo(7, 12, 70), func(s *site) *page {
			p := reached("/edit/security", service.Live)(s)
			id := strings.Split(p.path, "/")[2]
			p.press("儲存草稿", with("hotline", "02-87654321"))
			return s.as(s.Officer).get("/services/" + id + "/edit/preview").press("送出審核")
		}},
		{"", "GET /services/{id}/edit/{section}", ok, paperPage, reached("/edit/security", service.Live)},
		{"autosaved", "POST /services/{id}/edit/{section}", ok, upTo(4, 7, 10), func(s *site) *page { // one for how long the stages usually take
			return reached("/edit/security", service.Live)(s).press("儲存草稿", with("hotline", "02-87654321"), with("act", "autosave"))
		}},
		{"", "POST /services/{id}/edit/{section}", found, upTo(3, 6, 10), func(s *site) *page {
			return reached("/edit/security", service.Live)(s).press("儲存草稿", with("hotline", "02-87654321"))
		}},
		{"", "GET /cases/{number}/extension", ok, aPage, func(s *site) *page { return s.extensionBack() }},
		{"", "POST /cases/{number}/extension", found, upTo(7, 11, 60), func(s *site) *page { return s.extensionBack().press("重新送出") }},
		{"", "GET /cases/{number}/pilot-report", ok, upTo(4, 9, 0), func(s *site) *page {
			sv := s.Reach(s.t, service.Piloting)
			return s.as(s.Officer).get("/cases/" + sv.CaseNumber + "/pilot-report")
		}},
		{"without a file", "POST /cases/{number}/pilot-report", http.StatusUnprocessableEntity, upTo(7, 12, 10), func(s *site) *page {
			sv := s.Reach(s.t, service.Piloting)
			return s.as(s.Officer).get("/cases/" + sv.CaseNumber + "/pilot-report").press("申請")
		}},
	}
}
