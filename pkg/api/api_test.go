package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/api"
	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// stand is a portal with its API and one case of the bank.
type stand struct {
	*portaltest.World
	t       *testing.T
	handler http.Handler
	number  string
}

func newStand(t *testing.T) *stand {
	t.Helper()
	w := portaltest.NewWorld(t)
	number, err := w.Submit(t.Context(), w.Officer, w.Draft(t, w.Officer, portaltest.Application()))
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	return &stand{World: w, t: t, number: number, handler: api.New(api.Config{Portal: w.Service, Store: w.Store, Now: w.Clock.Now})}
}

// key is a token of somebody's organisation with the scopes.
func (s *stand) key(who account.Actor, scopes ...apikey.Scope) string {
	s.t.Helper()
	_, token, err := s.IssueKey(s.t.Context(), who, s.IDs.Next(), "排程", scopes)
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}

// get asks for a path and returns status, JSON and what it took of the table.
func (s *stand) get(token, path string) (int, map[string]any, meter.Usage) {
	s.t.Helper()
	return s.send(http.MethodGet, token, path, "")
}

func (s *stand) send(method, token, path, content string) (int, map[string]any, meter.Usage) {
	s.t.Helper()
	ctx, m := meter.With(s.t.Context())
	r := httptest.NewRequest(method, api.Prefix+path, strings.NewReader(content)).WithContext(ctx)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	var body map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		s.t.Fatalf("%s: %v in %s", path, err, w.Body)
	}
	return w.Code, body, m.Total()
}

