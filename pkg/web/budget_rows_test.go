package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/policy"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
)

// budgets are the rows, in the order of routes.go.
func budgets() []budget {
	return slices.Concat(entranceBudgets(), signUpBudgets(), accountBudgets(), caseBudgets(), decisionBudgets(), serviceBudgets(), lifeBudgets(), offeringBudgets(), boardBudgets(), environmentBudgets(), reportBudgets())
}

const ok, found = http.StatusOK, http.StatusSeeOther

func entranceBudgets() []budget {
	signIn := func(s *site) *page {
		return s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", portaltest.Password))
	}
	return []budget{
		{"", "GET /start", ok, upTo(1, 12, 0), func(s *site) *page { return s.visitor().get("/start") }},
		{"", "GET /signin", ok, upTo(0, 0, 0), func(s *site) *page { return s.visitor().get("/signin") }},
		{"", "POST /signin", found, upTo(5, 1.5, 10), signIn},
		{"", "GET /signin/code", ok, aPage, func(s *site) *page { return signIn(s).follow() }},
		{"", "POST /signin/code", found, upTo(4, 2, 16), func(s *site) *page { return signIn(s).follow().press("驗證", with("code", s.code(s.Officer))) }},
		{"", "POST /signin/code/mail", found, upTo(5, 4, 13), func(s *site) *page { return signIn(s).follow().press("使用E-mail寄送驗證碼") }},
		{"by a mailed code", "POST /signin/code", found, upTo(5, 5, 20), func(s *site) *page {
			p := signIn(s).follow().press("使用E-mail寄送驗證碼").follow()
			return p.press("驗證", with("code", s.mailedCode(s.Officer.Mail)))
		}},
		{"", "GET /signin/bind", ok, aPage, func(s *site) *page { s.newPerson("newops01"); return s.half("newops01").get("/signin/bind") }},
		{"", "POST /signin/bind", ok, upTo(7, 7, 30), func(s *site) *page {
			p := s.scanning("newops01", s.newPerson("newops01"))
			return p.press("驗證", with("code", s.shows(p.authenticator())))
		}},
		{"", "GET /signin/bind/qr.png", ok, aPage, func(s *site) *page { return s.scanning("newops01", s.newPerson("newops01")).get("/signin/bind/qr.png") }},
		{"", "GET /signin/lost", ok, aPage, func(s *site) *page { return s.half(s.Officer.Login).get("/signin/lost") }},
		{"", "POST /signin/lost", found, upTo(6, 6, 15), func(s *site) *page {
			return s.half(s.Officer.Login).get("/signin/lost").press("寄送驗證碼到信箱")
		}},
		{"", "GET /forgot", ok, upTo(0, 0, 0), func(s *site) *page { return s.visitor().get("/forgot") }},
		{"", "POST /forgot", found, upTo(5, 1.5, 10), func(s *site) *page { return s.visitor().get("/forgot").press(sendLink, with("login", s.Officer.Login)) }},
		{"", "GET /forgot/sent", ok, upTo(0, 0, 0), func(s *site) *page { return s.visitor().get("/forgot/sent") }},
		{"", "GET /reset", ok, aPage, func(s *site) *page { return s.get(s.resetLink(s.Officer.Login, s.Officer.Mail)) }},
		{"", "POST /reset", found, upTo(7, 6, 26), func(s *site) *page {
			return s.get(s.resetLink(s.Officer.Login, s.Officer.Mail)).press("設定密碼", with("password", another), with("password-again", another))
		}},
		{"", "GET /invited", ok, upTo(0, 0, 0), func(s *site) *page { return s.visitor().get("/invited") }},
		{"", "POST /signout", found, upTo(2, 2, 10), func(s *site) *page { return s.as(s.Officer).get("/").press("登出") }},
		{"", "POST /session/extend", http.StatusNoContent, upTo(2, 2, 1), func(s *site) *page { return s.as(s.Officer).post("/session/extend", nil) }},
		{"of an applicant", "GET /{$}", ok, upTo(3, 4, 0), func(s *site) *page { s.submitted(); return s.as(s.Officer).get("/").get("/") }},
		{"of a reviewer", "GET /{$}", ok, aPage, func(s *site) *page { s.submitted(); return s.as(s.Bureau).get("/").get("/") }},
		{"after the newest bulletins were read a minute ago", "GET /{$}", ok, upTo(4, 4.5, 0), func(s *site) *page { return s.as(s.Officer).get("/") }},
		{"of a number", "GET /search", ok, upTo(3, 4, 0), func(s *site) *page { s.submitted(); return s.as(s.Officer).get("/search?q=b113") }},
		{"of a name", "GET /search", ok, upTo(3, 4, 0), func(s *site) *page { s.submitted(); return s.as(s.Ops).get("/search?q=測試") }},
		{"", "GET /me", ok, aPage, func(s *site) *page { return s.as(s.Officer).get("/me") }},
		{"", "POST /me/password", found, upTo(8, 6, 40), func(s *site) *page {
			return s.as(s.Officer).get("/me").press("變更密碼", s.changed(portaltest.Password, another, s.code(s.Officer))...)
		}},
		{"", "POST /me/recovery", ok, upTo(5, 4, 20), func(s *site) *page {
			return s.as(s.Officer).get("/me").press("重新產生備用驗證碼", with(renewID, s.code(s.Officer)))
		}},
		{"", "POST /me/sessions", found, upTo(3, 4, 10), func(s *site) *page {
			s.as(s.Officer)
			p := s.as(s.Officer).get("/me")
			for _, row := range p.rows() {
				if !strings.Contains(strings.Join(row, ""), "目前使用的裝置") {
					return p.press("登出裝置 " + row[0])
				}
			}
			return p
		}},
		{"", "GET /privacy", ok, upTo(1, 1, 0), func(s *site) *page { return s.visitor().get("/privacy") }},
		{"", "GET /accessibility", ok, upTo(0, 0, 0), func(s *site) *page { return s.visitor().get("/accessibility") }},
	}
}

