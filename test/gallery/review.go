package main

import (
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

type reviewView struct {
	framed
	Stages    []kit.Stage
	Changed   kit.Changes
	Summaries []kit.Summary
	History   kit.History
	Decision  kit.Form
}

func reviewPage() kit.View { return review("信用卡線上申辦", "資料齊備。", 1) }

func longReviewPage() kit.View {
	return review(longName, "請補正：\n一、"+longName+"\n二、"+longURL, 6)
}

func review(name, opinion string, sections int) kit.View {
	view := &reviewView{framed: frame("服務申請單(測試)")}
	view.Caption, view.State = "B1130131001", kit.InReview
	view.Trail = append(view.Trail, kit.Link{Text: "資料審核", Href: "/lists"})
	view.Stages = []kit.Stage{
		{Title: "機關單位 – 銀行局", State: kit.Passed, When: "2024-02-05 10:12"},
		{Title: "維運團隊", State: kit.InReview, Current: true, When: "自 2024-02-05 起"},
		{Title: "機關單位 – 銀行局發文", State: kit.NotStarted},
		{Title: "數位發展部", State: kit.NotStarted},
	}
	view.Changed = kit.Changes{Title: "異動內容", Lines: []string{"與現行內容相比有 3 個項目不同。整份申請單依最嚴格的項目辦理：「回測試」，須主管機關發文。"}}
	for _, r := range costly(name).Rows {
		view.Changed.Rows = append(view.Changed.Rows, kit.ChangeRow{ID: r.ID, Letter: r.Letter, Label: r.Label, Cost: r.Cost, Round: r.Round != nil})
	}
	view.Summaries = append(view.Summaries, costly(name), kit.Summary{Title: "期間", Fold: "沒有異動，1 個項目", Rows: []kit.SummaryRow{{Label: "測試日期", Answer: kit.Answer{Text: "2024-04-01 - 2024-06-30"}}}})
	for range sections {
		view.Summaries = append(view.Summaries, answers(name))
	}
	view.History = kit.History{Caption: "審核歷程", Rounds: []kit.Round{
		{Title: "測試申請 第 1 次送件", Rows: []kit.Result{
			{Order: 1, Party: "機關單位 – 銀行局", State: kit.SentBack, When: "2024-02-01 09:30", Opinion: opinion},
		}},
		{Title: "測試申請 第 2 次送件", Rows: []kit.Result{
			{Order: 1, Party: "機關單位 – 銀行局", State: kit.Passed, When: "2024-02-05 10:12", Opinion: "已補正。"},
			{Order: 2, Party: "維運團隊", State: kit.Waiting},
			{Order: 3, Party: "機關單位 – 銀行局發文", State: kit.NotStarted, Facts: []kit.Fact{{Label: "發文日期", Text: "2024-02-07"}, {Label: "發文字號", Text: "銀局（控）字第 11301234567 號"}}},
			{Order: 4, Party: "數位發展部", State: kit.NotStarted},
		}},
	}}
	view.Decision = kit.Form{
		Key: "q4f8",
		Fields: []kit.Field{
			{Kind: kit.Radios, ID: "answer", Label: "審核", Options: []kit.Option{
				{Value: "approve", Label: "同意", Hint: "進入下一關：機關單位 – 銀行局發文。"},
				{Value: "reject", Label: "不同意", Hint: "結束這次審核，並通知申請人。"},
				{Value: "return", Label: "退回", Hint: "請申請人補正後以同一單號重新送出。"},
			}},
			{Kind: kit.TextArea, ID: "opinion", Label: "審核意見", Hints: []string{"不同意與退回須填寫；申請人看得到。"}, Lines: 4},
		},
		Buttons: []kit.Button{{Text: "送出"}},
	}
	return view
}

func answers(name string) kit.Summary {
	return kit.Summary{
		Title: "申請內容", Edit: kit.Link{Text: "修改", Hidden: "申請內容", Href: "/fields"},
		Rows: []kit.SummaryRow{
			{Letter: "A", Label: "服務名稱", Answer: kit.Answer{Text: name}, Before: &kit.Answer{Text: "信用卡申請"}, Edit: kit.Link{Text: "修改", Hidden: "服務名稱", Href: "/fields"}},
			{Label: "線上服務狀態", State: kit.Testing},
			{Letter: "B", Label: "服務目的與內容", Answer: kit.Answer{Blocks: []form.Block{
				{Kind: form.Paragraph, Items: []form.Item{{{Text: "民眾申請"}, {Text: "信用卡", Bold: true}, {Text: "服務，"}}, {{Text: "以下文件由 MyData 提供。"}}}},
				{Kind: form.Bullets, Items: []form.Item{{{Text: "所得資料"}}, {{Text: "財產資料"}}}},
				{Kind: form.Numbers, Items: []form.Item{{{Text: "身分驗證"}}, {{Text: "同意傳送"}}}},
			}}, Notes: []string{"請說明資料保存期限。"}},
			{Letter: "C", Label: "應備文件", Answer: kit.Answer{Items: []string{"個人各類所得資料", "個人財產資料"}}},
			{Letter: "E", Label: "服務跳轉網址 (return_url)", Answer: kit.Answer{Text: longURL, Link: true}},
			{Letter: "G", Label: "連線至MyData APIs之主機IP位址", Answer: kit.Answer{List: []string{"163.22.21.64", "2001:0db8:85a3:1234:5678:8a2e:0370:7334"}}},
			{Letter: "J", Label: "雙向憑證", Answer: kit.Answer{Key: sampleKey()}},
			{Letter: "M", Label: "客服專線分機"},
		},
	}
}

// costly is a change of each way (D8).
func costly(name string) kit.Summary {
	return kit.Summary{Title: "異動項目", Rows: []kit.SummaryRow{
		{ID: "name", Letter: "A", Label: "服務名稱", Answer: kit.Answer{Text: name}, Since: "現行內容", Before: &kit.Answer{Text: "信用卡"}, Cost: kit.Cost{Way: form.Direct}},
		{ID: "sets", Letter: "C", Label: "資料集", Answer: kit.Answer{Items: []string{"所得資料"}}, Since: "現行內容", Before: &kit.Answer{Items: []string{"財產資料"}},
			Round: &kit.Answer{Items: []string{"財產資料", "所得資料"}}, Cost: kit.Cost{Way: form.Test, Letter: true}},
		{ID: "hosts", Letter: "G", Label: "主機IP位址", Answer: kit.Answer{List: []string{"203.66.35.20"}}, Since: "現行內容", Before: &kit.Answer{}, Cost: kit.Cost{Way: form.Pilot}},
	}}
}
