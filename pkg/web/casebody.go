package web

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// head is what the case's page says before the form (figs. 32, 45).
func (p paper) head() kit.Summary {
	return kit.Summary{Title: "申請單", Rows: []kit.SummaryRow{
		{Label: "審核結果", State: kit.State(p.Case.State.Label())},
		{Label: "審核意見", Answer: kit.Answer{Text: p.opinion()}},
		{Label: "申請單號", Answer: kit.Answer{List: []string{p.Case.Number}}},
		{Label: "申請日期", Answer: kit.Answer{Text: calendar.Day(p.Case.Applied)}},
		{Label: "修改時間", Answer: kit.Answer{Text: calendar.Minute(p.Case.Modified)}},
		{Label: "送件", Answer: kit.Answer{Text: sending(p.review.Round)}},
	}}
}

// opinion is the newest one of the round; 「－」 where nobody wrote any.
func (p paper) opinion() string {
	var last casefile.Stage
	for _, s := range p.Stages {
		if s.Review == p.review.Seq && s.Round == p.review.Round && s.Answer != "" && !s.Decided.Before(last.Decided) {
			last = s
		}
	}
	if last.Opinion == "" {
		return "－"
	}
	return last.Opinion
}

// body is a submission as it reads, with what differs from what is in force and
// from the round before (F4), and what its reviewer asked for (F3).
func (p paper) body(sub casefile.Submission, now time.Time) []kit.Summary {
	if sub.Account != nil {
		return p.accountBody(*sub.Account)
	}
	who := kit.Summary{Title: "申請人", Rows: append(basics(p.Case.OrganisationName, sub.Person), itemRow(p.review.Kind))}
	answers := reading{files: p.path() + "/files", values: sub.Values, catalogue: sub.DataSets, notes: p.notes(), now: now}
	fields := p.fields(sub)
	var costs bool
	if answers.before, answers.round, costs = differences(fields, sub); costs {
		answers.cost = p.cost
	}
	return append([]kit.Summary{who}, answers.summaries(fields)...)
}

// basics is who applies, which the form does not ask (figs. 7, 8).
func basics(organisation string, person casefile.Person) []kit.SummaryRow {
	return []kit.SummaryRow{
		{Label: "單位名稱", Answer: kit.Answer{Text: organisation}},
		{Label: "承辦人姓名", Answer: kit.Answer{Text: person.Name}},
		{Label: "承辦人電話", Answer: kit.Answer{Text: person.Phone}},
		{Label: "承辦人電子信箱", Answer: kit.Answer{Text: person.Mail}},
		{Label: "承辦人帳號", Answer: kit.Answer{Text: person.Login}},
	}
}

// itemRow is what is applied for (申請項目).
func itemRow(k casefile.Kind) kit.SummaryRow {
	return kit.SummaryRow{Label: "申請項目", Answer: kit.Answer{Text: k.Label()}}
}

// notes are what the newest 退回 of the review said about single fields.
func (p paper) notes() []casefile.FieldNote {
	var last casefile.Stage
	for _, s := range p.Stages {
		if s.Review == p.review.Seq && s.Answer == chain.Return && s.Decided.After(last.Decided) {
			last = s
		}
	}
	return last.Notes
}
