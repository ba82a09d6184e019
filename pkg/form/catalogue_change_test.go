package form_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

// small is a catalogue of two providers.
func small() form.Catalogue {
	return form.Catalogue{Categories: []string{"其他"}, Providers: []form.Provider{
		{ID: "moi", Name: "內政部", DataSets: []form.DataSet{{ID: "a", Name: "戶籍", Subject: form.Person}}},
		{ID: "mof", Name: "財政部", DataSets: []form.DataSet{{ID: "b", Name: "所得", Subject: form.Person}}}}}
}

func TestD14_ADataSetIsEnteredUnderItsProvider(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider form.Provider
		set      form.DataSet
		want     []string
	}{
		"a new provider":           {form.Provider{ID: "bank", Name: "銀行"}, form.DataSet{ID: "c", Name: "存款"}, []string{"內政部：戶籍", "財政部：所得", "銀行：存款"}},
		"one known by its id":      {form.Provider{ID: "mof", Name: "財政部（新名）"}, form.DataSet{ID: "c", Name: "稅籍"}, []string{"內政部：戶籍", "財政部：所得", "財政部：稅籍"}},
		"one known by its name":    {form.Provider{ID: "x", Name: "內政部"}, form.DataSet{ID: "c", Name: "地籍"}, []string{"內政部：戶籍", "內政部：地籍", "財政部：所得"}},
		"in place of itself":       {form.Provider{ID: "mof", Name: "財政部"}, form.DataSet{ID: "b", Name: "各類所得"}, []string{"內政部：戶籍", "財政部：各類所得"}},
		"moved to another of them": {form.Provider{ID: "moi", Name: "內政部"}, form.DataSet{ID: "b", Name: "所得"}, []string{"內政部：戶籍", "內政部：所得"}},
	} {
		before := small()
		var got []string
		for _, p := range before.With(c.provider, c.set).Providers {
			for _, d := range p.DataSets {
				got = append(got, p.Name+"："+d.Name)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(small(), before); diff != "" {
			t.Errorf("%s changes the catalogue before it: %s", name, diff)
		}
	}
}

func TestD14_WhatIsRetiredIsNotOfferedAndStillFound(t *testing.T) {
	t.Parallel()
	c := small().Retire("a", true)
	if got := c.Active(); len(got.Providers) != 1 || got.Providers[0].ID != "mof" || len(got.Categories) != 1 {
		t.Errorf("offered is %v", got)
	}
	if d, _, found := c.Find("a"); !found || !d.Retired {
		t.Errorf("found %v: %+v", found, d)
	}
	if diff := cmp.Diff(small(), c.Retire("a", false)); diff != "" {
		t.Errorf("offered again: %s", diff)
	}
}

func TestD14_AnEntrySaysWhatTheDataSetContainsInBounds(t *testing.T) {
	t.Parallel()
	v := form.Values{"set-name-1": {"存款"}, "set-subject-1": {"company"}, "set-summary-1": {"餘額。"}, "set-fields-1": {"account_no\t帳號", "balance\t餘 額"}}
	want := form.DataSet{ID: "id", Name: "存款", Subject: form.Company, Contains: "餘額。欄位：帳號、餘 額。"}
	if diff := cmp.Diff(want, v.Entry("id")); diff != "" {
		t.Error(diff)
	}
	for n := range 100 {
		v["set-fields-1"] = append(v["set-fields-1"], strings.Repeat("f", n+1)+"\t"+strings.Repeat("字", 60))
	}
	if n := len([]rune(v.Entry("id").Contains)); n > 201 {
		t.Errorf("it takes %d characters", n)
	}
}
