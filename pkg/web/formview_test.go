package web

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func sampleTyping(v form.Values) typing {
	return typing{values: v, context: form.Context{Private: true, Catalogue: portaltest.Catalogue()}}
}

// outline is the controls in order, with what hangs on them.
func outline(fields []kit.Field) []string {
	var list []string
	for _, f := range fields {
		list = append(list, f.Letter+" "+f.ID+" "+string(f.Kind))
		for _, line := range outline(f.Fields) {
			list = append(list, "  "+line)
		}
		for _, o := range f.Options {
			for _, line := range outline(o.Then) {
				list = append(list, "  "+o.Value+": "+line)
			}
		}
	}
	return list
}

func TestB2_EveryFieldHasItsControlAndPlace(t *testing.T) {
	t.Parallel()
	want := map[form.Section][]string{
		form.Basics:  {" category select", "A name text", " existing radio", "  yes:  existing-link url", "  no:  existing-file file"},
		form.Period:  {" test-start date"},
		form.Project: {"B purpose rich", "C mode-group group", "   mode radio", "   data-sets datasets"},
		form.Connection: {"D front-url url", "E return-url url", "F sp-api-url-group group", "   sp-api-url url", "   sp-api-ips list",
			"G host-ips list", " test-ips list"},
		form.Security: {"M hotline text", "M hotline-extension text",
			"H use-sp-api-key radio", "  yes: H sp-api-key secret", "I use-rsa-key radio", "  yes: I rsa-key pem",
			"J use-mutual-certificate radio", "  yes: J mutual-certificate pem",
			"K identity-modes checkbox", "L packaging radio", " encryption radio"},
	}
	for _, section := range form.Application.Sections() {
		got := outline(sampleTyping(form.Defaults()).controls(form.In(form.Application, section)))
		if diff := cmp.Diff(want[section], got); diff != "" {
			t.Errorf("%s: %s", section, diff)
		}
	}
}

func TestB6_EveryFieldCarriesItsHints(t *testing.T) {
	t.Parallel()
	for _, f := range form.On(form.Application) {
		c := sampleTyping(form.Defaults()).control(f)
		if f.Hint != "" && !cmp.Equal(c.Hints, []string{f.Hint}) || c.Example != f.Example || c.Label != f.Label || c.Optional == f.Required {
			t.Errorf("%s: %+v", f.Title(), c)
		}
	}
}

func TestF3_NotesAndWhatWasBeforeStandAtTheirFields(t *testing.T) {
	t.Parallel()
	before := portaltest.Application()
	ty := sampleTyping(before.Clone())
	ty.values.Set(form.SPAPIIPs, "163.22.21.64")
	ty.before = form.Diff(before, ty.values)
	ty.notes = []casefile.FieldNote{{Field: "sp-api-ips", Text: "一"}, {Field: "sp-api-ips", Text: "二"}, {Field: "name", Text: "三"}}
	for _, f := range form.In(form.Application, form.Connection) {
		c := ty.control(f)
		switch f.Key {
		case form.SPAPIIPs:
			if !cmp.Equal(c.Notes, []string{"一", "二"}) || c.Before == nil || !cmp.Equal(c.Before.List, []string{"203.66.35.10"}) {
				t.Errorf("%s: notes %v, before %v", f.Title(), c.Notes, c.Before)
			}
		default:
			if c.Notes != nil || c.Before != nil {
				t.Errorf("%s: notes %v, before %v", f.Title(), c.Notes, c.Before)
			}
		}
	}
}

func TestUI_AnErrorOpensTheProviderItLeadsTo(t *testing.T) {
	t.Parallel()
	v := form.Defaults()
	v.Set(form.Mode, form.ModePerson)
	ty := sampleTyping(v)
	fields := form.In(form.Application, form.Project)
	controls := ty.controls(fields)
	for n, p := range controls[1].Fields[1].Providers {
		if p.Open {
			t.Errorf("provider %d is open at the start", n)
		}
	}
	v.Set(form.DataSets, "mof-company")
	controls = ty.controls(fields)
	controls[1].Fields[1].Providers[1].Open = false
	beside(controls, form.Check(fields, v, ty.context))
	if p := controls[1].Fields[1].Providers; p[0].Open || !p[1].Open {
		t.Errorf("open are %v and %v", p[0].Open, p[1].Open)
	}
}
