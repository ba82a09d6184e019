package web

import (
	"maps"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// The history speaks in the words of the program, so that it stays the same for
// ever. Here they are put into people's; what has no word yet is shown as it is.

var auditNouns = map[string]string{
	"unsent": "未送達郵件",
	"case":   "申請單", "review": "審核", "desk": "審核認領", "note": "內部註記", "service": "服務", "offering": "資料集或臨櫃服務", "account": "帳號", "office": "承辦人職務",
	"organisation": "機關", "catalogue": "資料集目錄", "session": "登入狀態", "sitting": "登入程序", "one-time": "單次連結",
	"keyring": "備用驗證碼", "sign-up": "帳號註冊", "sign-in": "登入", "upload": "檔案", "document": "技術文件", "environment": "主機與網址", "bulletin": "公佈欄",
	"rule": "防火牆規則", "secret": "client_secret",
}

var auditVerbs = map[string]string{
	"mail-fault": "郵件未送達", "mail-arrived": "郵件恢復送達",
	"submit": "送出", "resubmit": "補正後重新送出", "approve": "通過", "refuse": "未通過", "return": "退回補正", "withdraw": "撤回", "close": "結束",
	"release": "開始或釋出", "decide": "審核決定", "open": "開始", "reopen": "重新等候", "conclude": "結果生效", "restart": "重新啟動",
	"apply": "申請", "confirm": "確認", "correct": "補正", "remind": "到期提醒", "test": "進入測試", "window-end": "測試到期",
	"applied": "申請", "test-approved": "進入測試", "test-refused": "回到申請前", "window-ended": "測試到期", "extension-asked": "申請延長測試",
	"extension-approved": "延長測試", "extension-refused": "未延長測試", "change-asked": "申請異動", "change-approved": "異動", "change-refused": "未異動",
	"golive-asked": "申請上線", "golive-approved": "進入試辦", "golive-refused": "回到測試", "report-sent": "送出試辦報告",
	"report-approved": "試辦完成", "report-refused": "回到試辦", "date-moved": "變更上線日期", "date-came": "上線", "delist-asked": "申請下架",
	"delist-approved": "下架", "delist-refused": "未下架",
	"ask": "提出申請", "begin": "啟用", "bind": "綁定驗證器", "unbind": "解除驗證器", "create": "建立", "edit": "異動", "leave": "卸任", "mark": "送出異動申請",
	"unmark": "異動申請結束", "officer": "接任承辦人", "password": "變更密碼", "remove": "刪除", "reset": "重設密碼", "status": "變更狀態",
	"lift-locks": "解除鎖定", "publish": "發布", "renew": "重新產生", "retire": "作廢或撤下", "use-code": "使用驗證碼", "change": "變更", "found": "建立",
	"issue": "寄發", "use": "使用", "set": "變更設定", "end": "登出", "code": "驗證碼", "mailed-code": "信箱驗證碼", "recovery-code": "備用驗證碼", "activate": "啟動", "request": "申請", "send": "送出",
	"prove": "身分驗證", "recover": "救援", "send-code": "寄送驗證碼", "claim": "認領", "write": "寫入", "start": "開始上傳", "scan": "檢查", "keep": "隨申請單留存",
	"maintenance-add": "新增維護時間", "maintenance-remove": "移除維護時間", "maintenance": "開始維護", "halt-ask": "提出暫停或恢復", "halt-drop": "取消提出", "poll": "回報輪詢狀態",
	"suspended": "暫停介接", "lifted": "解除暫停", "deleted": "刪除",
	"mark-set": "標記設定完成", "mark-removed": "標記移除完成",
}

// actWords is an act in words: 申請單 送出.
func actWords(act string) string {
	noun, verb, _ := strings.Cut(act, ".")
	return orSame(auditNouns, noun) + " " + orSame(auditVerbs, verb)
}

// objectWords names an object by its kind; the rest of its name tells it apart.
func objectWords(object string) string {
	kind, _, _ := strings.Cut(object, "/")
	return orSame(auditNouns, kind)
}

func orSame(words map[string]string, key string) string {
	if word := words[key]; word != "" {
		return word
	}
	return key
}

var factWords = map[string]string{
	"unreached": "郵件未送達", "fault": "原因", "turn": "目前審核單位", "sector": "產業別",
	"number": "單號", "kind": "種類", "state": "狀態", "area": "區", "organisation": "機關", "service": "服務", "round": "送件次數", "attempt": "啟動次數",
	"stage": "關卡", "outcome": "結果", "chain": "審核流程", "party": "審核單位", "answer": "審核結果", "at": "於第幾關", "step": "服務步驟",
	"candidate": "版次", "client": "client_id", "window": "測試期間", "case": "申請單", "role": "角色", "status": "狀態", "epoch": "登入效期",
	"bound": "已綁定驗證器", "officer": "承辦人", "private": "民營", "authority": "主管機關", "level": "登入方式", "providers": "資料提供者數", "sets": "資料集數", "categories": "服務類別數",
	"purpose": "用途", "for": "用途", "terms": "條款版本", "cases": "申請單數", "holder": "認領人", "by": "由", "reason": "原因", "type": "格式", "hash": "SHA-256", "object": "物件版次", "date": "日期", "length": "字數", "retired": "已撤下", "draft": "草稿",
	"until": "先前的有效至", "ends": "有效至", "upkeep": "維護時間數", "suspended": "暫停中", "halt-asked": "提出人", "polling": "輪詢狀態",
	"from": "起", "to": "迄", "port": "連接埠", "addresses": "IP 位址", "set": "設定完成", "removed": "移除完成",
}

// reviewWords are where a review stands, and how it came out.
var reviewWords = map[casefile.ReviewState]string{
	casefile.Moving: "轉送中", casefile.Waiting: "待審核", casefile.ReviewReturned: "退回補正", casefile.ReviewApproved: "審核通過",
	casefile.ReviewRejected: "審核未通過", casefile.ReviewWithdrawn: "已撤回", casefile.ReviewHeld: "等候帳號審核",
}

// changeWords lists what an entry changed: 狀態：審核中 → 退回補正.
func changeWords(e audit.Entry) []string {
	keys := map[string]bool{}
	for _, m := range []map[string]string{e.Before, e.After} {
		for k := range m {
			keys[k] = true
		}
	}
	var list []string
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		line := orSame(factWords, k) + "："
		if was := e.Before[k]; was != "" {
			line += valueWords(e.Object, k, was) + " → "
		}
		list = append(list, line+valueWords(e.Object, k, e.After[k]))
	}
	return list
}

