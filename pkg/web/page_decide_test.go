package web

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// reviewed answers the open stage through the pages: form, confirmation, case.
func (b *browser) reviewed(number string, edits ...edit) *page {
	b.t.Helper()
	return b.get("/cases/"+number).want(http.StatusOK).press("送出", edits...).want(http.StatusOK).press("送出").follow()
}

func TestC1_AReviewGoesTheWholeWayThroughThePages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	approve := with(onboarding.FieldAnswer, "approve")

	page := s.as(s.Bureau).reviewed(number, approve, with(onboarding.FieldOpinion, "資料齊備。"))
	if got, want := page.banner(), "申請單 "+number+" 的審核結果「同意」已送出。"; got != want {
		t.Errorf("banner %q, want %q", got, want)
	}
	if got := page.answer("審核意見"); got != "審核意見資料齊備。" {
		t.Error(got)
	}
	s.Settle(t)
	s.as(s.Ops).reviewed(number, approve)
	s.Settle(t)

	page = s.as(s.Bureau).get("/cases/"+number).press("送出", approve).want(http.StatusUnprocessableEntity)
	if page.fault(onboarding.FieldLetterDate) == "" || page.fault(onboarding.FieldLetterNumber) == "" {
		t.Errorf("C4 the letter: %v", page.faults())
	}
	page = page.press("送出", with(onboarding.FieldLetterDate, "2024-03-18"), with(onboarding.FieldLetterNumber, "銀局（控）字第 1 號")).want(http.StatusOK)
	if !strings.Contains(squeezed(page.main()), "發文日期2024-03-18發文字號銀局（控）字第1號") {
		t.Errorf("the confirmation does not show the letter: %s", page.main())
	}
	page.press("送出").follow()
	s.Settle(t)

	page = s.as(s.Moda).get("/cases/" + number)
	if !strings.Contains(page.main(), "發文日期 2024-03-18，發文字號 銀局（控）字第 1 號") {
		t.Error("C4 moda does not see the letter")
	}
	page = page.press("送出", approve).want(http.StatusUnprocessableEntity)
	if page.fault(onboarding.FieldReceived) == "" {
		t.Errorf("C4 the receipt: %v", page.faults())
	}
	page.press("送出", with(onboarding.FieldReceived, form.Yes)).want(http.StatusOK).press("送出").follow()
	s.Settle(t)
	if got := s.dossier(number).Case.State; got != casefile.Approved {
		t.Errorf("the case is %s", got)
	}
}

func TestC1_WhatADecisionFormLacksIsSaidAndNothingIsLost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Bureau)
	page := b.get("/cases/" + number).press("送出").want(http.StatusUnprocessableEntity)
	if page.faults()["answer"] == "" || !strings.HasPrefix(page.title(), "錯誤：") {
		t.Errorf("no answer: %v", page.faults())
	}
	for _, answer := range []string{"reject", "return"} {
		page := b.get("/cases/"+number).press("送出", with(onboarding.FieldAnswer, answer), with(onboarding.FieldOpinion, " ")).want(http.StatusUnprocessableEntity)
		if page.fault(onboarding.FieldOpinion) == "" || page.faults()[onboarding.FieldOpinion] == "" {
			t.Errorf("%s without an opinion: %v", answer, page.faults())
		}
	}
	long := strings.Repeat("字", onboarding.TextLimit)
	page = b.get("/cases/"+number).press("送出", with(onboarding.FieldAnswer, "return"), with(onboarding.FieldOpinion, long),
		with(onboarding.NoteField(1), string(form.Purpose)), with(onboarding.NoteText(2), "<b>請說明</b>"), with(onboarding.NoteField(3), "state"),
		with(onboarding.NoteText(3), "字")).want(http.StatusUnprocessableEntity)
	for id, want := range map[string]string{onboarding.FieldOpinion: "審核意見與欄位意見合計最多 500 字，目前 511 字。", onboarding.NoteText(1): "請填寫「B.服務目的與內容」",
		onboarding.NoteField(2): "請選擇第 2 則意見", onboarding.NoteField(3): "不在申請單上"} {
		if !strings.Contains(page.faults()[id], want) || !strings.Contains(page.fault(id), want) {
			t.Errorf("%s: %q, %q", id, page.faults()[id], page.fault(id))
		}
	}
	if page.value(onboarding.FieldOpinion) != long || page.value(onboarding.NoteText(2)) != "<b>請說明</b>" {
		t.Error("something typed is lost")
	}
	if s.dossier(number).Stages[0].Answer != "" {
		t.Error("a refused form decided")
	}
}

