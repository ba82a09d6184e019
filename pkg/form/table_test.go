package form_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestB2_TheApplicationAsksTheManualsQuestionsInItsOrder(t *testing.T) {
	t.Parallel()
	var got []string
	for _, s := range form.Application.Sections() {
		got = append(got, "# "+s.Title())
		for _, f := range form.In(form.Application, s) {
			got = append(got, f.Title())
		}
	}
	want := []string{
		"# 基本資料", "服務類別", "A.服務名稱", "是否為機關原有之服務", "服務連結", "服務說明文件",
		"# 期間", "測試日期",
		"# 項目說明", "B.服務目的與內容", "C.服務申辦模式", "C.資料提供單位與資料集",
		"# 連線", "D.線上申辦服務網址", "E.服務跳轉網址 (return_url)", "F.SP-API網址", "F.SP-API對應IP", "G.連線至MyData APIs之主機IP位址", "測試IP位置",
		"# 安全與客服", "M.客服專線", "M.客服專線分機", "H.是否使用SP-API KEY", "H.SP-API KEY 金鑰或憑證", "I.是否使用RSA Public Key",
		"I.RSA Public Key 公開金鑰", "J.雙向憑證", "J.雙向憑證內容", "K.身分驗證模式", "L.資料打包模式", "傳遞參數加密方式",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestD5_TheGoLivePaperAsksForTheProductionArea(t *testing.T) {
	t.Parallel()
	var required, optional []string
	for _, f := range form.On(form.GoLive) {
		if !f.PerArea {
			t.Errorf("%s is common to both areas", f.Key)
		}
		if f.Required {
			required = append(required, f.Label)
		} else {
			optional = append(optional, f.Label)
		}
	}
	wantRequired := []string{"預估上線日期", "前端服務網址", "服務跳轉網址 (return_url)", "SP-API 網址", "SP-API對應IP", "SP-API KEY 金鑰或憑證", "RSA Public Key 公開金鑰", "雙向憑證內容", "測試檢核表"}
	wantOptional := []string{"連線至 MyData APIs 之主機 IP 位址", "允許試辦狀態連線測試的 IP 位址"}
	if diff := cmp.Diff([][]string{wantRequired, wantOptional}, [][]string{required, optional}); diff != "" {
		t.Error(diff)
	}
}

func TestB2_OnlyTheExtensionMayBeLeftEmpty(t *testing.T) {
	t.Parallel()
	for _, f := range form.On(form.Application) {
		if f.Required == (f.Key == form.Extension) {
			t.Errorf("%s: required %v", f.Key, f.Required)
		}
	}
}

func TestD8_EveryFieldTakesTheWayOfTheManualsTable(t *testing.T) {
	t.Parallel()
	want := map[form.Way][]form.Key{
		form.NoWay:  {"test-start", "go-live-date", "test-ips", "checklist"},
		form.Direct: {"category", "name", "existing", "existing-link", "existing-file", "purpose", "front-url", "hotline", "hotline-extension"},
		form.Pilot:  {"return-url", "sp-api-url", "sp-api-ips", "host-ips", "pilot-ips", "packaging", "encryption"},
		form.Test: {"mode", "data-sets", "use-sp-api-key", "sp-api-key", "use-rsa-key", "rsa-key", "use-mutual-certificate",
			"mutual-certificate", "identity-modes"},
	}
	official := []form.Key{"purpose", "mode", "data-sets"}
	got := map[form.Way][]form.Key{}
	for _, f := range every(t) {
		got[f.Way] = append(got[f.Way], f.Key)
		if f.Official != slices.Contains(official, f.Key) {
			t.Errorf("%s: letter %v", f.Key, f.Official)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// every lists each field once, in the order of the form.
func every(t testing.TB) []form.Field {
	t.Helper()
	fields := form.On(form.Application | form.GoLive)
	if len(fields) != 29 {
		t.Fatalf("the table has %d fields", len(fields))
	}
	return fields
}

func TestD8_WaysHaveTheManualsWordsAndAnOrder(t *testing.T) {
	t.Parallel()
	ways := []form.Way{form.NoWay, form.Direct, form.Pilot, form.Test}
	for i, w := range ways {
		for j, other := range ways {
			if w.Stricter(other) != (i > j) {
				t.Errorf("%q stricter than %q: %v", w, other, w.Stricter(other))
			}
		}
	}
	if got := form.NoWay.Label() + form.Direct.Label() + form.Pilot.Label() + form.Test.Label(); got != "審核通過即修改資料回試辦回測試" {
		t.Errorf("words %s", got)
	}
}

func TestB6_EveryFieldIsDescribedWell(t *testing.T) {
	t.Parallel()
	seen := map[form.Key]bool{}
	for _, f := range every(t) {
		if seen[f.Key] || string(f.Key) != strings.ToLower(string(f.Key)) || strings.ContainsAny(string(f.Key), ". _") {
			t.Errorf("key %q is taken or not a word of lower-case letters and hyphens", f.Key)
		}
		seen[f.Key] = true
		if f.Label == "" || f.Section.Title() == "" {
			t.Errorf("%s lacks a label or stands in no section", f.Key)
		}
		if bounded := slices.Contains([]form.Kind{form.Day, form.Select, form.Radio, form.Checkboxes, form.FileField}, f.Kind); bounded == (f.Max > 0) {
			t.Errorf("%s: a maximum of %d", f.Key, f.Max)
		}
		if chosen := f.Kind == form.Radio || f.Kind == form.Checkboxes; chosen != (len(f.Options) > 0) {
			t.Errorf("%s: %d options", f.Key, len(f.Options))
		}
		if f.When.Key != "" {
			on, ok := form.Lookup(f.When.Key)
			if !ok || !seen[on.Key] || !slices.ContainsFunc(on.Options, func(o form.Option) bool { return o.Value == f.When.Value }) {
				t.Errorf("%s depends on a choice that does not come before it", f.Key)
			}
		}
		if got, ok := form.Lookup(f.Key); !ok || got.Key != f.Key {
			t.Errorf("%s cannot be looked up", f.Key)
		}
	}
	if _, ok := form.Lookup("client-id"); ok {
		t.Error("a key that is none was found")
	}
}

func TestB2_ANewApplicationOpensWithTheManualsDefaults(t *testing.T) {
	t.Parallel()
	v := form.Defaults()
	if got := v.Rich(form.Purpose).Text(); got != form.ModelPurpose {
		t.Errorf("B opens with %q", got)
	}
	delete(v, form.Purpose)
	want := form.Values{
		"existing": {"yes"}, "use-sp-api-key": {"no"}, "use-rsa-key": {"no"}, "use-mutual-certificate": {"no"}, "packaging": {"A"}, "encryption": {"aes-cbc"},
	}
	if diff := cmp.Diff(want, v); diff != "" {
		t.Error(diff)
	}
}

func TestB3_ModeOneTellsPrivateOrganisationsWhatItLacks(t *testing.T) {
	t.Parallel()
	f, _ := form.Lookup(form.IdentityModes)
	for _, private := range []bool{true, false, true} {
		hint := f.Choices(form.Context{Private: private})[0].Hint
		for _, word := range []string{"晶片金融卡", "硬體金融憑證", "軟體金融憑證"} {
			if strings.Contains(hint, word) != private {
				t.Errorf("private %v: the hint of mode 1 is %q", private, hint)
			}
		}
	}
}

func TestChoicesOfTheCategoryComeFromTheCatalogue(t *testing.T) {
	t.Parallel()
	f, _ := form.Lookup(form.Category)
	got := f.Choices(form.Context{Catalogue: form.Catalogue{Categories: []string{"消費金融", "保險"}}})
	if len(got) != 2 || got[1].Value != "保險" || got[1].Label != "保險" {
		t.Errorf("got %v", got)
	}
}

func TestD8_ChangesAskWhatTheApplicationAsks(t *testing.T) {
	t.Parallel()
	keys := func(p form.Paper, required bool) []form.Key {
		var list []form.Key
		for _, f := range form.On(p) {
			if f.Required == required {
				list = append(list, f.Key)
			}
		}
		return list
	}
	for name, c := range map[string]struct{ got, want []form.Key }{
		"while testing, the day is not asked again":             {minus(keys(form.Application, true), keys(form.TestChange, true)), []form.Key{form.TestStart}},
		"in production, what a test needs may be left out":      {keys(form.PilotChange, false), []form.Key{form.TestStart, form.HostIPs, form.TestIPs, form.PilotIPs, form.Extension}},
		"an extension asks for its day (fig. 23)":               {keys(form.Extending, true), []form.Key{form.TestStart}},
		"a pilot report is one file (fig. 33)":                  {keys(form.Report, true), []form.Key{form.PilotReport}},
		"a change in production asks nothing else in its place": {minus(keys(form.PilotChange, true), keys(form.Application, true)), nil},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func minus(a, b []form.Key) []form.Key {
	var list []form.Key
	for _, k := range a {
		if !slices.Contains(b, k) {
			list = append(list, k)
		}
	}
	return list
}
