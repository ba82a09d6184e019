package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// cataloguePage is templates/page/catalogue.html: 資料集目錄, searched by words,
// mode and provider.
type cataloguePage struct {
	kit.Page
	Links      []kit.Link
	Filters    *kit.Filters
	Table      kit.Table
	Categories kit.Summary
}

// Queries of the catalogue.
const (
	modeQuery     = "mode"
	providerQuery = "provider"
)

var catalogueLink = kit.Link{Text: "資料集目錄", Href: "/catalogue"}

func (s *Server) catalogue(w http.ResponseWriter, r *http.Request, v *visit) error {
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	page := cataloguePage{Page: s.frame(v, catalogueLink.Text), Table: kit.Table{ID: "catalogue", Caption: "資料集",
		Empty:   kit.Empty{Text: "沒有符合條件的資料集。", Next: kit.Link{Text: "清除篩選條件", Href: catalogueLink.Href}},
		Columns: []kit.Column{{Label: "資料提供單位"}, {Label: "資料集名稱", Header: true}, {Label: "資料對象"}, {Label: "資料內容"}, {Label: "狀態"}, {Label: "操作"}}},
		Categories: kit.Summary{Title: "服務類別", Rows: []kit.SummaryRow{{Label: "服務類別", Answer: kit.Answer{Items: all.Categories}}}}}
	act := "檢視"
	if account.Attempt(v.actor, account.ManageCatalogue) == nil {
		act = "編輯"
		page.Links = []kit.Link{{Text: "新增資料集", Href: "/catalogue/new"}, {Text: "編輯服務類別", Href: "/catalogue/categories"}}
	}
	q := r.URL.Query()
	wanted := setsWanted{words: strings.TrimSpace(q.Get(wordsQuery)), mode: q.Get(modeQuery), provider: q.Get(providerQuery)}
	for _, p := range all.Providers {
		for _, d := range p.DataSets {
			if !wanted.fits(p, d) {
				continue
			}
			page.Table.Rows = append(page.Table.Rows, kit.TableRow{Cells: []kit.Cell{
				{Text: p.Name}, {Text: d.Name}, {Text: subject(d.Subject)}, {Text: d.Contains}, {State: setState(d)},
				{Links: []kit.Link{{Text: act, Hidden: d.Name, Href: "/catalogue/" + d.ID}}},
			}})
		}
	}
	page.Filters = wanted.form(all.Catalogue, len(page.Table.Rows))
	return s.kit.Page(w, r, http.StatusOK, "catalogue", &page)
}

func setState(d form.DataSet) kit.State {
	if d.Retired {
		return kit.Delisted
	}
	return kit.InForce
}

// setsWanted is what of the catalogue is asked for; what is empty or no choice
// of the filters asks for everything.
type setsWanted struct{ words, mode, provider string }

func (w setsWanted) fits(p form.Provider, d form.DataSet) bool {
	return form.Fits(w.mode, d.Subject) && (w.provider == "" || w.provider == p.ID) && strings.Contains(p.Name+"\n"+d.Name+"\n"+d.Contains, w.words)
}

// form is the filters as they are set.
func (w setsWanted) form(c form.Catalogue, found int) *kit.Filters {
	mode := kit.Field{Kind: kit.Select, ID: modeQuery, Label: "服務申辦模式", Options: []kit.Option{{Label: "全部"}}}
	provider := kit.Field{Kind: kit.Select, ID: providerQuery, Label: "資料提供單位", Options: []kit.Option{{Label: "全部"}}}
	out := &kit.Filters{Action: catalogueLink.Href, Total: fmt.Sprintf("共 %d 筆", found)}
	if w.words != "" {
		out.Chosen = append(out.Chosen, "關鍵字："+w.words)
	}
	if f, ok := form.Lookup(form.Mode); ok {
		for _, o := range f.Options {
			mode.Options = append(mode.Options, kit.Option{Value: o.Value, Label: o.Label, Chosen: o.Value == w.mode})
		}
	}
	for _, p := range c.Providers {
		provider.Options = append(provider.Options, kit.Option{Value: p.ID, Label: p.Name, Chosen: p.ID == w.provider})
	}
	for _, f := range []kit.Field{mode, provider} {
		if i := slices.IndexFunc(f.Options, func(o kit.Option) bool { return o.Chosen }); i >= 0 {
			out.Chosen = append(out.Chosen, f.Label+"："+f.Options[i].Label)
		}
	}
	out.Fields = []kit.Field{{Kind: kit.Search, ID: wordsQuery, Label: "關鍵字", Value: w.words, Autocomplete: "off"}, mode, provider}
	return out
}
