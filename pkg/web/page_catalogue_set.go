package web

import (
	"net/http"
	"strconv"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// catalogueSetPage is templates/page/catalogue_set.html: a data set of the
// catalogue or the 服務類別, for ops to edit and for others to read.
type catalogueSetPage struct {
	kit.Page
	Rows  []kit.SummaryRow
	Form  *kit.Form
	Links []kit.Link
	Offer *kit.Form // again, what is retired
}

// catalogueRetirePage is templates/page/catalogue_retire.html.
type catalogueRetirePage struct {
	kit.Page
	Confirm kit.Confirm
}

// retiredName says whether a data set is to be retired or offered again.
const retiredName = "retired"

// entryTyped is a data set as it was typed.
func entryTyped(r *http.Request, id string) onboarding.Entry {
	typed := r.PostForm.Get
	return onboarding.Entry{ID: id, Provider: typed(onboarding.FieldProvider), Name: typed(onboarding.FieldSetName),
		Subject: typed(onboarding.FieldSubject), Contains: typed(onboarding.FieldContains)}
}

// entryForm asks for a data set of the catalogue as of a version of it.
func entryForm(action string, seen int, e onboarding.Entry) *kit.Form {
	about := kit.Field{Kind: kit.Radios, ID: onboarding.FieldSubject, Label: "資料對象", Inline: true}
	for _, s := range []form.Subject{form.Person, form.Company} {
		about.Options = append(about.Options, kit.Option{Value: string(s), Label: subject(s), Chosen: e.Subject == string(s)})
	}
	return &kit.Form{Action: action, Hidden: []kit.Hidden{{Name: versionName, Value: strconv.Itoa(seen)}},
		Buttons: []kit.Button{{Text: "儲存"}}, Cancel: kit.Link{Text: "取消", Href: catalogueLink.Href}, Fields: []kit.Field{
			{Kind: kit.Text, ID: onboarding.FieldProvider, Label: "資料提供單位", Value: e.Provider, Autocomplete: "off", Hints: []string{"目錄中還沒有的單位會一併新增。"}},
			{Kind: kit.Text, ID: onboarding.FieldSetName, Label: "資料集名稱", Value: e.Name, Autocomplete: "off"}, about,
			{Kind: kit.TextArea, ID: onboarding.FieldContains, Label: "資料內容", Value: e.Contains, Lines: 3, Hints: []string{"申請人選擇資料集時看到的說明，最多 200 字。"}}}}
}

func (s *Server) newEntry(v *visit, key string, seen int, e onboarding.Entry) *catalogueSetPage {
	page := &catalogueSetPage{Page: s.frame(v, "新增資料集", catalogueLink), Form: entryForm("/catalogue/new", seen, e)}
	page.Form.Key = key
	return page
}

func (s *Server) catalogueNew(w http.ResponseWriter, r *http.Request, v *visit) error {
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "catalogue_set", s.newEntry(v, s.NewID(), all.Version, onboarding.Entry{}))
}

// entryNames are those of the form of a data set.
var entryNames = []string{versionName, onboarding.FieldProvider, onboarding.FieldSetName, onboarding.FieldSubject, onboarding.FieldContains}

// catalogueNewPost adds a data set whose id is the form's key: pressed twice, it
// adds one (trust 8).
func (s *Server) catalogueNewPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, append(entryNames, kit.FormKey)...); err != nil {
		return err
	}
	key := r.PostForm.Get(kit.FormKey)
	if !keyForm.MatchString(key) {
		return fault.New(fault.Invalid, "這個表單不完整，請重新開啟「新增資料集」。")
	}
	e := entryTyped(r, key)
	err := s.Portal.SaveEntry(r.Context(), v.actor, seenVersion(r), e)
	if err == nil {
		return s.redirect(w, r, "資料集「"+strings.TrimSpace(e.Name)+"」已列入目錄。", catalogueLink.Href)
	}
	return s.catalogueAgain(w, r, err, func(seen int) *catalogueSetPage { return s.newEntry(v, key, seen, e) })
}