// valueWords puts the values of enumerations into words.
func valueWords(object, key, value string) string {
	word := ""
	switch {
	case value == "":
		return "（無）"
	case key == "state" && strings.HasPrefix(object, "case/"):
		word = casefile.State(value).Label()
	case (key == "state" || key == "outcome") && strings.HasPrefix(object, "review/"):
		word = reviewWords[casefile.ReviewState(value)]
	case key == "kind" && strings.HasPrefix(object, "organisation/"):
		word = account.Kind(value).Label()
	case key == "kind":
		word = casefile.Kind(value).Label()
	case key == "area":
		word = casefile.Area(value).Label()
	case key == "answer":
		word = chain.Answer(value).Label()
	case key == "step":
		word = service.Step(value).Label()
	case key == "polling":
		word = service.Poll(value).Label()
	case key == "status":
		word = account.Status(value).Label()
	case value == "true":
		word = "是"
	case value == "false":
		word = "否"
	}
	if word == "" {
		return value
	}
	return word
}

// refusalWords says why an attempt came to nothing.
func refusalWords(code string) string {
	switch fault.Code(code) {
	case fault.Unauthenticated:
		return "未登入或身分驗證失敗"
	case fault.Forbidden:
		return "沒有權限"
	case fault.NotFound:
		return "不存在或不可見"
	case fault.Conflict:
		return "資料已有異動或不是其權責"
	case fault.Expired:
		return "連結或效期已過"
	case fault.TooMany:
		return "次數過多"
	case fault.Invalid:
		return "內容不正確"
	}
	return code
}

// actorWords is who acted: what the portal does by itself has no account.
func actorWords(a audit.Actor, people map[string]account.Account) (who, as string) {
	switch {
	case a.AccountID == "" && a.Role == "":
		return "未登入", ""
	case a.AccountID == "":
		return "系統", a.Party
	}
	if a.Role == audit.Key {
		return "API 金鑰 " + a.AccountID, "監控"
	}
	p, known := people[a.AccountID]
	if who = a.AccountID; known {
		who = p.Name + "（" + p.Login + "）"
	}
	if a.Role == audit.Claimed {
		return who, "自稱，未經驗證"
	}
	return who, roleTitle(account.Role(a.Role), a.Role != string(account.Sub))
}
