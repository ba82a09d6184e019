package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// auditPage is templates/page/audit.html: the history of every act, or of what
// was refused (F8).
type auditPage struct {
	kit.Page
	Filters    kit.Filters
	Downloads  []kit.Link
	Table      kit.Table
	Pagination kit.Pagination
}

// kindQuery chooses between what was done and, as refusedKind, what was refused.
const (
	kindQuery   = "kind"
	refusedKind = "refused"
)

// historyAsked is a search as its address has it.
type historyAsked struct {
	onboarding.Asked
	refused bool
	day     string // as typed
}

// askedOf reads the search; without any it is for today.
func (s *Server) askedOf(q url.Values) (historyAsked, error) {
	h := historyAsked{refused: q.Get(kindQuery) == refusedKind, day: strings.TrimSpace(q.Get(onboarding.FieldDay)),
		Asked: onboarding.Asked{Object: strings.TrimSpace(q.Get(onboarding.FieldObject)), Login: strings.TrimSpace(q.Get(onboarding.FieldActor))}}
	if h.day == "" {
		if h.Object == "" && h.Login == "" {
			h.Day = calendar.Today(s.Now())
			h.day = h.Day.String()
		}
		return h, nil
	}
	day, err := calendar.ParseDate(h.day)
	if err != nil {
		return h, fault.InvalidFields([]fault.Field{{Key: onboarding.FieldDay, Control: onboarding.FieldDay, Message: "請輸入日期，格式為 2024-04-01。"}})
	}
	h.Day = day
	return h, nil
}

// query is the search as an address.
func (h historyAsked) query() string {
	q := url.Values{}
	if h.refused {
		q.Set(kindQuery, refusedKind)
	}
	for name, value := range map[string]string{onboarding.FieldObject: h.Object, onboarding.FieldActor: h.Login, onboarding.FieldDay: h.day} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q.Encode()
}

// audit searches the history.
func (s *Server) audit(w http.ResponseWriter, r *http.Request, v *visit) error {
	asked, wrong := s.askedOf(r.URL.Query())
	page := auditPage{Page: s.frame(v, "稽核紀錄"), Filters: asked.form(v.actor), Table: kit.Table{ID: "audit", Caption: asked.caption()}}
	page.Table.Empty.Text = "沒有符合條件的紀錄。"
	var search onboarding.Search
	var party string
	if wrong == nil {
		search, party, wrong = s.Portal.FindHistory(r.Context(), v.actor, asked.Asked)
	}
	switch {
	case fault.Is(wrong, fault.Invalid):
		page.Faults = fault.FieldsOf(wrong)
		kit.Mark(page.Filters.Fields, page.Faults)
		page.Filters.Total, page.Table.Empty.Text = "沒有查詢", "請修正條件後再查詢。"
		return s.kit.Page(w, r, http.StatusUnprocessableEntity, "audit", &page)
	case wrong != nil:
		return wrong
	}
	at := pageOf(r)
	ask := at.ask()
	ask.Party = party
	if err := s.fillAudit(r.Context(), &page, at, search, ask, asked.refused); err != nil {
		return err
	}
	page.Downloads = []kit.Link{{Text: "下載 CSV", Href: "/audit/history.csv?" + asked.query()}, {Text: "下載 JSON", Href: "/audit/history.json?" + asked.query()}}
	return s.kit.Page(w, r, http.StatusOK, "audit", &page)
}

// fillAudit reads one page of the list, and the names of those who act in it.
func (s *Server) fillAudit(ctx context.Context, page *auditPage, at paging, search onboarding.Search, ask onboarding.Page, refused bool) error {
	rows, actors, next, err := s.auditRows(ctx, search, ask, refused)
	if err != nil {
		return err
	}
	people, err := s.people(ctx, actors)
	if err != nil {
		return err
	}
	page.Table.Columns = actColumns
	if refused {
		page.Table.Columns = refusalColumns
	}
	for _, row := range rows {
		page.Table.Rows = append(page.Table.Rows, row(people))
	}
	page.Pagination = at.pagination("稽核紀錄分頁", len(rows), next)
	page.Filters.Total = fmt.Sprintf("共 %d 筆", len(rows))
	if next != "" || at.before > 0 {
		page.Filters.Total = fmt.Sprintf("本頁 %d 筆", len(rows))
	}
	return nil
}

// auditRow is a row that waits for people's names.
type auditRow func(people map[string]account.Account) kit.TableRow

