package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// answer is the row of a label in the page's lists of answers, without spaces,
// which stand only where lines end.
func (p *page) answer(label string) string {
	for _, dt := range all(p.root, "dt") {
		if strings.HasSuffix(strings.TrimSuffix(text(dt), " 有異動"), label) {
			return squeezed(text(dt.Parent))
		}
	}
	return ""
}

func squeezed(words string) string { return strings.ReplaceAll(words, " ", "") }

func TestC1_ACaseIsShownWhole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	for _, who := range []account.Actor{s.Officer, s.Colleague, s.Bureau, s.Ops, s.Moda} {
		page := s.as(who).get("/cases/" + number).want(http.StatusOK)
		if page.h1() != "服務申請單(測試)" || page.title() != "服務申請單(測試) - MyData管理後臺（測試區）" {
			t.Errorf("%q, %q", page.h1(), page.title())
		}
		for label, want := range map[string]string{
			"審核結果": "審核結果 審核中", "審核意見": "審核意見 －", "申請單號": "申請單號 " + number, "申請日期": "申請日期 2024-03-15",
			"修改時間": "修改時間 2024-03-15 10:00", "單位名稱": "單位名稱 測試商業銀行股份有限公司", "承辦人姓名": "承辦人姓名 王大明", "申請項目": "申請項目 測試",
			"服務名稱": "A.服務名稱 線上信用貸款", "資料提供單位與資料集": "C.資料提供單位與資料集 內政部：戶籍資料 財政部：個人所得資料",
			"測試日期": "測試日期 2024-04-01 - 2024-06-30",
		} {
			if got := page.answer(label); got != squeezed(want) {
				t.Errorf("%s: %q, want %q", label, got, want)
			}
		}
		for _, words := range []string{"https://www.bank.example.com.tw/mydata/back", "2001:b000:1::20", "目前由「機關單位 – 銀行局」審核", "接下來：維運團隊 → 機關單位 – 銀行局發文 → 數位發展部", "審核歷程"} {
			if !strings.Contains(squeezed(page.main()), squeezed(words)) {
				t.Errorf("the page lacks %q", words)
			}
		}
		if decides := strings.Contains(page.body, `name="answer"`); decides != (who == s.Bureau) {
			t.Errorf("%s gets a decision form: %v", who.Role, decides)
		}
	}
	if strings.Contains(s.as(s.Ops).get("/cases/"+number).body, "javascript") {
		t.Error("an address became a link")
	}
}

func TestF2_TheStatusSaysWhoHasTheCaseAndWhatComesNext(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	officer := s.as(s.Officer)
	steps := []struct {
		who  account.Actor
		want string
	}{
		{s.Bureau, "目前由「機關單位 – 銀行局」審核 自 2024-03-15 10:00 起。"},
		{s.Ops, "目前由「維運團隊」審核 自 2024-03-15 11:00 起。 接下來：機關單位 – 銀行局發文 → 數位發展部。"},
		{s.Bureau, "目前由「機關單位 – 銀行局發文」審核"},
		{s.Moda, "目前由「數位發展部」審核 自 2024-03-15 13:00 起。 這是最後一關"},
	}
	for i, step := range steps {
		if got := officer.get("/cases/" + number).main(); !strings.Contains(squeezed(got), squeezed(step.want)) {
			t.Errorf("stage %d: %s lacks %s", i+1, got, step.want)
		}
		s.Clock.Advance(time.Hour)
		officer = s.as(s.Officer)
		s.decide(step.who, number, chain.Approve)
	}
	page := officer.get("/cases/" + number)
	if got := page.answer("審核結果"); got != "審核結果審核通過" {
		t.Error(got)
	}
	page.get(page.link("查看服務「線上信用貸款」")).want(http.StatusOK)
}

