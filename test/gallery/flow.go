package main

import (
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

type flowView struct {
	framed
	Tasks   []kit.Task
	Notices []kit.Notice
	States  []kit.State
	Areas   []kit.Area
	Links   []kit.Link
}

func flowPage() kit.View {
	return &flowView{
		framed: frame("服務提供者申請單"),
		Tasks: []kit.Task{
			{Title: "基本資料", Href: "/fields", State: kit.Complete},
			{Title: "期間", Href: "/fields", State: kit.Incomplete, Hint: "測試日期，三個月的結束日由系統帶入"},
			{Title: "項目說明", Href: "/fields", State: kit.Faulty},
			{Title: longName, Href: "/fields", State: kit.NotStarted},
			{Title: "預覽並送出", State: kit.NotStarted, Hint: "其他各項完成後開放"},
		},
		Notices: []kit.Notice{
			{Title: "審核流程說明", Lines: []string{"機關單位 – 銀行局、維運團隊、銀行局發文、數位發展部，依序審核。"}, Links: []kit.Link{{Text: "申請單 B1130131001", Href: "/review"}}},
			{Title: "送出前請確認", Lines: []string{"送出後至審核結束前不能修改。"}, Warning: true},
		},
		States: kit.States(),
		Areas:  []kit.Area{kit.TestArea, kit.ProductionArea},
		Links:  []kit.Link{{Text: "預覽並送出", Href: "/done"}, {Text: "資料帶入新單", Hidden: "B1130131001", Href: "/fields"}},
	}
}

type previewView struct {
	framed
	Summary kit.Summary
	Form    kit.Form
}

func previewPage() kit.View {
	view := &previewView{framed: frame("預覽"), Summary: answers(longName)}
	view.Faults = []fault.Field{{Key: "return-url", Control: "return-url", Message: "服務跳轉網址須以 https:// 開頭。"}}
	rows := view.Summary.Rows
	rows[4].ID, rows[4].Faults = "return-url", []string{view.Faults[0].Message}
	rows[5].Warnings = []string{"主機 IP 有兩個不同的網段。"}
	view.Form = kit.Form{Key: "p3d9", Buttons: []kit.Button{
		{Text: "送出", Name: "act", Value: "submit"}, {Text: "檢查", Name: "act", Value: "check", Action: "/flow"},
	}}
	return view
}

type confirmView struct {
	framed
	Confirm kit.Confirm
}

func confirmPage() kit.View {
	return &confirmView{framed: frame("撤回申請"), Confirm: kit.Confirm{
		Object:  []kit.SummaryRow{{Label: "申請單號", Answer: kit.Answer{Text: "B1130131001"}}, {Label: "服務名稱", Answer: kit.Answer{Text: "信用卡線上申辦"}}},
		Effects: []string{"這次審核結束，審核單位不再處理。", "內容保留為草稿，可修改後重新送出。"},
		Form: kit.Form{
			Fields:  []kit.Field{{Kind: kit.TextArea, ID: "reason", Label: "撤回原因", Lines: 3}},
			Buttons: []kit.Button{{Text: "撤回申請", Name: "act", Value: "withdraw", Look: kit.Danger}},
			Cancel:  kit.Link{Text: "取消", Href: "/review"},
		},
	}}
}

type doneView struct {
	framed
	Done kit.Done
}

func donePage() kit.View {
	return &doneView{framed: frame("申請已送出"), Done: kit.Done{
		Label: "申請單號", Numbers: []string{"B1130131001"},
		Next:  []string{"銀行局審核您的申請，通常需要 5 個工作天。", "每一關的結果都會寄到 test@example.com.tw。"},
		Links: []kit.Link{{Text: "查看申請單", Href: "/review"}, {Text: "回首頁", Href: "/"}},
	}}
}
