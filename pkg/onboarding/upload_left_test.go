package onboarding_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// TestB11_AFileThatNothingRefersToIsGivenUp leaves a file behind in each way there is.
func TestB11_AFileThatNothingRefersToIsGivenUp(t *testing.T) {
	t.Parallel()
	inDraft := func(t *testing.T, w *portaltest.World) (draft string, u upload.Upload) {
		draft = newService(t, w)
		return draft, w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG())
	}
	for name, leave := range map[string]func(*testing.T, *portaltest.World) upload.Upload{
		"the field takes another": func(t *testing.T, w *portaltest.World) upload.Upload {
			draft, u := inDraft(t, w)
			w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.JPEG())
			return u
		},
		"the answer that asked for it changes": func(t *testing.T, w *portaltest.World) upload.Upload {
			draft, u := inDraft(t, w)
			d, err := w.Store.Draft(t.Context(), w.Officer.OrganisationID, draft)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.SaveDraft(t.Context(), w.Officer, d.Draft, form.Parsed{Values: portaltest.Application()}, d.Draft.Version); err != nil {
				t.Fatal(err)
			}
			return u
		},
		"the next file of a document takes its place": func(t *testing.T, w *portaltest.World) upload.Upload {
			u, err := w.StartDocument(t.Context(), w.Ops, "", "測試檢核表", "")
			if err != nil {
				t.Fatal(err)
			}
			w.Arrive(t, u.ID, "v1", scantest.PNG())
			next, err := w.ReplaceDocument(t.Context(), w.Ops2, u.ID)
			if err != nil || next.Place != u.Place {
				t.Fatalf("%+v, %v", next, err)
			}
			return u
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			left := leave(t, w)
			u, err := w.Store.Upload(t.Context(), left.ID)
			if err != nil || u.State != upload.Removed {
				t.Errorf("it is %s, %v", u.State, err)
			}
			if w.Arrive(t, left.ID, "v2", scantest.PNG()) {
				t.Error("what is sent there later is usable")
			}
		})
	}
}

func TestB11_AFileThatSomethingRefersToStays(t *testing.T) {
	t.Parallel()
	w, u, _, _, _ := handedIn(t)
	if kept, err := w.Store.Upload(t.Context(), u.ID); err != nil || kept.State != upload.Kept {
		t.Fatalf("of a case: %s, %v", kept.State, err)
	}
	document, err := w.StartDocument(t.Context(), w.Ops, "", "測試檢核表", "")
	if err != nil {
		t.Fatal(err)
	}
	w.Arrive(t, document.ID, "v1", scantest.PNG())
	if err := w.PublishDocument(t.Context(), w.Ops, document.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ReplaceDocument(t.Context(), w.Ops, document.ID); err != nil {
		t.Fatal(err)
	}
	if _, published := sheetOf(t, w).File(document.ID); !published {
		t.Error("the edition is gone")
	}
	if kept, err := w.Store.Upload(t.Context(), document.ID); err != nil || kept.State != upload.Kept {
		t.Errorf("a published file: %s, %v", kept.State, err)
	}
}
