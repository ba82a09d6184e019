package web

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// nextOf says where a service stands, by which day what has to be done, and what
// follows by itself.
func nextOf(sv service.Service, now time.Time) kit.Notice {
	n := kit.Notice{Title: "接下來", Warning: sv.Marks.Has(service.Halted)}
	if sv.Step != service.Live || !n.Warning {
		n.Lines = stepWords(sv, now)
	}
	for _, also := range []struct {
		mark service.Mark
		text string
	}{
		{service.Halted, "介接暫停中：防火牆規則已關閉，由數位發展部解除；在那之前通過的申請也不會開通連線。"},
		{service.Amending, "異動審核中，結果以信件通知。"},
		{service.Extending, "延長測試申請審核中，結果以信件通知。"},
		{service.Delisting, "下架申請審核中；通過後服務下架，進行中的其他申請隨之結束。"},
	} {
		if sv.Marks.Has(also.mark) {
			n.Lines = append(n.Lines, also.text)
		}
	}
	if sv.Live > 0 && sv.Candidate > 0 && !n.Warning {
		n.Lines = append(n.Lines, "異動生效前，服務照現行資料提供；以下是現行資料。")
	}
	if sv.Step.UnderReview() {
		n.Links = []kit.Link{{Text: "查看審核進度", Hidden: sv.CaseNumber, Href: "/cases/" + sv.CaseNumber}}
	}
	return n
}

// stepWords are those of the step alone; of a change where something is live.
func stepWords(sv service.Service, now time.Time) []string {
	change := sv.Live > 0
	switch sv.Step {
	case service.NoCandidate:
		if sv.ClientID != "" {
			return []string{"服務已下架。要再次介接，以「恢復介接」重新申請，審核通過後從測試開始。"}
		}
		return []string{"申請已撤回或未通過。要再申請，在申請單以「資料帶入新單」建立新的申請。"}
	case service.TestReview:
		return []string{"測試申請審核中；通過後發給通知，測試期間與防火牆規則自核准的第一天起算。"}
	case service.Testing, service.TestEnded:
		return testWords(sv, now)
	case service.GoLiveReview:
		if change && sv.Way == form.Pilot {
			return []string{"異動審核中；通過後以新的資料試辦。"}
		}
		return []string{"上線申請審核中；通過後在正式區試辦。"}
	case service.Piloting:
		return pilotWords(sv, now)
	case service.ReportReview:
		if change {
			return []string{"試辦報告審核中；通過後異動立即生效。"}
		}
		return []string{"試辦報告審核中；通過後於 " + sv.GoLive.String() + " 零時自動上線，較晚通過者於次日零時。"}
	case service.Waiting:
		return []string{"將於 " + sv.GoLive.String() + " 零時自動上線，不需要再做什麼。日期有變時用「變更上線日期」。"}
	case service.ChangeReview:
		return []string{"異動審核中；通過後立即生效。"}
	}
	return []string{"服務上線中。要修改資料用「修改並送出審核」，送出前會說明要走的流程與通常需要的時間。"}
}

func testWords(sv service.Service, now time.Time) []string {
	var lines []string
	for _, w := range sv.Windows() {
		switch {
		case now.Before(w.Opens()):
			lines = append(lines, w.Start.String()+" 零時開始測試，防火牆規則屆時自動開通，至 "+w.End.String()+" 24:00 關閉。")
		case now.Before(w.Closes()):
			lines = append(lines, "測試至 "+w.End.String()+" 24:00 為止，防火牆規則屆時自動關閉。")
		default:
			lines = append(lines, "測試期間已於 "+w.End.String()+" 24:00 結束，防火牆規則已關閉。")
		}
	}
	if sv.Can(service.GoLiveAsked, service.Facts{Now: now}) {
		lines = append(lines, "測試完成後備妥測試檢核表，用「申請上線」送出。")
	}
	if sv.Can(service.ExtensionAsked, service.Facts{Now: now}) {
		lines = append(lines, "還要測試時用「延長測試」，審核通過後防火牆規則再次開通。")
	}
	return lines
}

func pilotWords(sv service.Service, now time.Time) []string {
	if sv.Live > 0 {
		return []string{"以新的資料試辦；完成後用「試辦完成」送出試辦報告，審核通過後異動立即生效。"}
	}
	lines := []string{"試辦網址路徑在申請單裡。試辦完成後，於 " + sv.ReportDay().String() + " 前用「試辦完成」送出試辦報告。"}
	if sv.ReportDay().Before(calendar.Today(now)) {
		lines = append(lines, "試辦報告已逾期；仍可送出，上線日期有變時用「變更上線日期」。")
	}
	return lines
}

// daysAhead are a service's deadlines as rows, each with the time that is left.
func daysAhead(sv service.Service, now time.Time) []kit.SummaryRow {
	var rows []kit.SummaryRow
	for _, d := range sv.Deadlines(now) {
		rows = append(rows, dayRow(d, now))
	}
	return rows
}

// dayRow is one of them.
func dayRow(d service.Deadline, now time.Time) kit.SummaryRow {
	answer := kit.Answer{Text: d.Day.String() + "（" + remaining(calendar.Today(now).DaysUntil(d.Day)) + "）"}
	if d.Detail != "" {
		answer = kit.Answer{Items: []string{answer.Text, d.Detail}}
	}
	return kit.SummaryRow{Label: d.Kind.Label(), Answer: answer}
}
