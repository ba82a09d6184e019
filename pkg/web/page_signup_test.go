package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

const newcomer = "newcomer@newbank.com.tw"

var activationLink = regexp.MustCompile(`(/signup/activate\?link=\S+)`)

// agreed is a browser that has read the terms to their end and agreed.
func (s *site) agreed() *browser {
	s.t.Helper()
	b := s.visitor()
	p := b.get("/signup/policy")
	for _, part := range policy.Original().Parts()[1:] {
		p = b.get(p.link("繼續閱讀：" + part.Title))
	}
	if got := p.press("確定", with("agree", "yes")).leads(); got != "/signup/email" {
		s.t.Fatalf("consent leads to %s", got)
	}
	return b
}

// mailedTo is the activation link of the newest mail to an address.
func (s *site) mailedTo(address string) string {
	s.t.Helper()
	s.Settle(s.t)
	mails := s.Mail.To(address)
	if len(mails) == 0 {
		s.t.Fatalf("no mail to %s", address)
	}
	found := activationLink.FindStringSubmatch(mails[len(mails)-1].Text)
	if found == nil {
		s.t.Fatalf("no link in %s", mails[len(mails)-1].Text)
	}
	return found[1]
}

// activated is a browser whose address is proved, on the details' page.
func (s *site) activated(address string) (*browser, *page) {
	s.t.Helper()
	b := s.agreed()
	b.get("/signup/email").press("送出", with("mail", address)).follow()
	return b, b.get(s.mailedTo(address)).want(http.StatusOK).press("啟動帳號").follow().want(http.StatusOK)
}

// described types what the details ask for.
func described() []edit {
	return []edit{with("organisation", "新銀行股份有限公司"), with("kind", "non-public"), with("private", form.Yes), with("sector", "銀行業"), with("name", "新承辦"),
		with("phone", "02-2380-0000"), with("login", "newbank01"), with("password", portaltest.Password), with("password-again", portaltest.Password)}
}

// applied fills in every section of the application at a path.
func applied(b *browser, path string) *page {
	for _, section := range form.Application.Sections() {
		p := b.get(path + "/" + string(section)).want(http.StatusOK)
		f := p.form("儲存並繼續")
		for name, values := range portaltest.Posted() {
			if _, asked := form.Lookup(form.Key(name)); asked && hasField(section, name) {
				f.values[name] = values
			}
		}
		b.post(f.action, f.values).want(http.StatusSeeOther)
	}
	return b.get(path + "/preview").want(http.StatusOK)
}

func hasField(section form.Section, name string) bool {
	f, _ := form.Lookup(form.Key(name))
	return f.Section == section
}

func TestA1_TheTermsAreReadToTheirEndAndAgreedTo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.visitor()
	if got := b.get("/signup/email").leads(); got != "/signup/policy" {
		t.Errorf("the second step first leads to %s", got)
	}
	if got := b.get("/signup/policy?part=3").leads(); got != "/signup/policy?part=1" {
		t.Errorf("the last part first leads to %s", got)
	}
	consent := url.Values{"terms": {policy.Original().Version}, "agree": {"yes"}}
	if got := b.post("/signup/policy", consent).leads(); !strings.HasPrefix(got, "/signup/policy?part=") {
		t.Errorf("consent without reading leads to %s", got)
	}
	p := b.get("/signup/policy").want(http.StatusOK)
	if p.h1() != "服務條款與隱私權保護政策" {
		t.Errorf("h1 %q", p.h1())
	}
	for n, part := range policy.Original().Parts()[1:] {
		if first(p.root, "form") != nil {
			t.Errorf("part %d has the button already", n+1)
		}
		p = b.get(p.link("繼續閱讀：" + part.Title)).want(http.StatusOK)
	}
	refused := p.press("確定").want(http.StatusUnprocessableEntity)
	if !strings.Contains(refused.fault("agree-yes"), "我已了解並同意") {
		t.Errorf("without the tick: %v", refused.faults())
	}
	if got := refused.press("確定", with("agree", "yes")).leads(); got != "/signup/email" {
		t.Errorf("consent leads to %s", got)
	}
	old := url.Values{"terms": {"2020-01-01"}, "agree": {"yes"}}
	if got := b.post("/signup/policy", old).leads(); !strings.HasPrefix(got, "/signup/policy") {
		t.Errorf("consent to an old version leads to %s", got)
	}
}