func (s *stand) caseID() string {
	s.t.Helper()
	id, err := s.Store.Claimed(s.t.Context(), onboarding.NumberClaim, s.number)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

func (s *stand) service() string {
	s.t.Helper()
	list, _, err := s.Store.Services(s.t.Context(), onboarding.Scope{OrganisationID: s.Officer.OrganisationID}, onboarding.Page{Limit: 1})
	if err != nil || len(list) != 1 {
		s.t.Fatal(list, err)
	}
	return list[0].ID
}

func TestF10_AKeyReadsWhatItsOrganisationMaySee(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	own := s.key(s.Officer, apikey.ScopesOf(account.Provider)...)
	foreign := s.key(s.Stranger, apikey.ScopesOf(account.Provider)...)
	team := s.key(s.Ops, apikey.ScopesOf(account.Ops)...)
	for _, path := range []string{"/services/" + s.service(), "/cases/" + s.number} {
		for name, c := range map[string]struct {
			token string
			want  int
		}{"its own": {own, 200}, "another's": {foreign, 404}, "of ops": {team, 200}, "none": {"", 401}, "garbage": {"mydata-key.x.y", 401}} {
			if status, body, _ := s.get(c.token, path); status != c.want {
				t.Errorf("%s by a key %s: %d %v", path, name, status, body)
			}
		}
	}
	if _, body, _ := s.get(foreign, "/cases"); len(body["cases"].([]any)) != 0 {
		t.Errorf("another bank's cases are %v", body)
	}
	if _, body, _ := s.get(own, "/cases"); len(body["cases"].([]any)) != 1 {
		t.Errorf("the bank's cases are %v", body)
	}
	if _, body, _ := s.get(own, "/cases/"+s.number); body["state_label"] != "審核中" || len(body["stages"].([]any)) != 4 {
		t.Errorf("the case is %v", body)
	}
	if _, body, _ := s.get(own, "/services"); body["services"].([]any)[0].(map[string]any)["state"] != "offline" {
		t.Errorf("the services are %v", body)
	}
}

func TestF10_AKeyIsHeldToItsScopeAndEndsWhenRevoked(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	narrow := s.key(s.Officer, apikey.ReadServices)
	if status, body, _ := s.get(narrow, "/cases"); status != http.StatusForbidden || !strings.Contains(body["detail"].(string), "申請單") {
		t.Errorf("beyond its scope: %d %v", status, body)
	}
	id, _, _ := apikey.Parse(narrow)
	if status, _, _ := s.get(apikey.Token(id, "guessed"), "/services"); status != http.StatusUnauthorized {
		t.Errorf("a guessed secret: %d", status)
	}
	if err := s.RevokeKey(t.Context(), s.Officer, id); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := s.get(narrow, "/services"); status != http.StatusUnauthorized {
		t.Errorf("revoked: %d", status)
	}
	old := s.key(s.Officer, apikey.ReadServices)
	s.Clock.Advance(apikey.Life)
	if status, _, _ := s.get(old, "/services"); status != http.StatusUnauthorized {
		t.Errorf("a year later: %d", status)
	}
}

func TestF10_CasesAboutPeopleStayOnThePages(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	number, err := s.RequestSub(t.Context(), s.Officer, "k1", account.Details{Login: "helper01", Name: "新同仁", Phone: "02-2380-0001", Mail: "helper01@bank.com.tw", Unit: "數位金融部"})
	if err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	token := s.key(s.Officer, apikey.ReadCases)
	if status, _, _ := s.get(token, "/cases/"+number); status != http.StatusNotFound {
		t.Errorf("a case about an account: %d", status)
	}
	if _, body, _ := s.get(token, "/cases"); len(body["cases"].([]any)) != 1 {
		t.Errorf("the list is %v", body)
	}
}

func TestF10_WhatIsNoQuestionIsAProblem(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	team := s.key(s.Ops, apikey.ScopesOf(account.Ops)...)
	for path, want := range map[string]int{"/nothing": 404, "/cases?month=2024": 400, "/cases?month=2024-02": 200, "/services?after=" + strings.Repeat("x", 2000): 400} {
		if status, body, _ := s.get(team, path); status != want {
			t.Errorf("%s: %d %v", path, status, body)
		}
	}
}

func TestF10_AnAnswerTakesTwoRequestsACaseThree(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	token := s.key(s.Officer, apikey.ScopesOf(account.Provider)...)
	for path, most := range map[string]int{"/services": 2, "/services/" + s.service(): 2, "/services/" + s.service() + "/maintenance": 2, "/cases": 2, "/cases/" + s.number: 3} {
		if _, _, took := s.get(token, path); took.Requests > most || took.Write > 0 {
			t.Errorf("%s takes %+v", path, took)
		}
	}
}

// TestF10_TheDocumentDescribesEveryAnswer holds openapi.json to what is answered:
// every field is in its schema, and every path answers.
func TestF10_TheDocumentDescribesEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newStand(t)
	s.Answer(t, s.caseID(), chain.Approve)
	token := s.key(s.Ops, apikey.ScopesOf(account.Ops)...)
	_, doc, _ := s.get("", "/openapi.json")
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	paths := doc["paths"].(map[string]any)
	if len(paths) != 6 || doc["openapi"] != "3.1.0" {
		t.Fatalf("%d paths of OpenAPI %v", len(paths), doc["openapi"])
	}
	for path := range paths {
		at := strings.NewReplacer("{id}", s.service(), "{number}", s.number).Replace(path)
		for method, operation := range paths[path].(map[string]any) {
			status, body, _ := s.send(strings.ToUpper(method), token, at, `{"state": "ok"}`)
			ok := operation.(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)
			if status != http.StatusOK {
				t.Errorf("%s %s: %d", method, path, status)
			}
			fits(t, path, schemas, ok["schema"].(map[string]any), body)
		}
	}
	_, refusal, _ := s.get("", "/cases")
	fits(t, "a problem", schemas, map[string]any{"$ref": "#/components/schemas/Problem"}, refusal)
}

// fits reports fields that a schema lacks, and required ones that are not there.
func fits(t *testing.T, where string, schemas, schema map[string]any, value any) {
	t.Helper()
	if ref, is := schema["$ref"].(string); is {
		schema = schemas[strings.TrimPrefix(ref, "#/components/schemas/")].(map[string]any)
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			fits(t, where, schemas, schema["items"].(map[string]any), item)
		}
	case map[string]any:
		properties := schema["properties"].(map[string]any)
		for name, inner := range v {
			if properties[name] == nil {
				t.Errorf("%s: %q is not described", where, name)
				continue
			}
			fits(t, where+" "+name, schemas, properties[name].(map[string]any), inner)
		}
		for _, name := range schema["required"].([]any) {
			if _, there := v[name.(string)]; !there {
				t.Errorf("%s: %q is missing", where, name)
			}
		}
	case string:
		if list, is := schema["enum"].([]any); is && !slices.Contains(list, any(v)) {
			t.Errorf("%s: %q is no value of %v", where, v, list)
		}
	}
}
