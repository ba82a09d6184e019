package offering_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
)

var (
	noon   = time.Date(2024, 4, 1, 4, 0, 0, 0, time.UTC)
	first  = casefile.Case{ID: "c1", Number: "A1130401001", Kind: casefile.NewData, Letter: casefile.ProviderData, OrganisationID: "bank", OrganisationName: "銀行", AuthorityID: "fsc", Applied: noon}
	second = casefile.Case{ID: "c2", Number: "A1130402001-1", Kind: casefile.ChangeData, Letter: casefile.ProviderData, Applied: noon.Add(24 * time.Hour)}
)

func named(name string) form.Values { return form.Values{form.SetKey(form.SetName, 1): {name}} }

func begun() offering.Offering {
	return offering.Begin(offering.Offering{ID: "o", Values: named("存款")}, first, noon)
}

func TestD14_AnOfferingBelongsToWhoAppliedForIt(t *testing.T) {
	t.Parallel()
	want := offering.Offering{ID: "o", Letter: casefile.ProviderData, OrganisationID: "bank", OrganisationName: "銀行", AuthorityID: "fsc", Name: "存款",
		State: offering.InForce, Values: named("存款"), Papers: []offering.Paper{{Number: "A1130401001", Kind: casefile.NewData, Sent: noon}}, Since: noon, Version: 1}
	if diff := cmp.Diff(want, begun()); diff != "" {
		t.Error(diff)
	}
}

// events are what a case can bring about, each by case c2.
var events = map[string]func(offering.Offering) (offering.Offering, error){
	"bespeak": func(o offering.Offering) (offering.Offering, error) { return o.Bespeak(second) },
	"change": func(o offering.Offering) (offering.Offering, error) {
		return o.Change("c2", named("放款"), form.Catalogue{})
	},
	"retire":  func(o offering.Offering) (offering.Offering, error) { return o.Retire("c2", noon.Add(time.Hour)) },
	"release": func(o offering.Offering) (offering.Offering, error) { return o.Release("c2") },
}

func TestD14_EveryEventInEveryState(t *testing.T) {
	t.Parallel()
	kept, err := begun().Bespeak(second)
	if err != nil {
		t.Fatal(err)
	}
	other := kept
	other.CaseID = "c9"
	retired, err := kept.Retire("c2", noon)
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]offering.Offering{"free": begun(), "kept for it": kept, "kept for another": other, "taken down": retired}
	allowed := map[string]string{"free": "bespeak", "kept for it": "change retire release", "kept for another": "", "taken down": ""}
	for state, o := range states {
		for event, do := range events {
			next, err := do(o)
			may := false
			for name := range strings.FieldsSeq(allowed[state]) {
				may = may || name == event
			}
			switch {
			case may && (err != nil || next.Version != o.Version+1):
				t.Errorf("%s, %s: %v, version %d", state, event, err, next.Version)
			case !may && !fault.Is(err, fault.Conflict):
				t.Errorf("%s, %s: %v", state, event, err)
			}
		}
	}
}

func TestD14_WhatACaseLeavesBehind(t *testing.T) {
	t.Parallel()
	kept, _ := begun().Bespeak(second)
	if kept.CaseID != "c2" || len(kept.Papers) != 2 || kept.Name != "存款" {
		t.Errorf("under review it is %+v", kept)
	}
	changed, _ := events["change"](kept)
	if changed.Name != "放款" || changed.CaseID != "" || changed.Since != noon || changed.State != offering.InForce {
		t.Errorf("changed it is %+v", changed)
	}
	retired, _ := events["retire"](kept)
	if retired.State.Label() != "已下架" || retired.Since != noon.Add(time.Hour) || retired.Name != "存款" {
		t.Errorf("taken down it is %+v", retired)
	}
	released, _ := events["release"](kept)
	if released.State.Label() != "啟用中" || released.CaseID != "" || len(released.Papers) != 2 {
		t.Errorf("released it is %+v", released)
	}
}
