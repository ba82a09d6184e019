package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// SetStatus lets ops switch an account off or on again (A9): the only change of
// an account that takes effect without a case. Switched off, its sessions and
// links end at once. An account under review, or removed, has no switch.
func (s *Service) SetStatus(ctx context.Context, a account.Actor, accountID string, to account.Status) error {
	const op = "onboarding.SetStatus"
	if err := account.May(a, account.SetAccounts, account.Object{}); err != nil {
		return fault.Wrap(op, err)
	}
	if to != account.Active && to != account.Disabled {
		return fault.Wrap(op, fault.New(fault.Invalid, "請選擇啟用或停用。"))
	}
	return fault.Wrap(op, again(func() error {
		target, err := s.Store.Account(ctx, accountID)
		if err != nil {
			return err
		}
		switch {
		case target.ID == a.AccountID:
			return fault.New(fault.Conflict, "不能變更自己帳號的狀態。")
		case target.Status == to:
			return nil
		case target.Status != account.Active && target.Status != account.Disabled:
			return fault.New(fault.Conflict, "這個帳號的狀態是「"+target.Status.Label()+"」，不能啟用或停用。")
		}
		next := target
		next.Status = to
		if to == account.Disabled {
			next.Epoch++
		}
		c := s.begin(a)
		c.replace("account.status", target, next)
		return s.Store.Commit(ctx, c.Tx)
	}))
}

// OrganisationSettings is what ops may change of an organisation, as posted.
type OrganisationSettings struct {
	Kind        string
	Private     string
	Sector      string
	AuthorityID string // of an applicant
	ByOther     string // of an authority: yes where another person records its letter (C10)
}

// SetOrganisation changes an organisation (A9, C10). Cases that run keep the
// authority they began with.
func (s *Service) SetOrganisation(ctx context.Context, a account.Actor, id string, in OrganisationSettings) error {
	const op = "onboarding.SetOrganisation"
	if err := account.May(a, account.SetAccounts, account.Object{OrganisationID: id}); err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, again(func() error {
		org, err := s.Store.Organisation(ctx, id)
		if err != nil {
			return err
		}
		next := org
		faults, err := s.settle(ctx, &next, in)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
			return fault.InvalidFields(faults)
		}
		if next == org {
			return nil
		}
		next.Version++
		c := s.begin(a)
		c.putOrganisation("organisation.set", org, next)
		return s.Store.Commit(ctx, c.Tx)
	}))
}

// settle puts the settings into an organisation and lists their faults.
func (s *Service) settle(ctx context.Context, o *account.Organisation, in OrganisationSettings) ([]fault.Field, error) {
	var faults []fault.Field
	if o.Kind = account.Kind(in.Kind); o.Kind.Label() == "" {
		faults = append(faults, fault.Field{Key: FieldKind, Control: FieldKind + "-" + string(account.Public), Message: "請選擇機關類型。"})
	}
	if o.Private = in.Private == form.Yes; !o.Private && in.Private != form.No {
		faults = append(faults, fault.Field{Key: FieldPrivate, Control: FieldPrivate + "-" + form.Yes, Message: "請選擇是否民營。"})
	}
	if o.Sector = in.Sector; sectorFault(o.Sector) != "" {
		faults = append(faults, fault.Field{Key: FieldSector, Control: FieldSector, Message: sectorFault(o.Sector)})
	}
	if o.Authority {
		o.LetterByOther = in.ByOther == form.Yes
		return faults, nil
	}
	authority, err := s.authority(ctx, in.AuthorityID)
	if fault.Is(err, fault.Invalid) {
		return append(faults, fault.Field{Key: FieldAuthority, Control: FieldAuthority, Message: fault.MessageOf(err)}), nil
	}
	o.AuthorityID, o.AuthorityName = authority.ID, authority.ShortName
	return faults, err
}
