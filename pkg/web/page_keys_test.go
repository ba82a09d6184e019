package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

var keyToken = regexp.MustCompile(`mydata-key\.[a-z0-9]+\.[^<\s]+`)

func TestF10_AKeyIsMadeShownOnceAndRevoked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.as(s.Officer)
	form := b.get(b.get("/accounts").want(http.StatusOK).link("API 金鑰")).want(http.StatusOK)
	refused := form.press("產生金鑰", with("name", "批次排程")).want(http.StatusUnprocessableEntity)
	if refused.faults()["scopes-services.read"] == "" || refused.value("name") != "批次排程" {
		t.Errorf("without a scope: %v", refused.faults())
	}
	made := form.press("產生金鑰", with("name", "批次排程"), with("scopes", "services.read", "cases.read")).want(http.StatusOK)
	token := keyToken.FindString(made.body)
	k, err := s.AdmitKey(t.Context(), token)
	if err != nil || k.OrganisationID != s.Officer.OrganisationID || !k.May(apikey.ReadCases) {
		t.Fatalf("%q opens %+v, %v", token, k, err)
	}
	form.press("產生金鑰", with("name", "批次排程"), with("scopes", "cases.read")).want(http.StatusConflict) // the form again
	list := b.get("/keys").want(http.StatusOK)
	if rows := list.rows(); len(rows) != 1 || rows[0][0] != "批次排程" || rows[0][4] != "有效" || strings.Contains(list.body, token) {
		t.Errorf("the keys are %v", rows)
	}
	revoke := list.link("停用 批次排程")
	s.as(s.Stranger).get(revoke).want(http.StatusNotFound)
	if rows := b.get(revoke).want(http.StatusOK).press("確定").follow().rows(); !strings.Contains(rows[0][4], "停用") {
		t.Errorf("the keys are %v", rows)
	}
	if _, err := s.AdmitKey(t.Context(), token); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the revoked key: %v", err)
	}
	if contains(list, "輪詢狀態") || !contains(s.as(s.Ops).get("/keys"), "回報線上服務的輪詢狀態") {
		t.Error("B10: the monitor's scope is offered to others than ops")
	}
	forged := list.press("產生金鑰", with("name", "監控"), with("scopes", "polling.report")).want(http.StatusUnprocessableEntity)
	if forged.faults()["scopes-services.read"] == "" {
		t.Errorf("a scope of ops is refused without a word: %v", forged.faults())
	}
	s.as(s.Colleague).get("/keys").want(http.StatusForbidden)
}
