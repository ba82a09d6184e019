package form_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// asked lists a paper's sections and fields.
func asked(p form.Paper) []string {
	var got []string
	for _, s := range p.Sections() {
		got = append(got, "# "+s.Title())
		for _, f := range form.In(p, s) {
			got = append(got, f.Title())
		}
	}
	return got
}

func TestB1_EachPaperAsksItsOwnQuestions(t *testing.T) {
	t.Parallel()
	for p, want := range map[form.Paper][]string{
		form.ProviderPaper: {
			"# 資料集", "資料集名稱", "資料對象", "資料集簡介", "資料集欄位", "最低身分驗證等級", "提供方式", "與登記資料的時間差", "DP-API網址", "DP-API對應IP", "客製參數",
			"# 連線", "呼叫端IP", "憑證到期日",
		},
		form.CounterPaper: {
			"# 基本資料", "服務類別", "服務名稱", "# 項目說明", "服務內容", "服務申辦模式", "資料提供單位與資料集", "# 客服與據點", "客服專線", "客服專線分機", "臨櫃據點",
		},
		form.RetirePaper: {"# 下架原因", "下架原因"},
	} {
		if diff := cmp.Diff(want, asked(p)); diff != "" {
			t.Errorf("paper %d: %s", p, diff)
		}
	}
}

