package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// offeringPage is templates/page/offering.html: a data set or counter service
// with what is in force, its cases and, for its own people, what to ask next.
type offeringPage struct {
	kit.Page
	Standing []kit.SummaryRow
	Answers  []kit.Summary
	Papers   kit.Table
	Acts     *kit.Form
}

// offeringShown is the handler of one's page.
func offeringShown(l casefile.Letter) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		o, err := s.offering(r, v, l)
		if err != nil {
			return err
		}
		t := typeOf(l)
		page := offeringPage{Page: s.frame(v, t.noun, t.list), Standing: offeringRows(o), Papers: papersOf(o),
			Answers: reading{values: o.Values, catalogue: o.DataSets}.summaries(form.For(t.kind.Fields(), o.Values))}
		page.Caption, page.State = o.Name, kit.State(o.State.Label())
		if v.actor.Role.Applicant() && o.State == offering.InForce && o.CaseID == "" {
			page.Acts = &kit.Form{Key: s.NewID(), Action: t.list.Href + "/" + o.ID + "/change", Buttons: []kit.Button{{Text: "申請異動"},
				{Text: "申請下架", Action: t.list.Href + "/" + o.ID + "/retire", Look: kit.Secondary}}}
		}
		return s.kit.Page(w, r, http.StatusOK, "offering", &page)
	}
}

// offering loads the one that the path names; one of another letter, or not for
// these eyes, is NotFound.
func (s *Server) offering(r *http.Request, v *visit, l casefile.Letter) (offering.Offering, error) {
	o, err := s.Store.Offering(r.Context(), r.PathValue("id"))
	if err != nil {
		return o, err
	}
	if o.Letter != l {
		return o, fault.New(fault.NotFound, "")
	}
	return o, account.May(v.actor, account.ReadService, account.Object{OrganisationID: o.OrganisationID, AuthorityID: o.AuthorityID})
}

func offeringRows(o offering.Offering) []kit.SummaryRow {
	since := "啟用日期"
	if o.State == offering.Retired {
		since = "下架日期"
	}
	rows := []kit.SummaryRow{{Label: "機關(構)名稱", Answer: kit.Answer{Text: o.OrganisationName}}, {Label: since, Answer: kit.Answer{Text: calendar.Day(o.Since)}}}
	if o.CaseID != "" {
		last := o.Papers[len(o.Papers)-1]
		rows = append(rows, kit.SummaryRow{Label: "審核中的申請", Answer: kit.Answer{Text: last.Kind.Title() + " " + last.Number},
			Edit: kit.Link{Text: "查看申請單", Hidden: last.Number, Href: "/cases/" + last.Number}})
	}
	return rows
}

// papersOf lists the cases about an offering, newest first.
func papersOf(o offering.Offering) kit.Table {
	table := kit.Table{ID: "papers", Caption: "申請單歷程", Columns: []kit.Column{{Label: "單號", Header: true}, {Label: "申請單"}, {Label: "申請日期"}}}
	for i := len(o.Papers) - 1; i >= 0; i-- {
		p := o.Papers[i]
		table.Rows = append(table.Rows, kit.TableRow{Cells: []kit.Cell{{Links: []kit.Link{{Text: p.Number, Href: "/cases/" + p.Number}}, Whole: true},
			{Text: p.Kind.Title()}, {Text: calendar.Day(p.Sent), Whole: true}}})
	}
	return table
}

// offeringPost begins the draft of a case about an offering; its id is the
// form's key (trust 8).
func offeringPost(kind casefile.Kind) handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *visit) error {
		if err := parseOnly(r, kit.FormKey); err != nil {
			return err
		}
		key := r.PostForm.Get(kit.FormKey)
		if !keyForm.MatchString(key) {
			if _, err := s.offering(r, v, kind.Letter()); err != nil {
				return err
			}
			return fault.New(fault.Invalid, "這個表單不完整，請重新開啟這一頁再試。")
		}
		draft, err := s.Portal.DraftAbout(r.Context(), v.actor, key, r.PathValue("id"), kind)
		if err != nil {
			return err
		}
		return s.redirect(w, r, "已以目前生效的內容建立草稿。", "/drafts", draft.ID)
	}
}
