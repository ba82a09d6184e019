package onboarding

import (
	"context"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Keys of the controls of 機關單位基本資料 besides those of an account's details.
const (
	FieldOrganisation  = "organisation"
	FieldKind          = "kind"
	FieldPrivate       = "private"
	FieldSector        = "sector"
	FieldAuthority     = "authority"
	FieldPassword      = "password"
	FieldPasswordAgain = "password-again"
)

// SignUpDetails is what is typed at /signup/details (figs. 6, 64). The address is
// the verified one and is not asked again.
type SignUpDetails struct {
	Details   account.Details
	Proposal  casefile.Proposal
	Kind      string // as posted: public or non-public
	Private   string // as posted: yes or no
	Password  string
	Again     string
	Authority bool // 申請主管機關帳號: kind and remit need not be said
}

// typedLimit is how much of one answer is kept although it is refused.
const typedLimit = 200

// SaveSignUp keeps what was typed, faults or not, for this try and the next one
// with the same address (A5); a password without faults as its hash. The faults
// are returned as Invalid, in the order of the form.
func (s *Service) SaveSignUp(ctx context.Context, u SignUp, typed SignUpDetails) (SignUp, error) {
	const op = "onboarding.SaveSignUp"
	faults, err := s.checkSignUp(ctx, &u, typed)
	if err != nil {
		return u, fault.Wrap(op, err)
	}
	u.Complete = len(faults) == 0
	u.Version++
	if err := s.Store.SaveSignUp(ctx, u); err != nil {
		return u, fault.Wrap(op, err)
	}
	if len(faults) > 0 {
		return u, fault.Wrap(op, fault.InvalidFields(faults))
	}
	return u, nil
}

// checkSignUp puts what was typed into u and lists its faults.
func (s *Service) checkSignUp(ctx context.Context, u *SignUp, typed SignUpDetails) ([]fault.Field, error) {
	var faults []fault.Field
	note := func(key, control, message string) {
		if message != "" {
			faults = append(faults, fault.Field{Key: key, Control: control, Message: message})
		}
	}
	p := typed.Proposal
	var message string
	p.Name, message = account.OrganisationName(cut(p.Name))
	note(FieldOrganisation, FieldOrganisation, message)
	p.Domain = account.MailDomain(u.Mail)
	p.Kind, p.Private = account.Kind(typed.Kind), typed.Private == form.Yes
	p.AuthorityName = ""
	switch {
	case typed.Authority:
		p.Kind, p.Private, p.Sector, p.AuthorityID = account.Public, false, governmentSector, ""
	case p.Kind != account.Public && p.Kind != account.NonPublic:
		p.Kind = ""
		note(FieldKind, FieldKind+"-"+string(account.Public), "請選擇機關類型。")
	}
	if !typed.Authority && typed.Private != form.Yes && typed.Private != form.No {
		note(FieldPrivate, FieldPrivate+"-"+form.Yes, "請選擇是否民營。")
	}
	if message := sectorFault(p.Sector); message != "" {
		p.Sector = ""
		note(FieldSector, FieldSector, message)
	}
	authority, err := s.authority(ctx, p.AuthorityID)
	switch {
	case fault.Is(err, fault.Invalid):
		note(FieldAuthority, FieldAuthority, fault.MessageOf(err))
	case err != nil:
		return nil, err
	}
	p.AuthorityID, p.AuthorityName = authority.ID, authority.ShortName
	d := typed.Details
	d.Login, d.Name, d.Phone, d.Mail = cut(d.Login), cut(d.Name), cut(d.Phone), u.Mail
	u.Proposal, u.Details = p, d
	clean, found := d.Check(false)
	faults = append(faults, found...)
	if len(found) == 0 {
		u.Details = clean
		taken, err := s.taken(ctx, account.Details{Mail: u.Mail}, clean)
		if err != nil {
			return nil, err
		}
		faults = append(faults, taken...)
	}
	return append(faults, s.newPassword(u, typed)...), nil
}

// governmentSector is that of an authority.
const governmentSector = "政府機關"

// sectorFault says what is wrong with a 產業別.
func sectorFault(sector string) string {
	if slices.Contains(account.Sectors(), sector) {
		return ""
	}
	return "請選擇產業別。"
}

// newPassword keeps the hash of a password without faults. Where one is kept
// from before, the boxes may stay empty.
func (s *Service) newPassword(u *SignUp, typed SignUpDetails) []fault.Field {
	if typed.Password == "" && typed.Again == "" && u.PasswordHash != "" {
		return nil
	}
	faults := typedTwice(typed.Password, typed.Again, u.Details.Login, u.Details.Name, u.Mail, u.Details.Phone, u.Proposal.Name)
	if len(faults) == 0 {
		u.PasswordHash = s.Passwords.Hash(typed.Password)
	}
	return faults
}

// taken lists which of an account's names somebody else has; own are those it
// has itself.
func (s *Service) taken(ctx context.Context, own, d account.Details) ([]fault.Field, error) {
	var faults []fault.Field
	for _, name := range []struct {
		space         ClaimSpace
		own, value    string
		field, phrase string
	}{{LoginClaim, own.Login, d.Login, account.FieldLogin, "這個帳號已有人使用，請換一個。"},
		{MailClaim, own.Mail, d.Mail, account.FieldMail, "這個電子郵件已有帳號使用，請換一個。"}} {
		if name.value == name.own {
			continue
		}
		_, err := s.Store.Claimed(ctx, name.space, name.value)
		switch {
		case err == nil:
			faults = append(faults, fault.Field{Key: name.field, Control: name.field, Message: name.phrase})
		case !fault.Is(err, fault.NotFound):
			return nil, err
		}
	}
	return faults, nil
}

// cut bounds what is kept of an answer that is refused.
func cut(s string) string {
	if list := []rune(s); len(list) > typedLimit {
		return string(list[:typedLimit])
	}
	return s
}