// pressing parses the page of the data sets with a button pressed.
func pressing(t testing.TB, v form.Values, posted url.Values) form.Parsed {
	t.Helper()
	p, err := form.Parse(form.For(form.In(form.ProviderPaper, form.Offered), v), posted, v)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestB1_DataSetsKeepTheirNumbersWhenOthersGo(t *testing.T) {
	t.Parallel()
	v := form.DefaultsOf(form.ProviderPaper)
	first := pressing(t, v, url.Values{"set-name-1": {"甲"}, "set-subject-1": {"company"}, "add": {form.AddSet}})
	second := pressing(t, first.Values, url.Values{"set-name-1": {"甲"}, "set-name-2": {"乙"}, "add": {form.AddSet}})
	third := pressing(t, second.Values, url.Values{"set-name-1": {"甲"}, "set-name-2": {"乙"}, "set-name-3": {"丙"}, "remove": {form.RemoveSet(2)}})
	if diff := cmp.Diff([]string{"set-name-2", "set-name-3", "set-name-1"}, []string{first.Focus, second.Focus, third.Focus}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{1, 3}, third.Values.SetNumbers()); diff != "" {
		t.Error(diff)
	}
	if got := third.Values.Title(); got != "甲、丙" {
		t.Errorf("it is about %s", got)
	}
	for k := range third.Values {
		if strings.HasSuffix(string(k), "-2") {
			t.Errorf("%s is left", k)
		}
	}
	if got := first.Values.Get("set-timing-2"); got != form.Immediate {
		t.Errorf("a new data set opens with %q", got)
	}
}

func TestTrust21_ButtonsForDataSetsThatArePagesDontHaveAreRefused(t *testing.T) {
	t.Parallel()
	one := form.DefaultsOf(form.ProviderPaper)
	full := one.Clone()
	for n := 1; n < 10; n++ {
		full = pressing(t, full, url.Values{"add": {form.AddSet}}).Values
	}
	fields := form.For(form.In(form.ProviderPaper, form.Offered), one)
	for name, c := range map[string]struct {
		fields []form.Field
		values form.Values
		posted url.Values
	}{
		"an eleventh":                {form.For(form.In(form.ProviderPaper, form.Offered), full), full, url.Values{"add": {form.AddSet}}},
		"the last one removed":       {fields, one, url.Values{"remove": {form.RemoveSet(1)}}},
		"one that is not there":      {fields, full, url.Values{"remove": {form.RemoveSet(77)}}},
		"a number that is none":      {fields, full, url.Values{"remove": {"sets.x"}}},
		"on a page of another paper": {form.On(form.Application), form.Values{}, url.Values{"add": {form.AddSet}}},
		"on a change of one":         {form.Fixed(fields), one, url.Values{"add": {form.AddSet}}},
		"answers about one more":     {fields, one, url.Values{"set-name-2": {"乙"}}},
	} {
		if _, err := form.Parse(c.fields, c.posted, c.values); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// offered is the answers about one data set without faults.
func offered() url.Values {
	return url.Values{"set-name-1": {"存款餘額"}, "set-subject-1": {"person"}, "set-summary-1": {"各帳戶餘額。"}, "set-fields-1": {"account", "balance"}, "set-fields-1-name": {"帳號", "餘額"},
		"set-level-1": {"3"}, "set-timing-1": {"immediate"}, "set-lag-1": {"無"}, "set-api-url-1": {"https://api.bank.com.tw/dp"}, "set-api-ips-1": {"163.22.21.64"},
		"caller-ips": {"163.22.21.65"}, "certificate-expiry": {"2025-03-31"}}
}

func TestB1_EachAnswerAboutADataSetIsCheckedAtItsControl(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key    form.Key
		values []string
		want   []string
	}{
		"no fault":                       {"set-name-1", []string{"存款"}, nil},
		"no name":                        {"set-name-1", nil, []string{"set-name-1: 資料集 1：請輸入資料集名稱。"}},
		"a description of 50 characters": {"set-summary-1", []string{strings.Repeat("字", 50)}, nil},
		"a description of 51 characters": {"set-summary-1", []string{strings.Repeat("字", 51)}, []string{"set-summary-1: 資料集 1：資料集簡介最多 50 字，目前 51 字。"}},
		"a level above four":             {"set-level-1", []string{"5"}, []string{"set-level-1-1: 資料集 1：請從列出的選項中選擇最低身分驗證等級。"}},
		"an address that is not https":   {"set-api-url-1", []string{"http://api.bank.com.tw"}, []string{"set-api-url-1: 資料集 1："}},
		"a private address":              {"set-api-ips-1", []string{"10.0.0.1"}, []string{"set-api-ips-1-1: 資料集 1：DP-API對應IP第 1 列："}},
		"a certificate that is over":     {"certificate-expiry", []string{"2024-03-19"}, []string{"certificate-expiry: 憑證到期日不能早於今天（2024-03-20），請先更新憑證。"}},
	} {
		posted := with(offered(), c.key, c.values...)
		v := form.DefaultsOf(form.ProviderPaper)
		parsed, err := form.Parse(form.For(form.On(form.ProviderPaper), v), posted, v)
		if err != nil {
			t.Fatal(err)
		}
		got := at(form.Check(form.On(form.ProviderPaper), parsed.Values, context(t)).Faults)
		if len(got) != len(c.want) || len(got) > 0 && !strings.HasPrefix(got[0], c.want[0]) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestD14_ADataSetInForceIsOneOfItsApplication(t *testing.T) {
	t.Parallel()
	v := form.DefaultsOf(form.ProviderPaper)
	for n := 2; n <= 3; n++ {
		v = pressing(t, v, url.Values{"add": {form.AddSet}}).Values
	}
	for n := 1; n <= 3; n++ {
		v.Set(form.SetKey(form.SetName, n), fmt.Sprintf("資料集%d", n))
	}
	v.Set(form.CallerIPs, "163.22.21.65")
	alone := v.Alone(3)
	if diff := cmp.Diff([]int{1}, alone.SetNumbers()); diff != "" || alone.Title() != "資料集3" || alone.Get(form.CallerIPs) != "163.22.21.65" {
		t.Errorf("%s: %v", diff, alone)
	}
	if _, left := alone["set-name-3"]; left || v.Get("set-name-3") == "" {
		t.Error("it keeps its old number, or the application has lost it")
	}
}

func TestF3_WhatACorrectionRemovesCanBeReadAgain(t *testing.T) {
	t.Parallel()
	before := pressing(t, form.DefaultsOf(form.ProviderPaper), url.Values{"set-name-1": {"甲"}, "add": {form.AddSet}}).Values
	before.Set("set-name-2", "乙")
	now := pressing(t, before, url.Values{"set-name-1": {"甲"}, "set-name-2": {"乙"}, "remove": {form.RemoveSet(2)}}).Values
	replaced := form.Replaced(before, now)
	original := now.Clone()
	for k, list := range replaced {
		original.Set(k, list...)
	}
	if diff := cmp.Diff(before.SetNumbers(), original.SetNumbers()); diff != "" || original.Get("set-name-2") != "乙" {
		t.Errorf("%s: %v", diff, original)
	}
}