func TestA1_TheVersionAgreedToStandsOnThePaper(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	d := s.dossier(number)
	sub, err := s.Store.Submission(t.Context(), d.Case.ID, 1, 1)
	if err != nil || sub.Account.Terms != policy.Original().Version || sub.Account.Agreed.IsZero() {
		t.Errorf("the paper says %+v, %v", sub.Account, err)
	}
}

// signedUp sends a sign-up with an application and returns the number of the
// account case.
func (s *site) signedUp() string {
	s.t.Helper()
	b, p := s.activated(newcomer)
	if got := p.press("填寫介接申請單", described()...).leads(); got != "/signup/application" {
		s.t.Fatalf("the details lead to %s", got)
	}
	b.get("/signup/application").press("開始填寫").follow().want(http.StatusOK)
	done := applied(b, "/signup/application").press("送出").follow().want(http.StatusOK)
	s.Settle(s.t)
	number := regexp.MustCompile(`D\d{10}`).FindString(done.main())
	if done.h1() != "申請已送出" || number == "" {
		s.t.Fatalf("%s: %s", done.h1(), done.main())
	}
	return number
}

func TestA5_FromTheFirstVisitToTheLastSubmit(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	d := s.dossier(number)
	if d.Case.Kind != casefile.ProviderKind || d.Case.With == "" {
		t.Errorf("the case is %+v", d.Case)
	}
	held := s.as(s.Ops).get("/cases/" + d.Case.With).want(http.StatusOK)
	if !contains(held, "等候帳號審核") || !contains(held, number) {
		t.Errorf("the application says %s", held.main())
	}
}

func TestA5_TheSubmitTwiceShowsTheSame(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b, p := s.activated(newcomer)
	p.press("填寫介接申請單", described()...)
	b.get("/signup/application").press("開始填寫")
	preview := applied(b, "/signup/application")
	first := preview.press("送出").follow().main()
	if second := preview.press("送出").follow().main(); second != first {
		t.Errorf("first %s, then %s", first, second)
	}
	for _, path := range []string{"/signup/details", "/signup/application", "/signup/application/basics", "/signup/application/preview"} {
		if got := b.get(path).leads(); got != "/signup/done" {
			t.Errorf("%s leads to %s", path, got)
		}
	}
}

func TestA3_ADeadLinkHasItsWordsAndOffersANewMail(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.agreed()
	b.get("/signup/email").press("送出", with("mail", newcomer))
	link := s.mailedTo(newcomer)
	form := b.get(link).want(http.StatusOK)
	s.Clock.Advance(time.Hour)
	late := form.press("啟動帳號").want(http.StatusGone)
	if !contains(late, "超過一小時") {
		t.Errorf("after an hour: %s", late.main())
	}
	late.press("重新寄送驗證信").follow().want(http.StatusOK)
	fresh := s.mailedTo(newcomer)
	if fresh == link {
		t.Fatal("no new mail")
	}
	if old := b.get(link).want(http.StatusGone); !contains(old, "新的驗證信") {
		t.Errorf("the voided link: %s", old.main())
	}
	b.get(fresh).press("啟動帳號").follow().want(http.StatusOK)
	if used := b.get(fresh).want(http.StatusGone); !contains(used, "已經使用過") {
		t.Errorf("the used link: %s", used.main())
	}
	b.get("/signup/activate?link=nonsense").want(http.StatusNotFound)
}

func TestTrust5_AScannerOpensTheLinkTwentyTimes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.agreed()
	b.get("/signup/email").press("送出", with("mail", newcomer))
	link := s.mailedTo(newcomer)
	before := s.contents()
	for range 20 {
		s.visitor().get(link).want(http.StatusOK)
		s.visitor().do(http.MethodHead, link, nil).want(http.StatusOK)
	}
	if diff := cmp.Diff(before, s.contents()); diff != "" {
		t.Errorf("looking changed the table: %s", diff)
	}
	b.get(link).press("啟動帳號").follow().want(http.StatusOK)
}

