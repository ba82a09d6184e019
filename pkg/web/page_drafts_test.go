package web

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func TestF1_DraftsOfTheOrganisationAreListedNewestFirst(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.returned()
	s.as(s.Officer).get("/cases/B1130315001/edit/basics").press("儲存草稿")
	s.Draft(t, s.Officer, form.Defaults())
	s.Clock.Advance(time.Minute)
	named := form.Defaults()
	named.Set(form.Name, "信用卡申辦")
	s.Draft(t, s.Colleague, named)
	p := s.as(s.Officer).get("/drafts").want(http.StatusOK)
	want := [][]string{
		{"信用卡申辦", "服務提供者申請單", "2024-03-15 10:01", "林副手"},
		{"（尚未命名）", "服務提供者申請單", "2024-03-15 10:00", "王大明"},
	}
	if diff := cmp.Diff(want, p.rows()); diff != "" {
		t.Error(diff)
	}
	if p.get(p.link("信用卡申辦")).h1() != "服務提供者申請單" {
		t.Error("the row does not lead to the draft")
	}
	sv := s.Reach(t, service.Testing)
	s.as(s.Officer).get("/services/"+sv.ID+"/extend").press("儲存草稿", with("test-start", "2024-06-01"))
	if p = s.as(s.Officer).get("/drafts"); p.get(p.link("線上信用貸款：延長測試申請")).h1() != "延長測試申請" {
		t.Errorf("an extension does not lead to its page: %v", p.rows())
	}
	if p = s.as(s.Stranger).get("/drafts"); len(p.rows()) > 0 || !contains(p, "沒有草稿") {
		t.Errorf("another bank sees %v", p.rows())
	}
	s.as(s.Ops).get("/drafts").want(http.StatusForbidden)
}
