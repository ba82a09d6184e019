package upload_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

var noon = time.Date(2024, 3, 15, 4, 0, 0, 0, time.UTC)

func begun() upload.Upload {
	return upload.Upload{ID: "up1", Purpose: upload.Explanation, State: upload.Quarantined, Asked: noon, Version: 1}
}

func found(r upload.Reason) upload.Found {
	return upload.Found{Object: "v1", Name: "流程.PDF", Size: 9, Hash: "ab", Type: upload.PDF, Reason: r}
}

func scanned(t *testing.T, r upload.Reason) upload.Upload {
	t.Helper()
	u, err := begun().Scan(found(r), noon)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestB11_AnUploadGoesItsWay(t *testing.T) {
	t.Parallel()
	clean := scanned(t, "")
	kept, changed, err := clean.Keep("case1")
	if err != nil || !changed {
		t.Fatal(changed, err)
	}
	removed, err := clean.Remove()
	if err != nil {
		t.Fatal(err)
	}
	states := map[upload.State]upload.Upload{upload.Quarantined: begun(), upload.Clean: clean, upload.Kept: kept,
		upload.Refused: scanned(t, upload.Macros), upload.Removed: removed}
	for state, may := range map[upload.State]struct{ scan, keep, remove, usable bool }{
		upload.Quarantined: {scan: true, remove: true},
		upload.Clean:       {keep: true, remove: true, usable: true},
		upload.Kept:        {keep: true, usable: true},
		upload.Refused:     {remove: true},
		upload.Removed:     {},
	} {
		t.Run(string(state), func(t *testing.T) {
			u := states[state]
			if u.State != state || u.State.Usable() != may.usable {
				t.Errorf("state %s, usable %v", u.State, u.State.Usable())
			}
			_, scan := u.Scan(found(""), noon)
			_, _, keep := u.Keep("case2")
			_, remove := u.Remove()
			for what, c := range map[string]struct {
				err error
				may bool
			}{"scan": {scan, may.scan}, "keep": {keep, may.keep}, "remove": {remove, may.remove}} {
				if c.may != (c.err == nil) || c.err != nil && !fault.Is(c.err, fault.Conflict) {
					t.Errorf("%s: %v, allowed %v", what, c.err, c.may)
				}
			}
		})
	}
}

func TestB11_WhatACaseRefersToStaysAsItIs(t *testing.T) {
	t.Parallel()
	kept, _, err := scanned(t, "").Keep("case1")
	if err != nil {
		t.Fatal(err)
	}
	again, changed, err := kept.Keep("case2")
	if err != nil || changed || again != kept {
		t.Errorf("a second case changes it: %+v, %v", again, err)
	}
	if file := kept.File(); !file.Is(kept) || file.Name != "流程.pdf" || file.Hash != "ab" || file.Object != "v1" {
		t.Errorf("reference: %+v", file)
	}
	other := kept
	other.Object = "v2"
	if kept.File().Is(other) {
		t.Error("another version of the object counts as the same file")
	}
}

func TestB11_EachPurposeTakesItsTypes(t *testing.T) {
	t.Parallel()
	for _, p := range []upload.Purpose{upload.Explanation, upload.Checklist, upload.Report, upload.Letter, upload.Document} {
		if p.Label() == "" || !p.Accepts(upload.PDF) || !p.Accepts(upload.ODT) || p.Accepts(upload.ZIP) != (p == upload.Document) || p.Accepts("") {
			t.Errorf("%s (%s) takes %v", p, p.Label(), p.Types())
		}
	}
	if upload.Purpose("other").Accepts(upload.PDF) {
		t.Error("an unknown purpose takes a file")
	}
	u, err := begun().Scan(upload.Found{Name: "a.zip", Type: upload.ZIP}, noon)
	if err != nil || u.State != upload.Refused || u.Reason != upload.NotAccepted {
		t.Errorf("an archive as 說明文件: %+v, %v", u, err)
	}
}

func TestB11_ATicketEnds(t *testing.T) {
	t.Parallel()
	u := begun()
	if !u.Open(noon.Add(upload.Life-time.Second)) || u.Open(noon.Add(upload.Life)) || scanned(t, "").Open(noon) {
		t.Error("an upload is open at the wrong time")
	}
}

func TestB11_NamesAreSafeToShowAndSave(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sent, want string }{
		"a plain name stays":                            {"服務流程.pdf", "服務流程.pdf"},
		"the ending is that of the content":             {"report.exe", "report.pdf"},
		"capitals and blanks":                           {" My  Report .PDF", "My Report.pdf"},
		"folders of Windows go":                         {`C:\Users\王大明\流程.docx`, "流程.pdf"},
		"folders go":                                    {"../../etc/passwd", "passwd.pdf"},
		"right-to-left marks go":                        {"invoice\u202efdp.exe", "invoicefdp.pdf"},
		"control characters go":                         {"a\r\nSet-Cookie: b\x00.pdf", "a Set-Cookie b.pdf"},
		"what no sender named is called by its purpose": {"", "服務說明文件.pdf"},
		"what the bucket did not fill in":               {"${filename}", "服務說明文件.pdf"},
		"dots alone are no name":                        {"....", "服務說明文件.pdf"},
		"a long ending is part of the name":             {"v1.2.3-final-draft", "v1.2.3-final-draft.pdf"},
		"quotes and semicolons go":                      {`a";filename="b.exe`, "a filename= b.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := upload.Name(c.sent, upload.Explanation, upload.PDF); got != c.want {
				t.Errorf("%q becomes %q, want %q", c.sent, got, c.want)
			}
		})
	}
}

func TestObjectKeysLeadBackToTheirUpload(t *testing.T) {
	t.Parallel()
	if id, ok := upload.IDOf(upload.ObjectKey("abc")); id != "abc" || !ok {
		t.Errorf("got %q, %v", id, ok)
	}
	for _, key := range []string{"", "uploads/", "uploads/a/b", "other/a"} {
		if id, ok := upload.IDOf(key); ok {
			t.Errorf("%q is taken for upload %q", key, id)
		}
	}
}

func TestEveryReasonSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for _, r := range []upload.Reason{upload.Empty, upload.TooLarge, upload.Unknown, upload.NotAccepted, upload.Malformed, upload.Encrypted, upload.Macros,
		upload.Scripts, upload.Embedded, upload.External, upload.Bomb, upload.Polyglot, upload.Malware} {
		if r.Label() == upload.Reason("nobody knows").Label() {
			t.Errorf("%s has no words", r)
		}
	}
}
