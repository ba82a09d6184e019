package web

import (
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// pilotView is what the applicant needs while a case is piloted: the ready-made
// trial URL, and what may be done next (fig. 32).
type pilotView struct {
	Rows  []kit.SummaryRow
	Note  string
	Links []kit.Link
}

// pilot is zero for a case that is not piloted.
func (p paper) pilot() pilotView {
	if p.Case.Trial == "" {
		return pilotView{}
	}
	view := pilotView{Note: "*針對參數有疑問，請參考「服務提供者技術文件」，謝謝！",
		Rows: []kit.SummaryRow{{Label: "試辦網址路徑", Answer: kit.Answer{List: []string{"GET " + p.Case.Trial}}}}}
	if r, _ := p.Foremost(); r.State.Over() {
		view.Links = []kit.Link{{Text: "試辦完成", Href: p.path() + "/pilot-report"}, {Text: "修改並送出審核", Href: "/services/" + p.Case.ServiceID + "/edit"}}
	}
	return view
}

// approvedWords say what the approval of a service's case has led to (D1 to D9).
func approvedWords(k casefile.Kind) string {
	switch k {
	case casefile.ExtendKind:
		return "延長測試已核准，測試期間請見服務頁面。"
	case casefile.AmendKind, casefile.AlterKind:
		return "異動的資料已經生效，測試或試辦繼續進行。"
	case casefile.GoLiveKind, casefile.PilotKind:
		return "各關都已通過，請至正式區進行試辦；完成後點選「試辦完成」上傳試辦報告。"
	case casefile.ReportKind:
		return "試辦報告已審核通過。第一次上線的服務依上線日期上線，異動則已經生效。"
	case casefile.DirectKind:
		return "異動的資料已經生效。"
	case casefile.RetestKind, casefile.BackKind:
		return "異動須回測試：請至測試區重新測試，完成後在服務頁面申請上線。"
	case casefile.DelistKind:
		return "服務已下架。"
	}
	return "各關都已通過，服務進入測試階段。測試期間與 client_id 請見服務頁面。"
}
