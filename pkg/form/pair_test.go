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

// paired is the answers about one data set with these rows in a list of pairs.
func paired(codes, names []string) url.Values {
	posted := offered()
	posted["set-params-1"], posted["set-params-1-name"] = codes, names
	return posted
}

func readSet(t *testing.T, posted url.Values) form.Parsed {
	t.Helper()
	v := form.DefaultsOf(form.ProviderPaper)
	parsed, err := form.Parse(form.For(form.On(form.ProviderPaper), v), posted, v)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestB1_EachHalfOfAPairIsCheckedAtItsControl(t *testing.T) {
	t.Parallel()
	const row1, row2 = "資料集 1：客製參數第 1 列：", "資料集 1：客製參數第 2 列："
	many := slices.Repeat([]string{"a"}, 21)
	for n := range many {
		many[n] += strings.Repeat("b", n)
	}
	for name, c := range map[string]struct {
		codes, names []string
		want         []string
	}{
		"none":                         {nil, nil, nil},
		"one":                          {[]string{"year"}, []string{"所得年度"}, nil},
		"blank rows between":           {[]string{"", "year", ""}, []string{"", "所得年度", ""}, nil},
		"a code without its name":      {[]string{"year"}, []string{""}, []string{"set-params-1-1-name: " + row1 + "請輸入中文名稱。"}},
		"a name without its code":      {[]string{""}, []string{"所得年度"}, []string{"set-params-1-1: " + row1 + "請輸入參數代碼。"}},
		"both halves at fault":         {[]string{"年度"}, []string{""}, []string{"set-params-1-1: " + row1 + "參數代碼請以英文字母開頭，只用英文字母、數字、「_」、「.」與「-」，最多 60 字。", "set-params-1-1-name: " + row1 + "請輸入中文名稱。"}},
		"a code with a space":          {[]string{"tax year"}, []string{"年度"}, []string{"set-params-1-1: " + row1 + "參數代碼請以英文字母開頭，只用英文字母、數字、「_」、「.」與「-」，最多 60 字。"}},
		"a code used twice":            {[]string{"a", "a"}, []string{"甲", "乙"}, []string{"set-params-1-2: " + row2 + "參數代碼 a 與第 1 列重複。"}},
		"a name of 61 characters":      {[]string{"a"}, []string{strings.Repeat("字", 61)}, []string{"set-params-1-1-name: " + row1 + "中文名稱最多 60 字，目前 61 字。"}},
		"a name with a direction mark": {[]string{"a"}, []string{"\u202e字"}, []string{"set-params-1-1-name: " + row1 + "中文名稱含有看不見的控制字元，請重新輸入。"}},
		"21 rows":                      {many, slices.Repeat([]string{"甲"}, 21), []string{"set-params-1-21: 資料集 1：客製參數最多 20 列。"}},
	} {
		got := at(form.Check(form.On(form.ProviderPaper), readSet(t, paired(c.codes, c.names)).Values, context(t)).Faults)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestB6_ARowOfPairsKeepsWhatWasTypedInEitherHalf(t *testing.T) {
	t.Parallel()
	posted := paired([]string{" 年度 ", "", "a\tb"}, []string{"", "只有名稱", "甲"})
	posted.Set("add", "set-params-1")
	parsed := readSet(t, posted)
	want := []form.Pair{{Code: "年度"}, {Name: "只有名稱"}, {Code: "a b", Name: "甲"}}
	if diff := cmp.Diff(want, parsed.Values.Pairs("set-params-1")); diff != "" || parsed.Focus != "set-params-1-4" {
		t.Errorf("focus %q: %s", parsed.Focus, diff)
	}
	posted.Del("add")
	posted.Set("remove", form.RemoveValue("set-params-1", 2))
	if diff := cmp.Diff(slices.Delete(want, 1, 2), readSet(t, posted).Values.Pairs("set-params-1")); diff != "" {
		t.Errorf("after its removal: %s", diff)
	}
}

func TestB6_PairsThatNoPageSendsAreRefused(t *testing.T) {
	t.Parallel()
	v := form.DefaultsOf(form.ProviderPaper)
	for name, posted := range map[string]url.Values{
		"more codes than names": paired([]string{"a", "b"}, []string{"甲"}),
		"names alone":           paired(nil, []string{"甲"}),
		"names of another kind": {"set-api-ips-1-name": {"甲"}},
		"201 rows":              paired(make([]string, 201), make([]string, 201)),
	} {
		if _, err := form.Parse(form.For(form.On(form.ProviderPaper), v), posted, v); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestF4_PairsAreShownAndComparedRowByRow(t *testing.T) {
	t.Parallel()
	before := readSet(t, paired([]string{"year", "kind"}, []string{"年度", "類別"})).Values
	same := readSet(t, paired([]string{"kind", "year"}, []string{"類別", "年度"})).Values
	if changes := form.Diff(before, same); len(changes) > 0 {
		t.Errorf("another order is a difference: %v", changes)
	}
	after := readSet(t, paired([]string{"year", "kind"}, []string{"所得年度", "類別"})).Values
	changes := form.Diff(before, after)
	if len(changes) != 1 || changes[0].Field.Key != "set-params-1" {
		t.Fatalf("changes: %v", changes)
	}
	shown := form.Show(changes[0].Field, changes[0].After, form.Catalogue{})
	want := []string{"year 所得年度", "kind 類別"}
	if diff := cmp.Diff(want, shown.Lines()); diff != "" || shown.Pairs[0] != (form.Pair{Code: "year", Name: "所得年度"}) {
		t.Errorf("%v: %s", shown.Pairs, diff)
	}
}
