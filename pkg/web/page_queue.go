package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// waiting is the queue of the reviewer's party, longest waiting first (C1, F7).
func (s *Server) waiting(r *http.Request, v *visit, page *casesPage) error {
	at, chosen := pageOf(r), queueFilterOf(r)
	ask := at.ask()
	ask.Queue = chosen.wanted(v.actor, s.Portal.Patience, s.Now())
	list, next, err := s.Store.Queue(r.Context(), v.actor.OrganisationID, ask)
	if err != nil {
		return err
	}
	page.Filters = chosen.form(len(list), next != "" || at.before > 0)
	page.Pagination = at.pagination("待我審核分頁", len(list), next)
	page.Table = kit.Table{ID: "waiting", Caption: "待我審核",
		Empty: kit.Empty{Text: "目前沒有等候貴單位審核的申請單。", Next: kit.Link{Text: "查看全部申請單", Href: casesPath + "?" + listQuery + "=all"}},
		Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "單號", Header: true}, {Label: "申請機關"}, {Label: "申請項目"},
			{Label: "申請日期"}, {Label: "等候天數"}, {Label: "送件"}, {Label: "承辦"}, {Label: "詳細資料"}}}
	if !ask.Queue.Empty() {
		page.Table.Empty = kit.Empty{Text: "沒有符合條件的待審核申請單。", Next: kit.Link{Text: "清除篩選條件", Href: casesPath}}
	}
	for n, stage := range list {
		page.Table.Rows = append(page.Table.Rows, s.queueRow(v, at.before+n+1, stage, r.URL.RawQuery))
	}
	at.sought(&page.Table, &page.Pagination)
	return nil
}

func (s *Server) queueRow(v *visit, n int, stage casefile.Stage, query string) kit.TableRow {
	path := casesPath + "/" + stage.Number
	waits := kit.Cell{Text: age(stage.Opened, s.Now()), Hint: "自 " + calendar.Day(stage.Opened), Whole: true}
	if s.Portal.Patience.Overdue(stage, s.Now()) {
		waits.State, waits.Hint = kit.Overdue, "期限 "+s.Portal.Patience.Deadline(stage).String()
	}
	return kit.TableRow{Cells: []kit.Cell{
		{Text: strconv.Itoa(n)},
		{Area: kit.Area(stage.Area), Links: []kit.Link{{Text: stage.Number, Href: path}}, Whole: true},
		{Text: stage.Org},
		{Text: casefile.LetterOf(stage.Number).Item(), Hint: stage.Service},
		{Text: calendar.Day(stage.Applied), Whole: true},
		waits,
		{Text: roundWords(stage.Round), Hint: task(stage), Whole: true},
		{Text: holder(v.actor, stage), Whole: stage.HolderID == "", Form: claimForm(v.actor, stage, listBack+query)},
		{Links: []kit.Link{{Text: "詳細資料", Href: path, Hidden: stage.Number}}},
	}}
}

// age is how many days something has waited, by the calendar of Taipei.
func age(since, now time.Time) string {
	return fmt.Sprintf("%d 天", calendar.Today(since).DaysUntil(calendar.Today(now)))
}

// roundWords is a round in few words, a correction marked (C2).
func roundWords(n int) string {
	if n > 1 {
		return fmt.Sprintf("第 %d 次（補正）", n)
	}
	return "第 1 次"
}

// task is what a stage wants of its party.
func task(s casefile.Stage) string {
	if s.Letter {
		return "待發文"
	}
	return "待審核"
}

// holder says who has taken a stage on.
func holder(a account.Actor, s casefile.Stage) string {
	switch s.HolderID {
	case "":
		return "未認領"
	case a.AccountID:
		return "由您認領"
	}
	return s.Holder
}

// claimForm takes a stage on or gives it back; back is where that leads. There is
// none for who may not review.
func claimForm(a account.Actor, stage casefile.Stage, back string) *kit.Form {
	if account.Attempt(a, account.Arrange) != nil {
		return nil
	}
	act, words := "claim", "認領"
	if stage.HolderID != "" {
		act, words = "release", "釋出"
	}
	return &kit.Form{Action: casesPath + "/" + stage.Number + "/" + act, Hidden: append(spotHidden(stage), kit.Hidden{Name: backName, Value: back}),
		Buttons: []kit.Button{{Text: words, Hidden: stage.Number, Look: kit.Secondary}}}
}

// nextCase leads to the case to look at after another, or back to the queue
// where nothing is left to do.
func (s *Server) nextCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	number, err := s.Portal.NextInQueue(r.Context(), v.actor, r.URL.Query().Get(fromQuery))
	if err != nil {
		return err
	}
	if number == "" {
		return s.redirect(w, r, "沒有其他等候您審核的申請單。", casesPath)
	}
	return s.redirect(w, r, "", casesPath, number)
}
