package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// setEdits are the answers about a data set as somebody types them.
func setEdits(n int, name string) []edit {
	var list []edit
	for k, values := range portaltest.PostedSet(n) {
		if strings.HasPrefix(k, "set-") {
			list = append(list, with(k, values...))
		}
	}
	return append(list, with(string(form.SetKey(form.SetName, n)), name))
}

func TestB6_AMistakeInAPairStandsBesideItsHalf(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.DraftOf(t, s.Officer, casefile.NewData, form.DefaultsOf(form.ProviderPaper)) + "/offered"
	p := s.as(s.Officer).get(path).add("set-fields-1", with("set-fields-1", "account_no"), with("set-fields-1-name", "帳號")).want(http.StatusOK)
	p = p.press("儲存並繼續", with("set-fields-1", "account_no", "餘額"), with("set-fields-1-name", "", "餘額")).want(http.StatusUnprocessableEntity)
	for id, want := range map[string]string{
		"set-fields-1-1-name": "資料集 1：資料集欄位第 1 列：請輸入中文名稱。",
		"set-fields-1-2":      "資料集 1：資料集欄位第 2 列：欄位代碼請以英文字母開頭，只用英文字母、數字、「_」、「.」與「-」，最多 60 字。",
	} {
		if p.faults()[id] != want || p.fault(id) != "錯誤："+want {
			t.Errorf("%s: in the summary %q, beside it %q", id, p.faults()[id], p.fault(id))
		}
	}
	if p.value("set-fields-1-1") != "account_no" || p.value("set-fields-1-2-name") != "餘額" || byID(p.root, "set-fields-1-1-fault") != nil {
		t.Error("what was typed is lost, or a half without fault has one")
	}
	p = p.remove("set-fields-1", "2").want(http.StatusOK)
	if p.value("set-fields-1-1") != "account_no" || byID(p.root, "set-fields-1-2") != nil {
		t.Error("the wrong row went")
	}
}

func TestB1_AProviderAppliesForSeveralDataSetsAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/providers").want(http.StatusOK)
	p = p.get(p.link("新增資料集")).press("開始填寫").follow()
	if p.h1() != "資料提供者申請單" {
		t.Fatalf("it opens with %q", p.h1())
	}
	p = p.get(p.link("資料集"))
	p = p.press("增加資料集", setEdits(1, "存款餘額")...).want(http.StatusOK)
	p = p.press("增加資料集", setEdits(2, "放款餘額")...).want(http.StatusOK)
	p = p.press("移除資料集 2").want(http.StatusOK)
	p = p.press("儲存並繼續").want(http.StatusUnprocessableEntity)
	if got := p.faults()["set-name-3"]; got != "資料集 3：請輸入資料集名稱。" {
		t.Errorf("of the third data set is said %q", got)
	}
	p = p.press("儲存並繼續", setEdits(3, "基金庫存")...).follow()
	if p.h1() != "連線" {
		t.Fatalf("then comes %q with %v", p.h1(), p.faults())
	}
	p = p.press("儲存並繼續", with(string(form.CallerIPs), "203.66.36.40"), with(string(form.CertExpiry), "2025-03-31")).follow()
	p = p.press("送出").follow()
	if p.h1() != "資料提供者申請單" || p.banner() != "申請單 A1130315001 已送出。" {
		t.Errorf("sent: %q, %q", p.h1(), p.banner())
	}
	for _, words := range []string{"存款餘額", "基金庫存", "資料集 3", "account_no帳號", "第3級"} {
		if !strings.Contains(text(p.root), words) {
			t.Errorf("the case's page lacks %q", words)
		}
	}
	if strings.Contains(text(p.root), "放款餘額") {
		t.Error("what was removed is sent")
	}
}

func TestD14_AChangeOpensWithWhatIsInForceAndShowsTheDifference(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.inForce(casefile.ProviderData)
	p := s.as(s.Officer).get(s.offeringPath(casefile.ProviderData)).want(http.StatusOK)
	p = p.press("申請異動").follow()
	if got := text(p.get(p.link("預覽並送出")).root); !strings.Contains(got, "還沒有異動") {
		t.Error("a change that changes nothing can be sent")
	}
	p = p.get(p.link("資料集"))
	if strings.Contains(text(p.root), "增加資料集") {
		t.Error("a change offers to add a data set")
	}
	p = p.press("儲存並繼續", with(string(form.SetKey(form.SetSummary, 1)), "各存款帳戶前一日的餘額。")).follow()
	p = p.get(p.link("資料提供者申請單(異動)"))
	p = p.get(p.link("預覽並送出")).press("送出").follow()
	if p.h1() != "資料提供者申請單(異動)" || !strings.HasSuffix(p.path, "/cases/A1130315001-1") {
		t.Errorf("sent: %q at %s", p.h1(), p.path)
	}
	if got := text(p.root); !strings.Contains(got, "各存款帳戶的即時餘額。") || !strings.Contains(got, "與現行內容相比有 1 個項目不同") {
		t.Error("the case does not show the difference")
	}
	s.Settle(t)
	p = p.get(s.offeringPath(casefile.ProviderData))
	if got := text(p.root); !strings.Contains(got, "審核中的申請") || strings.Contains(got, "申請下架") {
		t.Error("its page does not say that a case is open")
	}
}

func TestD14_ACounterServiceIsTakenDownByACaseOfItsOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.inForce(casefile.CounterService)
	p := s.as(s.Officer).get(s.offeringPath(casefile.CounterService)).press("申請下架").follow()
	p = p.get(p.link("下架原因")).press("儲存並繼續", with(string(form.RetireReason), "據點整併。")).follow()
	if got := text(p.root); strings.Contains(got, "修改 臨櫃據點") || !strings.Contains(got, "修改 下架原因") || !strings.Contains(got, "忠孝分行") {
		t.Error("what is in force is not shown, or offered for editing")
	}
	p = p.press("送出").follow()
	if got := text(p.root); p.h1() != "下架申請單 (臨櫃服務)" || !strings.Contains(got, "據點整併。") || !strings.Contains(got, "忠孝分行") {
		t.Errorf("the case reads %q", p.h1())
	}
}

