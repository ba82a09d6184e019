package store

import (
	"context"
	"reflect"
	"slices"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

// draftRow shows a draft among its organisation's as long as it waits for them, in
// the order they were begun: a place that saving does not move.
func draftRow(d onboarding.Draft) row {
	r := row{key: draftKey(d.OrganisationID, d.ID), record: d, forget: d.Forget}
	if !d.Done() {
		r.shown = []entry{{GSI1, draftsOf(d.OrganisationID), inOrder(d.Created, d.ID)}}
	}
	return r
}

func catalogueRow(c onboarding.Catalogue) row { return row{key: catalogueKey(), record: c} }

// Draft reads a draft with its organisation and the catalogue in one request.
// Only a missing organisation is NotFound; a portal without a catalogue has an
// empty one.
func (s *Store) Draft(ctx context.Context, organisationID, id string) (onboarding.Desk, error) {
	keys := []Key{organisationKey(organisationID)}
	if id != "" {
		keys = append(keys, draftKey(organisationID, id))
	}
	var desk onboarding.Desk
	items, catalogue, err := s.getShelved(ctx, keys...)
	if err != nil {
		return desk, err
	}
	desk.Catalogue = catalogue
	if desk.Organisation, err = found[account.Organisation](items[0]); err != nil {
		return desk, err
	}
	if id != "" {
		desk.Draft, err = decode[onboarding.Draft](items[1])
	}
	return desk, err
}

// PaperDesk reads a draft with its organisation, the catalogue and the revisions
// that a service points to, in one request.
func (s *Store) PaperDesk(ctx context.Context, organisationID, id string, sv service.Service) (onboarding.Desk, []service.Revision, error) {
	keys := []Key{organisationKey(organisationID), draftKey(organisationID, id)}
	numbers := slices.Compact(slices.Sorted(slices.Values([]int{sv.Live, sv.Candidate, sv.Revisions})))
	for _, n := range numbers {
		if n > 0 {
			keys = append(keys, revisionKey(sv.ID, n))
		}
	}
	var desk onboarding.Desk
	items, catalogue, err := s.getShelved(ctx, keys...)
	if err != nil {
		return desk, nil, err
	}
	desk.Catalogue = catalogue
	if desk.Organisation, err = found[account.Organisation](items[0]); err != nil {
		return desk, nil, err
	}
	if desk.Draft, err = decode[onboarding.Draft](items[1]); err != nil {
		return desk, nil, err
	}
	revisions, err := decodeAll[service.Revision](slices.DeleteFunc(items[2:], func(i Item) bool { return i == nil }))
	return desk, revisions, err
}

// Sheet reads a draft and the catalogue in one request.
func (s *Store) Sheet(ctx context.Context, organisationID, id string) (onboarding.Desk, error) {
	items, catalogue, err := s.getShelved(ctx, draftKey(organisationID, id))
	if err != nil {
		return onboarding.Desk{}, err
	}
	draft, err := decode[onboarding.Draft](items[0])
	return onboarding.Desk{Draft: draft, Catalogue: catalogue}, err
}

// Drafts lists what an organisation has yet to send, corrections included, the
// newest first.
func (s *Store) Drafts(ctx context.Context, organisationID string, p onboarding.Page) ([]onboarding.Draft, string, error) {
	return page[onboarding.Draft](ctx, s, Query{Index: GSI1, PK: draftsOf(organisationID), Backward: true}, p, nil)
}

// SaveDraft writes a draft whose version is one higher than what was read (1
// where there was none). Where the very same draft already stands there, it was
// this call's own first try, whose reply was lost.
func (s *Store) SaveDraft(ctx context.Context, d onboarding.Draft) error {
	r := draftRow(d)
	write, err := r.put(expecting(d.Version)...)
	if err != nil {
		return err
	}
	_, written, err := s.note(ctx, write)
	if err != nil || written {
		return err
	}
	items, err := s.get(ctx, r.key)
	if err != nil {
		return err
	}
	if reflect.DeepEqual(items[0], write.Item) {
		return nil
	}
	return fault.New(fault.Conflict, "這份草稿剛才在別處儲存過，請重新載入。")
}