// signUpBudgets are the steps of a sign-up, each after those before it.
func signUpBudgets() []budget {
	lastPart := "/signup/policy?part=" + strconv.Itoa(len(policy.Original().Parts()))
	sent := func(s *site) *page { return s.agreed().get("/signup/email").press("送出", with("mail", newcomer)) }
	activate := func(s *site) *page { p := sent(s); return p.get(s.mailedTo(newcomer)) }
	details := func(s *site) *page { _, p := s.activated(newcomer); return p }
	typed := func(s *site) *page { return details(s).press("填寫介接申請單", described()...) }
	begun := func(s *site) *page { return typed(s).follow().press("開始填寫") }
	preview := func(s *site) *page { return applied(begun(s).browser, "/signup/application") }
	choosing := func(s *site) *page {
		return begun(s).get("/signup/application/basics").press(chooseFile, with("existing", form.No)).follow()
	}
	handedIn := func(s *site) *page { p := choosing(s); return p.arrived(s, scantest.PNG()) }
	return []budget{
		{"", "GET /signup/policy", ok, upTo(1, 1, 0), func(s *site) *page { return s.visitor().get("/signup/policy") }},
		{"", "POST /signup/policy", found, upTo(0, 0, 0), func(s *site) *page { return s.agreed().get(lastPart).press("確定", with("agree", "yes")) }},
		{"", "GET /signup/email", ok, upTo(0, 0, 0), func(s *site) *page { return s.agreed().get("/signup/email") }},
		{"", "POST /signup/email", found, upTo(5, 1.5, 10), sent},
		{"", "GET /signup/sent", ok, aPage, func(s *site) *page { return sent(s).follow() }},
		{"", "POST /signup/sent", found, upTo(5, 1.5, 10), func(s *site) *page { return sent(s).follow().press("重新寄送驗證信") }},
		{"", "GET /signup/activate", ok, aPage, activate},
		{"", "POST /signup/activate", found, upTo(2, 1, 5), func(s *site) *page { return activate(s).press("啟動帳號") }},
		{"", "POST /signup/activate/resend", found, upTo(8, 2.5, 15), func(s *site) *page {
			p := activate(s)
			s.Clock.Advance(time.Hour)
			return p.press("啟動帳號").press("重新寄送驗證信")
		}},
		{"", "GET /signup/details", ok, aPage, details},
		{"", "POST /signup/details", found, upTo(3, 1.5, 1), typed},
		{"", "GET /signup/application", ok, aPage, func(s *site) *page { return typed(s).follow() }},
		{"", "POST /signup/application", found, upTo(2, 1, 2), begun},
		{"", "GET /signup/application/preview", ok, aPage, preview},
		{"", "POST /signup/application/preview", found, upTo(6, 3, 85), func(s *site) *page { return preview(s).press("送出") }},
		{"", "GET /signup/application/{section}", ok, aPage, func(s *site) *page { return preview(s).get("/signup/application/connection") }},
		{"", "POST /signup/application/{section}", found, upTo(3, 2, 4), func(s *site) *page {
			return preview(s).get("/signup/application/connection").press("儲存並繼續")
		}},
		{"", "GET /signup/uploads/{id}", ok, aPage, choosing},
		{"", "POST /signup/uploads/{id}/replace", found, upTo(6, 5, 20), func(s *site) *page { return handedIn(s).press("更換檔案") }},
		{"", "GET /signup/uploads/{id}/remove", ok, aPage, func(s *site) *page { p := handedIn(s); return p.get(p.path + "/remove") }},
		{"", "POST /signup/uploads/{id}/remove", found, upTo(5, 5, 12), func(s *site) *page { p := handedIn(s); return p.get(p.path + "/remove").press("移除") }},
		{"", "GET /signup/uploads/{id}/file", found, aPage, func(s *site) *page { p := handedIn(s); return p.get(p.path + "/file") }},
		{"", "GET /signup/done", ok, aPage, func(s *site) *page { return preview(s).press("送出").follow() }},
	}
}

