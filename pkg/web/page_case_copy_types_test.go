package web

import (
	"net/http"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestB9_ApplicationsOfTheOtherTypesAreCopiedWithAllTheirAnswers(t *testing.T) {
	t.Parallel()
	for kind, v := range map[casefile.Kind]form.Values{casefile.NewData: portaltest.DataSets(), casefile.NewCounter: portaltest.CounterService()} {
		s := newSite(t)
		number, err := s.Submit(t.Context(), s.Officer, s.DraftOf(t, s.Officer, kind, v))
		if err != nil {
			t.Fatal(err)
		}
		s.Settle(t)
		s.decide(s.Bureau, number, chain.Reject)
		draft := s.as(s.Officer).get("/cases/" + number + "/copy").press("建立新單").follow()
		desk, err := s.Desk(t.Context(), s.Officer, path.Base(draft.path))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, desk.Draft.Values); diff != "" || desk.Draft.Kind != kind {
			t.Errorf("%s becomes %s: %s", kind, desk.Draft.Kind, diff)
		}
		sent := draft.get(draft.path + "/preview").press("送出").follow()
		if !strings.Contains(sent.banner(), "002 已送出") {
			t.Errorf("%s, sent: %q, %v", kind, sent.banner(), sent.faults())
		}
	}
}

func TestB9_TheFileOfAnApplicationGoesWithItsCopy(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	number := strings.Split(s.withFile(), "/")[2]
	b := s.as(s.Officer)
	draft := b.get("/cases/" + number + "/copy").press("建立新單").follow()
	if !contains(draft.get(draft.path+"/basics"), "服務流程.png") {
		t.Error("the new application lacks the file")
	}
	sent := draft.get(draft.path + "/preview").press("送出").follow()
	if !contains(sent, "服務流程.png") || !contains(sent, "檢查通過") || strings.HasSuffix(sent.path, number) {
		t.Errorf("sent: %s at %s, %v", sent.banner(), sent.path, sent.faults())
	}
	file := sent.link("服務流程.png")
	for _, who := range []account.Actor{s.Officer, s.Bureau} {
		s.as(who).get(file).want(http.StatusSeeOther)
	}
}
