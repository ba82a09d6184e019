package web

import (
	"fmt"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

const (
	environmentPath = "/environment"
	documentFiles   = environmentPath + "/files/"
	documentsPath   = environmentPath + "/documents/"
)

var environmentLink = kit.Link{Text: "系統環境主機及網址資訊", Href: environmentPath}

// environmentPage is templates/page/environment.html: what partners need to know
// of both areas, and what they may download (E5).
type environmentPage struct {
	kit.Page
	Areas []kit.Summary
	Edit  []kit.Link // of ops
	Table kit.Table
	Add   []kit.Link // of ops
}

func (s *Server) environment(w http.ResponseWriter, r *http.Request, v *visit) error {
	sheet, err := s.Store.Environment(r.Context())
	if err != nil {
		return err
	}
	keeper := v.actor.Role == account.Ops
	page := environmentPage{Page: s.frame(v, environmentLink.Text), Areas: []kit.Summary{
		{Title: kit.TestArea.Label(), Rows: hostRows(sheet.Test)}, {Title: kit.ProductionArea.Label(), Rows: hostRows(sheet.Production)}},
		Table: kit.Table{ID: "documents", Caption: "技術文件與範例程式", Empty: kit.Empty{Text: "目前沒有可以下載的文件。"},
			Columns: []kit.Column{{Label: "文件名稱", Header: true}, {Label: "版次", Number: true}, {Label: "發布日期"}, {Label: "檔案"}, {Label: "操作"}}}}
	if !sheet.Changed.IsZero() {
		page.Caption = "最近更新：" + calendar.Minute(sheet.Changed)
	}
	if keeper {
		page.Edit = []kit.Link{{Text: "編輯主機與網址", Href: environmentPath + "/hosts"}, policiesLink}
		page.Add = []kit.Link{{Text: "新增文件", Href: documentsPath + "new"}}
	}
	for _, d := range sheet.Documents {
		if newest, published := d.Newest(); published || keeper {
			page.Table.Rows = append(page.Table.Rows, documentRow(d, newest, published))
		}
	}
	return s.kit.Page(w, r, http.StatusOK, "environment", &page)
}

// hostRows are the lines of an area; one that says there are none.
func hostRows(hosts []environment.Host) []kit.SummaryRow {
	rows := make([]kit.SummaryRow, 0, len(hosts))
	for _, h := range hosts {
		rows = append(rows, kit.SummaryRow{Label: h.Label, Answer: kit.Answer{Text: h.Value, Link: true}})
	}
	if len(rows) == 0 {
		rows = append(rows, kit.SummaryRow{Label: "主機與網址", Answer: kit.Answer{Text: "尚未公佈"}})
	}
	return rows
}

func documentRow(d environment.Document, newest environment.Edition, published bool) kit.TableRow {
	row := kit.TableRow{Cells: []kit.Cell{{Text: d.Title, Hint: d.Note}, {Text: "—"}, {Text: "尚未發布"}, {},
		{Links: []kit.Link{{Text: "各版次", Hidden: d.Title, Href: documentsPath + d.ID}}}}}
	if published {
		edition := editionCells(newest)
		copy(row.Cells[1:4], edition)
	}
	return row
}

// editionCells are an edition's number, day and file.
func editionCells(e environment.Edition) []kit.Cell {
	return []kit.Cell{{Text: fmt.Sprint(e.Number)}, {Text: calendar.Day(e.Published), Whole: true},
		{Links: []kit.Link{{Text: e.File.Name, Href: documentFiles + e.File.ID}}, Hint: e.File.Type.Label() + "，" + sizeOf(e.File.Size)}}
}

// documentFile leads whoever is signed in to a published file, as an attachment.
func (s *Server) documentFile(w http.ResponseWriter, r *http.Request, _ *visit) error {
	sheet, err := s.Store.Environment(r.Context())
	if err != nil {
		return err
	}
	file, found := sheet.File(r.PathValue("id"))
	if !found {
		return fault.New(fault.NotFound, "這個檔案已經不再提供。")
	}
	return s.handOut(w, r, file)
}
