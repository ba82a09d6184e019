package form_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestB6_NothingTypedIsLostHoweverWrong(t *testing.T) {
	t.Parallel()
	posted := url.Values{
		"category": {"賭博"}, "name": {strings.Repeat("名", 2000)}, "existing": {"yes"}, "existing-link": {" javascript:alert(1) "}, "test-start": {"2024-02-30"},
		"mode": {"x"}, "data-sets": {"gone", "gone", ""}, "sp-api-ips": {"10.0.0.1", "", " x "}, "hotline": {"\u3000call me"}, "identity-modes": {"9"},
	}
	want := form.Values{
		"category": {"賭博"}, "name": {strings.Repeat("名", 2000)}, "existing": {"yes"}, "existing-link": {"javascript:alert(1)"}, "test-start": {"2024-02-30"},
		"mode": {"x"}, "data-sets": {"gone"}, "sp-api-ips": {"10.0.0.1", "x"}, "hotline": {"call me"}, "identity-modes": {"9"},
	}
	if diff := cmp.Diff(want, parse(t, posted).Values); diff != "" {
		t.Error(diff)
	}
}

func TestTrust21_WhatNoPageOfOursSendsIsRefused(t *testing.T) {
	t.Parallel()
	for name, posted := range map[string]url.Values{
		"an unknown name":                {"status": {"approved"}},
		"a field of another paper":       {"pilot-ips": {"1.1.1.1"}},
		"a key in capitals":              {"Name": {"x"}},
		"a field twice":                  {"name": {"a", "b"}},
		"HTML for a field without":       {"name-html": {"<b>x</b>"}},
		"rich text twice":                {"purpose": {"a", "b"}},
		"HTML twice":                     {"purpose-html": {"a", "b"}},
		"invalid UTF-8":                  {"name": {"\xff\xfe"}},
		"half a surrogate":               {"name": {"\xed\xa0\x80"}},
		"invalid UTF-8 in a row":         {"host-ips": {"1.1.1.1", "\xc0\xaf"}},
		"a huge text":                    {"name": {strings.Repeat("a", 33<<10)}},
		"huge HTML":                      {"purpose-html": {strings.Repeat("<b>", 60<<10)}},
		"very many rows":                 {"host-ips": slices.Repeat([]string{"1.1.1.1"}, 201)},
		"a total beyond what is stored":  {"host-ips": slices.Repeat([]string{strings.Repeat("1", 1000)}, 150)},
		"rows added to a field of text":  {"add": {"name"}},
		"rows added to no field":         {"add": {"x"}},
		"two buttons at once":            {"add": {"host-ips"}, "remove": {"host-ips.1"}},
		"one button twice":               {"add": {"host-ips", "test-ips"}},
		"a row removed that isn't there": {"host-ips": {"1.1.1.1"}, "remove": {"host-ips.2"}},
		"row zero removed":               {"remove": {"host-ips.0"}},
		"a negative row removed":         {"remove": {"host-ips.-1"}},
		"a row without number":           {"remove": {"host-ips"}},
		"a row of text removed":          {"remove": {"name.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := form.Parse(form.On(form.Application), posted, form.Values{})
			if !fault.Is(err, fault.Invalid) || fault.MessageOf(err) == "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestThePagesOwnNamesArePassedOver(t *testing.T) {
	t.Parallel()
	posted := url.Values{"name": {"x"}, "form_key": {"a", "b"}, "act": {"save"}}
	if _, err := form.Parse(form.In(form.Application, form.Basics), posted, nil, "form_key", "act"); err != nil {
		t.Error(err)
	}
}

func TestAPageReplacesItsOwnAnswersOnly(t *testing.T) {
	t.Parallel()
	old := values(t, nil)
	before := old.Clone()
	p, err := form.Parse(form.In(form.Application, form.Basics), url.Values{"name": {"新名稱"}, "existing": {"yes"}}, old)
	if err != nil {
		t.Fatal(err)
	}
	want := old.Clone()
	want.Set(form.Name, "新名稱")
	want.Set(form.Category)
	want.Set(form.ExistingLink)
	if diff := cmp.Diff(want, p.Values); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, old); diff != "" {
		t.Errorf("the old values were changed: %s", diff)
	}
}

func TestAnswersToQuestionsNotAskedAreDropped(t *testing.T) {
	t.Parallel()
	v := values(t, func(p url.Values) {
		with(p, form.Existing, "no")
		with(p, form.APIKey, "a key that nobody asked for")
		with(p, form.MutualCert, "x")
	})
	for _, k := range []form.Key{form.ExistingLink, form.APIKey, form.MutualCert} {
		if v.Get(k) != "" {
			t.Errorf("%s was kept: %q", k, v.List(k))
		}
	}
}

func TestB5_RowsComeAndGoWithoutScript(t *testing.T) {
	t.Parallel()
	three := []string{"1.1.1.1", "", "3.3.3.3"}
	for name, c := range map[string]struct {
		rows   []string
		button string
		value  string
		want   []string
		focus  string
	}{
		"a row is added at the end":               {three, "add", "host-ips", []string{"1.1.1.1", "", "3.3.3.3", ""}, "host-ips-4"},
		"the first row beside an empty list":      {nil, "add", "host-ips", []string{"", ""}, "host-ips-2"},
		"no row beyond the most":                  {slices.Repeat([]string{"x"}, 50), "add", "host-ips", slices.Repeat([]string{"x"}, 50), "host-ips-50"},
		"the first row goes":                      {three, "remove", "host-ips.1", []string{"", "3.3.3.3"}, "host-ips-1"},
		"the middle row goes, blanks stay":        {three, "remove", "host-ips.2", []string{"1.1.1.1", "3.3.3.3"}, "host-ips-2"},
		"the last row goes":                       {three, "remove", "host-ips.3", []string{"1.1.1.1", ""}, "host-ips-2"},
		"the only row goes":                       {[]string{"1.1.1.1"}, "remove", "host-ips.1", nil, "host-ips-1"},
		"another button leaves out blank rows":    {three, "act", "save", []string{"1.1.1.1", "3.3.3.3"}, ""},
		"only blank rows are none":                {[]string{"", " "}, "act", "save", nil, ""},
		"buttons of rows leave other lists alone": {three, "add", "test-ips", three, "test-ips-2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			posted := url.Values{"host-ips": c.rows, "front-url": {"not yet"}, c.button: {c.value}}
			p, err := form.Parse(form.In(form.Application, form.Connection), posted, form.Values{}, "act")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, p.Values.List(form.HostIPs)); diff != "" || p.Focus != c.focus {
				t.Errorf("focus on %q, %s", p.Focus, diff)
			}
			if p.Values.Get(form.FrontURL) != "not yet" {
				t.Error("the rest of the page was lost")
			}
		})
	}
	if got := form.RemoveValue(form.HostIPs, 3); got != "host-ips.3" {
		t.Errorf("the button's value is %s", got)
	}
}

