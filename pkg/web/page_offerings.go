package web

import (
	"net/http"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// offeringsPage is templates/page/offerings.html: the data sets or the counter
// services that the person may see, by name.
type offeringsPage struct {
	kit.Page
	Links      []kit.Link
	Table      kit.Table
	Pagination kit.Pagination
}

// offerings is the handler of 資料提供者管理 and 臨櫃服務列表.
func offerings(l casefile.Letter) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		t, at := typeOf(l), pageOf(r)
		list, next, err := s.Store.Offerings(r.Context(), scopeOf(v.actor), l, at.ask())
		if err != nil {
			return err
		}
		page := offeringsPage{Page: s.frame(v, t.list.Text), Pagination: at.pagination(t.noun+"分頁", len(list), next),
			Table: kit.Table{ID: "offerings", Caption: t.noun, Empty: kit.Empty{Text: "目前沒有" + t.noun + "。審核中的申請請見「" + casesTitle(v.actor.Role) + "」。"},
				Columns: []kit.Column{{Label: "項次", Number: true}, {Label: "機關(構)名稱"}, {Label: l.Subject(), Header: true}, {Label: "狀態"},
					{Label: "生效日期"}, {Label: "申請單"}, {Label: "操作"}}}}
		if v.actor.Role.Applicant() {
			page.Links = []kit.Link{{Text: t.begin, Href: t.list.Href + "/new"}, {Text: "草稿", Href: "/drafts"}, {Text: casesTitle(v.actor.Role), Href: "/cases"}}
		}
		for n, o := range list {
			last := o.Papers[len(o.Papers)-1]
			page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
				{Text: strconv.Itoa(at.before + n + 1)}, {Text: o.OrganisationName}, {Text: o.Name}, offeringState(o),
				{Text: calendar.Day(o.Since), Whole: true},
				{Links: []kit.Link{{Text: last.Number, Href: "/cases/" + last.Number}}, Hint: last.Kind.Label(), Whole: true},
				{Links: []kit.Link{{Text: "檢視", Hidden: o.Name, Href: t.list.Href + "/" + o.ID}}},
			}})
		}
		return s.kit.Page(w, r, http.StatusOK, "offerings", &page)
	}
}

// offeringState is where an offering stands, and that a case about it is under
// review.
func offeringState(o offering.Offering) kit.Cell {
	c := kit.Cell{State: kit.State(o.State.Label())}
	if o.CaseID != "" {
		c.Hint = o.Papers[len(o.Papers)-1].Kind.Label() + "申請審核中"
	}
	return c
}
