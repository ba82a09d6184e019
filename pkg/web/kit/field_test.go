package kit_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func renderField(t testing.TB, field kit.Field) *html.Node {
	t.Helper()
	return one(t, render(t, `{{template "field" .Field}}`, &shown{Page: kit.Page{Title: "欄位"}, Field: field}), "main")
}

func TestUI_EveryOneLineKindIsLabelledDescribedAndMarked(t *testing.T) {
	tests := map[kit.Kind]struct {
		element string
		want    []string
	}{
		kit.Text:     {"input", []string{"type=text", "value=內容"}},
		kit.URL:      {"input", []string{"type=url", "value=內容", "spellcheck=false"}},
		kit.Email:    {"input", []string{"type=email", "value=內容"}},
		kit.Phone:    {"input", []string{"type=tel", "value=內容"}},
		kit.Date:     {"input", []string{"type=date", "value=內容"}},
		kit.Search:   {"input", []string{"type=search", "value=內容"}},
		kit.Code:     {"input", []string{"type=text", "inputmode=numeric", "autocomplete=one-time-code"}},
		kit.Password: {"input", []string{"type=password", "autocomplete=off"}},
		kit.TextArea: {"textarea", nil},
		kit.RichText: {"textarea", nil},
		kit.PEM:      {"textarea", []string{"spellcheck=false"}},
		kit.Secret:   {"textarea", []string{"autocomplete=off", "data-private"}},
		kit.Select:   {"select", nil},
	}
	for kind, test := range tests {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			root := renderField(t, kit.Field{
				Kind: kind, ID: "a", Letter: "D", Label: "問題", Value: "內容", Hints: []string{"提示"}, Example: "範例文字",
				Notes: []string{"意見"}, Before: &kit.Answer{Text: "舊值"}, Warnings: []string{"注意"}, Faults: []string{"不對。"}, Optional: true,
			})
			control := one(t, root, test.element, append(test.want, "id=a", "name=a", "aria-invalid=true")...)
			if got := text(one(t, root, "label", "for=a")); got != "D.問題（選填）" {
				t.Errorf("label %q", got)
			}
			var said []string
			for _, id := range strings.Fields(attr(control, "aria-describedby")) {
				said = append(said, text(one(t, root, "*", "id="+id)))
			}
			want := []string{"提示 範例：範例文字", "修改前舊值", "審核意見意見", "提醒：注意", "錯誤：不對。"}
			if !slices.Equal(said, want) {
				t.Errorf("described by %q, want %q", said, want)
			}
		})
	}
}

func TestB4_SecretsAreNeverPrinted(t *testing.T) {
	for _, kind := range []kit.Kind{kit.Secret, kit.Password, kit.Code} {
		root := renderField(t, kit.Field{Kind: kind, ID: "a", Label: "金鑰", Value: "hunter2-hunter2"})
		var b strings.Builder
		if err := html.Render(&b, root); err != nil || strings.Contains(b.String(), "hunter2") {
			t.Errorf("%s is printed, %v", kind, err)
		}
	}
}

func TestUI_ChoicesAreAGroupWithALegend(t *testing.T) {
	for _, kind := range []kit.Kind{kit.Radios, kit.Checkboxes} {
		root := renderField(t, kit.Field{Kind: kind, ID: "enc", Label: "加密方式", Faults: []string{"請選擇。"}, Options: []kit.Option{
			{Value: "AES/CBC", Label: "CBC", Chosen: true}, {Value: "AES/GCM", Label: "GCM", Hint: "建議"},
		}})
		group := one(t, root, "fieldset", "aria-describedby=enc-fault")
		if got := text(one(t, group, "legend")); got != "加密方式" {
			t.Errorf("legend %q", got)
		}
		one(t, group, "input", "type="+string(kind), "id="+form.ControlID("enc", "AES/CBC"), "name=enc", "value=AES/CBC", "checked", "aria-invalid=true")
		gcm := one(t, group, "input", "id=enc-AES/GCM", "aria-describedby=enc-AES/GCM-hint")
		if _, checked := lookup(gcm, "checked"); checked {
			t.Error("the second option is chosen too")
		}
	}
}

