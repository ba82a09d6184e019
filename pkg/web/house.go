package web

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// house is what ops has to know to confirm the organisation of a sign-up (A6).
type house struct {
	proposal    casefile.Proposal
	authorities []account.Organisation
	candidates  []account.Organisation // of the same mail domain: it may be one of these
}

// houseOf loads it; for other cases there is nothing to load.
func (s *Server) houseOf(ctx context.Context, p paper, sub casefile.Submission) (house, error) {
	if !p.review.Kind.SignUp() || sub.Account == nil || sub.Account.Proposal == nil {
		return house{}, nil
	}
	h := house{proposal: *sub.Account.Proposal}
	var err error
	if h.candidates, err = s.Store.OrganisationsAt(ctx, h.proposal.Domain); err != nil {
		return h, err
	}
	if p.review.Kind == casefile.ProviderKind {
		h.authorities, err = s.Store.Authorities(ctx)
	}
	return h, err
}

// fields ask what becomes of the organisation: made as confirmed, or joined.
func (h house) fields(d decision) []kit.Field {
	fresh := d.typed.Get(onboarding.FieldAnswer) == ""
	typed := func(name, proposed string) string {
		if fresh {
			return proposed
		}
		return d.typed.Get(name)
	}
	named := []kit.Field{{Kind: kit.Text, ID: onboarding.FieldOrganisation, Label: "機關名稱全銜", Autocomplete: "off",
		Value: typed(onboarding.FieldOrganisation, h.proposal.Name)}}
	if d.review.Kind == casefile.AuthorityKind {
		named = append(named, kit.Field{Kind: kit.Text, ID: onboarding.FieldShortName, Label: "機關簡稱", Autocomplete: "off", Width: kit.Short,
			Hints: []string{"審核歷程以簡稱顯示主管機關。"}, Example: "銀行局", Value: d.typed.Get(onboarding.FieldShortName)})
	}
	named = append(named, kindField(typed(onboarding.FieldKind, string(h.proposal.Kind))),
		privateField(typed(onboarding.FieldPrivate, yesNoValue(h.proposal.Private))), sectorField(typed(onboarding.FieldSector, h.proposal.Sector)))
	if d.review.Kind == casefile.ProviderKind {
		named = append(named, authorityField(h.authorities, typed(onboarding.FieldAuthority, h.proposal.AuthorityID)))
	}
	join := kit.Field{Kind: kit.Text, ID: onboarding.FieldJoin, Label: "既有機關的名稱全銜", Autocomplete: "off", Value: d.typed.Get(onboarding.FieldJoin),
		Hints: []string{"申請人成為該機關的副帳號，並通知該機關的承辦人。"}}
	for _, o := range h.candidates {
		join.Hints = append(join.Hints, "信箱網域相同的機關："+o.Name)
	}
	how := d.typed.Get(onboarding.FieldConfirm)
	return []kit.Field{{Kind: kit.Radios, ID: onboarding.FieldConfirm, Label: "確認機關", Options: []kit.Option{
		{Value: onboarding.FoundNew, Label: "建立新機關", Chosen: how == onboarding.FoundNew || fresh && len(h.candidates) == 0, Then: named},
		{Value: onboarding.JoinExisting, Label: "併入既有機關", Chosen: how == onboarding.JoinExisting, Then: []kit.Field{join}},
	}}}
}

// kindField, privateField, sectorField and authorityField ask about an organisation; sign-up,
// review and ops's own page share them.
func kindField(chosen string) kit.Field {
	f := kit.Field{Kind: kit.Radios, ID: onboarding.FieldKind, Label: "機關類型", Inline: true}
	for _, k := range []account.Kind{account.Public, account.NonPublic} {
		f.Options = append(f.Options, kit.Option{Value: string(k), Label: k.Label(), Chosen: chosen == string(k)})
	}
	return f
}

func privateField(chosen string) kit.Field {
	return kit.Field{Kind: kit.Radios, ID: onboarding.FieldPrivate, Label: "是否民營", Inline: true,
		Options: []kit.Option{{Value: form.Yes, Label: "是", Chosen: chosen == form.Yes}, {Value: form.No, Label: "否", Chosen: chosen == form.No}}}
}

func sectorField(chosen string) kit.Field {
	f := kit.Field{Kind: kit.Select, ID: onboarding.FieldSector, Label: "產業別", Width: kit.Medium, Options: []kit.Option{{Label: "請選擇"}}}
	for _, s := range account.Sectors() {
		f.Options = append(f.Options, kit.Option{Value: s, Label: s, Chosen: chosen == s})
	}
	return f
}

func authorityField(list []account.Organisation, chosen string) kit.Field {
	f := kit.Field{Kind: kit.Select, ID: onboarding.FieldAuthority, Label: "目的事業主管機關", Optional: true,
		Options: []kit.Option{{Label: "無"}}}
	for _, o := range list {
		f.Options = append(f.Options, kit.Option{Value: o.ID, Label: o.Name, Chosen: chosen == o.ID})
	}
	return f
}

func yesNoValue(yes bool) string {
	if yes {
		return form.Yes
	}
	return form.No
}