func TestC1_TheConfirmationWritesNothingAndLeadsBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Bureau)
	page := b.get("/cases/" + number)
	before := s.Table.Dump()
	page = page.press("送出", with(onboarding.FieldAnswer, "return"), with(onboarding.FieldOpinion, "第一行\n第二行"),
		with(onboarding.NoteField(1), string(form.Name)), with(onboarding.NoteText(1), "請用正式名稱。")).want(http.StatusOK)
	if page.h1() != "確認審核結果" || !strings.Contains(page.main(), "以同一單號重新送出後，從第一關「機關單位 – 銀行局」重新審核") {
		t.Errorf("%s: %s", page.h1(), page.main())
	}
	back := page.press("返回修改").want(http.StatusOK)
	if back.value(onboarding.FieldOpinion) != "第一行\n第二行" || back.value(onboarding.NoteText(1)) != "請用正式名稱。" {
		t.Errorf("%q", back.value(onboarding.FieldOpinion))
	}
	if s.Table.Dump() != before {
		t.Error("the confirmation page wrote")
	}
	if got := page.link("取消"); got != "/cases/"+number {
		t.Errorf("取消 leads to %s", got)
	}
	back.press("送出").want(http.StatusOK).press("送出").follow()
	s.Settle(t)
	if got := s.dossier(number); got.Case.State != casefile.Returned || len(got.Stages[0].Notes) != 1 {
		t.Errorf("%s, %v", got.Case.State, got.Stages[0].Notes)
	}
}

func TestTrust8_TheFormSentAgainIsShownTheFirstResult(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Bureau)
	confirm := b.get("/cases/"+number).press("送出", with(onboarding.FieldAnswer, "approve"))
	first := confirm.press("送出").follow()
	s.Settle(t)
	for range 2 {
		again := confirm.press("送出").follow()
		if again.banner() != first.banner() || first.banner() == "" {
			t.Errorf("%q, at first %q", again.banner(), first.banner())
		}
	}
	if got := confirm.press("返回修改").status; got != http.StatusOK {
		t.Errorf("back to the form: %d", got)
	}
	changed := b.post("/cases/"+number+"/check", confirm.form("送出").values).follow()
	if changed.banner() != first.banner() {
		t.Errorf("the check sent again: %q", changed.banner())
	}
	if n := len(s.dossier(number).Stages); n != 2 {
		t.Errorf("%d stages", n)
	}
}

func TestC7_SixtyFourDecisionsAtOnce(t *testing.T) {
	t.Parallel()
	const racers = 64
	s := newSite(t)
	number := s.submitted()
	forms := make([]url.Values, racers)
	browsers := make([]*browser, racers)
	people := []account.Actor{s.Bureau, s.Bureau2}
	answers := []string{"approve", "reject", "return"}
	for i := range racers {
		browsers[i] = s.as(people[i%2])
		f := browsers[i].get("/cases/" + number).form("送出")
		f.values.Set(onboarding.FieldAnswer, answers[i%3])
		f.values.Set(onboarding.FieldOpinion, "意見")
		forms[i] = f.values
	}
	results := make([]*page, racers)
	var race sync.WaitGroup
	for i := range racers {
		race.Go(func() { results[i] = browsers[i].post("/cases/"+number+"/decide", forms[i]) })
	}
	race.Wait()
	won := s.dossier(number).Stages[0]
	winners := 0
	for _, p := range results {
		switch p.status {
		case http.StatusSeeOther:
			winners++
		case http.StatusConflict:
			if !strings.Contains(p.main(), "這一關已由"+won.Actor+"於 2024-03-15 10:00 審核，結果為「"+won.Answer.Label()+"」。") || len(p.rows()) == 0 {
				t.Fatalf("a loser is told: %s", p.main())
			}
		default:
			t.Fatalf("a loser gets %d: %s", p.status, p.main())
		}
	}
	if winners != 1 {
		t.Errorf("%d decisions won", winners)
	}
	s.Settle(t)
	if n := len(s.Mail.To(s.Officer.Mail)); n > 2 {
		t.Errorf("%d mails to the applicant", n)
	}
}

