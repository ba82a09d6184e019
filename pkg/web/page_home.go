package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// homePage is templates/page/home.html: what waits for the person, the days that
// come near, and what is new on the board. One request brings each; the board's
// is mostly kept by the process.
type homePage struct {
	kit.Page
	Unreached kit.Notice // mail does not reach the person (F12)
	Count     string     // how much waits, in words
	Tasks     []kit.Task
	Empty     kit.Empty // in place of Tasks
	Links     []kit.Link
	Near      *kit.Table // of an applicant: deadlines of the next month
	Days      kit.Link
	Board     kit.Table
	More      kit.Link
}

// tasksShown is how many of what waits the home page names, tasksCounted up to
// where it counts drafts.
const (
	tasksShown   = 8
	tasksCounted = 30

	nearDays  = 30 // ahead that a deadline is shown on the home page
	nearShown = 5
)

func (s *Server) home(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := homePage{Page: s.frame(v, home.Text), More: kit.Link{Text: "查看全部公告", Href: bulletinsLink.Href}}
	page.Unreached = unreachedNotice(v.door.Account)
	waits := s.queueTasks
	if v.actor.Role.Applicant() {
		waits = s.deskTasks
	}
	if err := waits(r, v, &page); err != nil {
		return err
	}
	if v.actor.Role.Applicant() {
		if err := s.nearDeadlines(r, v, &page); err != nil {
			return err
		}
	}
	newest, err := s.Store.NewestBulletins(r.Context(), onboarding.Bulletins{UpTo: calendar.Today(s.Now())})
	if err != nil {
		return err
	}
	page.Board = s.bulletinTable(v, newest)
	page.Board.Caption = "最新公告"
	if n := s.unread(v, newest); n > 0 {
		page.Board.Caption = fmt.Sprintf("最新公告（%d 則未讀）", n)
	}
	return s.kit.Page(w, r, http.StatusOK, "home", &page)
}

// deskTasks are an organisation's returned submissions and, after them, its
// drafts, last changed first: both lie in one place.
func (s *Server) deskTasks(r *http.Request, v *visit, page *homePage) error {
	list, next, err := s.Store.Drafts(r.Context(), v.actor.OrganisationID, onboarding.Page{Limit: tasksCounted})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b onboarding.Draft) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), b.Changed.Compare(a.Changed))
	})
	for _, d := range list[:min(len(list), tasksShown)] {
		page.Tasks = append(page.Tasks, deskTask(d))
	}
	if page.Count = counted(len(list)); next != "" {
		page.Count += "以上"
	}
	page.Empty = kit.Empty{Text: "目前沒有等您處理的事項。", Next: kit.Link{Text: "查看申請進度", Href: "/cases"}}
	page.Links = []kit.Link{{Text: "新增線上服務", Href: "/services/new"}, {Text: "全部草稿", Href: "/drafts"}, {Text: casesTitle(v.actor.Role), Href: "/cases"}}
	return nil
}

// nearDeadlines are the organisation's of the next month, and what is overdue.
func (s *Server) nearDeadlines(r *http.Request, v *visit, page *homePage) error {
	services, _, err := s.Store.Services(r.Context(), scopeOf(v.actor), onboarding.Page{Limit: servicesAtOnce})
	if err != nil {
		return err
	}
	today := calendar.Today(s.Now())
	page.Days = kit.Link{Text: "查看全部期限", Href: deadlinesLink.Href}
	page.Near = &kit.Table{ID: "near", Caption: fmt.Sprintf("%d 天內的期限", nearDays), Empty: kit.Empty{Text: fmt.Sprintf("未來 %d 天內沒有期限。", nearDays)},
		Columns: []kit.Column{{Label: "日期"}, {Label: "事項", Header: true}, {Label: "服務名稱"}, {Label: "剩餘時間"}}}
	for _, d := range deadlinesOf(services, s.Now()) {
		if today.DaysUntil(d.Day) > nearDays || len(page.Near.Rows) == nearShown {
			break
		}
		page.Near.Rows = append(page.Near.Rows, kit.TableRow{Cells: []kit.Cell{{Text: d.Day.String(), Whole: true}, {Text: d.Kind.Label()},
			{Area: kit.Area(d.Area), Links: []kit.Link{{Text: d.of.Name, Href: servicePath(d.of)}}}, {Text: remaining(today.DaysUntil(d.Day)), Whole: true}}})
	}
	return nil
}

// rank puts what a reviewer waits for before what nobody waits for.
func rank(d onboarding.Draft) int {
	if d.CaseID != "" {
		return 0
	}
	return 1
}

func deskTask(d onboarding.Draft) kit.Task {
	name, at := draftName(d), draftLink(d).Href
	if d.CaseID != "" {
		return kit.Task{Title: d.Number + " " + name, Href: at, State: kit.Returned,
			Hint: "請依審核意見修正後重新送出。最後儲存：" + calendar.Minute(d.Changed)}
	}
	return kit.Task{Title: name, Href: at, State: kit.Draft, Hint: "最後儲存：" + calendar.Minute(d.Changed) + "，" + d.ChangedBy}
}

// queueTasks are the stages that wait for a reviewer's party, oldest first.
func (s *Server) queueTasks(r *http.Request, v *visit, page *homePage) error {
	list, next, err := s.Store.Queue(r.Context(), v.actor.OrganisationID, onboarding.Page{Limit: rowsAtOnce})
	if err != nil {
		return err
	}
	for _, stage := range list[:min(len(list), tasksShown)] {
		page.Tasks = append(page.Tasks, s.queueTask(stage))
	}
	page.Count = s.queueCount(v, list, next != "")
	page.Empty = kit.Empty{Text: "目前沒有等候貴單位審核的申請單。", Next: kit.Link{Text: "查看全部申請單", Href: "/cases?" + listQuery + "=all"}}
	page.Links = []kit.Link{{Text: "前往" + casesTitle(v.actor.Role), Href: "/cases"}}
	return nil
}

func (s *Server) queueTask(stage casefile.Stage) kit.Task {
	return kit.Task{Title: stage.Number + " " + stage.Service, Href: "/cases/" + stage.Number, State: kit.Waiting, Area: kit.Area(stage.Area),
		Hint: stage.Org + "，" + task(stage) + "，已等候 " + age(stage.Opened, s.Now()) + "，" + sending(stage.Round)}
}
