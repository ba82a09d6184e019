package web

import (
	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// unsentNotice lists mail about a case that did not arrive; nothing where all of
// it did.
func unsentNotice(list []casefile.Unsent) kit.Notice {
	if len(list) == 0 {
		return kit.Notice{}
	}
	n := kit.Notice{Title: "有郵件未能送達", Warning: true}
	for _, u := range list {
		n.Lines = append(n.Lines, calendar.Minute(u.At)+" 寄給"+u.Name+"的「"+u.Mail+"」："+u.Fault.Label()+"。")
	}
	n.Lines = append(n.Lines, "郵件的內容在這一頁都看得到；請以其他方式通知收件人，並確認其電子郵件。")
	return n
}

// unreachedNotice tells a person that mail does not reach them, and what to do.
func unreachedNotice(a account.Account) kit.Notice {
	u := a.OutOfReach()
	if u == nil {
		return kit.Notice{}
	}
	n := kit.Notice{Title: "系統信件寄不到您的信箱", Warning: true, Lines: []string{
		calendar.Minute(u.At) + " 寄到 " + u.Mail + " 的信件沒有送達：" + u.Fault.Label() + "。",
		"請確認信箱可以收信。地址有誤時，請由機關承辦人在後臺帳號管理申請變更；被停止寄送時，請聯絡客服恢復。"}}
	if account.Attempt(account.ActorOf(a, account.LevelTOTP), account.ManageAccounts) == nil {
		n.Links = []kit.Link{accountsLink}
	}
	return n
}

// reachHint says in lists of people that mail does not reach one of them.
func reachHint(a account.Account) string {
	if u := a.OutOfReach(); u != nil {
		return "郵件未送達：" + u.Fault.Label()
	}
	return ""
}