func TestE1_ListsAreTheMenusOwn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for l, path := range map[casefile.Letter]string{casefile.ProviderData: "/providers", casefile.CounterService: "/counter-services"} {
		s.inForce(l)
		p := s.as(s.Bureau).get(path).want(http.StatusOK)
		if len(p.rows()) != 1 || !slices.Contains(p.current(), typeOf(l).list.Text) {
			t.Errorf("%s shows %v under %v", path, p.rows(), p.current())
		}
		if p := s.as(s.Stranger).get(path); len(p.rows()) != 0 {
			t.Errorf("another bank sees %v", p.rows())
		}
		s.as(s.Stranger).get(s.offeringPath(l)).want(http.StatusNotFound)
	}
}

func TestC_DataSetsAreLookedForWithoutScript(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/purpose")
	p = p.press("搜尋", with("find", "所得"), with("mode", form.ModePerson), with("data-sets", "moi-household")).want(http.StatusOK)
	var got []string
	for _, d := range all(p.root, "details") {
		got = append(got, text(d))
	}
	if list := strings.Join(got, " "); !strings.Contains(list, "個人所得資料") || !strings.Contains(list, "戶籍資料") || strings.Contains(list, "營業稅") {
		t.Errorf("found is %s", list)
	}
	if len(p.faults()) > 0 {
		t.Errorf("looking brings %v", p.faults())
	}
	p = p.press("搜尋", with("find", "沒有這個"), with("data-sets"))
	if !strings.Contains(text(p.root), "目錄中沒有符合「沒有這個」的資料集") {
		t.Error("nothing found is not said")
	}
}

func TestD14_OpsMaintainsTheCatalogue(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	names := func(p *page) []string {
		var list []string
		for _, row := range p.rows() {
			list = append(list, row[1]+" "+row[4])
		}
		return list
	}
	p := s.as(s.Ops).get("/catalogue/new").press("儲存").want(http.StatusUnprocessableEntity)
	if len(p.faults()) != 4 {
		t.Errorf("nothing typed: %v", p.faults())
	}
	stale := s.as(s.Ops2).get("/catalogue/moi-household")
	p = p.press("儲存", entryTypedIn()...).follow()
	if diff := cmp.Diff([]string{"戶籍資料 啟用中", "個人所得資料 啟用中", "營業稅資料 啟用中", "勞保投保資料 啟用中"}, names(p)); diff != "" {
		t.Error(diff)
	}
	stale.press("儲存", with(onboarding.FieldContains, "姓名")).want(http.StatusConflict).press("儲存").want(http.StatusSeeOther)
	p = p.get(p.link("編輯 戶籍資料"))
	p = p.get(p.link("下架資料集")).press("下架資料集").follow()
	p.get("/catalogue/moi-household/retire").want(http.StatusConflict)
	p.get("/catalogue/none/retire").want(http.StatusNotFound)
	s.as(s.Moda).get("/catalogue/moi-household/retire").want(http.StatusForbidden)
	if got := names(p.get("/catalogue?q=戶籍")); len(got) != 1 || got[0] != "戶籍資料 已下架" {
		t.Errorf("looked for: %v", got)
	}
	if got := names(p.get("/catalogue?mode=company")); len(got) != 1 || got[0] != "營業稅資料 啟用中" {
		t.Errorf("of companies: %v", got)
	}
	p = p.get("/catalogue")
	p = p.get(p.link("編輯 戶籍資料"))
	p = p.press("重新啟用資料集").follow()
	if got := names(p.get("/catalogue?q=戶籍")); len(got) != 1 || got[0] != "戶籍資料 啟用中" {
		t.Errorf("offered again: %v", got)
	}
	p = p.get("/catalogue/moi-household/retire").press("下架資料集").follow()
	p.get("/catalogue/categories").press("儲存", with(onboarding.FieldCategories, "保險\n保險")).want(http.StatusUnprocessableEntity).
		press("儲存", with(onboarding.FieldCategories, "保險\r\n其他")).want(http.StatusSeeOther)
	form := s.as(s.Officer).get("/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/purpose")
	if strings.Contains(text(form.root), "戶籍資料") || !strings.Contains(text(form.root), "勞保投保資料") {
		t.Error("an application is offered something else")
	}
	s.as(s.Moda).get("/catalogue/mof-income").want(http.StatusOK)
	s.as(s.Moda).get("/catalogue/new").want(http.StatusForbidden)
	s.as(s.Officer).get("/catalogue").want(http.StatusForbidden)
}

func TestB9_AnApplicationOfAnyTypeIsCopiedIntoANewOne(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.approved(casefile.NewData, portaltest.DataSets())
	s.approved(casefile.NewCounter, portaltest.CounterService())
	for number, words := range map[string][]string{"A1130315001": {"資料提供者申請單", "存款餘額", "放款餘額"}, "C1130315001": {"臨櫃服務申請單", "臨櫃開戶", "忠孝分行"}} {
		p := s.as(s.Officer).get("/cases/" + number)
		p = p.get(p.link("資料帶入新單")).press("建立新單").follow()
		if p.h1() != words[0] {
			t.Errorf("%s becomes %q", number, p.h1())
		}
		shown := text(p.get(p.link("預覽並送出")).root)
		for _, word := range words[1:] {
			if !strings.Contains(shown, word) {
				t.Errorf("the copy of %s lacks %s", number, word)
			}
		}
	}
}
