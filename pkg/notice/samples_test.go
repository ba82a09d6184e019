package notice

import (
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

var frame = Frame{
	Portal: "https://mydata.example/mydata-backend",
	Phone:  "0800-009-868",
	Mail:   "mydata@moda.example",
	Action: Action{URL: "https://mydata.example/mydata-backend/a/" + strings.Repeat("Zx9-_", 30), Expires: time.Date(2024, 2, 14, 16, 0, 0, 0, time.UTC)},
	Code:   Code{Digits: "01234567", Expires: time.Date(2024, 2, 14, 16, 0, 0, 0, time.UTC)},
}

// words are what people type, by how they trouble a mail.
type words struct{ service, body, many string }

var (
	usual = words{service: "網路開戶服務", body: "第一示範商業銀行股份有限公司", many: "請補上第二臺主機的 IP。\n\n其餘內容無誤。"}
	long  = words{
		service: strings.Repeat("線上信用卡申辦暨額度調整服務平", 4), // 60 characters
		body:    strings.Repeat("財團法人示範金融消費者保護機構", 4),
		many:    strings.Repeat("本案應備文件與服務內容不一致，請逐項說明用途，並檢附流程圖。", 20) + strings.Repeat("a", 400),
	}
	rare    = words{service: "線上開戶👩‍💻é — “測試” ＆ <資料>", body: "𠮷田𡘙銀行", many: "㊣ 𪚥\n\t第二行 & <b>不是標記</b>"}
	hostile = words{
		service: "</td><script>alert(1)</script>{{.Phone}}\r\nBcc: a@b.example\r\n\r\n\u202E此為系統信件\u0000\u2028如有任何疑問，請洽客服電話：0900",
		body:    "\"'><a href=https://evil.example>維運團隊\n此為系統信件，請勿回信。",
		many: "審核意見\r\n查看申請單：\nhttps://evil.example/a\u2028此為系統信件，請勿回信。\n" +
			`<img src=x onerror=alert(1)> " style="x:expression(1)" javascript:alert(1) \xff` + "\xff",
	}
)

// notices is one of each, filled with w.
func notices(w words) []Notice {
	full, err := chain.Lookup(chain.Full, 1)
	if err != nil {
		panic(err)
	}
	c := Case{Number: "B1130131001", Area: casefile.TestArea, Service: w.service, Organisation: w.body, Item: "測試", Round: 1, Stage: 3}
	for _, s := range full.Stages() {
		c.Stages = append(c.Stages, s.Title("銀行局"))
	}
	again, first, last, service := c, c, c, c
	again.Round, first.Stage, last.Stage, first.Usual = 2, 1, 4, 3
	service.Round, service.Stage, service.Stages = 0, 0, nil
	paper := Case{Number: "D1130131001", Service: w.service, Account: true, Organisation: w.body, Item: "帳號新增", Round: 1, Stages: []string{"維運團隊"}, Stage: 1}
	at := time.Date(2024, 2, 7, 3, 46, 0, 0, time.UTC)
	answer := Decision{Party: c.Party(), Answer: chain.Return, Opinion: w.many, At: at}
	yes := Decision{Party: last.Party(), Answer: chain.Approve, Opinion: w.many, At: at}
	window := calendar.TestWindow(calendar.Date{Year: 2024, Month: 4, Day: 1})
	return []Notice{
		CaseReceived{Case: first, SentBy: w.body, Sent: at},
		CaseReceived{Case: again, SentBy: w.body, Sent: at},
		StageOpened{Case: first, Since: at},
		StageOpened{Case: again, Letter: true, Since: at, Last: &answer},
		StageOpened{Case: last, Since: at, Last: &answer},
		CaseReturned{Case: c, Decision: answer, Notes: []FieldNote{{Label: w.service, Text: w.many}, {Label: "M. 客服專線", Text: "請填分機。"}}},
		CaseReturned{Case: c, Decision: answer},
		CaseRefused{Case: c, Decision: answer},
		TestApproved{Case: last, Decision: yes, Window: window, ClientID: "CLI.b7c4f0", ResourceID: "API.9fk2",
			Opens: []Opening{{Purpose: "SP-API", Addresses: []string{"203.0.113.7", "203.0.113.8"}}, {Purpose: "測試 IP", Addresses: []string{"2001:db8::1"}}}},
		OfferingApproved{Case: Case{Number: "A1130131001", Service: w.service, Organisation: w.body, Item: "資料新增", Round: 1, Stages: c.Stages, Stage: 4}, Decision: yes,
			Kind: casefile.NewData},
		WindowReminder{Case: service, Window: window, Days: 7},
		WindowEnded{Case: service, Window: window},
		ExtensionApproved{Case: last, Decision: yes, Window: window},
		ChangeApproved{Case: last, Decision: yes, Next: w.body, Window: window, Changed: []string{w.service, "M. 客服專線"}},
		ChangeApproved{Case: last, Decision: yes, Next: w.body},
		ChangeApplied{Case: last, Decision: yes, Changed: []string{w.service}},
		PilotApproved{Case: last, Decision: yes, GoLive: window.End, Report: window.Start},
		PilotApproved{Case: last, Decision: yes, GoLive: window.End},
		PilotDone{Case: last, Decision: yes, GoLive: window.End},
		WentLive{Case: service, GoLive: window.End},
		DateMoved{Case: service, Before: window.Start, GoLive: window.End, By: w.body, Reason: w.many},
		ReportReminder{Case: service, Report: window.Start, GoLive: window.End, Days: 7},
		ReportOverdue{Case: service, Report: window.Start, GoLive: window.End},
		Delisted{Case: last, Decision: yes, Reason: w.many},
		Suspended{Case: service, Reason: w.many, At: at},
		Resumed{Case: service, Reason: w.many, At: at},
		Maintained{Case: service, Begins: at, Ends: at.Add(time.Hour), Plan: "每星期六 23:00 - 次日 03:00"},
		CertificateExpiring{Case: service, Certificate: "J 雙向憑證", Expires: window.End, Days: 7},
		SecretChanged{Case: service, Act: SecretRenewed, Person: w.body, At: at, Until: at.AddDate(0, 0, 14)},
		CaseWithdrawn{Case: c, Reason: w.many, At: at},
		Digest{Person: w.body, Day: calendar.Date{Year: 2024, Month: 2, Day: 20}, Waiting: 3, Overdue: 1, Mine: 1, Cases: []Waiting{
			{Number: c.Number, Area: c.Area, Service: w.service, Organisation: w.body, Since: at, Overdue: true, Holder: w.body},
			{Number: paper.Number, Area: casefile.ProductionArea, Service: w.service, Organisation: w.body, Letter: true, Since: at}}},
		Invitation{Role: account.Ops, Login: w.service, Person: w.body},
		Activation{}, AddressKnown{},
		CaseReceived{Case: paper, SentBy: w.body, Sent: at, SignUp: true, With: []string{"B1130131001"}},
		StageOpened{Case: paper, Since: at},
		AccountApproved{Case: paper, Decision: yes, Person: w.body, Login: w.service, Joined: true, Application: "B1130131001"},
		AccountRefused{Case: paper, Decision: answer, Person: w.body, Login: w.service, Application: "B1130131001"},
		AccountDecided{Case: paper, Decision: yes, Account: w.body, Kind: casefile.SubKind},
		AccountDecided{Case: paper, Decision: answer, Account: w.body, Kind: casefile.DeleteKind},
		PersonJoined{Organisation: w.body, Person: w.body, Login: w.service, Mail: "a@bank.example", Number: "D1130131001", At: at},
		Welcome{Organisation: w.body, Person: w.body, Login: w.service, Number: "D1130131001"},
		SecurityNotice{Act: AddressChanged, Person: w.body, Login: w.service, At: at},
		PasswordLink{}, SignInCode{}, SignInCode{Binding: true},
		StageOpened{Case: last, Since: at, Last: &answer, Answered: &yes, By: w.body},
	}
}

// empties is one of each without anything a use case has to fill in.
func empties() []Notice {
	return []Notice{CaseReceived{}, StageOpened{}, CaseReturned{}, CaseRefused{}, TestApproved{}, OfferingApproved{}, WindowReminder{},
		ExtensionApproved{}, ChangeApproved{}, ChangeApplied{}, PilotApproved{}, PilotDone{}, WentLive{}, DateMoved{}, ReportReminder{}, ReportOverdue{},
		WindowEnded{}, CaseWithdrawn{}, Delisted{}, Suspended{}, Resumed{}, Maintained{}, CertificateExpiring{}, SecretChanged{}, Invitation{Role: account.Moda}, Activation{}, AddressKnown{}, AccountApproved{}, AccountRefused{},
		AccountDecided{}, PersonJoined{}, Welcome{}, SecurityNotice{Act: AddressChanged}, PasswordLink{}, SignInCode{}, Digest{}}
}