func TestUI_DependentFieldsFollowTheirChoice(t *testing.T) {
	choice := kit.Field{Kind: kit.Radios, ID: "use", Label: "使用", Options: []kit.Option{
		{Value: "yes", Label: "是", Then: []kit.Field{{Kind: kit.Secret, ID: "key", Label: "金鑰"}}}, {Value: "no", Label: "否"},
	}}
	one(t, one(t, renderField(t, choice), "div", "class=then"), "textarea", "id=key")
	choice.Inline = true
	one(t, one(t, renderField(t, choice), "div", "class=then then-1"), "textarea", "id=key")
}

func TestUI_RowsAreAListWhoseButtonsNameThem(t *testing.T) {
	root := renderField(t, kit.Field{Kind: kit.List, ID: "ips", Label: "主機IP", AddText: "增加輸入IP欄位", Rows: []kit.Row{
		{Value: "192.0.2.1"}, {Value: "x", Faults: []string{"不是 IP 位址。"}, Focus: true},
	}})
	if got := len(all(one(t, root, "ol"), "li")); got != 2 {
		t.Fatalf("%d rows", got)
	}
	one(t, root, "input", "id="+form.ControlID("ips", "2"), "name=ips", "value=x", "aria-invalid=true", "aria-describedby=ips-2-fault", "autofocus")
	if got := text(one(t, root, "label", "for=ips-2")); got != "主機IP 第 2 列" {
		t.Errorf("label %q", got)
	}
	if got := text(one(t, root, "button", "type=submit", "name=remove", "value=ips.2")); got != "移除 主機IP 第 2 列" {
		t.Errorf("remove %q", got)
	}
	if got := text(one(t, root, "button", "type=submit", "name=add", "value=ips")); got != "增加輸入IP欄位" {
		t.Errorf("add %q", got)
	}
}

func TestUI_BothHalvesOfAPairHaveALabelAndTheirFaults(t *testing.T) {
	pairs := []kit.Field{{Kind: kit.Pairs, ID: "columns", Label: "欄位", CodeLabel: "代碼", NameLabel: "中文名稱", Rows: []kit.Row{
		{Value: "year", Name: "年度"}, {Value: "a b", Focus: true},
	}}}
	kit.Mark(pairs, []fault.Field{{Key: "columns", Control: form.PairID("columns", 2, true), Message: "請輸入中文名稱。"}})
	root := renderField(t, pairs[0])
	one(t, root, "input", "id=columns-1", "name=columns", "value=year")
	one(t, root, "input", "id=columns-1-name", "name=columns-name", "value=年度")
	one(t, root, "input", "id=columns-2", "value=a b", "autofocus")
	one(t, root, "input", "id="+form.PairID("columns", 2, true), "aria-invalid=true", "aria-describedby=columns-2-name-fault")
	for id, want := range map[string]string{"columns-2": "代碼 第 2 列", "columns-2-name": "中文名稱 第 2 列"} {
		if got := text(one(t, root, "label", "for="+id)); got != want {
			t.Errorf("label %q", got)
		}
	}
	if got := text(one(t, root, "div", "id=columns-2-name-fault")); got != "錯誤：請輸入中文名稱。" {
		t.Errorf("fault %q", got)
	}
}

func TestUI_DataSetsStandUnderTheirProviders(t *testing.T) {
	field := kit.Field{Kind: kit.DataSets, ID: "sets", Label: "資料集", Providers: []kit.Provider{
		{Name: "財政部", Sets: []kit.DataSet{{Value: "income", Name: "所得", Chosen: true}, {Value: "estate", Name: "財產"}}},
		{Name: "勞保局", Sets: []kit.DataSet{{Value: "insured", Name: "投保"}}},
	}}
	t.Run("with what is chosen of each", func(t *testing.T) {
		root := renderField(t, field)
		if got := text(all(root, "summary")[0]); got != "財政部 已選 1／共 2" {
			t.Errorf("summary %q", got)
		}
		one(t, root, "input", "type=checkbox", "id=sets-income", "name=sets", "value=income", "checked")
		if len(all(root, "details", "open")) != 0 {
			t.Error("a provider is open")
		}
	})
	t.Run("unfolded where an error leads", func(t *testing.T) {
		field.Faults = []string{"請選擇資料集。"}
		if open := all(renderField(t, field), "details", "open"); len(open) != 1 || !strings.Contains(text(open[0]), "財政部") {
			t.Errorf("%d providers are open", len(open))
		}
	})
}

