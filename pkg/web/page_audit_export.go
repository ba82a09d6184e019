package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// auditFile hands out what a search finds, as history.csv to be read or as
// history.json to be kept and verified (make verify-audit).
func (s *Server) auditFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	name, kind, _ := strings.Cut(r.PathValue("file"), ".")
	if name != "history" || kind != "csv" && kind != "json" {
		return fault.New(fault.NotFound, "")
	}
	asked, err := s.askedOf(r.URL.Query())
	if err != nil {
		return err
	}
	search, party, err := s.Portal.FindHistory(r.Context(), v.actor, asked.Asked)
	if err != nil {
		return err
	}
	export := s.Portal.ExportHistory
	if asked.refused {
		export = s.Portal.ExportRefusals
	}
	x, err := export(r.Context(), search, party)
	if err != nil {
		return err
	}
	contentType := "application/json"
	body, err := x.JSON()
	if kind == "csv" {
		contentType = "text/csv; charset=utf-8"
		body, err = s.auditCSV(r.Context(), x)
	}
	if err != nil {
		return err
	}
	return hand(w, r, fmt.Sprintf("mydata-audit-%s.%s", s.Now().In(calendar.Taipei()).Format("20060102-1504"), kind), contentType, body)
}

// hand gives a file to be saved.
func hand(w http.ResponseWriter, r *http.Request, name, contentType string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	if r.Method == http.MethodHead {
		return nil
	}
	_, _ = w.Write(body) // the reader has gone: nobody is left to tell
	return nil
}

// auditCSV is an export as a table, with people's names.
func (s *Server) auditCSV(ctx context.Context, x audit.Export) ([]byte, error) {
	entries := x.Entries
	for _, h := range x.Histories {
		entries = append(entries, h.Entries...)
	}
	slices.SortStableFunc(entries, func(a, b audit.Entry) int { return a.Time.Compare(b.Time) })
	var actors []audit.Actor
	for _, e := range entries {
		actors = append(actors, e.Actor)
	}
	for _, r := range x.Refusals {
		actors = append(actors, r.Actor)
	}
	people, err := s.people(ctx, actors)
	if err != nil {
		return nil, err
	}
	rows := [][]string{{"時間", "操作者", "身分", "帳號代號", "動作", "對象", "序號", "變更內容", "雜湊"}}
	if len(x.Refusals) > 0 {
		rows = [][]string{{"時間", "最後一次", "操作者", "身分", "帳號代號", "嘗試的動作", "對象", "原因", "次數", "來源代號"}}
	}
	for _, e := range entries {
		who, as := actorWords(e.Actor, people)
		rows = append(rows, []string{second(e.Time), who, as, e.Actor.AccountID, e.Act, e.Object, strconv.Itoa(e.Seq),
			strings.Join(changeWords(e), "；"), e.Hash})
	}
	for _, r := range x.Refusals {
		who, as := actorWords(r.Actor, people)
		rows = append(rows, []string{second(r.First), second(r.Last), who, as, r.Actor.AccountID, r.Act, r.Object, refusalWords(r.Code),
			strconv.Itoa(r.Times), r.Source})
	}
	if x.More {
		rows = append(rows, []string{"紀錄超過一個檔案的上限，請縮小查詢範圍。"})
	}
	return spreadsheet(rows)
}

func second(t time.Time) string { return t.In(calendar.Taipei()).Format(time.DateTime) }

// spreadsheet is a table as CSV, with the mark by which Excel knows UTF-8. No
// cell can be taken for a formula (trust 22).
func spreadsheet(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = inert(cell)
		}
		if err := w.Write(row); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// inert is a cell that spreadsheets take for text: what begins like a formula,
// blanks left aside, gets an apostrophe in front.
func inert(cell string) string {
	if strings.IndexAny(strings.TrimLeft(cell, " \u00a0\u3000"), "=+-@|%\t\r\n＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