func TestTrust17_SignUpAndResendAnswerTheSameForKnownAddresses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	known := s.Officer.Mail
	fresh := strings.Repeat("x", strings.IndexByte(known, '@')) + known[strings.IndexByte(known, '@'):]
	answer := func(address string) []string {
		b := s.agreed()
		sent := b.get("/signup/email").press("送出", with("mail", address))
		shown := sent.follow()
		again := shown.press("重新寄送驗證信")
		var list []string
		for _, p := range []*page{sent, shown, again, again.follow()} {
			p.header.Del("X-Request-Id")
			head := p.header.Clone()
			for i, c := range head["Set-Cookie"] {
				head["Set-Cookie"][i], _, _ = strings.Cut(c, "=") // the address itself
			}
			body := strings.ReplaceAll(p.body, address, "ADDRESS")
			list = append(list, http.StatusText(p.status)+"\n"+headers(head)+"\n"+body)
		}
		return list
	}
	if diff := cmp.Diff(answer(fresh), answer(known)); diff != "" {
		t.Errorf("answers differ (-new +known):\n%s", diff)
	}
}

func headers(h http.Header) string {
	var b strings.Builder
	if err := h.Write(&b); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestA2_AFreeMailboxIsRefusedWithAClearMessage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.agreed().get("/signup/email").press("送出", with("mail", "me@gmail.com")).want(http.StatusUnprocessableEntity)
	if !strings.Contains(p.fault("mail"), "免費信箱") || p.value("mail") != "me@gmail.com" {
		t.Errorf("got %v, %q", p.faults(), p.value("mail"))
	}
	if len(s.Mail.Sent()) > 0 {
		t.Error("a mail was sent")
	}
}

func TestA4_TheDetailsNameEveryFaultAndKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b, p := s.activated(newcomer)
	edits := append(described(), with("login", "A123456789"), with("phone", "nonsense"), with("password-again", "Pass-word2"))
	p = p.press("填寫介接申請單", edits...).want(http.StatusUnprocessableEntity)
	for _, id := range []string{"login", "phone", "password-again"} {
		if p.fault(id) == "" {
			t.Errorf("nothing at %s: %v", id, p.faults())
		}
	}
	if p.value("organisation") != "新銀行股份有限公司" || p.value("login") != "A123456789" || p.value("password") != "" {
		t.Errorf("kept %q, %q, password %q", p.value("organisation"), p.value("login"), p.value("password"))
	}
	if got := b.get("/signup/details").value("phone"); got != "nonsense" {
		t.Errorf("kept on the server: %q", got)
	}
	if strings.Contains(s.log.String(), newcomer) {
		t.Error("the address stands in the log")
	}
}

func TestA5_WhoeverStartsOverFindsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	first, p := s.activated(newcomer)
	p.press("填寫介接申請單", described()...)
	first.get("/signup/application").press("開始填寫")
	first.get("/signup/application/basics").press("儲存草稿", with("name", "線上開戶"))
	second, p := s.activated(newcomer)
	if p.value("organisation") != "新銀行股份有限公司" || p.value("login") != "newbank01" {
		t.Errorf("the details came back as %q, %q", p.value("organisation"), p.value("login"))
	}
	if got := second.get("/signup/application/basics").want(http.StatusOK).value("name"); got != "線上開戶" {
		t.Errorf("the application came back as %q", got)
	}
	if got := first.get("/signup/details").leads(); got != "/signup/policy" {
		t.Errorf("the first browser goes on to %s", got)
	}
	if got := s.visitor().get("/signup/application").leads(); got != "/signup/policy" {
		t.Errorf("a stranger goes on to %s", got)
	}
}

func TestA5_AnAuthorityAsksForItsAccount(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, p := s.activated("officer@sfb.gov.tw")
	done := p.press("申請主管機關帳號", append(described(), with("organisation", "金融監督管理委員會證券期貨局"), with("kind"), with("private"), with("sector"))...).follow().want(http.StatusOK)
	s.Settle(t)
	number := regexp.MustCompile(`D\d{10}`).FindString(done.main())
	if d := s.dossier(number); d.Case.Kind != casefile.AuthorityKind || d.Case.Holds != "" {
		t.Errorf("the case is %+v", d.Case)
	}
}