// accountBudgets keep to a page's but for the locks of an account: its browsers
// and what is counted for each lie apart.
func accountBudgets() []budget {
	// at is a page below an account, as somebody sees it.
	at := func(who, whose func(*site) account.Actor, path string) func(*site) *page {
		return func(s *site) *page { return s.as(who(s)).get("/accounts/" + whose(s).AccountID + path) }
	}
	press := func(show func(*site) *page, words string, edits ...edit) func(*site) *page {
		return func(s *site) *page { return show(s).press(words, edits...) }
	}
	officer := func(s *site) account.Actor { return s.Officer }
	ops := func(s *site) account.Actor { return s.Ops }
	own, seen := at(officer, officer, ""), at(ops, officer, "")
	subNew, handOver := at(officer, officer, "/subs/new"), at(officer, officer, "/officer")
	subDelete := func(s *site) *page {
		return s.as(s.Officer).get("/accounts/" + s.Officer.AccountID + "/subs/" + s.Colleague.AccountID + "/delete")
	}
	return []budget{
		{"of one's own", "GET /accounts", ok, aPage, func(s *site) *page { return s.as(s.Officer).get("/accounts") }},
		{"of all organisations", "GET /accounts", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/accounts?name=測試") }},
		{"one's own", "GET /accounts/{id}", ok, aPage, own},
		{"another's", "GET /accounts/{id}", ok, aPage, seen},
		{"", "POST /accounts/{id}", found, upTo(9, 6.5, 40), press(own, "送出審核", with("name", "王小明"), with("mail", "officer01@bank.com.tw"))},
		{"", "GET /accounts/{id}/locks", ok, upTo(3, 6, 0), at(ops, officer, "/locks")},
		{"", "POST /accounts/{id}/status", found, upTo(3, 3, 10), press(seen, "變更狀態", with("status", "disabled"))},
		{"", "POST /accounts/{id}/locks", found, upTo(6, 4, 15), func(s *site) *page {
			s.visitor().get("/signin").press("登入後臺", with("login", s.Officer.Login), with("password", another))
			return at(ops, officer, "/locks")(s).press("解除鎖定")
		}},
		{"", "GET /accounts/{id}/organisation", ok, aPage, at(ops, officer, "/organisation")},
		{"", "POST /accounts/{id}/organisation", found, upTo(4, 5.5, 12), press(at(ops, officer, "/organisation"), "儲存機關設定", with("private", form.No))},
		{"", "GET /accounts/{id}/subs/new", ok, aPage, subNew},
		{"", "POST /accounts/{id}/subs/new", found, upTo(10, 7, 40), press(subNew, "新增副帳號", typedPerson("helper01")...)},
		{"", "GET /accounts/{id}/subs/{sub}/delete", ok, aPage, subDelete},
		{"", "POST /accounts/{id}/subs/{sub}/delete", found, upTo(8, 6, 40), press(subDelete, "確定")},
		{"", "GET /accounts/{id}/officer", ok, aPage, handOver},
		{"", "POST /accounts/{id}/officer", found, upTo(10, 7, 55), press(handOver, "變更承辦人", append(typedPerson("successor01")[:4], with("carry", form.No))...)},
	}
}

func caseBudgets() []budget {
	// of is a page of a case that waits at its first stage, as somebody sees it.
	of := func(who func(*site) account.Actor, path string) func(*site) *page {
		return func(s *site) *page { return s.as(who(s)).get("/cases/" + s.submitted() + path) }
	}
	officer := func(s *site) account.Actor { return s.Officer }
	bureau := func(s *site) account.Actor { return s.Bureau }
	moda := func(s *site) account.Actor { return s.Moda }
	list := func(who func(*site) account.Actor, query string) func(*site) *page {
		return func(s *site) *page { s.crowd(); return s.as(who(s)).get("/cases" + query) }
	}
	edit := func(path string) func(*site) *page {
		return func(s *site) *page { return s.as(s.Officer).get("/cases/" + s.returned() + "/edit" + path) }
	}
	return []budget{
		{"", "GET /cases/{number}/files/{id}", found, reviewPage, func(s *site) *page { return s.as(s.Bureau).get(s.withFile()) }},
		{"of an applicant", "GET /cases", ok, aPage, list(officer, "")},
		{"waiting", "GET /cases", ok, aPage, list(bureau, "")},
		{"waiting, narrowed", "GET /cases", ok, upTo(2, 8, 0), list(bureau, "?q=貸款&whose=none")},
		{"", "GET /cases/next", found, upTo(2, 8, 0), list(bureau, "/next")},
		{"", "POST /cases/{number}/claim", found, upTo(3, 4, 12), func(s *site) *page {
			number := s.submitted()
			return s.as(s.Bureau).get("/cases/" + number).press("認領 " + number)
		}},
		{"", "POST /cases/{number}/release", found, upTo(3, 4, 12), func(s *site) *page {
			number := s.submitted()
			b := s.as(s.Bureau)
			b.get("/cases").press("認領 " + number)
			return b.get("/cases").press("釋出 " + number)
		}},
		{"", "POST /cases/{number}/notes", found, upTo(3, 4, 12), func(s *site) *page {
			return of(bureau, "")(s).press("新增註記", with(onboarding.FieldRemark, "尚待法務意見。"))
		}},
		{"all", "GET /cases", ok, aPage, list(moda, "?list=all")},
		{"by number", "GET /cases", ok, upTo(3, 14, 0), list(moda, "?list=all&q=B113")},
		{"", "GET /cases/{number}/copy", ok, aPage, of(officer, "/copy")},
		{"", "POST /cases/{number}/copy", found, upTo(4, 4.5, 4), func(s *site) *page { return of(officer, "/copy")(s).press("建立新單") }},
		{"of an applicant", "GET /cases/{number}", ok, reviewPage, of(officer, "")},
		{"waiting", "GET /cases/{number}", ok, reviewPage, of(bureau, "")},
		{"at its end", "GET /cases/{number}", ok, reviewPage, func(s *site) *page { return s.as(s.Moda).get("/cases/" + s.atStage(5)) }},
		{"of a sign-up", "GET /cases/{number}", ok, upTo(4, 6, 0), func(s *site) *page { return s.as(s.Ops).get("/cases/" + s.signedUp()) }},
		{"", "GET /cases/{number}/history", ok, aPage, of(officer, "/history")},
		{"", "GET /cases/{number}/letter/{id}", ok, aPage, func(s *site) *page { return s.choosingScan() }},
		{"", "POST /cases/{number}/letter/{id}/replace", found, upTo(5, 5, 20), func(s *site) *page { return s.scanned().press("更換檔案") }},
		{"", "GET /cases/{number}/letter/{id}/remove", ok, aPage, func(s *site) *page { p := s.scanned(); return p.get(p.path + "/remove") }},
		{"", "POST /cases/{number}/letter/{id}/remove", found, upTo(5, 6, 12), func(s *site) *page {
			p := s.scanned()
			return p.get(p.path + "/remove").press("移除")
		}},
		{"", "GET /cases/{number}/letter/{id}/file", found, aPage, func(s *site) *page { p := s.scanned(); return p.get(p.path + "/file") }},
		{"", "GET /cases/{number}/organisation", ok, upTo(4, 5, 0), of(bureau, "/organisation")},
		{"", "GET /cases/{number}/print", ok, reviewPage, of(officer, "/print")},
		{"", "GET /cases/{number}/edit", ok, aPage, edit("")},
		{"", "GET /cases/{number}/edit/preview", ok, aPage, edit("/preview")},
		{"", "POST /cases/{number}/edit/preview", found, upTo(6, 9, 48), func(s *site) *page { return edit("/preview")(s).press("重新送出") }},
		{"", "GET /cases/{number}/edit/{section}", ok, aPage, edit("/connection")},
		{"", "POST /cases/{number}/edit/{section}", found, upTo(3, 4, 4), func(s *site) *page { return edit("/connection")(s).press("儲存並繼續") }},
		{"", "GET /cases/{number}/withdraw", ok, aPage, of(officer, "/withdraw")},
		{"", "POST /cases/{number}/withdraw", found, upTo(5, 5.5, 40), func(s *site) *page {
			return of(officer, "/withdraw")(s).press("確定", with(onboarding.FieldReason, "規格變更"))
		}},
	}
}

// crowd submits more cases than a list shows at once.
func (s *site) crowd() {
	s.t.Helper()
	for range 21 {
		s.submitted()
	}
}

// atStage is the number of a case whose stages before this one are decided; at
// stage 5 of the full chain it is approved.
func (s *site) atStage(order int) string {
	s.t.Helper()
	number := s.submitted()
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda}[:order-1] {
		s.decide(who, number, chain.Approve)
	}
	return number
}

