package onboarding_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/environment"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

func sheetOf(t *testing.T, w *portaltest.World) environment.Sheet {
	t.Helper()
	s, err := w.Store.Environment(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestE5_OpsPublishesAndVersionsDocuments(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	first, err := w.StartDocument(t.Context(), w.Ops, "", " 測試檢核表 ", "上線申請時使用")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.PublishDocument(t.Context(), w.Ops, first.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("before it was looked through: %v", err)
	}
	w.Arrive(t, first.ID, "v1", scantest.PNG())
	for range 2 { // a double click
		if err := w.PublishDocument(t.Context(), w.Ops, first.ID); err != nil {
			t.Fatal(err)
		}
	}
	id := first.Place.Document
	second, err := w.StartDocument(t.Context(), w.Ops2, id, "", "")
	if err != nil {
		t.Fatal(err)
	}
	w.Arrive(t, second.ID, "v1", scantest.Zip(scantest.Part{Name: "client.py", Text: "print()"}))
	if err := w.PublishDocument(t.Context(), w.Ops2, second.ID); err != nil {
		t.Fatal(err)
	}
	d, _ := sheetOf(t, w).Find(id)
	newest, _ := d.Newest()
	if d.Title != "測試檢核表" || len(d.Editions) != 2 || newest.Number != 2 || newest.File.ID != second.ID || newest.File.Type != upload.ZIP {
		t.Errorf("%+v", d)
	}
	if err := w.RemoveUpload(t.Context(), w.Ops, first.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("an edition is removed: %v", err)
	}
	if err := w.RemoveDocument(t.Context(), w.Ops, id); err != nil {
		t.Fatal(err)
	}
	if got := sheetOf(t, w).Documents; len(got) != 0 {
		t.Errorf("%+v", got)
	}
	entries, err := w.Store.Log(t.Context(), "environment/all")
	if err != nil || len(entries) != 4 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}

func TestE5_AHostileFileIsNeverPublished(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u, err := w.StartDocument(t.Context(), w.Ops, "", "範例程式", "")
	if err != nil {
		t.Fatal(err)
	}
	w.Arrive(t, u.ID, "v1", scantest.Zip(scantest.Part{Name: "setup.exe", Text: "MZ"}))
	if err := w.PublishDocument(t.Context(), w.Ops, u.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("published: %v", err)
	}
	if err := w.RemoveUpload(t.Context(), w.Ops, u.ID); err != nil {
		t.Error(err)
	}
}

func TestE5_HostsAreEditedOverTheVersionThatWasSeen(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	if err := w.EditHosts(t.Context(), w.Ops, 0, "平臺前臺：mydatadev.nat.gov.tw", "平臺前臺：mydata.nat.gov.tw"); err != nil {
		t.Fatal(err)
	}
	if err := w.EditHosts(t.Context(), w.Ops2, 0, "", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("over a version nobody saw: %v", err)
	}
	err := w.EditHosts(t.Context(), w.Ops, 1, "nonsense", "a：")
	if !fault.Is(err, fault.Invalid) || len(fault.FieldsOf(err)) != 2 {
		t.Errorf("wrong lines: %v", err)
	}
	if s := sheetOf(t, w); len(s.Test) != 1 || s.Test[0].Value != "mydatadev.nat.gov.tw" || s.Version != 1 {
		t.Errorf("%+v", s)
	}
}

func TestTrust18_OnlyOpsKeepsHostsAndDocuments(t *testing.T) {
	t.Parallel()
	w := portaltest.NewWorld(t)
	u, err := w.StartDocument(t.Context(), w.Ops, "", "文件", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]account.Actor{"an officer": w.Officer, "an authority": w.Bureau, "the ministry": w.Moda} {
		_, start := w.StartDocument(t.Context(), a, "", "文件", "")
		for what, err := range map[string]error{"start": start, "hosts": w.EditHosts(t.Context(), a, 1, "", ""), "publish": w.PublishDocument(t.Context(), a, u.ID),
			"remove": w.RemoveDocument(t.Context(), a, u.Place.Document), "give up": w.RemoveUpload(t.Context(), a, u.ID)} {
			if !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %s: %v", name, what, err)
			}
		}
	}
	if _, err := w.StartDocument(t.Context(), w.Ops, "none", "", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("an edition of no document: %v", err)
	}
	if _, err := w.StartDocument(t.Context(), w.Ops, "", " ", ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("a document without a title: %v", err)
	}
}