func TestC3_TheHistoryShowsEveryStageOfEveryRound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	s.decide(s.Bureau, number, chain.Approve)
	s.decide(s.Ops, number, chain.Return, casefile.FieldNote{Field: string(form.Hotline), Text: "請補分機。"})
	if err := s.Resubmit(t.Context(), s.Officer, number); err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	s.Clock.Advance(24 * time.Hour)
	for range 2 {
		s.decide(map[bool]account.Actor{true: s.Bureau, false: s.Ops}[len(s.dossier(number).Stages) == 3], number, chain.Approve)
	}
	s.decide(s.Bureau, number, chain.Approve)
	want := [][]string{
		{"測試申請 第 1 次送件"},
		{"1", "機關單位 – 銀行局", "通過", "2024-03-15 10:00", "—"},
		{"2", "維運團隊", "退回", "2024-03-15 10:00", "M.客服專線 請補分機。 請補正。"},
		{"測試申請 第 2 次送件（補正後重新送出）"},
		{"1", "機關單位 – 銀行局", "通過", "2024-03-16 10:00", "—"},
		{"2", "維運團隊", "通過", "2024-03-16 10:00", "—"},
		{"3", "機關單位 – 銀行局發文", "通過", "2024-03-16 10:00", "發文日期 2024-03-15 發文字號 銀局（控）字第 11301234567 號"},
		{"4", "數位發展部", "待審核", "—", "—"},
	}
	for _, who := range []account.Actor{s.Officer, s.Moda} {
		for _, path := range []string{"/history", "", "/print"} {
			got := s.as(who).get("/cases/" + number + path).want(http.StatusOK).rows()
			if len(got) != len(want) {
				t.Fatalf("%s: %q", path, got)
			}
			for i := range want {
				if squeezed(strings.Join(got[i], "|")) != squeezed(strings.Join(want[i], "|")) {
					t.Errorf("%s: row %d is %q, want %q", path, i, got[i], want[i])
				}
			}
		}
	}
}

func TestF3_TheResubmissionShowsWhatChanged(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	s.decide(s.Bureau, number, chain.Return, casefile.FieldNote{Field: string(form.Name), Text: "請用正式名稱。"})
	desk, err := s.Correction(t.Context(), s.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	page := s.as(s.Officer).get("/cases/" + number)
	if got := page.answer("服務名稱"); !strings.Contains(got, "審核意見請用正式名稱。") {
		t.Errorf("the note stands not beside the field: %s", got)
	}
	if got := page.link("修正申請單"); got != "/cases/"+number+"/edit" {
		t.Errorf("修正申請單 leads to %s", got)
	}
	values := desk.Draft.Values.Clone()
	values.Set(form.Name, "個人信用貸款線上申辦")
	values.Set(form.HostIPs, "203.66.35.20", "203.66.35.21")
	if _, err := s.SaveDraft(t.Context(), s.Officer, desk.Draft, form.Parsed{Values: values}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	if err := s.Resubmit(t.Context(), s.Officer, number); err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	page = s.as(s.Bureau).get("/cases/" + number).want(http.StatusOK)
	for label, want := range map[string]string{
		"服務名稱":                  "A.服務名稱 有異動 個人信用貸款線上申辦 修改前 線上信用貸款 審核意見 請用正式名稱。",
		"連線至MyData APIs之主機IP位址": "G.連線至MyData APIs之主機IP位址 有異動 203.66.35.20 203.66.35.21 修改前 203.66.35.20 2001:b000:1::20",
		"送件":                    "送件 第 2 次送件（補正後重新送出）",
		"申請項目":                  "申請項目 測試",
	} {
		if got := page.answer(label); got != squeezed(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !strings.Contains(page.main(), "有 2 個項目不同") {
		t.Error("the page does not say how much changed")
	}
}

func TestTrust18_ACaseOfAnotherOrganisationDoesNotExist(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.submitted()
	b := s.as(s.Stranger)
	for _, path := range []string{"", "/history", "/print", "/withdraw"} {
		b.get("/cases/" + number + path).want(http.StatusNotFound)
	}
	b.post("/cases/"+number+"/withdraw", nil).want(http.StatusNotFound)
	for _, path := range []string{"/cases/B1130315999", "/cases/x", "/cases/" + strings.Repeat("B", 3000), "/cases/B1130315001%00", "/cases/B1130315001-"} {
		for _, sub := range []string{"", "/history"} {
			s.as(s.Ops).get(path + sub).want(http.StatusNotFound)
		}
	}
}
