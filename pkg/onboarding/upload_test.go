package onboarding_test

import (
	"errors"
	"sync"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// newService is a draft of a service that does not exist yet, and so needs its
// 說明文件.
func newService(t *testing.T, w *portaltest.World) string {
	t.Helper()
	v := portaltest.Application()
	v.Set(form.Existing, form.No)
	v.Set(form.ExistingLink)
	return w.Draft(t, w.Officer, v)
}

func fileOf(t *testing.T, w *portaltest.World, draftID string) upload.File {
	t.Helper()
	desk, err := w.Desk(t.Context(), w.Officer, draftID)
	if err != nil {
		t.Fatal(err)
	}
	return desk.Draft.Values.File(form.ExistingFile)
}

var plain = scantest.Zip(scantest.Part{Name: "a.txt", Text: "text"})

func TestB11_ADraftFollowsItsUpload(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	draft := newService(t, w)
	u, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile)
	if err != nil {
		t.Fatal(err)
	}
	if f := fileOf(t, w, draft); f.ID != u.ID || f.State != upload.Quarantined {
		t.Errorf("before it arrives: %+v", f)
	}
	if !w.Arrive(t, u.ID, "v1", scantest.PNG()) {
		t.Error("an honest file is not usable")
	}
	f := fileOf(t, w, draft)
	if f.State != upload.Clean || f.Type != upload.PNG || f.Name != "服務流程.png" || f.Object != "v1" || len(f.Hash) != 64 {
		t.Errorf("after the scan: %+v", f)
	}
	if err := w.RemoveUpload(t.Context(), w.Officer, u.ID); err != nil {
		t.Fatal(err)
	}
	if f := fileOf(t, w, draft); f != (upload.File{}) {
		t.Errorf("after its removal: %+v", f)
	}
	entries, err := w.Store.Log(t.Context(), "upload/"+u.ID)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%d entries: %v", len(entries), err)
	}
	removed, err := w.Store.Upload(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := audit.Verify("upload/"+u.ID, entries, audit.Head{Seq: removed.Version, Hash: removed.LogHash}); err != nil {
		t.Error(err)
	}
	for i, act := range []string{"upload.start", "upload.scan", "upload.remove"} {
		if entries[i].Act != act {
			t.Errorf("entry %d is %s, want %s", i+1, entries[i].Act, act)
		}
	}
}

func TestB11_WhatIsNotCleanIsNotSubmitted(t *testing.T) {
	t.Parallel()
	for name, put := range map[string]func(*testing.T, *portaltest.World, string){
		"no file at all": func(*testing.T, *portaltest.World, string) {},
		"one that is still on its way": func(t *testing.T, w *portaltest.World, draft string) {
			if _, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile); err != nil {
				t.Fatal(err)
			}
		},
		"one that was refused": func(t *testing.T, w *portaltest.World, draft string) {
			w.HandIn(t, w.Officer, draft, form.ExistingFile, []byte("<script>alert(1)</script>"))
		},
		"one of a type for another purpose": func(t *testing.T, w *portaltest.World, draft string) {
			w.HandIn(t, w.Officer, draft, form.ExistingFile, plain)
		},
		"one that was given up": func(t *testing.T, w *portaltest.World, draft string) {
			u := w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG())
			if err := w.RemoveUpload(t.Context(), w.Officer, u.ID); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			draft := newService(t, w)
			put(t, w, draft)
			_, err := w.Submit(t.Context(), w.Officer, draft)
			if !fault.Is(err, fault.Invalid) || len(fault.FieldsOf(err)) != 1 || fault.FieldsOf(err)[0].Control != string(form.ExistingFile) {
				t.Errorf("submit: %v, fields %v", err, fault.FieldsOf(err))
			}
		})
	}
}