func TestRichTextKeepsItsBoldWordsWhereTheTextIsTheSame(t *testing.T) {
	t.Parallel()
	fields := form.In(form.Application, form.Project)
	first, err := form.Parse(fields, url.Values{"purpose-html": {"<p>請<b>注意</b></p><ul><li>一</li></ul>"}, "purpose": {"ignored"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := first.Values.Rich(form.Purpose).Text()
	same, err := form.Parse(fields, url.Values{"purpose": {strings.ReplaceAll(text, "\n", "\r\n")}}, first.Values)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.Values.Rich(form.Purpose), same.Values.Rich(form.Purpose)); diff != "" {
		t.Error(diff)
	}
	other, err := form.Parse(fields, url.Values{"purpose": {text + "二"}}, first.Values)
	if err != nil {
		t.Fatal(err)
	}
	if other.Values.Rich(form.Purpose).Text() != "請注意\n\n- 一二" {
		t.Errorf("got %q", other.Values.Rich(form.Purpose).Text())
	}
}

func FuzzTrust21_ParseNeverPanics(f *testing.F) {
	f.Add("name=x&host-ips=1.1.1.1&add=host-ips")
	f.Add("remove=host-ips.1&purpose-html=%3Cb%3E")
	f.Add(application().Encode())
	c := context(f)
	f.Fuzz(func(t *testing.T, query string) {
		posted, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		fields := form.On(form.Application)
		p, err := form.Parse(fields, posted, form.Defaults())
		if err != nil {
			return
		}
		form.Check(fields, p.Values, c)
		for _, chapter := range form.Answers(fields, p.Values, c.Catalogue) {
			for _, a := range chapter.Answers {
				a.Lines()
			}
		}
		if changes := form.Diff(p.Values, p.Values.Clone()); len(changes) > 0 {
			t.Errorf("values differ from their copy: %v", changes)
		}
	})
}