func (s *Server) setPage(v *visit, all onboarding.Catalogue, id string, typed *onboarding.Entry) (*catalogueSetPage, error) {
	d, p, found := all.Find(id)
	if !found {
		return nil, fault.New(fault.NotFound, "")
	}
	page := &catalogueSetPage{Page: s.frame(v, "資料集內容", catalogueLink)}
	page.Caption, page.State = d.Name, setState(d)
	if account.Attempt(v.actor, account.ManageCatalogue) != nil {
		page.Rows = []kit.SummaryRow{{Label: "資料提供單位", Answer: kit.Answer{Text: p.Name}}, {Label: "資料集名稱", Answer: kit.Answer{Text: d.Name}},
			{Label: "資料對象", Answer: kit.Answer{Text: subject(d.Subject)}}, {Label: "資料內容", Answer: kit.Answer{Text: d.Contains}}}
		return page, nil
	}
	e := onboarding.Entry{ID: id, Provider: p.Name, Name: d.Name, Subject: string(d.Subject), Contains: d.Contains}
	if typed != nil {
		e = *typed
	}
	page.Form = entryForm("/catalogue/"+id, all.Version, e)
	if d.Retired {
		form := retireForm(id, all.Version, false, kit.Button{Text: "重新啟用資料集", Look: kit.Secondary})
		page.Offer = &form
	} else {
		page.Links = []kit.Link{{Text: "下架資料集", Href: "/catalogue/" + id + "/retire"}}
	}
	return page, nil
}

// retireForm retires a data set, or offers it again, as of a version of the
// catalogue.
func retireForm(id string, seen int, retired bool, b kit.Button) kit.Form {
	return kit.Form{Action: "/catalogue/" + id + "/retire", Buttons: []kit.Button{b}, Hidden: []kit.Hidden{
		{Name: versionName, Value: strconv.Itoa(seen)}, {Name: retiredName, Value: yesNoValue(retired)}}}
}

func (s *Server) catalogueSet(w http.ResponseWriter, r *http.Request, v *visit) error {
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	page, err := s.setPage(v, all, r.PathValue("id"), nil)
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "catalogue_set", page)
}

func (s *Server) catalogueSetPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, entryNames...); err != nil {
		return err
	}
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	e := entryTyped(r, id)
	if _, _, found := all.Find(id); !found {
		return fault.New(fault.NotFound, "")
	}
	err = s.Portal.SaveEntry(r.Context(), v.actor, seenVersion(r), e)
	if err == nil {
		return s.redirect(w, r, "資料集「"+strings.TrimSpace(e.Name)+"」已儲存。", catalogueLink.Href)
	}
	return s.catalogueAgain(w, r, err, func(seen int) *catalogueSetPage {
		all.Version = seen
		page, _ := s.setPage(v, all, id, &e) // it was found above
		return page
	})
}

// catalogueRetire asks whether a data set is to be retired.
func (s *Server) catalogueRetire(w http.ResponseWriter, r *http.Request, v *visit) error {
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	d, p, found := all.Find(id)
	switch {
	case !found:
		return fault.New(fault.NotFound, "")
	case d.Retired:
		return fault.New(fault.Conflict, "這個資料集已經下架。")
	}
	at := kit.Link{Text: d.Name, Href: "/catalogue/" + id}
	page := catalogueRetirePage{Page: s.frame(v, "下架資料集", catalogueLink, at), Confirm: kit.Confirm{
		Object: []kit.SummaryRow{{Label: "資料提供單位", Answer: kit.Answer{Text: p.Name}}, {Label: "資料集名稱", Answer: kit.Answer{Text: d.Name}},
			{Label: "資料對象", Answer: kit.Answer{Text: subject(d.Subject)}}, {Label: "資料內容", Answer: kit.Answer{Text: d.Contains}}},
		Effects: []string{"新的申請單不能再選用這個資料集。", "已選用這個資料集的申請單與服務維持不變。", "下架後可以隨時重新啟用。"},
		Form:    retireForm(id, all.Version, true, kit.Button{Text: "下架資料集", Look: kit.Danger})}}
	page.Confirm.Form.Cancel = kit.Link{Text: "取消", Href: at.Href}
	return s.kit.Page(w, r, http.StatusOK, "catalogue_retire", &page)
}