func TestA6_OpsConfirmsTheOrganisationOnTheCase(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	p := s.as(s.Ops).get("/cases/" + number).want(http.StatusOK)
	if p.h1() != "帳號申請單(新增)" || !contains(p, "機關名稱全銜 新銀行股份有限公司") || strings.Contains(p.main(), "退回") {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	refused := p.press("送出", with("answer", "approve"), with("confirm", "join"), with("join", "沒有這個機關")).want(http.StatusUnprocessableEntity)
	if refused.fault("join") == "" || refused.value("join") != "沒有這個機關" {
		t.Errorf("joining nobody: %v", refused.faults())
	}
	check := p.press("送出", with("answer", "approve")).want(http.StatusOK)
	if !contains(check, "建立機關 新銀行股份有限公司") {
		t.Errorf("the confirmation says %s", check.main())
	}
	check.press("送出").want(http.StatusSeeOther)
	s.Settle(t)
	d := s.dossier(number)
	a, err := s.Store.Account(t.Context(), d.Case.Applicant.AccountID)
	if err != nil || a.Status != account.Active || a.Role != account.Provider {
		t.Fatalf("the account is %+v, %v", a, err)
	}
	officer := s.as(account.ActorOf(a, account.LevelTOTP))
	if held := officer.get("/cases/" + d.Case.With).want(http.StatusOK); !contains(held, "目前由「維運團隊」審核") && !contains(held, "機關單位") {
		t.Errorf("the application says %s", held.main())
	}
	if list := officer.get("/accounts").want(http.StatusOK).rows(); len(list) != 1 || list[0][3] != "資料/服務管理者" {
		t.Errorf("the accounts are %v", list)
	}
}

func TestA6_TheOrganisationToJoinIsFoundOnceAndHeldToByTheDecision(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	joins := []edit{with("answer", "approve"), with("confirm", "join"), with("join", "測試商業銀行 股份有限公司")}
	check := s.as(s.Ops).get("/cases/"+number).press("送出", joins...).want(http.StatusOK)
	if !contains(check, "併入既有機關 測試商業銀行股份有限公司") {
		t.Errorf("the confirmation says %s", check.main())
	}
	forged := check.form("送出").values
	forged.Set("join-id", s.Bureau.OrganisationID)
	s.as(s.Ops).post("/cases/"+number+"/decide", forged).want(http.StatusSeeOther)
	s.Settle(t)
	a, err := s.Store.Account(t.Context(), s.dossier(number).Case.Applicant.AccountID)
	if err != nil || a.OrganisationID != s.Officer.OrganisationID || a.Role != account.Sub {
		t.Errorf("the account is %+v, %v", a, err)
	}
}

func TestC6_AnActionLinkConfirmsTheOrganisationToo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	b := s.linked()
	p := b.get(s.mailed(s.Ops)).want(http.StatusOK)
	p.press("送出", with("answer", "approve"), with("code", s.codeOf(s.Ops))).follow().want(http.StatusOK)
	s.Settle(t)
	if d := s.dossier(number); d.Case.State != casefile.Approved {
		t.Errorf("the case is %s", d.Case.State)
	}
}

func TestA6_ARefusedSignUpIsOnlyAgreedOrNot(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := s.signedUp()
	s.decide(s.Ops, number, chain.Reject)
	d := s.dossier(number)
	held := s.as(s.Ops).get("/cases/" + d.Case.With).want(http.StatusOK)
	if d.Case.State != casefile.Refused || !contains(held, "這份申請單隨之結束") {
		t.Errorf("%s; the application says %s", d.Case.State, held.main())
	}
	s.as(s.Ops).get("/cases/" + number + "/print").want(http.StatusOK)
	s.as(s.Ops).get("/cases/" + number + "/history").want(http.StatusOK)
}

func TestTrust24_TooManyMailsAreRefusedOnThePage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.agreed()
	for range 5 {
		b.get("/signup/email").press("送出", with("mail", newcomer)).want(http.StatusSeeOther)
	}
	b.get("/signup/email").press("送出", with("mail", newcomer)).want(http.StatusTooManyRequests)
}

func TestTheEntranceLeadsToBothWays(t *testing.T) {
	t.Parallel()
	p := newSite(t).visitor().get("/start").want(http.StatusOK)
	if p.h1() != "線上申請單入口網頁" || p.link("建立帳號") != "/signup/policy" || p.link("登入後臺") != "/signin" {
		t.Errorf("%s: %s", p.h1(), p.main())
	}
	for _, step := range way {
		if strings.Count(p.main(), step.Title) < 2 {
			t.Errorf("%q stands not in picture and words", step.Title)
		}
	}
	if onboarding.SignUpLife <= onboarding.ActivationLife {
		t.Error("a sign-up ends before its link does")
	}
}