// forge writes a reference into a draft that no use case would.
func forge(t *testing.T, w *portaltest.World, draftID string, f upload.File) {
	t.Helper()
	desk, err := w.Desk(t.Context(), w.Officer, draftID)
	if err != nil {
		t.Fatal(err)
	}
	v := desk.Draft.Values.Clone()
	v.SetFile(form.ExistingFile, f)
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: v}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
}

func TestTrust23_ACaseTakesTheVeryFileThatWasScanned(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*upload.File){
		"another version of the object": func(f *upload.File) { f.Object = "v2" },
		"another content":               func(f *upload.File) { f.Hash = "00" + f.Hash[2:] },
		"a file said to be clean":       func(f *upload.File) { *f = upload.File{ID: f.ID, State: upload.Clean} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := portaltest.NewWorld(t)
			draft := newService(t, w)
			f := w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG()).File()
			change(&f)
			forge(t, w, draft, f)
			if _, err := w.Submit(t.Context(), w.Officer, draft); !fault.Is(err, fault.Conflict) {
				t.Errorf("submit: %v", err)
			}
		})
	}
	t.Run("a file of another organisation", func(t *testing.T) {
		t.Parallel()
		w := portaltest.NewWorld(t)
		theirs := w.Draft(t, w.Stranger, portaltest.Application())
		f := w.HandIn(t, w.Stranger, theirs, form.ExistingFile, scantest.PNG()).File()
		draft := newService(t, w)
		forge(t, w, draft, f)
		if _, err := w.Submit(t.Context(), w.Officer, draft); !fault.Is(err, fault.Conflict) {
			t.Errorf("submit: %v", err)
		}
	})
}

// handedIn is a case with a file.
func handedIn(t *testing.T) (w *portaltest.World, u upload.Upload, draft, number, caseID string) {
	t.Helper()
	w = portaltest.NewWorld(t)
	draft = newService(t, w)
	u = w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG())
	number, err := w.Submit(t.Context(), w.Officer, draft)
	if err != nil {
		t.Fatal(err)
	}
	w.Settle(t)
	caseID, err = w.Store.Claimed(t.Context(), onboarding.NumberClaim, number)
	if err != nil {
		t.Fatal(err)
	}
	return w, u, draft, number, caseID
}

func TestB11_WhatACaseRefersToCannotChange(t *testing.T) {
	t.Parallel()
	w, u, draft, _, caseID := handedIn(t)
	kept, err := w.Store.Upload(t.Context(), u.ID)
	if err != nil || kept.State != upload.Kept || kept.Case != caseID {
		t.Fatalf("%+v, %v", kept, err)
	}
	if err := w.RemoveUpload(t.Context(), w.Officer, u.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("removal: %v", err)
	}
	if _, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile); !fault.Is(err, fault.Conflict) {
		t.Errorf("another file for a draft that was sent: %v", err)
	}
	if w.Arrive(t, u.ID, "v2", scantest.JPEG()) {
		t.Error("a second version of the object is usable")
	}
	if !w.Arrive(t, u.ID, "v1", scantest.PNG()) {
		t.Error("the first version is not usable any more")
	}
	after, err := w.Store.Upload(t.Context(), u.ID)
	if err != nil || after != kept {
		t.Errorf("the record changed: %+v, %v", after, err)
	}
	body, err := w.Store.Submission(t.Context(), caseID, 1, 1)
	if f := body.Values.File(form.ExistingFile); err != nil || !f.Is(kept) {
		t.Errorf("the paper refers to %+v, %v", f, err)
	}
}

