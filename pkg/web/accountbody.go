package web

import (
	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// accountBody is the paper of an account case (fig. 78), with what it changes
// marked.
func (p paper) accountBody(f casefile.AccountForm) []kit.Summary {
	var list []kit.Summary
	now, before := f.After, f.Before
	if now == nil {
		now, before = f.Before, nil
	}
	basics := kit.Summary{Title: "基本資料", Rows: []kit.SummaryRow{
		{Label: "單位名稱", Answer: kit.Answer{Text: p.Case.OrganisationName}},
	}}
	if p.Case.Kind == casefile.OfficerKind && f.Leaving != nil {
		basics.Rows = append(basics.Rows, kit.SummaryRow{Label: "原承辦人", Answer: kit.Answer{Text: f.Leaving.Title()}},
			kit.SummaryRow{Label: "是否帶入副帳號", Answer: kit.Answer{Text: yesNo(f.Before != nil)}})
	}
	basics.Rows = append(basics.Rows, detailRows(*now, before, "電子信箱")...)
	basics.Rows = append(basics.Rows, kit.SummaryRow{Label: "角色", Answer: kit.Answer{Text: p.roleAsked(f)}})
	list = append(list, basics)
	if f.Proposal != nil {
		list = append(list, proposalRows(*f.Proposal, f, p.Case.With))
	} else {
		list = append(list, kit.Summary{Title: "申請人", Rows: []kit.SummaryRow{
			{Label: "姓名", Answer: kit.Answer{Text: p.Case.Applicant.Name}}, {Label: "帳號", Answer: kit.Answer{Text: p.Case.Applicant.Login}},
			itemRow(p.Case.Kind)}})
	}
	return list
}

// detailRows are the data of an account; what differs from before is marked. The
// manual calls the address 電子信箱 on a case and 電子郵件 where it is edited.
func detailRows(d account.Details, before *account.Details, mail string) []kit.SummaryRow {
	was := d
	if before != nil {
		was = *before
	}
	var rows []kit.SummaryRow
	for _, r := range []struct{ label, now, was string }{{"姓名", d.Name, was.Name}, {"電話", d.Phone, was.Phone}, {mail, d.Mail, was.Mail},
		{"帳號", d.Login, was.Login}, {"服務單位名稱", d.Unit, was.Unit}} {
		row := kit.SummaryRow{Label: r.label, Answer: kit.Answer{Text: r.now}}
		if r.now != r.was {
			row.Before = &kit.Answer{Text: r.was}
		}
		rows = append(rows, row)
	}
	return rows
}

func proposalRows(o casefile.Proposal, f casefile.AccountForm, with string) kit.Summary {
	s := kit.Summary{Title: "機關資料（申請人填寫，由維運團隊確認）", Rows: []kit.SummaryRow{
		{Label: "機關名稱全銜", Answer: kit.Answer{Text: o.Name}},
		{Label: "機關類型", Answer: kit.Answer{Text: o.Kind.Label()}},
		{Label: "是否民營", Answer: kit.Answer{Text: yesNo(o.Private)}},
		{Label: "產業別", Answer: kit.Answer{Text: o.Sector}},
		{Label: "目的事業主管機關", Answer: kit.Answer{Text: orNone(o.AuthorityName)}},
		{Label: "信箱網域", Answer: kit.Answer{Text: o.Domain}},
		{Label: "同意的條款", Answer: kit.Answer{Text: f.Terms + " 版，" + calendar.Minute(f.Agreed)}},
	}}
	if with != "" {
		s.Rows = append(s.Rows, kit.SummaryRow{Label: "一併送出的申請單", Answer: kit.Answer{List: []string{with}}})
	}
	return s
}

// roleAsked is the 角色 of fig. 78.
func (p paper) roleAsked(f casefile.AccountForm) string {
	switch p.Case.Kind {
	case casefile.ProviderKind, casefile.AuthorityKind, casefile.OfficerKind:
		return roleTitle(f.Role, true)
	case casefile.SubKind, casefile.DeleteKind:
		return roleTitle(f.Role, false)
	}
	return roleTitle(f.Role, f.Role == account.Provider)
}

// roleTitle is what an account is to its organisation.
func roleTitle(r account.Role, officer bool) string {
	switch {
	case r == account.Ops:
		return "維運團隊"
	case r == account.Moda:
		return "數位發展部"
	case r == account.Authority && officer:
		return "主管機關承辦人"
	case r == account.Authority:
		return "主管機關副帳號"
	case officer:
		return "資料/服務管理者"
	}
	return "副帳號"
}

func yesNo(yes bool) string {
	if yes {
		return "是"
	}
	return "否"
}

func orNone(s string) string {
	if s == "" {
		return "無"
	}
	return s
}

// accountConsequence says what an answer to an account case leads to.
func accountConsequence(k casefile.Kind, o chain.Outcome) string {
	if o != chain.Approved {
		switch k {
		case casefile.ProviderKind:
			return "結束這次申請，帳號不會建立；一併送出的申請單隨之結束。"
		case casefile.AuthorityKind:
			return "結束這次申請，帳號不會建立。"
		}
		return "結束這次申請，帳號維持原狀。"
	}
	switch k {
	case casefile.ProviderKind:
		return "帳號隨即啟用，申請人可以登入；一併送出的申請單自動開始審核。"
	case casefile.AuthorityKind:
		return "帳號隨即啟用，申請人可以登入。"
	case casefile.SubKind:
		return "副帳號隨即建立，並以電子郵件通知本人設定密碼。"
	case casefile.EditKind:
		return "帳號資料隨即更新。"
	case casefile.DeleteKind:
		return "帳號隨即刪除，其登入狀態與審核連結同時失效。"
	case casefile.OfficerKind:
		return "新承辦人隨即接任，原承辦人的帳號、登入狀態與審核連結同時失效。"
	}
	return "原驗證器隨即解除綁定，所有登入狀態失效；本人須重新登入並綁定驗證器。"
}

// accountDone says what an approved account case has done.
func accountDone(k casefile.Kind) string {
	switch k {
	case casefile.ProviderKind, casefile.AuthorityKind:
		return "帳號已啟用。"
	case casefile.SubKind:
		return "副帳號已建立，請該員以「忘記密碼」設定密碼後登入。"
	case casefile.EditKind:
		return "帳號資料已更新。"
	case casefile.DeleteKind:
		return "帳號已刪除。"
	case casefile.OfficerKind:
		return "承辦人已變更。"
	}
	return "原驗證器已解除綁定。"
}

// confirmedRows are what ops made of the organisation of a sign-up.
func confirmedRows(c *casefile.Confirmation) []kit.SummaryRow {
	if c == nil || c.Name == "" {
		return nil
	}
	if c.Attach != "" {
		return []kit.SummaryRow{{Label: "併入既有機關", Answer: kit.Answer{Text: c.Name}}}
	}
	rows := []kit.SummaryRow{
		{Label: "建立機關", Answer: kit.Answer{Text: c.Name}},
		{Label: "機關類型", Answer: kit.Answer{Text: c.Kind.Label()}},
		{Label: "是否民營", Answer: kit.Answer{Text: yesNo(c.Private)}},
		{Label: "產業別", Answer: kit.Answer{Text: c.Sector}},
	}
	if c.ShortName != "" {
		return append(rows, kit.SummaryRow{Label: "機關簡稱", Answer: kit.Answer{Text: c.ShortName}})
	}
	return append(rows, kit.SummaryRow{Label: "目的事業主管機關", Answer: kit.Answer{Text: orNone(c.AuthorityName)}})
}
