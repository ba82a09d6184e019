package web

import (
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// settingsPage is templates/page/account_organisation.html: what only ops
// changes of an organisation (A9, C10).
type settingsPage struct {
	kit.Page
	Form kit.Form
}

const byOtherName = "by-other"

// newSettings asks for the settings of an organisation, which is reached by
// one of its accounts.
func newSettings(frame kit.Page, a account.Account, authority bool, in onboarding.OrganisationSettings, authorities []account.Organisation) *settingsPage {
	path := "/accounts/" + a.ID
	fields := []kit.Field{kindField(in.Kind), privateField(in.Private), sectorField(in.Sector)}
	if authority {
		fields = append(fields, kit.Field{Kind: kit.Checkboxes, ID: byOtherName, Label: "發文登錄", Options: []kit.Option{
			{Value: form.Yes, Label: "由審核者以外的另一位同仁登錄發文", Chosen: in.ByOther == form.Yes}}})
	} else {
		fields = append(fields, authorityField(authorities, in.AuthorityID))
	}
	return &settingsPage{Page: frame, Form: kit.Form{Action: path + "/organisation", Fields: fields,
		Buttons: []kit.Button{{Text: "儲存機關設定"}}, Cancel: kit.Link{Text: "回編輯帳號", Href: path}}}
}

// organisationOf loads the organisation of the account that the path names. The
// operation team and the ministry have no settings.
func (s *Server) organisationOf(r *http.Request, v *visit) (account.Account, account.Organisation, error) {
	a, err := whoseOf(v)
	if err != nil {
		return a, account.Organisation{}, err
	}
	o, err := s.Store.Organisation(r.Context(), a.OrganisationID)
	if err == nil && (o.ID == account.OpsID || o.ID == account.ModaID) {
		err = fault.New(fault.NotFound, "")
	}
	return a, o, err
}

// showSettings answers with the page; in are the settings it shows.
func (s *Server) showSettings(w http.ResponseWriter, r *http.Request, v *visit, a account.Account, o account.Organisation, status int, in onboarding.OrganisationSettings, faults []fault.Field) error {
	authorities, err := s.Store.Authorities(r.Context())
	if err != nil {
		return err
	}
	frame := s.frame(v, "機關設定", accountsLink, kit.Link{Text: "編輯帳號", Href: "/accounts/" + a.ID})
	frame.Caption = o.Name
	page := newSettings(frame, a, o.Authority, in, authorities)
	page.Faults = faults
	kit.Mark(page.Form.Fields, faults)
	return s.kit.Page(w, r, status, "account_organisation", page)
}

func (s *Server) accountOrganisation(w http.ResponseWriter, r *http.Request, v *visit) error {
	a, o, err := s.organisationOf(r, v)
	if err != nil {
		return err
	}
	in := onboarding.OrganisationSettings{Kind: string(o.Kind), Private: yesNoValue(o.Private), Sector: o.Sector, AuthorityID: o.AuthorityID,
		ByOther: yesNoValue(o.LetterByOther)}
	return s.showSettings(w, r, v, a, o, http.StatusOK, in, nil)
}

// accountOrganisationPost saves the settings.
func (s *Server) accountOrganisationPost(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := parseOnly(r, onboarding.FieldKind, onboarding.FieldPrivate, onboarding.FieldSector, onboarding.FieldAuthority, byOtherName); err != nil {
		return err
	}
	a, o, err := s.organisationOf(r, v)
	if err != nil {
		return err
	}
	post := r.PostForm
	in := onboarding.OrganisationSettings{Kind: post.Get(onboarding.FieldKind), Private: post.Get(onboarding.FieldPrivate), Sector: post.Get(onboarding.FieldSector),
		AuthorityID: post.Get(onboarding.FieldAuthority), ByOther: post.Get(byOtherName)}
	err = s.Portal.SetOrganisation(r.Context(), v.actor, o.ID, in)
	if fault.Is(err, fault.Invalid) {
		return s.showSettings(w, r, v, a, o, http.StatusUnprocessableEntity, in, fault.FieldsOf(err))
	}
	if err != nil {
		return err
	}
	return s.redirect(w, r, "機關設定已儲存。", "/accounts", a.ID, "organisation")
}