// decisionBudgets are those of architecture.md.
func decisionBudgets() []budget {
	approve := with(onboarding.FieldAnswer, string(chain.Approve))
	letter := []edit{approve, with(onboarding.FieldLetterDate, stageDay.String()), with(onboarding.FieldLetterNumber, "銀局（控）字第 11301234567 號")}
	back := []edit{with(onboarding.FieldAnswer, string(chain.Return)), with(onboarding.FieldOpinion, strings.Repeat("字", onboarding.TextLimit-10)),
		with(onboarding.NoteField(1), string(form.TestIPs)), with(onboarding.NoteText(1), "請改用貴行的位址。")}
	check := func(order int, edits ...edit) func(*site) *page {
		return func(s *site) *page {
			who := []account.Actor{s.Bureau, s.Ops, s.Bureau, s.Moda}[order-1]
			return s.as(who).get("/cases/"+s.atStage(order)).press("送出", edits...)
		}
	}
	decide := func(order int, edits ...edit) func(*site) *page {
		return func(s *site) *page { return check(order, edits...)(s).press("送出") }
	}
	joins := []edit{approve, with(onboarding.FieldConfirm, onboarding.JoinExisting), with(onboarding.FieldJoin, "測試商業銀行股份有限公司")}
	confirming := func(s *site, edits ...edit) *page {
		return s.as(s.Ops).get("/cases/"+s.signedUp()).press("送出", edits...)
	}
	link := func(s *site) *page { s.submitted(); return s.linked().get(s.mailed(s.Bureau)) }
	byLink := func(edits ...edit) func(*site) *page {
		return func(s *site) *page {
			return link(s).press("送出", append(edits, with(onboarding.FieldCode, s.codeOf(s.Bureau)))...)
		}
	}
	return []budget{
		{"", "POST /cases/{number}/check", ok, reviewPage, check(1, approve)},
		{"first stage", "POST /cases/{number}/decide", found, aDecision, decide(1, approve)},
		{"second stage", "POST /cases/{number}/decide", found, aDecision, decide(2, approve)},
		{"letter", "POST /cases/{number}/decide", found, aDecision, decide(3, letter...)},
		{"letter with its scan", "POST /cases/{number}/decide", found, upTo(3, 4, 26), func(s *site) *page { return s.scanned().caseOf().press("送出").press("送出") }},
		{"that leads to a scan", "POST /cases/{number}/check", found, upTo(6, 8, 14), func(s *site) *page {
			number, typed := s.atLetter()
			return s.as(s.Bureau).get("/cases/"+number).press(chooseScan, typed...)
		}},
		{"last stage", "POST /cases/{number}/decide", found, aDecision, decide(4, approve, with(onboarding.FieldReceived, form.Yes))},
		{"return", "POST /cases/{number}/decide", found, aDecision, decide(1, back...)},
		{"on a sign-up", "POST /cases/{number}/decide", found, aDecision, func(s *site) *page {
			return confirming(s, approve, with(onboarding.FieldAuthority, s.Bureau.OrganisationID)).press("送出")
		}},
		{"on a sign-up that joins", "POST /cases/{number}/decide", found, aDecision, func(s *site) *page {
			return confirming(s, joins...).press("送出")
		}},
		{"on a sign-up that joins", "POST /cases/{number}/check", ok, upTo(4, 6, 0), func(s *site) *page { return confirming(s, joins...) }},
		{"", "GET /a/{token}", ok, upTo(3, 4, 0), link},
		{"", "POST /a/{token}", found, aDecision, byLink(approve)},
		{"return", "POST /a/{token}", found, aDecision, byLink(back...)},
		{"", "GET /a/{token}/done", ok, aPage, func(s *site) *page { return byLink(approve)(s).follow() }},
	}
}

