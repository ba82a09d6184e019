package store_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
	"mydata.nat.gov.tw/portal/pkg/store/meter"
)

// TestTheCatalogueIsReadOnceAMinute holds what a page of the form costs between
// two readings, and that a new catalogue is seen a minute later at the latest.
func TestTheCatalogueIsReadOnceAMinute(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	desk := func() (providers int, units float64) {
		ctx, m := meter.With(t.Context())
		d, err := w.Store.Draft(ctx, w.Officer.OrganisationID, "")
		if err != nil {
			t.Fatal(err)
		}
		return len(d.Catalogue.Providers), m.Total().Read
	}
	first, dear := desk()
	again, cheap := desk()
	if first == 0 || again != first || cheap >= dear {
		t.Errorf("%d providers for %.1f units, then %d for %.1f", first, dear, again, cheap)
	}
	half := portaltest.Catalogue()
	half.Providers = half.Providers[:1]
	before := onboarding.Catalogue{Version: 1}
	if err := w.PublishCatalogue(t.Context(), before, half); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Minute)
	if got, _ := desk(); got != 1 {
		t.Errorf("a minute after a new catalogue there are %d providers", got)
	}
}

func TestTheAuthoritiesAreReadOnceAMinute(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	list := func() (n, requests int) {
		ctx, m := meter.With(t.Context())
		found, err := w.Store.Authorities(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(found), m.Total().Requests
	}
	if n, requests := list(); n != 1 || requests != 1 {
		t.Errorf("%d authorities by %d requests", n, requests)
	}
	if n, requests := list(); n != 1 || requests != 0 {
		t.Errorf("at once again %d authorities by %d requests", n, requests)
	}
	w.Clock.Advance(time.Minute)
	if _, requests := list(); requests != 1 {
		t.Errorf("a minute later %d requests", requests)
	}
}

func TestAStoreWithoutAClockKeepsNothing(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	s := store.New(w.Table)
	calls := w.Table.Calls()
	for range 2 {
		if d, err := s.Draft(t.Context(), w.Officer.OrganisationID, ""); err != nil || len(d.Catalogue.Providers) == 0 {
			t.Fatalf("%d providers, %v", len(d.Catalogue.Providers), err)
		}
	}
	if got := w.Table.Calls() - calls; got != 2 {
		t.Errorf("%d calls", got)
	}
}

// TestTheNewestBulletinsAreReadOnceAMinute holds that a home page pays for them
// once, and that the process that writes one shows it at once.
func TestTheNewestBulletinsAreReadOnceAMinute(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	newest := func() (bulletins, requests int) {
		ctx, m := meter.With(t.Context())
		list, err := w.Store.NewestBulletins(ctx, onboarding.Bulletins{})
		if err != nil {
			t.Fatal(err)
		}
		return len(list), m.Total().Requests
	}
	newest()
	if n, requests := newest(); n != 0 || requests != 0 {
		t.Errorf("%d bulletins by %d requests", n, requests)
	}
	if _, err := w.WriteBulletin(t.Context(), w.Ops, "key", onboarding.BulletinWords{Kind: "event", Date: "2024-03-15", Title: "說明會", Text: "下午二時。"}); err != nil {
		t.Fatal(err)
	}
	if n, _ := newest(); n != 1 {
		t.Errorf("%d bulletins after one was written", n)
	}
}
