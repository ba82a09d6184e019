package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

var accountNumber = regexp.MustCompile(`D\d{10,11}`)

// typedPerson types somebody's data.
func typedPerson(login string) []edit {
	return []edit{with("name", "新同仁"), with("phone", "02-2380-0001"), with("mail", login+"@bank.com.tw"), with("login", login), with("unit", "數位金融部")}
}

// account is the one who owns a login.
func (s *site) account(login string) account.Account {
	s.t.Helper()
	id, err := s.Store.Claimed(s.t.Context(), onboarding.LoginClaim, login)
	if err != nil {
		s.t.Fatal(err)
	}
	a, err := s.Store.Account(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// filedAs is the number of the case that a request has become.
func (s *site) filedAs(p *page) string {
	s.t.Helper()
	s.Settle(s.t)
	p = p.follow().want(http.StatusOK)
	number := accountNumber.FindString(p.banner())
	if number == "" || !contains(p, number) {
		s.t.Fatalf("the banner says %q", p.banner())
	}
	return number
}

func TestA9_TheOfficerSeesAndEditsTheAccounts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	list := b.get("/accounts").want(http.StatusOK)
	want := [][]string{{"1", "officer01", "王大明", "資料/服務管理者", "", "啟用", "編輯 officer01"}, {"2", "officer02", "林副手", "副帳號", "", "啟用", "編輯 officer02"}}
	if diff := cmp.Diff(want, list.rows()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p := b.get(list.link("編輯 officer01")).want(http.StatusOK)
	if p.h1() != "編輯帳號" || !contains(p, "機關(構)名稱 測試商業銀行股份有限公司") {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	number := s.filedAs(p.press("送出審核", with("name", "王小明"), with("phone", "0912345678")))
	paper := s.as(s.Ops).get("/cases/" + number).want(http.StatusOK)
	if paper.h1() != "帳號申請單(異動)" || !contains(paper, "修改前王大明") {
		t.Errorf("%s: %s", paper.h1(), paper.main())
	}
	if p := b.get(list.link("編輯 officer01")); first(p.root, "form") != nil && strings.Contains(p.body, "送出審核") {
		t.Error("a second change is offered while one is open")
	}
	s.decide(s.Ops, number, chain.Approve)
	if a := s.account("officer01"); a.Name != "王小明" {
		t.Errorf("the name is %s", a.Name)
	}
}

func TestA9_FaultsStandAtTheirFields(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.as(s.Officer).get("/accounts/" + s.Officer.AccountID)
	p = p.press("送出審核", with("mail", "me@gmail.com"), with("login", "stranger01"), with("phone", "x")).want(http.StatusUnprocessableEntity)
	for _, id := range []string{"mail", "phone"} {
		if p.fault(id) == "" {
			t.Errorf("nothing at %s: %v", id, p.faults())
		}
	}
	if p.value("login") != "stranger01" {
		t.Errorf("kept %q", p.value("login"))
	}
}

func TestA9_OnlyOpsChangesTheStatus(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	officer := s.as(s.Officer)
	officer.get("/").want(http.StatusOK)
	ops := s.as(s.Ops)
	list := ops.get("/accounts?name=測試").want(http.StatusOK)
	people := ops.get(list.link("檢視帳號 測試商業銀行股份有限公司")).want(http.StatusOK)
	p := ops.get(people.link("編輯 officer01")).want(http.StatusOK)
	p = p.press("變更狀態", with("status", "disabled")).follow().want(http.StatusOK)
	if !strings.Contains(p.banner(), "停用") || s.account("officer01").Status != account.Disabled {
		t.Errorf("the banner says %q", p.banner())
	}
	if got := officer.get("/").leads(); got != "/signin" {
		t.Errorf("the open browser goes on to %s", got)
	}
	p.press("變更狀態", with("status", "active")).want(http.StatusSeeOther)
	if s.account("officer01").Status != account.Active {
		t.Error("the account stays off")
	}
	ops.get("/accounts?organisation=nobody").want(http.StatusNotFound)
	if strings.Contains(s.as(s.Moda).get("/accounts/"+s.Officer.AccountID).want(http.StatusOK).body, "變更狀態") {
		t.Error("moda is offered the switch")
	}
	again := account.ActorOf(s.account("officer01"), account.LevelTOTP)
	s.as(again).post("/accounts/"+s.Colleague.AccountID+"/status", map[string][]string{"status": {"disabled"}}).want(http.StatusForbidden)
}

func TestC10_OpsSetsWhoRecordsAnAuthoritysLetter(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	ops := s.as(s.Ops)
	p := ops.get(ops.get("/accounts/" + s.Bureau.AccountID).want(http.StatusOK).link("機關設定")).want(http.StatusOK)
	p = p.press("儲存機關設定", with("sector", ""), with("by-other", form.Yes)).want(http.StatusUnprocessableEntity)
	if p.faults()["sector"] != "請選擇產業別。" || p.form("儲存機關設定").values.Get("by-other") != form.Yes {
		t.Errorf("without a sector: %v", p.faults())
	}
	p.press("儲存機關設定", with("sector", "政府機關"), with("by-other", form.Yes)).follow().want(http.StatusOK)
	org, err := s.Store.Organisation(t.Context(), s.Bureau.OrganisationID)
	if err != nil || !org.LetterByOther || org.Sector != "政府機關" {
		t.Errorf("the authority is %+v, %v", org, err)
	}
	p = ops.get("/accounts/" + s.Officer.AccountID + "/organisation").want(http.StatusOK)
	p.press("儲存機關設定", with("authority", ""), with("private", form.No)).want(http.StatusSeeOther)
	org, err = s.Store.Organisation(t.Context(), s.Officer.OrganisationID)
	if err != nil || org.AuthorityID != "" || org.Private {
		t.Errorf("the bank is %+v, %v", org, err)
	}
	ops.get("/accounts/" + s.Moda.AccountID + "/organisation").want(http.StatusNotFound)
	ops.get("/accounts/nobody/organisation").want(http.StatusNotFound)
	s.as(s.Officer).get("/accounts/" + s.Officer.AccountID + "/organisation").want(http.StatusForbidden)
}

func TestA10_ASubAccountIsAskedForOnItsPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/accounts/" + s.Officer.AccountID)
	p = b.get(p.link("新增副帳號")).want(http.StatusOK)
	if p.h1() != "新增副帳號" {
		t.Errorf("h1 %q", p.h1())
	}
	refused := p.press("新增副帳號").want(http.StatusUnprocessableEntity)
	if len(refused.faults()) != 5 {
		t.Errorf("faults: %v", refused.faults())
	}
	number := s.filedAs(refused.press("新增副帳號", typedPerson("helper01")...))
	if list := b.get("/accounts").rows(); len(list) != 3 || !strings.Contains(strings.Join(list[1], " "), "審核中") {
		t.Errorf("the list is %v", list)
	}
	if p := s.as(s.Ops).get("/cases/" + number); p.h1() != "帳號申請單(新增)" || !contains(p, "服務單位名稱 數位金融部") {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	s.decide(s.Ops, number, chain.Approve)
	if a := s.account("helper01"); a.Status != account.Active || a.Role != account.Sub {
		t.Errorf("the sub-account is %+v", a)
	}
}

func TestA11_TheXAsksBeforeItSends(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b, colleague := s.as(s.Officer), s.as(s.Colleague)
	p := b.get("/accounts/" + s.Officer.AccountID)
	p = b.get(p.link("X 刪除 副帳號 officer02")).want(http.StatusOK)
	if p.h1() != "刪除副帳號" || !contains(p, "確定要刪除此帳號？") || p.link("取消") != "/accounts/"+s.Officer.AccountID {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	number := s.filedAs(p.press("確定"))
	s.filedTwice(p.press("確定"), number)
	colleague.get("/").want(http.StatusOK)
	if p := s.as(s.Ops).get("/cases/" + number); p.h1() != "帳號申請單(刪除)" {
		t.Errorf("h1 %q", p.h1())
	}
	s.decide(s.Ops, number, chain.Approve)
	if got := colleague.get("/").leads(); got != "/signin" {
		t.Errorf("the removed person's browser goes on to %s", got)
	}
	if list := b.get("/accounts").rows(); len(list) != 1 {
		t.Errorf("the list is %v", list)
	}
}

// filedTwice is the same form again: it leads to the case it has become.
func (s *site) filedTwice(p *page, number string) {
	s.t.Helper()
	if got := p.leads(); got != "/cases/"+number {
		s.t.Errorf("the form sent again leads to %s", got)
	}
}

func TestA12_TheOfficerHandsOver(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/accounts/" + s.Officer.AccountID)
	p = b.get(p.link("變更承辦人")).want(http.StatusOK)
	if !contains(p, "原承辦人 王大明（officer01）") {
		t.Errorf("the page says %s", p.main())
	}
	if refused := p.press("變更承辦人").want(http.StatusUnprocessableEntity); refused.fault("carry-yes") == "" {
		t.Errorf("without a choice: %v", refused.faults())
	}
	if refused := p.press("變更承辦人", with("carry", form.Yes)).want(http.StatusUnprocessableEntity); refused.fault("sub") == "" {
		t.Errorf("without a sub-account: %v", refused.faults())
	}
	filled := p.press("帶入副帳號資料", with("carry", form.Yes), with("sub", s.Colleague.AccountID)).follow().want(http.StatusOK)
	if filled.value("login") != "officer02" || filled.value("name") != "林副手" {
		t.Errorf("brought in %q, %q", filled.value("login"), filled.value("name"))
	}
	number := s.filedAs(filled.press("變更承辦人", with("phone", "0912345678"), with("mail", "officer02@bank.com.tw")))
	if p := s.as(s.Ops).get("/cases/" + number); p.h1() != "帳號申請單(變更承辦人)" || !contains(p, "是否帶入副帳號 是") {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	s.decide(s.Ops, number, chain.Approve)
	if got := b.get("/").leads(); got != "/signin" {
		t.Errorf("the old officer's browser goes on to %s", got)
	}
	a := s.account("officer02")
	if a.Role != account.Provider || a.Phone != "0912345678" {
		t.Errorf("the new officer is %+v", a)
	}
	s.as(account.ActorOf(a, account.LevelTOTP)).get("/accounts").want(http.StatusOK)
}

func TestA12_ANewPersonBecomesTheOfficer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	p := b.get("/accounts/" + s.Officer.AccountID + "/officer")
	number := s.filedAs(p.press("變更承辦人", append(typedPerson("successor01")[:4], with("carry", form.No))...))
	s.decide(s.Ops, number, chain.Approve)
	if a := s.account("successor01"); a.Role != account.Provider || a.Status != account.Active {
		t.Errorf("the new officer is %+v", a)
	}
}

func TestA9_WhoIsNoOfficerFindsNoAccounts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.as(s.Colleague).get("/accounts").want(http.StatusForbidden)
	s.as(s.Bureau2).get("/accounts").want(http.StatusForbidden)
	s.as(s.Bureau).get("/accounts").want(http.StatusOK)
	s.as(s.Officer).get("/accounts/" + s.Stranger.AccountID).want(http.StatusNotFound)
	s.as(s.Officer).get("/accounts/" + s.Colleague.AccountID + "/officer").want(http.StatusNotFound)
	s.as(s.Officer).get("/accounts/" + s.Officer.AccountID + "/subs/" + s.Officer.AccountID + "/delete").want(http.StatusNotFound)
	for role, b := range map[string]*browser{"sub": s.as(s.Colleague), "officer": s.as(s.Officer)} {
		if shown := strings.Contains(b.get("/").body, "後臺帳號管理"); shown != (role == "officer") {
			t.Errorf("the menu of %s shows the accounts: %v", role, shown)
		}
	}
}

func TestC8_AnAccountCaseIsWithdrawnByItsOfficer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	number := s.filedAs(b.get("/accounts/"+s.Officer.AccountID+"/subs/new").press("新增副帳號", typedPerson("helper01")...))
	p := b.get("/cases/" + number)
	b.get(p.link("撤回申請")).press("確定").follow().want(http.StatusOK)
	s.Settle(t)
	if d := s.dossier(number); d.Case.State != casefile.Withdrawn {
		t.Errorf("the case is %s", d.Case.State)
	}
	if list := b.get("/accounts").rows(); len(list) != 2 {
		t.Errorf("the list is %v", list)
	}
}

func TestTrust12_OpsSeesAndLiftsTheLocks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.visitor()
	for range 6 {
		b.get("/signin").press("登入後臺", with("login", "officer01"), with("password", "Wrong-pw1"))
	}
	ops := s.as(s.Ops)
	p := ops.get("/accounts/" + s.Officer.AccountID + "/locks").want(http.StatusOK)
	if !contains(p, "鎖定中") {
		t.Fatalf("the page says %s", p.main())
	}
	p = p.press("解除鎖定").follow().want(http.StatusOK)
	if !contains(p, "目前沒有失敗的嘗試") || !strings.Contains(p.banner(), "已解除") {
		t.Errorf("after it: %q, %s", p.banner(), p.main())
	}
	if strings.Contains(s.as(s.Moda).get("/accounts/"+s.Officer.AccountID+"/locks").body, "解除鎖定") {
		t.Error("moda is offered it")
	}
}