func serviceBudgets() []budget {
	as := func(who func(*site) account.Actor, path string) func(*site) *page {
		return func(s *site) *page { s.crowd(); return s.as(who(s)).get(path) }
	}
	officer := func(s *site) account.Actor { return s.Officer }
	ops := func(s *site) account.Actor { return s.Ops }
	draft := func(path string) func(*site) *page {
		return func(s *site) *page {
			return s.as(s.Officer).get("/drafts/" + s.Draft(s.t, s.Officer, portaltest.Application()) + path)
		}
	}
	issued := func(s *site) *page {
		return s.as(s.Officer).get("/keys").press("產生金鑰", with("name", "排程"), with("scopes", "cases.read"))
	}
	revoking := func(s *site) *page { p := issued(s).get("/keys"); return p.get(p.link("停用 排程")) }
	return []budget{
		{"of an applicant", "GET /services", ok, aList, as(officer, "/services")},
		{"all", "GET /services", ok, aList, as(ops, "/services")},
		{"", "GET /services/{id}/cases", ok, reviewPage, func(s *site) *page {
			s.submitted()
			list := s.as(s.Officer).get("/services")
			return list.get(list.link("編輯 線上信用貸款") + "/cases")
		}},
		{"", "GET /services/new", ok, aPage, func(s *site) *page { return s.as(s.Officer).get("/services/new") }},
		{"", "POST /services/new", found, upTo(2, 2, 2), func(s *site) *page { return s.as(s.Officer).get("/services/new").press("開始填寫") }},
		{"", "GET /services/{id}", ok, aPage, func(s *site) *page {
			s.submitted()
			list := s.as(s.Officer).get("/services")
			return list.get(list.link("編輯 線上信用貸款"))
		}},
		{"", "GET /services/{id}/credentials", ok, aPage, func(s *site) *page { return s.as(s.Officer).get(s.approvedService() + "/credentials") }},
		{"", "POST /services/{id}/credentials", ok, upTo(6, 12, 30), func(s *site) *page { return s.secretTaken(s.approvedService()) }},
		{"", "GET /services/{id}/credentials/end", ok, aPage, func(s *site) *page { return s.secretEnding(s.secretRenewed(s.approvedService())) }},
		{"", "POST /services/{id}/credentials/end", found, upTo(6, 12, 30), func(s *site) *page {
			return s.secretEnding(s.secretRenewed(s.approvedService())).press("確定")
		}},
		{"", "GET /services/{id}/delete", ok, aPage, func(s *site) *page { return s.as(s.Officer).get(s.approvedService() + "/delete") }},
		{"", "POST /services/{id}/delete", found, upTo(6, 8, 60), func(s *site) *page { return s.as(s.Officer).get(s.approvedService() + "/delete").press("確定") }},
		{"", "GET /services/{id}/suspend", ok, aPage, func(s *site) *page { return s.as(s.Moda).get(s.approvedService() + "/suspend") }},
		{"", "POST /services/{id}/suspend", found, upTo(3, 6, 20), func(s *site) *page { return s.haltAsked(s.approvedService(), "暫停介接") }},
		{"", "POST /services/{id}/suspend/confirm", found, upTo(9, 12, 80), func(s *site) *page { return s.halted(s.approvedService(), "暫停介接") }},
		{"", "POST /services/{id}/suspend/drop", found, upTo(3, 6, 20), func(s *site) *page {
			return s.haltAsked(s.approvedService(), "暫停介接").follow().press("取消這次提出")
		}},
		{"", "GET /services/{id}/maintenance", ok, aPage, func(s *site) *page { return s.as(s.Officer).get(s.approvedService() + "/maintenance") }},
		{"", "POST /services/{id}/maintenance", found, upTo(3, 6, 20), func(s *site) *page { return s.planned(weekly...) }},
		{"", "POST /services/{id}/maintenance/remove", found, upTo(3, 6, 20), func(s *site) *page {
			return s.planned(weekly...).follow().press("移除第 1 項 每星期六 23:00 - 次日 03:00")
		}},
		{"", "GET /drafts", ok, aPage, func(s *site) *page { return draft("")(s).get("/drafts") }},
		{"", "GET /drafts/{id}", ok, aPage, draft("")},
		{"", "GET /drafts/{id}/preview", ok, aPage, draft("/preview")},
		{"", "POST /drafts/{id}/preview", found, upTo(6, 7, 52), func(s *site) *page { return draft("/preview")(s).press("送出") }},
		{"", "GET /drafts/{id}/{section}", ok, aPage, draft("/connection")},
		{"", "POST /drafts/{id}/{section}", found, upTo(3, 4, 4), func(s *site) *page { return draft("/connection")(s).press("儲存並繼續") }},
		{"", "GET /uploads/{id}", ok, aPage, func(s *site) *page { return s.choosing() }},
		{"", "POST /uploads/{id}/replace", found, upTo(6, 6, 22), func(s *site) *page { return s.handedIn(scantest.PNG()).press("更換檔案") }},
		{"", "GET /uploads/{id}/remove", ok, aPage, func(s *site) *page { p := s.handedIn(scantest.PNG()); return p.get(p.path + "/remove") }},
		{"", "POST /uploads/{id}/remove", found, upTo(5, 6, 15), func(s *site) *page {
			p := s.handedIn(scantest.PNG())
			return p.get(p.path + "/remove").press("移除")
		}},
		{"", "GET /uploads/{id}/file", found, aPage, func(s *site) *page { p := s.handedIn(scantest.PNG()); return p.get(p.path + "/file") }},
		{"that leads to a file", "POST /drafts/{id}/{section}", found, upTo(6, 6, 20), func(s *site) *page { return s.asking().press(chooseFile) }},
		{"", "GET /keys", ok, aPage, func(s *site) *page { return s.as(s.Officer).get("/keys") }},
		{"", "POST /keys", ok, aDecision, issued},
		{"", "GET /keys/{id}/revoke", ok, aPage, revoking},
		{"", "POST /keys/{id}/revoke", found, aDecision, func(s *site) *page { return revoking(s).press("確定") }},
		{"", "GET /policies", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/policies") }},
		{"", "POST /policies", found, aDecision, func(s *site) *page { return s.as(s.Ops).get("/policies/new").press("預覽", revised).press("發布") }},
		{"", "GET /policies/new", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/policies/new") }},
		{"", "POST /policies/check", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/policies/new").press("預覽", revised) }},
		{"", "GET /policies/{version}", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/policies/" + policy.Original().Version) }},
		{"", "GET /deadlines", ok, aPage, func(s *site) *page { s.approvedService(); return s.as(s.Officer).get("/deadlines") }},
		{"of a service", "GET /deadlines", ok, aPage, func(s *site) *page {
			return s.as(s.Officer).get("/deadlines?service=" + strings.TrimPrefix(s.approvedService(), "/services/"))
		}},
		{"", "GET /deadlines.ics", ok, aPage, func(s *site) *page { s.approvedService(); return s.as(s.Officer).get("/deadlines.ics") }},
		{"", "GET /firewall", ok, aPage, func(s *site) *page { s.atStage(5); return s.as(s.Ops).get("/firewall") }},
		{"of a crowd", "GET /firewall", ok, upTo(2, 6, 0), func(s *site) *page { s.rules(300); return s.as(s.Ops).get("/firewall") }},
		{"", "GET /firewall/changes", ok, aPage, func(s *site) *page { s.atStage(5); return s.as(s.Ops).get("/firewall/changes") }},
		{"", "POST /firewall/marks", found, upTo(3, 6, 25), func(s *site) *page { return s.marking(3) }},
		{"", "GET /firewall/{file}", ok, aPage, func(s *site) *page { s.atStage(5); return s.as(s.Ops).get("/firewall/test.nft") }},
		{"", "GET /audit", ok, aSearch, func(s *site) *page { s.atStage(5); return s.as(s.Ops).get("/audit") }},
		{"of a case", "GET /audit", ok, aSearch, func(s *site) *page { return s.as(s.Ops).get("/audit?object=" + s.atStage(5)) }},
		{"of what was refused", "GET /audit", ok, aPage, func(s *site) *page { return s.as(s.Ops).get("/audit?kind=refused") }},
		{"", "GET /audit/{file}", ok, aSearch, func(s *site) *page { return s.as(s.Ops).get("/audit/history.csv?object=" + s.atStage(5)) }},
	}
}