func TestB11_ACorrectionKeepsOrReplacesTheFile(t *testing.T) {
	t.Parallel()
	for name, replace := range map[string]bool{"kept": false, "replaced": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, first, _, number, caseID := handedIn(t)
			decide(t, w, w.Bureau, caseID, chain.Return)
			want := first
			if replace {
				want = w.HandIn(t, w.Officer, onboarding.CorrectionID(number), form.ExistingFile, scantest.JPEG())
			}
			if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
				t.Fatal(err)
			}
			body, err := w.Store.Submission(t.Context(), caseID, 1, 2)
			if err != nil {
				t.Fatal(err)
			}
			if got := body.Values.File(form.ExistingFile); got.ID != want.ID {
				t.Errorf("round 2 refers to %s, want %s", got.ID, want.ID)
			}
			if _, changed := body.Before[form.ExistingFile]; changed != replace {
				t.Errorf("marked as changed: %v", changed)
			}
			for _, id := range []string{first.ID, want.ID} {
				if u, err := w.Store.Upload(t.Context(), id); err != nil || u.State != upload.Kept {
					t.Errorf("upload %s is %s, %v", id, u.State, err)
				}
			}
		})
	}
}

func TestB11_AFileIsReplacedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	draft := newService(t, w)
	first := w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG())
	second, err := w.StartUpload(t.Context(), w.Colleague, draft, form.ExistingFile)
	if err != nil {
		t.Fatal(err)
	}
	if u, err := w.Store.Upload(t.Context(), first.ID); err != nil || u.State != upload.Removed {
		t.Errorf("the first is %s, %v", u.State, err)
	}
	w.Arrive(t, first.ID, "v9", scantest.JPEG())
	if f := fileOf(t, w, draft); f.ID != second.ID || f.State != upload.Quarantined {
		t.Errorf("the draft refers to %+v", f)
	}
}

func TestB11_OneOfManyReportsCounts(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	draft := newService(t, w)
	u, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile)
	if err != nil {
		t.Fatal(err)
	}
	versions := []string{"v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"}
	usable, errs := make([]bool, len(versions)), make([]error, len(versions))
	var wg sync.WaitGroup
	for i, version := range versions {
		wg.Go(func() {
			usable[i], errs[i] = w.UploadScanned(t.Context(), u.ID, portaltest.Found(version, scantest.PNG()))
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	u, err = w.Store.Upload(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, version := range versions {
		if usable[i] != (version == u.Object) {
			t.Errorf("%s is usable: %v, the record holds %s", version, usable[i], u.Object)
		}
	}
	if u.Version != 2 {
		t.Errorf("the record was written %d times", u.Version)
	}
}

func TestTrust18_UploadsBelongToTheirOrganisation(t *testing.T) {
	t.Parallel()
	w, u, _, _, _ := handedIn(t)
	draft := newService(t, w)
	mine := w.HandIn(t, w.Officer, draft, form.ExistingFile, scantest.PNG())
	for name, a := range map[string]account.Actor{"a stranger": w.Stranger, "the authority": w.Bureau, "ops": w.Ops, "the ministry": w.Moda} {
		for _, id := range []string{u.ID, mine.ID} {
			if _, err := w.Upload(t.Context(), a, id); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s reads %s: %v", name, id, err)
			}
			if err := w.RemoveUpload(t.Context(), a, id); !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s removes %s: %v", name, id, err)
			}
		}
		if _, err := w.StartUpload(t.Context(), a, draft, form.ExistingFile); err == nil {
			t.Errorf("%s puts a file into the bank's draft", name)
		}
	}
	if _, err := w.Upload(t.Context(), w.Colleague, mine.ID); err != nil {
		t.Errorf("a colleague: %v", err)
	}
	if _, err := w.StartUpload(t.Context(), w.Officer, draft, form.Name); !fault.Is(err, fault.NotFound) {
		t.Errorf("a file for a field of text: %v", err)
	}
	if _, err := w.UploadScanned(t.Context(), "nobody's", upload.Found{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a file of no upload: %v", err)
	}
}

func TestTrust24_UploadsAreLimited(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	draft := newService(t, w)
	for range 200 {
		if _, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.StartUpload(t.Context(), w.Officer, draft, form.ExistingFile); !fault.Is(err, fault.TooMany) {
		t.Errorf("the 201st: %v", err)
	}
}
