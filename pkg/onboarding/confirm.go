package onboarding

import (
	"context"
	"fmt"
	"strings"

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
	Name        string
	ShortName   string
	Kind        string
	Private     string
	AuthorityID string
}

const shortNameLimit = 20

// confirm turns what was posted about the organisation of a sign-up into what
// the approval will make of it, and notes its faults in the ballot. Other
// ballots confirm nothing.
func (s *Service) confirm(ctx context.Context, d casefile.Dossier, b *Ballot) error {
	b.Confirm, b.found = nil, nil
	if !d.Case.Kind.SignUp() || b.Answer != chain.Approve {
		return nil
	}
	b.Confirm = &casefile.Confirmation{}
	switch b.Confirming.How {
	case FoundNew:
		return s.confirmNew(ctx, d.Case.Kind, b)
	case JoinExisting:
		return s.confirmJoin(ctx, d.Case.Kind, b)
	}
	b.note(FieldConfirm, FieldConfirm+"-"+FoundNew, "請選擇機關如何建立。")
	return nil
}

func (s *Service) confirmNew(ctx context.Context, kind casefile.Kind, b *Ballot) error {
	in, out := b.Confirming, b.Confirm
	name, message := account.OrganisationName(in.Name)
	b.note(FieldOrganisation, FieldOrganisation, message)
	out.Name = name
	if message == "" {
		_, found, err := s.named(ctx, name)
		if err != nil {
			return err
		}
		if found {
			b.note(FieldOrganisation, FieldOrganisation, "已有同名的機關，請改選「併入既有機關」。")
		}
	}
	if out.Kind = account.Kind(in.Kind); out.Kind != account.Public && out.Kind != account.NonPublic {
		b.note(FieldKind, FieldKind+"-"+string(account.Public), "請選擇機關類型。")
	}
	if out.Private = in.Private == form.Yes; !out.Private && in.Private != form.No {
		b.note(FieldPrivate, FieldPrivate+"-"+form.Yes, "請選擇是否民營。")
	}
	if kind == casefile.AuthorityKind {
		out.ShortName = trimmed(in.ShortName)
		if n := len([]rune(out.ShortName)); n == 0 || n > shortNameLimit {
			b.note(FieldShortName, FieldShortName, fmt.Sprintf("請輸入機關簡稱，最多 %d 字，例如「銀行局」。", shortNameLimit))
		}
		return nil
	}
	if in.AuthorityID == "" {
		return nil
	}
	authority, err := s.Store.Organisation(ctx, in.AuthorityID)
	switch {
	case fault.Is(err, fault.NotFound), err == nil && !authority.Authority:
		b.note(FieldAuthority, FieldAuthority, "請選擇目的事業主管機關。")
		return nil
	case err != nil:
		return err
	}
	out.AuthorityID, out.AuthorityName = authority.ID, authority.ShortName
	return nil
}

func (s *Service) confirmJoin(ctx context.Context, kind casefile.Kind, b *Ballot) error {
	org, found, err := s.named(ctx, b.Confirming.Join)
	if err != nil {
		return err
	}
	switch {
	case !found || org.ID == account.OpsID || org.ID == account.ModaID:
		b.note(FieldJoin, FieldJoin, "找不到這個機關，請輸入既有機關的名稱全銜。")
	case org.Authority != (kind == casefile.AuthorityKind):
		b.note(FieldJoin, FieldJoin, "這個機關與申請的帳號種類不同，請確認機關名稱，或選擇不同意。")
	default:
		b.Confirm.Attach, b.Confirm.Name, b.Confirm.ShortName = org.ID, org.Name, org.ShortName
	}
	return nil
}

// named finds the organisation with that full name.
func (s *Service) named(ctx context.Context, name string) (account.Organisation, bool, error) {
	if name = trimmed(name); name == "" {
		return account.Organisation{}, false, nil
	}
	list, _, err := s.Store.Organisations(ctx, name, Page{Limit: 20})
	if err != nil {
		return account.Organisation{}, false, err
	}
	for _, o := range list {
		if strings.EqualFold(o.Name, name) {
			return o, true, nil
		}
	}
	return account.Organisation{}, false, nil
}

// Candidates are the organisations a sign-up may belong to: those with its name
// or with its mail domain.
func (s *Service) Candidates(ctx context.Context, p casefile.Proposal) ([]account.Organisation, error) {
	const op = "onboarding.Candidates"
	list, err := s.Store.OrganisationsAt(ctx, p.Domain)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	same, found, err := s.named(ctx, p.Name)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	for _, o := range list {
		found = found && o.ID != same.ID
	}
	if found {
		list = append(list, same)
	}
	return list, nil
}

// note adds a fault that only loading could find.
func (b *Ballot) note(key, control, message string) {
	if message != "" {
		b.found = append(b.found, fault.Field{Key: key, Control: control, Message: message})
	}
}
