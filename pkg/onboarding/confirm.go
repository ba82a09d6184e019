package onboarding

import (
	"context"
	"fmt"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Keys of the controls with which ops confirms the organisation of a sign-up,
// beside those of the sign-up itself.
const (
	FieldConfirm   = "confirm"    // FoundNew or JoinExisting
	FieldJoin      = "join"       // full name of an organisation that exists
	FieldJoinID    = "join-id"    // no control: what the confirmation page carries on
	FieldShortName = "short-name" // of a new authority
)

// What ops makes of the organisation.
const (
	FoundNew     = "new"
	JoinExisting = "join"
)

// Confirming is how ops confirms an organisation, as posted.
type Confirming struct {
	How         string
	Join        string
	JoinID      string // of the organisation of that name, once it was looked up
	Name        string
	ShortName   string
	Kind        string
	Private     string
	Sector      string
	AuthorityID string
}

const shortNameLimit = 20

// confirm turns what was posted about the organisation of a sign-up into what
// the approval will make of it, and notes its faults in the ballot. Other
// ballots confirm nothing. Names are looked up only where look says so: a
// decision that takes them for granted is lost where they are not as it says.
func (s *Service) confirm(ctx context.Context, d casefile.Dossier, b *Ballot, look bool) error {
	b.Confirm, b.found = nil, nil
	if !d.Case.Kind.SignUp() || b.Answer != chain.Approve {
		return nil
	}
	b.Confirm = &casefile.Confirmation{}
	switch b.Confirming.How {
	case FoundNew:
		return s.confirmNew(ctx, d.Case.Kind, b, look)
	case JoinExisting:
		return s.confirmJoin(ctx, d.Case.Kind, b, look)
	}
	b.note(FieldConfirm, FieldConfirm+"-"+FoundNew, "請選擇機關如何建立。")
	return nil
}

func (s *Service) confirmNew(ctx context.Context, kind casefile.Kind, b *Ballot, look bool) error {
	in, out := b.Confirming, b.Confirm
	name, message := account.OrganisationName(in.Name)
	b.note(FieldOrganisation, FieldOrganisation, message)
	out.Name = name
	if message == "" && look {
		taken, err := s.named(ctx, name)
		if err != nil {
			return err
		}
		if taken != (seat{}) {
			b.note(FieldOrganisation, FieldOrganisation, "已有同名的機關，請改選「併入既有機關」。")
		}
	}
	if out.Kind = account.Kind(in.Kind); out.Kind != account.Public && out.Kind != account.NonPublic {
		b.note(FieldKind, FieldKind+"-"+string(account.Public), "請選擇機關類型。")
	}
	if out.Private = in.Private == form.Yes; !out.Private && in.Private != form.No {
		b.note(FieldPrivate, FieldPrivate+"-"+form.Yes, "請選擇是否民營。")
	}
	out.Sector = in.Sector
	b.note(FieldSector, FieldSector, sectorFault(in.Sector))
	if kind == casefile.AuthorityKind {
		out.ShortName = trimmed(in.ShortName)
		if n := len([]rune(out.ShortName)); n == 0 || n > shortNameLimit {
			b.note(FieldShortName, FieldShortName, fmt.Sprintf("請輸入機關簡稱，最多 %d 字，例如「銀行局」。", shortNameLimit))
		}
		return nil
	}
	authority, err := s.authority(ctx, in.AuthorityID)
	if fault.Is(err, fault.Invalid) {
		b.note(FieldAuthority, FieldAuthority, fault.MessageOf(err))
		return nil
	}
	out.AuthorityID, out.AuthorityName = authority.ID, authority.ShortName
	return err
}

func (s *Service) confirmJoin(ctx context.Context, kind casefile.Kind, b *Ballot, look bool) error {
	in, out := b.Confirming, b.Confirm
	if !look && in.JoinID != "" {
		out.Attach, out.Name = in.JoinID, trimmed(in.Join)
		return nil
	}
	found, err := s.named(ctx, in.Join)
	switch {
	case err != nil:
		return err
	case found.id == "" || found.kind == teamSeat:
		b.note(FieldJoin, FieldJoin, "找不到這個機關，請輸入既有機關的名稱全銜。")
		return nil
	case found.kind != seatFor(kind):
		b.note(FieldJoin, FieldJoin, "這個機關與申請的帳號種類不同，請確認機關名稱，或選擇不同意。")
		return nil
	}
	org, err := s.Store.Organisation(ctx, found.id)
	out.Attach, out.Name = org.ID, org.Name
	return err
}

// authority finds a competent authority by its id, the zero organisation where
// that is empty; one that is none is Invalid. It mostly costs no request: the
// store keeps the list, which may lack one that is a minute old.
func (s *Service) authority(ctx context.Context, id string) (account.Organisation, error) {
	if id == "" {
		return account.Organisation{}, nil
	}
	list, err := s.Store.Authorities(ctx)
	if err != nil {
		return account.Organisation{}, err
	}
	for _, o := range list {
		if o.ID == id {
			return o, nil
		}
	}
	o, err := s.Store.Organisation(ctx, id)
	if fault.Is(err, fault.NotFound) || err == nil && !o.Authority {
		return account.Organisation{}, fault.New(fault.Invalid, "請選擇目的事業主管機關。")
	}
	return o, err
}

// note adds a fault that only loading could find.
func (b *Ballot) note(key, control, message string) {
	if message != "" {
		b.found = append(b.found, fault.Field{Key: key, Control: control, Message: message})
	}
}
