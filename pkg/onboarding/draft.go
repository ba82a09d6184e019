package onboarding

import (
	"cmp"
	"context"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// NewDraft makes a draft of a case of a kind that asks for something new, with
// the form's defaults (B2), for the actor's organisation. id comes from the form
// that asked for it, so that a double click makes one draft.
func (s *Service) NewDraft(ctx context.Context, a account.Actor, id string, kind casefile.Kind) (Draft, error) {
	const op = "onboarding.NewDraft"
	if !kind.Fresh() {
		return Draft{}, fault.Wrap(op, fault.Newf(fault.Internal, "kind %q asks for nothing new", kind))
	}
	d, err := s.newDraft(ctx, a, Draft{ID: id, Kind: kind, Values: form.DefaultsOf(kind.Paper())})
	return d, fault.Wrap(op, err)
}

// newDraft keeps a draft of the actor's organisation unless it is there already.
func (s *Service) newDraft(ctx context.Context, a account.Actor, d Draft) (Draft, error) {
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return Draft{}, err
	}
	now := s.Now()
	d.OrganisationID, d.Created, d.Changed, d.ChangedBy, d.Version = a.OrganisationID, now, now, a.Name, 1
	if err := s.Store.SaveDraft(ctx, d); err != nil && !fault.Is(err, fault.Conflict) {
		return Draft{}, err
	}
	return d, nil
}

// Asks is the kind of case the draft is to become.
func (d Draft) Asks() casefile.Kind { return cmp.Or(d.Kind, casefile.TestKind) }

// Desk loads a draft of the actor's organisation with what filling it in needs.
// A draft that does not exist, of another organisation, or that is a service's
// paper (see Paper) is NotFound.
func (s *Service) Desk(ctx context.Context, a account.Actor, id string) (Desk, error) {
	const op = "onboarding.Desk"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: a.OrganisationID}); err != nil {
		return Desk{}, fault.Wrap(op, err)
	}
	desk, err := s.Store.Draft(ctx, a.OrganisationID, id)
	if err == nil && (desk.Draft.ID == "" || !desk.Draft.alone()) {
		err = fault.New(fault.NotFound, "找不到這份草稿。")
	}
	return desk, fault.Wrap(op, err)
}

// alone reports whether the draft becomes a case by itself, through Submit. What
// is asked for a service that exists has to ask its table first: see Ask.
func (d Draft) alone() bool { return d.Asks().Fresh() || d.Asks().Offering() }

// SaveDraft keeps what was typed, faults or not (F1); key texts are kept
// encrypted (B4). seen is the version that was shown: where somebody else saved
// meanwhile it is Conflict and nothing is overwritten. A draft that was
// submitted takes no more changes.
func (s *Service) SaveDraft(ctx context.Context, a account.Actor, d Draft, typed form.Parsed, seen int) (Draft, error) {
	const op = "onboarding.SaveDraft"
	if err := account.May(a, account.Apply, account.Object{OrganisationID: d.OrganisationID}); err != nil {
		return d, fault.Wrap(op, err)
	}
	d, err := s.keepDraft(ctx, d, typed, seen, a.Name, func() *change { return s.begin(a) })
	return d, fault.Wrap(op, err)
}

// keepDraft is SaveDraft for who may. Where an answer goes for which a file was
// handed in, the file is given up with it.
func (s *Service) keepDraft(ctx context.Context, d Draft, typed form.Parsed, seen int, by string, begin func() *change) (Draft, error) {
	if d.Version != seen {
		return d, fault.New(fault.Conflict, "這份草稿剛才由"+d.ChangedBy+"儲存過。您輸入的內容還在畫面上，請與最新版本比對後再儲存。")
	}
	if d.Done() {
		return d, fault.New(fault.Conflict, "這份草稿已經送出，單號為 "+d.Number+"。")
	}
	d.Secrets = s.sealed(d, typed)
	if d.Corrects() {
		d.Before = form.Replaced(d.Original(), typed.Values)
	}
	before := d.Values
	d.Values, d.Changed, d.ChangedBy = typed.Values, s.Now(), by
	d.Version++
	return d, s.saveWithout(ctx, before, d, begin)
}

// saveWithout saves a draft and gives up the files that only its answers of
// before referred to; in force or sent, they stay.
func (s *Service) saveWithout(ctx context.Context, before form.Values, d Draft, begin func() *change) error {
	c := begin()
	for _, f := range before.FileFields() {
		file := before.File(f.Key)
		if d.Values.File(f.Key).ID == file.ID {
			continue
		}
		if err := s.dropFile(ctx, c, file); err != nil {
			return err
		}
	}
	if len(c.Puts) == 0 {
		return s.Store.SaveDraft(ctx, d)
	}
	c.Puts = append(c.Puts, d)
	return s.Store.Commit(ctx, c.Tx)
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
	d.Values, d.Secrets, d.InForce, d.Before, d.Notes = nil, nil, nil, nil, nil
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