// catalogueRetirePost takes a data set out of what can be chosen, or puts it back.
func (s *Server) catalogueRetirePost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, versionName, retiredName); err != nil {
		return err
	}
	retired := r.PostForm.Get(retiredName) == form.Yes
	if err := s.Portal.RetireEntry(r.Context(), v.actor, seenVersion(r), r.PathValue("id"), retired); err != nil {
		return err
	}
	banner := "資料集已重新啟用。"
	if retired {
		banner = "資料集已下架，新的申請單不能再選用。"
	}
	return s.redirect(w, r, banner, catalogueLink.Href)
}

func (s *Server) categoriesPage(v *visit, seen int, typed string) *catalogueSetPage {
	return &catalogueSetPage{Page: s.frame(v, "編輯服務類別", catalogueLink), Form: &kit.Form{Action: "/catalogue/categories",
		Hidden: []kit.Hidden{{Name: versionName, Value: strconv.Itoa(seen)}}, Buttons: []kit.Button{{Text: "儲存"}}, Cancel: kit.Link{Text: "取消", Href: catalogueLink.Href},
		Fields: []kit.Field{{Kind: kit.TextArea, ID: onboarding.FieldCategories, Label: "服務類別", Lines: 15, Value: typed,
			Hints: []string{"每行一個，依民眾看到的順序。"}}}}}
}

func (s *Server) categories(w http.ResponseWriter, r *http.Request, v *visit) error {
	all, err := s.Store.Catalogue(r.Context())
	if err != nil {
		return err
	}
	return s.kit.Page(w, r, http.StatusOK, "catalogue_set", s.categoriesPage(v, all.Version, strings.Join(all.Categories, "\n")))
}

func (s *Server) categoriesPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, versionName, onboarding.FieldCategories); err != nil {
		return err
	}
	typed := r.PostForm.Get(onboarding.FieldCategories)
	err := s.Portal.SaveCategories(r.Context(), v.actor, seenVersion(r), typed)
	if err == nil {
		return s.redirect(w, r, "服務類別已儲存。", catalogueLink.Href)
	}
	return s.catalogueAgain(w, r, err, func(seen int) *catalogueSetPage { return s.categoriesPage(v, seen, typed) })
}

// seenVersion is the version of the catalogue that the page was made from; one
// that is no number matches none.
func seenVersion(r *http.Request) int {
	n, err := strconv.Atoi(r.PostForm.Get(versionName))
	if err != nil {
		return -1
	}
	return n
}

// catalogueAgain is the page once more with what was typed and why it was not
// saved: faults at their controls, or that the catalogue has changed meanwhile.
func (s *Server) catalogueAgain(w http.ResponseWriter, r *http.Request, cause error, make func(seen int) *catalogueSetPage) error {
	faults, status, seen := fault.FieldsOf(cause), http.StatusUnprocessableEntity, seenVersion(r)
	switch {
	case fault.Is(cause, fault.Conflict):
		all, err := s.Store.Catalogue(r.Context())
		if err != nil {
			return err
		}
		faults, status, seen = []fault.Field{{Message: fault.MessageOf(cause)}}, http.StatusConflict, all.Version
	case len(faults) == 0:
		return cause
	}
	page := make(seen)
	page.Faults = faults
	kit.Mark(page.Form.Fields, faults)
	return s.kit.Page(w, r, status, "catalogue_set", page)
}