func TestC9_ADecisionAboutWhatHasChangedIsShownTheDifference(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	old := s.as(s.Bureau2).get("/cases/"+number).press("送出", with(onboarding.FieldAnswer, "approve"))
	s.decide(s.Bureau, number, chain.Return)
	desk, err := s.Correction(t.Context(), s.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	values := desk.Draft.Values.Clone()
	values.Set(form.Name, "個人信用貸款線上申辦")
	if _, err := s.SaveDraft(t.Context(), s.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	if err := s.Resubmit(t.Context(), s.Officer, number); err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	for _, path := range []string{"/decide", "/check"} {
		page := s.as(s.Bureau2).post("/cases/"+number+path, old.form("送出").values).want(http.StatusConflict)
		if got := page.answer("服務名稱"); got != "A.服務名稱有異動個人信用貸款線上申辦修改前線上信用貸款" {
			t.Errorf("%s: the difference reads %q", path, got)
		}
		if !strings.Contains(page.main(), "這一關已由局一於") || len(page.rows()) == 0 {
			t.Errorf("%s: %s", path, page.main())
		}
		page.get(page.link("重新檢視申請單")).want(http.StatusOK)
	}
	if s.dossier(number).Case.State != casefile.Reviewing {
		t.Error("an answer about round 1 counted in round 2")
	}
}

func TestC10_WhoMayNotDecideIsTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	values := s.as(s.Bureau).get("/cases/" + number).form("送出").values
	values.Set(onboarding.FieldAnswer, "approve")
	for _, c := range []struct {
		name string
		who  account.Actor
		want int
	}{
		{"the applicant", s.Officer, http.StatusForbidden},
		{"another bank", s.Stranger, http.StatusForbidden},
		{"another party", s.Ops, http.StatusConflict},
	} {
		for _, path := range []string{"/check", "/decide"} {
			if got := s.as(c.who).post("/cases/"+number+path, values).status; got != c.want {
				t.Errorf("%s, %s: %d", c.name, path, got)
			}
		}
	}
	s.visitor().post("/cases/"+number+"/decide", values).want(http.StatusUnauthorized)
	if s.dossier(number).Stages[0].Answer != "" {
		t.Error("somebody decided")
	}
	bank, err := s.Store.Organisation(t.Context(), s.Bureau.OrganisationID)
	if err != nil {
		t.Fatal(err)
	}
	bank.LetterByOther = true
	bank.Version++
	if err := s.Store.Commit(t.Context(), onboarding.Tx{Puts: []onboarding.Record{bank}, Audit: someEntry(s)}); err != nil {
		t.Fatal(err)
	}
	s.decide(s.Bureau, number, chain.Approve)
	s.decide(s.Ops, number, chain.Approve)
	if page := s.as(s.Bureau).get("/cases/" + number); !strings.Contains(page.main(), "貴機關設定由另一位同仁登錄發文") || strings.Contains(page.body, `name="answer"`) {
		t.Error("the reviewer may record the letter against the authority's setting")
	}
	if page := s.as(s.Bureau2).get("/cases/" + number); !strings.Contains(page.body, `name="answer"`) {
		t.Error("the colleague may not record the letter")
	}
}