func (s *Server) auditRows(ctx context.Context, search onboarding.Search, ask onboarding.Page, refused bool) (rows []auditRow, actors []audit.Actor, next string, err error) {
	if refused {
		list, next, err := s.Store.Refusals(ctx, search, ask)
		for _, r := range list {
			rows, actors = append(rows, refusalRow(r)), append(actors, r.Actor)
		}
		return rows, actors, next, err
	}
	list, next, err := s.Store.Acts(ctx, search, ask)
	for _, e := range list {
		rows, actors = append(rows, actRow(e)), append(actors, e.Actor)
	}
	return rows, actors, next, err
}

// people loads the accounts of those who acted.
func (s *Server) people(ctx context.Context, actors []audit.Actor) (map[string]account.Account, error) {
	var ids []string
	for _, a := range actors {
		if a.AccountID != "" && !slices.Contains(ids, a.AccountID) {
			ids = append(ids, a.AccountID)
		}
	}
	all := map[string]account.Account{}
	for some := range slices.Chunk(ids, namesAtOnce) {
		found, err := s.Store.Accounts(ctx, some)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, found)
	}
	return all, nil
}

const namesAtOnce = 100

var (
	actColumns = []kit.Column{{Label: "時間", Header: true}, {Label: "操作者"}, {Label: "動作"}, {Label: "對象"}, {Label: "變更內容"}, {Label: "序號", Number: true}}

	refusalColumns = []kit.Column{{Label: "時間", Header: true}, {Label: "操作者"}, {Label: "嘗試的動作"}, {Label: "對象"}, {Label: "原因"}, {Label: "次數", Number: true}}
)

func actRow(e audit.Entry) auditRow {
	return func(people map[string]account.Account) kit.TableRow {
		who, as := actorWords(e.Actor, people)
		return kit.TableRow{Cells: []kit.Cell{
			{Text: calendar.Minute(e.Time), Whole: true}, {Text: who, Hint: as}, {Text: actWords(e.Act), Hint: e.Act}, objectCell(e.Object, false),
			{Text: strings.Join(changeWords(e), "；"), Free: true}, {Text: strconv.Itoa(e.Seq)}}}
	}
}

func refusalRow(r audit.Refusal) auditRow {
	return func(people map[string]account.Account) kit.TableRow {
		who, as := actorWords(r.Actor, people)
		act := r.Act
		if !strings.Contains(act, " ") {
			act = actWords(act)
		}
		source := ""
		if r.Source != "" {
			source = "來源代號 " + r.Source
		}
		return kit.TableRow{Cells: []kit.Cell{
			{Text: calendar.Minute(r.First), Whole: true}, {Text: who, Hint: as}, {Text: act, Hint: source}, objectCell(r.Object, true),
			{Text: refusalWords(r.Code)}, {Text: strconv.Itoa(r.Times)}}}
	}
}

// objectShown is how much of an object's name a list shows: all of an id, and the
// beginning of a session, whose rest tells nobody anything.
const objectShown = 40

// objectCell leads to all that happened to an object.
func objectCell(object string, refused bool) kit.Cell {
	if object == "" {
		return kit.Cell{}
	}
	asked := historyAsked{Asked: onboarding.Asked{Object: object}, refused: refused}
	shown := object
	if len(shown) > objectShown {
		shown = shown[:objectShown] + "…"
	}
	return kit.Cell{Links: []kit.Link{{Text: objectWords(object), Hidden: object, Href: "/audit?" + asked.query()}}, Hint: shown, Free: true}
}

func (h historyAsked) caption() string {
	if h.refused {
		return "被拒絕的操作與登入失敗"
	}
	return "已完成的操作"
}

// form is the search as it is set.
func (h historyAsked) form(a account.Actor) kit.Filters {
	day := kit.Field{Kind: kit.Date, ID: onboarding.FieldDay, Label: "日期", Value: h.day, Optional: true}
	if !a.Oversees() {
		day.Hints = []string{"只填日期時，列出貴機關人員當日的操作。"}
	}
	return kit.Filters{Action: "/audit", Fields: []kit.Field{
		{Kind: kit.Select, ID: kindQuery, Label: "紀錄種類", Options: []kit.Option{
			{Value: "", Label: "已完成的操作", Chosen: !h.refused}, {Value: refusedKind, Label: "被拒絕的操作與登入失敗", Chosen: h.refused}}},
		{Kind: kit.Search, ID: onboarding.FieldObject, Label: "單號或對象", Value: h.Object, Optional: true, Width: kit.Medium},
		{Kind: kit.Search, ID: onboarding.FieldActor, Label: "操作者帳號", Value: h.Login, Optional: true, Width: kit.Medium},
		day,
	}}
}
