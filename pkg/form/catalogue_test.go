package form_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestTheSampleCatalogueIsUsable(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
	for _, p := range c.Providers {
		for _, d := range p.DataSets {
			if d.Contains == "" {
				t.Errorf("%s does not say what it contains", d.ID)
			}
		}
	}
}

func TestACatalogueThatCannotBeUsedSaysEverythingThatIsWrong(t *testing.T) {
	t.Parallel()
	c := form.Catalogue{Providers: []form.Provider{
		{ID: "a", Name: "甲", DataSets: []form.DataSet{{ID: "a", Name: "同號", Subject: form.Person}, {ID: "b", Subject: form.Company}, {ID: "c", Name: "丙", Subject: "ghost"}}},
		{ID: "B 1", Name: "乙"},
	}}
	err := c.Validate()
	if err == nil {
		t.Fatal("it was taken")
	}
	for _, part := range []string{`"a"`, `"b"`, `"ghost"`, `"B 1"`, "categories"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%s is not mentioned in: %v", part, err)
		}
	}
}

func TestC_ModesNarrowTheCatalogue(t *testing.T) {
	t.Parallel()
	c := form.Catalogue{Providers: []form.Provider{
		{ID: "both", DataSets: []form.DataSet{{ID: "p1", Subject: form.Person}, {ID: "c1", Subject: form.Company}}},
		{ID: "persons", DataSets: []form.DataSet{{ID: "p2", Subject: form.Person}}},
	}}
	for mode, want := range map[string][]string{
		form.ModePerson: {"both/p1", "persons/p2"}, form.ModeSeveral: {"both/p1", "persons/p2"}, form.ModeCompany: {"both/c1"},
		form.ModeBoth: {"both/p1", "both/c1", "persons/p2"}, "": {"both/p1", "both/c1", "persons/p2"},
	} {
		var got []string
		for _, p := range c.For(mode).Providers {
			for _, d := range p.DataSets {
				got = append(got, p.ID+"/"+d.ID)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("mode %q: %s", mode, diff)
		}
	}
	if len(c.Providers[0].DataSets) != 2 {
		t.Error("narrowing changed the catalogue itself")
	}
}

func TestASubmissionKeepsItsPartOfTheCatalogue(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	v := values(t, nil)
	kept := c.Chosen(v)
	if diff := cmp.Diff(form.Answers(form.On(form.Application), v, c), form.Answers(form.On(form.Application), v, kept), cmp.Comparer(func(a, b form.Field) bool { return a.Key == b.Key })); diff != "" {
		t.Errorf("the paper reads otherwise: %s", diff)
	}
	if len(kept.Providers) != 2 || len(kept.Categories) != 1 {
		t.Errorf("it keeps %v", kept)
	}
}
