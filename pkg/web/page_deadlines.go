package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// deadlinesPage is templates/page/deadlines.html: the days that lie ahead of an
// organisation's services, or of one (F6).
type deadlinesPage struct {
	kit.Page
	Hints      []string
	Table      kit.Table
	Pagination kit.Pagination
	Files      []kit.Link
}

var deadlinesLink = kit.Link{Text: "期限", Href: "/deadlines"}

const (
	serviceQuery   = "service"
	servicesAtOnce = 100
	servicesInFeed = 2000
)

// serviceDeadline is one of a service's.
type serviceDeadline struct {
	service.Deadline
	of service.Service
}

// deadlinesOf are those of some services, earliest first.
func deadlinesOf(services []service.Service, now time.Time) []serviceDeadline {
	var list []serviceDeadline
	for _, sv := range services {
		for _, d := range sv.Deadlines(now) {
			list = append(list, serviceDeadline{d, sv})
		}
	}
	slices.SortStableFunc(list, func(a, b serviceDeadline) int { return a.Day.Compare(b.Day) })
	return list
}

func (s *Server) deadlines(w http.ResponseWriter, r *http.Request, v *visit) error {
	page := deadlinesPage{Page: s.frame(v, deadlinesLink.Text), Table: kit.Table{ID: "deadlines", Caption: "服務的期限", Empty: kit.Empty{Text: "目前沒有期限。測試到期日、試辦報告繳交期限、上線日期、憑證到期日與服務維護時間會列在這裡。", Next: kit.Link{Text: "線上服務列表", Href: "/services"}},
		Columns: []kit.Column{{Label: "日期"}, {Label: "事項", Header: true}, {Label: "服務名稱"}, {Label: "機關(構)名稱"}, {Label: "區"}, {Label: "剩餘時間"}}},
		Hints: []string{"測試期限與憑證在到期前 30、14、7 及 1 天，試辦報告在到期前 7 及 1 天以信件提醒。"}}
	services, next, err := s.servicesAsked(r, v)
	if err != nil {
		return err
	}
	feed := deadlinesLink.Href + ".ics"
	if id := r.URL.Query().Get(serviceQuery); id != "" {
		page.Page = s.serviceFrame(v, services[0], deadlinesLink.Text)
		feed += "?" + serviceQuery + "=" + id
	}
	page.Files = []kit.Link{{Text: "下載行事曆檔案（iCalendar）", Href: feed}}
	where := pageOf(r)
	where.size = servicesAtOnce
	if next != "" || len(where.after) > 0 {
		page.Pagination = where.pagination("服務分頁", len(services), next)
	}
	today := calendar.Today(s.Now())
	for _, d := range deadlinesOf(services, s.Now()) {
		page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{{Text: d.Day.String(), Whole: true}, {Text: d.Kind.Label(), Hint: d.Detail},
			{Links: []kit.Link{{Text: d.of.Name, Href: servicePath(d.of)}}, Hint: d.of.CaseNumber}, {Text: d.of.OrganisationName}, {Area: kit.Area(d.Area)}, {Text: remaining(today.DaysUntil(d.Day)), Whole: true}}})
	}
	return s.kit.Page(w, r, http.StatusOK, "deadlines", &page)
}

// servicesAsked are the services a page of deadlines is about: the one that is
// named, or a part of those the visitor sees.
func (s *Server) servicesAsked(r *http.Request, v *visit) (list []service.Service, next string, err error) {
	if id := r.URL.Query().Get(serviceQuery); id != "" {
		r.SetPathValue("id", id)
		sv, _, err := s.ownService(r, v, account.ReadService)
		return []service.Service{sv}, "", err
	}
	where := pageOf(r)
	where.size = servicesAtOnce
	return s.Store.Services(r.Context(), scopeOf(v.actor), where.ask())
}

// remaining is the time that is left in words.
func remaining(days int) string {
	switch {
	case days < 0:
		return fmt.Sprintf("逾期 %d 天", -days)
	case days == 0:
		return "今天"
	}
	return fmt.Sprintf("還有 %d 天", days)
}

// deadlinesCalendar is the same as a file for calendars (RFC 5545). It is there
// in a session alone: an address that opens it for everybody would be a secret in
// a URL (trust 30).
func (s *Server) deadlinesCalendar(w http.ResponseWriter, r *http.Request, v *visit) error {
	services, next, err := s.servicesAsked(r, v)
	for err == nil && next != "" && len(services) < servicesInFeed {
		services, next, err = s.moreServices(r.Context(), v, services, next)
	}
	if err != nil {
		return err
	}
	feed := ical.NewCalendarFor("MyData partner portal")
	feed.SetMethod(ical.MethodPublish)
	feed.SetXWRCalName("MyData 介接期限")
	for _, d := range deadlinesOf(services, s.Now()) {
		event := feed.AddEvent(d.id())
		event.SetDtStampTime(s.Now())
		event.SetAllDayStartAt(d.Day.Start().In(calendar.Taipei()))
		event.SetAllDayEndAt(d.Day.End().In(calendar.Taipei()))
		event.SetSummary(strings.TrimSpace(kit.Area(d.Area).Label() + " " + d.of.Name + " " + d.Kind.Label()))
		event.SetDescription(strings.TrimSpace(d.of.OrganisationName + " " + d.of.CaseNumber + " " + d.Detail))
		event.SetURL(s.PortalURL + servicePath(d.of))
	}
	return hand(w, r, "mydata-deadlines.ics", "text/calendar; charset=utf-8", []byte(feed.Serialize(ical.WithNewLineWindows)))
}

func (s *Server) moreServices(ctx context.Context, v *visit, sofar []service.Service, after string) ([]service.Service, string, error) {
	more, next, err := s.Store.Services(ctx, scopeOf(v.actor), onboarding.Page{Limit: servicesAtOnce, After: after})
	return append(sofar, more...), next, err
}

// id is the same however often the calendar is fetched, so that a moved day moves
// the entry.
func (d serviceDeadline) id() string {
	parts := []string{string(d.Kind), string(d.Area), d.of.ID}
	switch d.Kind { // of these a service may have several
	case service.TestEnds:
		parts = append(parts, d.Day.String())
	case service.CertificateEnds:
		parts = append(parts, d.Day.String(), d.Detail)
	}
	return strings.Join(parts, "-") + "@mydata.nat.gov.tw"
}
