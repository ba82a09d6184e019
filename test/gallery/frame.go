package main

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// framed is the base of every sheet.
type framed struct{ kit.Page }

func (f *framed) did(what string) { f.Banner = "收到：" + what }

func frame(title string) framed {
	return framed{kit.Page{
		Title:  title,
		Area:   kit.TestArea,
		Person: kit.Person{Name: "王大明", Organisation: "測試商業銀行股份有限公司"},
		Trail:  []kit.Link{{Text: "首頁", Href: "/"}},
		Idle:   15 * time.Minute,
		Menu: []kit.Entry{
			{Text: "公佈欄", Href: "/bulletins"},
			{Text: "系統環境主機及網址資訊", Href: "/environment"},
			{Text: "帳號管理", Under: []kit.Entry{{Text: "後臺帳號管理", Href: "/accounts"}}},
			{Text: "資料審核", Href: "/cases", Count: "100+ 件待審", Current: true},
			{Text: "資料提供者管理", Href: "/providers"},
			{Text: "服務提供者管理", Under: []kit.Entry{{Text: "線上服務列表", Href: "/services"}, {Text: "臨櫃服務列表", Href: "/counter-services"}}},
			{Text: "期限", Href: "/deadlines", Count: "3 件將到期"},
		},
	}}
}

type indexView struct {
	framed
	Tasks []kit.Task
}

func indexPage() kit.View {
	view := &indexView{framed: frame("元件總覽")}
	view.Trail = nil
	for _, s := range sheets() {
		view.Tasks = append(view.Tasks, kit.Task{Title: s.what, Href: s.path})
	}
	return view
}

const (
	longName = "臺灣中小企業暨農漁會信用部聯合資訊服務股份有限公司附設個人化資料自主運用平臺介接測試專案辦公室（含各分支機構與海外據點）𡈽𨋢"
	longURL  = "https://mydata-integration-test.apply-online.retail-banking.example-commercial-bank.com.tw/onboarding/v2/personal-loan/application/start?channel=mydata&campaign=2024q2-autumn-promotion&redirect=confirmation#step-1"
)
