package main

import "mydata.nat.gov.tw/portal/pkg/web/kit"

type listsView struct {
	framed
	Filters    kit.Filters
	Table      kit.Table
	Pagination kit.Pagination
}

func listsPage() kit.View {
	return lists([]kit.TableRow{
		caseRow("B1130131001", "測試商業銀行", kit.TestArea, kit.InReview),
		caseRow("B1130314001-5", "範例產物保險", kit.ProductionArea, kit.Approved),
		caseRow("D1130205001", "示範證券", "", kit.Returned),
	})
}

func longListsPage() kit.View {
	rows := []kit.TableRow{}
	for range 5 {
		rows = append(rows, caseRow("B1130314001-12", longName, kit.ProductionArea, kit.Refused))
	}
	return lists(rows)
}

func emptyListsPage() kit.View {
	view := lists(nil).(*listsView)
	view.Filters.Total = "共 0 筆"
	view.Pagination = kit.Pagination{}
	return view
}

func lists(rows []kit.TableRow) kit.View {
	view := &listsView{framed: frame("資料審核")}
	view.Area = ""
	view.Banner = "申請單 B1130131001 已送出。"
	view.Filters = kit.Filters{
		Fields: []kit.Field{
			{Kind: kit.Search, ID: "q", Label: "搜尋", Value: "銀行", Width: kit.Short},
			{Kind: kit.Select, ID: "item", Label: "申請項目", Options: []kit.Option{{Label: "全部"}, {Value: "service", Label: "服務", Chosen: true}}},
			{Kind: kit.Checkboxes, ID: "state", Label: "申請狀態", Inline: true, Options: []kit.Option{{Value: "open", Label: "審核中", Chosen: true}, {Value: "returned", Label: "退回補正"}, {Value: "approved", Label: "審核通過"}}},
			{Kind: kit.Select, ID: "size", Label: "顯示筆數", Options: []kit.Option{{Value: "20", Label: "20 筆"}, {Value: "50", Label: "50 筆"}}},
		},
		Chosen: []string{"搜尋：銀行", "申請項目：服務", "申請狀態：審核中"},
		Total:  "共 23 筆",
	}
	view.Table = kit.Table{
		ID: "cases", Caption: "申請單",
		Columns: []kit.Column{
			{Label: "項次", Number: true}, {Label: "單號", Header: true}, {Label: "申請機關"}, {Label: "申請項目"},
			{Label: "申請日期", Sort: kit.Descending, Href: "/lists?sort=date"}, {Label: "申請狀態"}, {Label: "操作"},
		},
		Rows:  rows,
		Empty: kit.Empty{Text: "沒有符合條件的申請單。", Next: kit.Link{Text: "清除篩選條件", Href: "/lists"}},
	}
	view.Pagination = kit.Pagination{Label: "申請單分頁", Previous: "/lists?before=a", Next: "/lists?after=b", Where: "第 21–23 筆"}
	return view
}

func caseRow(number, organisation string, area kit.Area, state kit.State) kit.TableRow {
	return kit.TableRow{Cells: []kit.Cell{
		{Text: "21"},
		{Whole: true, Links: []kit.Link{{Text: number, Href: "/review"}}},
		{Text: organisation, Hint: "王大明"},
		{Area: area, Text: "測試"},
		{Text: "2024-01-31", Whole: true},
		{State: state},
		{Whole: true, Links: []kit.Link{{Text: "申請單歷程", Href: "/review?history", Hidden: number}, {Text: "列印", Href: "/review?print", Hidden: number}}},
	}}
}
