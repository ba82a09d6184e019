package web

import (
	"net/http"
	"path"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Buttons of the scan on the decision form.
const (
	chooseScan = "選擇檔案 公文掃描檔"
	changeScan = "檢視或更換檔案 公文掃描檔"
)

// atLetter is the decision form of a case that waits for its letter, with some
// of it typed.
func (s *site) atLetter() (number string, typed []edit) {
	s.t.Helper()
	return s.atStage(3), []edit{with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldLetterDate, "2024-03-18"),
		with(onboarding.FieldLetterNumber, "銀局（控）字第 1 號"), with(onboarding.FieldOpinion, "隨函附件。")}
}

// choosingScan is the page on which the scan is chosen.
func (s *site) choosingScan() *page {
	s.t.Helper()
	number, typed := s.atLetter()
	return s.as(s.Bureau).get("/cases/"+number).press(chooseScan, typed...).follow().want(http.StatusOK)
}

func (s *site) scanned() *page { return s.choosingScan().arrived(s, scantest.PNG()) }

// caseOf is the page of the case that a scan's page leads back to.
func (p *page) caseOf() *page {
	back, _, _ := strings.Cut(p.path, "/letter/")
	return p.get(back).want(http.StatusOK)
}

func TestC4_TheLettersScanIsHandedInFromTheDecisionFormAndNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	choosing := s.choosingScan()
	if choosing.h1() != "上傳檔案" {
		t.Fatalf("%s: %s", choosing.h1(), choosing.main())
	}
	form := choosing.arrived(s, scantest.PNG()).caseOf()
	for id, want := range map[string]string{onboarding.FieldLetterDate: "2024-03-18", onboarding.FieldLetterNumber: "銀局（控）字第 1 號", onboarding.FieldOpinion: "隨函附件。"} {
		if got := form.value(id); got != want {
			t.Errorf("%s is %q after the upload", id, got)
		}
	}
	confirm := form.press("送出").want(http.StatusOK)
	if !strings.Contains(confirm.main(), "服務流程.png") {
		t.Errorf("the confirmation lacks the scan: %s", confirm.main())
	}
	done := confirm.press("送出").follow()
	s.Settle(t)
	number := path.Base(done.path)
	for _, who := range []account.Actor{s.Officer, s.Ops, s.Moda} {
		p := s.as(who).get("/cases/" + number)
		if got := p.answer("公文掃描檔"); !strings.Contains(got, "服務流程.png") || !strings.Contains(got, "檢查通過") {
			t.Errorf("%s sees %q", who.Role, got)
		}
		if got := p.get(p.link("服務流程.png")).want(http.StatusSeeOther).header.Get("Location"); !strings.Contains(got, "versionId=v1") {
			t.Errorf("the scan is fetched from %s", got)
		}
	}
	stage := s.dossier(number).Stages[2]
	u, err := s.Store.Upload(t.Context(), stage.Official.Scan.ID)
	if err != nil || u.State != upload.Kept || !stage.Official.Scan.Is(u) {
		t.Errorf("%+v, %v", u, err)
	}
	if err := s.RemoveLetterScan(t.Context(), s.Bureau, stage.CaseID, u.ID); err == nil {
		t.Error("a recorded scan can be removed")
	}
}

func TestC4_AScanThatIsNotCleanIsNotRecorded(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(s *site) *page // the case's page before it is decided
		want    string
	}{
		"not arrived": {func(s *site) *page { return s.choosingScan().caseOf() }, "還沒有通過檢查"},
		"refused":     {func(s *site) *page { return s.choosingScan().arrived(s, []byte("MZ")).caseOf() }, "沒有通過檢查，請更換或移除"},
		"replaced since it was shown": {func(s *site) *page {
			at := s.scanned()
			shown := at.caseOf()
			at.press("更換檔案")
			return shown
		}, "已經更換或移除"},
		"removed since it was shown": {func(s *site) *page {
			at := s.scanned()
			shown := at.caseOf()
			at.get(at.path + "/remove").press("移除")
			return shown
		}, "已經更換或移除"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			refused := c.prepare(s).press("送出").want(http.StatusUnprocessableEntity)
			if got := refused.fault(onboarding.FieldLetterScan); !strings.Contains(got, c.want) {
				t.Errorf("it says %q: %v", got, refused.faults())
			}
			if refused.value(onboarding.FieldLetterNumber) != "銀局（控）字第 1 號" {
				t.Error("something typed is lost")
			}
		})
	}
}

func TestC4_ALetterNeedsNoScanAndARemovedOneIsForgotten(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := s.scanned()
	form := at.get(at.path + "/remove").press("移除").follow().want(http.StatusOK)
	form.press("送出").want(http.StatusOK).press("送出").follow().want(http.StatusOK)
	s.Settle(t)
	number, _, _ := strings.Cut(strings.TrimPrefix(at.path, "/cases/"), "/")
	if o := s.dossier(number).Stages[2].Official; o == nil || o.Scan != nil {
		t.Errorf("%+v", o)
	}
}

func TestC4_OnlyTheAuthorityWhoseTurnItIsHandsAScanIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := s.scanned()
	again := s.as(s.Bureau2).get(at.path).want(http.StatusOK)
	again.caseOf().press(changeScan, with(onboarding.FieldOpinion, "由同仁續辦。")).follow().want(http.StatusOK)
	if got := again.caseOf().value(onboarding.FieldOpinion); got != "由同仁續辦。" {
		t.Errorf("a colleague's text: %q", got)
	}
	for _, who := range []account.Actor{s.Ops, s.Moda} {
		s.as(who).get(at.path).want(http.StatusNotFound)
		s.as(who).post(at.path+"/replace", nil).want(http.StatusNotFound)
	}
	s.as(s.Officer).get(at.path).want(http.StatusForbidden)
	other := s.submitted()
	s.as(s.Bureau).get("/cases/" + other + "/letter/" + path.Base(at.path)).want(http.StatusNotFound)
	b := s.as(s.Bureau)
	filled := b.get("/cases/" + other).form("送出")
	filled.values.Set("upload", onboarding.FieldLetterScan)
	b.post("/cases/"+other+"/check", filled.values).want(http.StatusConflict)
}

func TestC6_TheLinkShowsThePreparedScanAndRecordsIt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := s.scanned()
	p := s.linked().get(s.mailed(s.Bureau)).want(http.StatusOK)
	if !strings.Contains(p.main(), "服務流程.png") || strings.Contains(p.body, changeScan) {
		t.Errorf("the link's page: %s", p.main())
	}
	p.press("送出", with(onboarding.FieldCode, s.codeOf(s.Bureau))).follow().want(http.StatusOK)
	s.Settle(t)
	number, _, _ := strings.Cut(strings.TrimPrefix(at.path, "/cases/"), "/")
	if o := s.dossier(number).Stages[2].Official; o == nil || o.Scan == nil {
		t.Errorf("%+v", o)
	}
}
