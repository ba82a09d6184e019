package web

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

// secretTaken is the page that shows a first client_secret.
func (s *site) secretTaken(path string) *page {
	s.t.Helper()
	return s.as(s.Officer).get(path + "/credentials").press("領取 client_secret 測試區")
}

// secretRenewed has two client_secrets, and returns the path.
func (s *site) secretRenewed(path string) string {
	s.t.Helper()
	s.secretTaken(path)
	s.as(s.Officer).get(path + "/credentials").press("更新 client_secret 測試區").want(http.StatusOK)
	return path
}

// secretEnding is the page that asks once more before the older one is ended.
func (s *site) secretEnding(path string) *page {
	s.t.Helper()
	p := s.as(s.Officer).get(path + "/credentials")
	return p.get(p.link("停用 先前的 client_secret 測試區"))
}

// shownSecret is the secret on a page.
func shownSecret(p *page) string {
	p.t.Helper()
	return strings.TrimPrefix(p.answer("測試區 client_secret"), "測試區client_secret")
}

func TestD13_ASecretIsShownOnceAndOnlyItsHashIsKept(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	s.Mail.Forget()
	ask := s.as(s.Officer).get(path + "/credentials")
	if !contains(ask, "尚未領取") {
		t.Error(ask.main())
	}
	shown := ask.press("領取 client_secret 測試區").want(http.StatusOK)
	text := shownSecret(shown)
	if len(text) < 20 || !contains(shown, "只在這一頁顯示一次") || shown.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%q %v", text, shown.header)
	}
	ask.press("領取 client_secret 測試區").want(http.StatusConflict)
	list, err := s.Store.Credentials(t.Context(), strings.TrimPrefix(path, "/services/"))
	sum := sha256.Sum256([]byte(text))
	if err != nil || len(list) != 1 || list[0].Current.Hash != hex.EncodeToString(sum[:]) {
		t.Errorf("kept: %+v, %v", list, err)
	}
	after := s.as(s.Officer).get(path + "/credentials")
	if strings.Contains(after.body, text) || !contains(after, "由王大明領取") || strings.Contains(s.log.String(), text) {
		t.Errorf("afterwards: %s", after.main())
	}
	s.Settle(t)
	for _, who := range []account.Actor{s.Officer, s.Colleague} {
		if mails := s.Mail.To(who.Mail); len(mails) != 1 || !strings.Contains(mails[0].Subject, "帳號安全通知") || strings.Contains(mails[0].Text, text) {
			t.Errorf("%s has %d mails", who.Login, len(mails))
		}
	}
}

func TestD13_RenewalKeepsTheOldOneForATime(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	first := shownSecret(s.secretTaken(path))
	second := s.as(s.Colleague).get(path + "/credentials").press("更新 client_secret 測試區").want(http.StatusOK)
	if text := shownSecret(second); text == first || !contains(second, "14 天內仍然有效") {
		t.Errorf("renewed: %s", second.main())
	}
	both := s.as(s.Officer).get(path + "/credentials")
	if !contains(both, "有效至 2024-03-29") || strings.Contains(both.body, "更新 client_secret") {
		t.Errorf("both valid: %s", both.main())
	}
	s.Clock.Advance(14 * 24 * time.Hour)
	if own := s.as(s.Officer).get(path + "/credentials"); contains(own, "先前的") || !strings.Contains(own.body, "更新 client_secret") {
		t.Errorf("after the overlap: %s", own.main())
	}
	s.as(s.Officer).get(path + "/credentials").press("更新 client_secret 測試區")
	ask := s.secretEnding(path)
	if !contains(ask, "立即無法連線") || !contains(s.as(s.Officer).get(path+"/credentials"), "到期自動停用") {
		t.Errorf("asked once more: %s", ask.main())
	}
	ended := ask.press("確定").follow()
	if ended.banner() != "先前的 client_secret 已停用。" || contains(ended, "到期自動停用") {
		t.Errorf("%q %s", ended.banner(), ended.main())
	}
	s.as(s.Officer).get(ask.path).want(http.StatusConflict)
	s.as(s.Stranger).get(ask.path).want(http.StatusNotFound)
	s.as(s.Ops).get(ask.path).want(http.StatusForbidden)
}

func TestD13_WhereIIsYesItIsEncryptedForTheKey(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	posted := portaltest.Posted()
	posted.Set(string(form.UseRSAKey), form.Yes)
	posted.Set(string(form.RSAKey), string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})))
	parsed, err := form.Parse(form.On(form.Application), posted, form.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	number := s.submit(func(v form.Values) {
		for _, k := range []form.Key{form.UseRSAKey, form.RSAKey} {
			v.Set(k, parsed.Values.List(k)...)
		}
	})
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda} {
		s.decide(who, number, chain.Approve)
	}
	path := "/services/" + s.dossier(number).Case.ServiceID
	page := s.secretTaken(path)
	sealed := regexp.MustCompile(`[A-Za-z0-9+/]{300,}={0,2}`).FindString(shownSecret(page))
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		t.Fatalf("%q: %v", sealed, err)
	}
	text, err := rsa.DecryptOAEP(sha256.New(), nil, key, raw, nil)
	if err != nil || strings.Contains(page.body, string(text)) {
		t.Fatalf("decrypted: %v", err)
	}
	list, err := s.Store.Credentials(t.Context(), strings.TrimPrefix(path, "/services/"))
	sum := sha256.Sum256(text)
	if err != nil || list[0].Current.Hash != hex.EncodeToString(sum[:]) {
		t.Errorf("it is not the one that is kept: %v", err)
	}
}

func TestD13_WhoMayBeHandedASecret(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService() + "/credentials"
	s.as(s.Stranger).get(path).want(http.StatusNotFound)
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Moda} {
		s.as(who).get(path).want(http.StatusForbidden)
	}
	early := newSite(t)
	before := "/services/" + early.dossier(early.submitted()).Case.ServiceID + "/credentials"
	if page := early.as(early.Officer).get(before); !contains(page, "核准後才有") {
		t.Error(page.main())
	}
	for _, area := range []string{"test", "production"} {
		early.as(early.Officer).post(before, map[string][]string{areaQuery: {area}, seenQuery: {"0"}}).want(http.StatusConflict)
	}
	s.as(s.Officer).post(path, map[string][]string{areaQuery: {"production"}, seenQuery: {"0"}}).want(http.StatusConflict)
	s.as(s.Officer).post(path, map[string][]string{areaQuery: {"moon"}, seenQuery: {"x"}}).want(http.StatusConflict)
}

func TestD13_DeletionEndsTheSecret(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := s.approvedService()
	s.secretTaken(path)
	s.as(s.Officer).get(path + "/delete").press("確定").want(http.StatusSeeOther)
	list, err := s.Store.Credentials(t.Context(), strings.TrimPrefix(path, "/services/"))
	if err != nil || list[0].Current.ValidAt(s.Clock.Now()) {
		t.Errorf("it is still valid: %+v, %v", list, err)
	}
}