func TestD2_DateShowsTheEndTheServerComputed(t *testing.T) {
	root := renderField(t, kit.Field{Kind: kit.Date, ID: "start", Label: "測試日期", Value: "2024-04-01", End: &kit.End{Label: "結束日期", Text: "2024-06-30"}})
	one(t, root, "p", "data-module=window-end", "data-start=start")
	if got := text(one(t, root, "output", "for=start")); got != "2024-06-30" {
		t.Errorf("end %q", got)
	}
}

func TestUI_FirstSubmitButtonIsTheDefaultAct(t *testing.T) {
	root := render(t, `{{template "form" .Form}}`, &shown{Page: kit.Page{Title: "連線"}, Form: kit.Form{
		Action: "/drafts/1", Key: "k1", Hidden: []kit.Hidden{{Name: "round", Value: "2"}}, Autosave: "/drafts/1/save",
		Fields:  []kit.Field{{Kind: kit.List, ID: "ips", Label: "IP", Rows: []kit.Row{{}}}},
		Buttons: []kit.Button{{Text: "儲存並繼續", Name: "act", Value: "continue"}, {Text: "刪除", Look: kit.Danger, Action: "/drafts/1/delete"}},
		Cancel:  kit.Link{Text: "取消", Href: "/drafts"},
	}})
	f := one(t, root, "form", "method=post", "action=/base/drafts/1", "novalidate", "data-autosave=/base/drafts/1/save")
	buttons := all(f, "button", "type=submit")
	if first := buttons[0]; attr(first, "name") != "act" || attr(first, "value") != "continue" || attr(first, "aria-hidden") != "true" || attr(first, "tabindex") != "-1" {
		t.Errorf("first submit button %v", first.Attr)
	}
	one(t, f, "button", "class=button-primary", "value=continue")
	one(t, f, "button", "class=button-danger", "formaction=/base/drafts/1/delete")
	one(t, f, "input", "type=hidden", "name="+kit.FormKey, "value=k1")
	one(t, f, "input", "type=hidden", "name=round", "value=2")
	one(t, f, "a", "href=/base/drafts")
}

func TestUI_MarkPutsEachSentenceAtItsControl(t *testing.T) {
	fields := []kit.Field{
		{Kind: kit.Text, ID: "name"},
		{Kind: kit.Group, ID: "group", Fields: []kit.Field{{Kind: kit.List, ID: "ips", Rows: []kit.Row{{}, {}}}}},
		{Kind: kit.Radios, ID: "use", Options: []kit.Option{{Value: "yes", Then: []kit.Field{{Kind: kit.Secret, ID: "api-key", Name: "key"}}}}},
	}
	kit.Mark(fields, []fault.Field{
		{Key: "name", Control: "name", Message: "一"}, {Key: "name", Control: "name", Message: "二"},
		{Key: "ips", Control: "ips-2", Message: "三"}, {Key: "ips", Control: "ips-9", Message: "四"},
		{Key: "use", Control: "use-yes", Message: "五"}, {Key: "key", Control: "api-key", Message: "六"}, {Key: "other", Message: "七"},
	})
	kit.Warn(fields, []fault.Field{{Key: "ips", Control: "ips-2", Message: "八"}})
	ips := fields[1].Fields[0]
	got := [][]string{fields[0].Faults, ips.Rows[0].Faults, ips.Rows[1].Faults, ips.Faults, fields[2].Faults, fields[2].Options[0].Then[0].Faults, ips.Warnings, fields[1].Faults}
	want := [][]string{{"一", "二"}, nil, {"三"}, {"四"}, {"五"}, {"六"}, {"八"}, nil}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%d: %q, want %q", i, got[i], want[i])
		}
	}
}
