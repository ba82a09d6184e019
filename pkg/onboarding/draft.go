package onboarding

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// NewDraft makes a draft with the form's defaults (B2) for the actor's
// organisation. id comes from the form that asked for it, so that a double
// click makes one draft.
func (s *Service) NewDraft(ctx context.Context, a account.Actor, id string) (Draft, error) {
	const op = "onboarding.NewDraft"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return Draft{}, fault.Wrap(op, err)
	}
	now := s.Now()
	d := Draft{ID: id, OrganisationID: a.OrganisationID, Values: form.Defaults(), Created: now, Changed: now, ChangedBy: a.Name, Version: 1}
	if err := s.Store.SaveDraft(ctx, d); err != nil && !fault.Is(err, fault.Conflict) {
		return Draft{}, fault.Wrap(op, err)
	}
	return d, nil
}

// Desk loads a draft of the actor's organisation with what filling it in needs.
// A draft that does not exist, or of another organisation, is NotFound.
func (s *Service) Desk(ctx context.Context, a account.Actor, id string) (Desk, error) {
	const op = "onboarding.Desk"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return Desk{}, fault.Wrap(op, err)
	}
	desk, err := s.Store.Draft(ctx, a.OrganisationID, id)
	if err == nil && desk.Draft.ID == "" {
		err = fault.New(fault.NotFound, "找不到這份草稿。")
	}
	return desk, fault.Wrap(op, err)
}

// SaveDraft keeps what was typed, faults or not (F1); key texts are kept
// encrypted (B4). seen is the version that was shown: where somebody else saved
// meanwhile it is Conflict and nothing is overwritten. A draft that was
// submitted takes no more changes.
func (s *Service) SaveDraft(ctx context.Context, a account.Actor, d Draft, typed form.Parsed, seen int) (Draft, error) {
	const op = "onboarding.SaveDraft"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: d.OrganisationID}); err != nil {
		return d, fault.Wrap(op, err)
	}
	d, err := s.keepDraft(ctx, d, typed, seen, a.Name)
	return d, fault.Wrap(op, err)
}

// keepDraft is SaveDraft for who may.
func (s *Service) keepDraft(ctx context.Context, d Draft, typed form.Parsed, seen int, by string) (Draft, error) {
	if d.Version != seen {
		return d, fault.New(fault.Conflict, "這份草稿剛才由"+d.ChangedBy+"儲存過。您輸入的內容還在畫面上，請與最新版本比對後再儲存。")
	}
	if d.Done() {
		return d, fault.New(fault.Conflict, "這份草稿已經送出，單號為 "+d.Number+"。")
	}
	d.Secrets = s.sealed(d, typed)
	if d.ID == CorrectionID(d.Number) {
		d.Before = replaced(d.Original(), typed.Values)
	}
	d.Values, d.Changed, d.ChangedBy = typed.Values, s.Now(), by
	d.Version++
	return d, s.Store.SaveDraft(ctx, d)
}

// Sealed is key texts by the key of their field, encrypted.
type Sealed map[form.Key][]byte

// sealed is the draft's key texts after typed: those that arrived, and those
// kept before whose fields still hold one.
func (s *Service) sealed(d Draft, typed form.Parsed) Sealed {
	kept := Sealed{}
	for _, k := range typed.Values.SecretKeys() {
		if arrived, ok := typed.Secrets[k]; ok {
			kept[k] = s.APIKeys.Seal([]byte(arrived.Reveal()), "organisation/"+d.OrganisationID)
		} else if before, ok := d.Secrets[k]; ok {
			kept[k] = before
		}
	}
	return kept
}

// or completes s by the key texts of before whose fields v still holds: a
// correction that leaves a key alone keeps it.
func (s Sealed) or(before Sealed, v form.Values) Sealed {
	all := Sealed{}
	for _, k := range v.SecretKeys() {
		if text, ok := s[k]; ok {
			all[k] = text
		} else if text, ok := before[k]; ok {
			all[k] = text
		}
	}
	return all
}

// emptied is what is left of a draft that was sent: the way to its case. The
// answers lie in the submission and the revision, the key texts in the latter.
func (d Draft) emptied() Draft {
	d.Values, d.Secrets, d.Before, d.Notes = nil, nil, nil, nil
	return d
}

// Original is the answers as a correction found them.
func (d Draft) Original() form.Values {
	original := d.Values.Clone()
	for k, list := range d.Before {
		original.Set(k, list...)
	}
	return original
}

// replaced keeps of the answers before those that differ now.
func replaced(before, now form.Values) form.Values {
	changed := form.Values{}
	for _, change := range form.Diff(before, now) {
		changed[change.Field.Key] = change.Before
	}
	return changed
}
