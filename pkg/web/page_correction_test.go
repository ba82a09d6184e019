package web

import (
	"net/http"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// returned is a case that the authority sent back with a note at the test IPs.
func (s *site) returned() string {
	s.t.Helper()
	number := s.submitted()
	s.decide(s.Bureau, number, chain.Return, casefile.FieldNote{Field: "test-ips", Text: "請改用貴行的位址。"})
	return number
}

func TestC2_AReturnedCaseIsCorrectedAndSentAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.returned()
	b := s.as(s.Colleague)
	p := b.get("/cases/" + number + "/edit").want(http.StatusOK)
	for _, words := range []string{number, "請補正。", "審核單位有 1 則意見需修正", "期間已完成"} {
		if !contains(p, words) {
			t.Errorf("修正申請單 lacks %q: %s", words, p.main())
		}
	}
	if p.h1() != "修正申請單" || strings.Join(p.current(), "") != "資料申請" {
		t.Errorf("h1 %q, menu %v", p.h1(), p.current())
	}
	p = b.get(p.link("連線"))
	if got := text(byID(p.root, "test-ips-note")); got != "審核意見請改用貴行的位址。" {
		t.Errorf("beside the field stands %q", got)
	}
	p = p.press("儲存並繼續", with("test-ips", "163.22.21.99")).follow()
	if p.h1() != "安全與客服" || s.dossier(number).Case.State != casefile.Returned {
		t.Errorf("saving leads to %q and changes the case", p.h1())
	}
	if p = b.get("/cases/" + number + "/edit/connection"); p.value("test-ips-1") != "163.22.21.99" || !contains(p, "修改前203.66.35.30") {
		t.Errorf("the correction opens with %q: %s", p.value("test-ips-1"), p.main())
	}
	if list := b.get("/cases/" + number + "/edit"); !contains(list, "審核單位有 1 則意見已完成") {
		t.Errorf("the field with a note is corrected, but the task list says %s", list.main())
	}
	preview := b.get("/cases/" + number + "/edit/preview").want(http.StatusOK)
	if row := text(byID(preview.root, "test-ips")); !strings.Contains(row, "有異動") || !strings.Contains(row, "203.66.35.30") {
		t.Errorf("the preview shows %q", row)
	}
	sent := preview.press("重新送出")
	if got := sent.leads(); got != "/cases/"+number {
		t.Errorf("重新送出 leads to %s", got)
	}
	if got := sent.follow().banner(); got != "申請單 "+number+" 已重新送出。" {
		t.Errorf("and says %q", got)
	}
	s.Settle(t)
	d := s.dossier(number)
	if r, _ := d.Newest(); r.Round != 2 || r.State != casefile.Waiting || r.Stage != 1 {
		t.Errorf("the review is %+v", r)
	}
	preview.press("重新送出").want(http.StatusSeeOther)
	if got := b.get("/cases/" + number + "/edit").leads(); got != "/cases/"+number {
		t.Errorf("afterwards the correction leads to %s", got)
	}
}

func TestC2_AReturnedCaseMayBeSentAgainAsItIs(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.returned()
	s.as(s.Officer).get("/cases/" + number + "/edit/preview").press("重新送出").want(http.StatusSeeOther)
	if r, _ := s.dossier(number).Newest(); r.Round != 2 {
		t.Errorf("round %d", r.Round)
	}
}

func TestC2_TheSecondCorrectionStartsFromTheSecondSubmission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.returned()
	b := s.as(s.Officer)
	b.get("/cases/"+number+"/edit/connection").press("儲存草稿", with("test-ips", "163.22.21.99"))
	b.get("/cases/" + number + "/edit/preview").press("重新送出").want(http.StatusSeeOther)
	s.Settle(t)
	s.decide(s.Bureau, number, chain.Return)
	p := b.get("/cases/" + number + "/edit/connection").want(http.StatusOK)
	if p.value("test-ips-1") != "163.22.21.99" || contains(p, "修改前") || contains(p, "請改用貴行的位址") {
		t.Errorf("it opens with %q: %s", p.value("test-ips-1"), p.main())
	}
	p.press("儲存草稿", with("test-ips", "163.22.21.100")).want(http.StatusSeeOther)
	if p = b.get("/cases/" + number + "/edit/connection"); p.value("test-ips-1") != "163.22.21.100" {
		t.Errorf("the second correction holds %q", p.value("test-ips-1"))
	}
}

func TestC2_OnlyAReturnedCaseIsCorrected(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	s.as(s.Officer).get("/cases/" + number + "/edit").want(http.StatusConflict)
	s.decide(s.Bureau, number, chain.Return)
	for _, path := range []string{"", "/basics", "/preview"} {
		s.as(s.Stranger).get("/cases/" + number + "/edit" + path).want(http.StatusNotFound)
		s.as(s.Bureau).get("/cases/" + number + "/edit" + path).want(http.StatusForbidden)
	}
	s.as(s.Officer).get("/cases/" + number + "/edit/nothing").want(http.StatusNotFound)
	s.as(s.Officer).get("/cases/B1130315999/edit").want(http.StatusNotFound)
}
