package kit_test

import (
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

func TestUI_TableRowsAreNamedByTheirLink(t *testing.T) {
	root := render(t, `{{template "table" .Table}}`, &shown{Page: kit.Page{Title: "清單"}, Table: kit.Table{
		ID: "cases", Caption: "申請單",
		Columns: []kit.Column{{Label: "單號", Header: true, Sort: kit.Descending, Href: "/cases?sort=number"}, {Label: "狀態"}, {Label: "列印"}},
		Rows: []kit.TableRow{{Cells: []kit.Cell{
			{Links: []kit.Link{{Text: "B1130131001", Href: "/cases/B1130131001"}}},
			{Area: kit.TestArea, State: kit.Returned},
			{Links: []kit.Link{{Text: "列印", Href: "/cases/B1130131001/print", Hidden: "B1130131001"}}},
		}}},
	}})
	if got := text(one(t, root, "caption", "id=cases-caption")); got != "申請單" {
		t.Errorf("caption %q", got)
	}
	one(t, root, "div", "role=region", "tabindex=0", "aria-labelledby=cases-caption")
	one(t, root, "th", "scope=col", "aria-sort=descending")
	header := one(t, root, "th", "scope=row", "role=rowheader", "data-label=單號")
	one(t, header, "a", "href=/base/cases/B1130131001")
	if got := text(one(t, root, "td", "data-label=狀態")); got != "測試區退回補正" {
		t.Errorf("state cell %q", got)
	}
	if got := text(one(t, root, "td", "data-label=列印")); got != "列印 B1130131001" {
		t.Errorf("link %q", got)
	}
}

func TestUI_EmptyListSaysWhyAndOffersTheNextAct(t *testing.T) {
	root := render(t, `{{template "table" .Table}}`, &shown{Page: kit.Page{Title: "清單"}, Table: kit.Table{
		Caption: "申請單", Empty: kit.Empty{Text: "還沒有申請單。", Next: kit.Link{Text: "新增線上服務", Href: "/services/new"}},
	}})
	if len(all(root, "table")) != 0 {
		t.Error("an empty table is shown")
	}
	if got := text(one(t, root, "div", "class=nothing")); got != "還沒有申請單。新增線上服務" {
		t.Errorf("said %q", got)
	}
}

func TestC3_HistoryShowsAllRoundsAndStagesToCome(t *testing.T) {
	root := render(t, `{{template "history" .History}}`, &shown{Page: kit.Page{Title: "審核歷程"}, History: kit.History{Caption: "審核歷程", Rounds: []kit.Round{
		{Title: "第 1 次送件", Rows: []kit.Result{{Order: 1, Party: "維運團隊", State: kit.SentBack, When: "2024-02-01 09:30", Opinion: "請補正"}}},
		{Title: "第 2 次送件", Rows: []kit.Result{
			{Order: 1, Party: "維運團隊", State: kit.Passed, When: "2024-02-02 09:30", Facts: []kit.Fact{{Label: "發文字號", Text: "銀局字第 1 號"}}},
			{Order: 2, Party: "數位發展部", State: kit.NotStarted},
		}},
	}}})
	var lines []string
	for _, row := range all(root, "tr") {
		lines = append(lines, text(row))
	}
	want := "順序審核單位審核結果審核時間審核意見\n第 1 次送件\n1維運團隊退回2024-02-01 09:30請補正\n第 2 次送件\n1維運團隊通過2024-02-02 09:30發文字號 銀局字第 1 號\n2數位發展部未開始——"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("history\n%s\nwant\n%s", got, want)
	}
}

func TestUI_StageLineMarksWhoseTurnItIs(t *testing.T) {
	root := render(t, `{{template "stages" .Stages}}`, &shown{Page: kit.Page{Title: "審核"}, Stages: []kit.Stage{
		{Title: "維運團隊", State: kit.Passed, When: "2024-02-05"}, {Title: "數位發展部", State: kit.InReview, Current: true},
	}})
	if got := text(one(t, root, "li", "aria-current=step")); got != "數位發展部 審核中" {
		t.Errorf("current stage %q", got)
	}
}

func TestF4_ChangedAnswersShowWhatWasBefore(t *testing.T) {
	root := render(t, `{{template "summary" .Summary}}`, &shown{Page: kit.Page{Title: "預覽"}, Summary: kit.Summary{Title: "連線", Rows: []kit.SummaryRow{
		{Letter: "A", Label: "服務名稱", Answer: kit.Answer{Text: "新"}, Before: &kit.Answer{Text: "舊"}, Edit: kit.Link{Text: "修改", Hidden: "服務名稱", Href: "/edit"}},
	}}})
	if got := text(one(t, root, "div", "class=changed")); got != "A.服務名稱 有異動 新修改前舊 修改 服務名稱" {
		t.Errorf("row %q", got)
	}
}

func TestB6_FaultsStandAtTheAnswersOfAPreview(t *testing.T) {
	root := render(t, `{{template "summary" .Summary}}`, &shown{Page: kit.Page{Title: "預覽"}, Summary: kit.Summary{Rows: []kit.SummaryRow{
		{ID: "name", Label: "服務名稱", Faults: []string{"請輸入服務名稱。"}, Warnings: []string{"注意。"}},
	}}})
	if got := text(one(t, root, "div", "id=name", "class=faulty", "tabindex=-1")); got != "服務名稱 （未填）提醒：注意。錯誤：請輸入服務名稱。" {
		t.Errorf("row %q", got)
	}
}

func TestUI_AnswersAreTextAndNeverMarkup(t *testing.T) {
	tests := map[string]struct {
		answer kit.Answer
		want   string
	}{
		"nothing":   {kit.Answer{}, "（未填）"},
		"markup":    {kit.Answer{Text: "<img src=x>"}, "<img src=x>"},
		"a URL":     {kit.Answer{Text: "https://example.com.tw", Link: true}, "https://example.com.tw"},
		"addresses": {kit.Answer{List: []string{"192.0.2.1", "2001:db8::1"}}, "192.0.2.12001:db8::1"},
		"rich text": {kit.Answer{Blocks: []form.Block{
			{Kind: form.Paragraph, Items: []form.Item{{{Text: "<b>", Bold: true}}, {{Text: "行"}}}},
			{Kind: form.Bullets, Items: []form.Item{{{Text: "項"}}}},
		}}, "<b>行項"},
		"a key": {kit.Answer{Key: &kit.Key{Kind: "RSA 2048", Fingerprint: "AB:CD"}}, "種類RSA 2048SHA-256 指紋AB:CD"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := render(t, `<div class="under">{{template "answer" .Answer}}</div>`, &shown{Page: kit.Page{Title: "預覽"}, Answer: test.answer})
			if got := text(one(t, root, "div", "class=under")); got != test.want {
				t.Errorf("answer %q, want %q", got, test.want)
			}
			if n := len(all(root, "img")) + len(all(one(t, root, "main"), "a")); n != 0 {
				t.Errorf("%d links or pictures", n)
			}
		})
	}
}
