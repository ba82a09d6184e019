package web

import (
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/scan/scantest"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Buttons of the field in the form.
const (
	chooseFile = "選擇檔案 服務說明文件"
	changeFile = "檢視或更換檔案 服務說明文件"
)

// asking is the page of a new service's application that asks for its file.
func (s *site) asking() *page {
	s.t.Helper()
	v := portaltest.Application()
	v.Set(form.Existing, form.No)
	v.Set(form.ExistingLink)
	return s.as(s.Officer).get("/drafts/" + s.Draft(s.t, s.Officer, v) + "/basics").want(http.StatusOK)
}

// choosing is the page on which that file is chosen.
func (s *site) choosing() *page {
	s.t.Helper()
	return s.asking().press(chooseFile).follow().want(http.StatusOK)
}

// arrived is the page of an upload after a file came and was looked through.
func (p *page) arrived(s *site, content []byte) *page {
	s.t.Helper()
	s.Arrive(s.t, path.Base(p.path), "v1", content)
	return p.get(p.path).want(http.StatusOK)
}

func (s *site) handedIn(content []byte) *page {
	s.t.Helper()
	return s.choosing().arrived(s, content)
}

// withFile is where the file of a case is fetched.
func (s *site) withFile() string {
	s.t.Helper()
	p := s.handedIn(scantest.PNG())
	draft, _, _ := strings.Cut(strings.TrimPrefix(p.link("回「基本資料」"), "/drafts/"), "/")
	p = p.get("/drafts/" + draft + "/preview").press("送出").follow().want(http.StatusOK)
	s.Settle(s.t)
	return p.link("服務流程.png")
}

func TestB11_AFileIsHandedInWithoutScript(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.choosing()
	f := first(p.root, "form")
	for _, node := range all(p.root, "form") {
		if attr(node, "enctype") == "multipart/form-data" {
			f = node
		}
	}
	if got := attr(f, "action"); got != "https://uploads.s3.ap-northeast-1.amazonaws.com" {
		t.Errorf("the form leads to %q", got)
	}
	fields := url.Values{}
	for _, input := range all(f, "input") {
		fields.Add(attr(input, "name"), attr(input, "value"))
	}
	for name, want := range map[string]string{"key": "uploads/" + path.Base(p.path), "Content-Type": "application/octet-stream",
		"success_action_redirect": portaltest.PortalURL + p.path + "?sent", "x-amz-meta-name": "${filename}"} {
		if got := fields.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	inputs := all(f, "input")
	if last := inputs[len(inputs)-1]; attr(last, "type") != "file" || attr(last, "name") != "file" {
		t.Error("the file does not come last, and the bucket ignores what comes after it")
	}
	if policy := p.header.Get("Content-Security-Policy"); !strings.Contains(policy, "form-action 'self' https://uploads.s3.ap-northeast-1.amazonaws.com;") ||
		!strings.Contains(policy, "connect-src 'self' https://uploads.s3.ap-northeast-1.amazonaws.com;") {
		t.Errorf("policy %s", policy)
	}

	sent := p.get(p.path + "?sent&bucket=uploads&key=x&etag=y").want(http.StatusOK)
	if !strings.Contains(sent.body, `<noscript><meta http-equiv="refresh" content="3"></noscript>`) || !strings.Contains(sent.main(), "檢查中") {
		t.Errorf("while it is looked through: %s", sent.main())
	}
	if policy := sent.header.Get("Content-Security-Policy"); strings.Contains(policy, "amazonaws") {
		t.Errorf("another page names the bucket: %s", policy)
	}
	done := p.arrived(s, scantest.PNG())
	if strings.Contains(done.body, "http-equiv") || !strings.Contains(done.main(), "檢查通過") || !strings.Contains(done.main(), "服務流程.png") {
		t.Errorf("after the scan: %s", done.main())
	}
	basics := done.get(done.link("回「基本資料」")).want(http.StatusOK)
	if !strings.Contains(basics.main(), "服務流程.png") || !strings.Contains(basics.main(), "檢查通過") {
		t.Errorf("back at the form: %s", basics.main())
	}
	if again := basics.press(changeFile).leads(); again != p.path {
		t.Errorf("the button leads to %s, want %s", again, p.path)
	}
}

func TestB11_ARefusedFileSaysWhyAndIsReplacedOrGivenUp(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	refused := s.handedIn([]byte("<script>alert(1)</script>"))
	if !strings.Contains(refused.main(), upload.Unknown.Label()) || strings.Contains(refused.body, "/file\"") {
		t.Errorf("refused: %s", refused.main())
	}
	basics := refused.get(refused.link("回「基本資料」")).press("儲存並繼續").want(http.StatusUnprocessableEntity)
	if got := basics.faults()[string(form.ExistingFile)]; got != upload.Unknown.Label() && !strings.HasSuffix(got, upload.Unknown.Label()) {
		t.Errorf("the form says %q", got)
	}
	next := refused.press("重新選擇檔案").follow().want(http.StatusOK)
	if next.path == refused.path || !strings.Contains(next.body, "multipart/form-data") {
		t.Errorf("another file is chosen at %s", next.path)
	}
	if gone := refused.get(refused.path); !strings.Contains(gone.main(), "檔案已移除") {
		t.Errorf("the first: %s", gone.main())
	}
	clean := next.arrived(s, scantest.JPEG())
	asked := clean.get(clean.link("移除檔案")).want(http.StatusOK)
	if back := asked.press("移除").leads(); !strings.HasSuffix(back, "/basics") {
		t.Errorf("leads to %s", back)
	}
	if p := asked.get(strings.TrimSuffix(clean.link("回「基本資料」"), "#existing-file")); !strings.Contains(p.body, chooseFile[:12]) {
		t.Errorf("after its removal: %s", p.main())
	}
}

func TestF1_WhatWasTypedIsKeptWhenAFileIsChosen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.asking().press(chooseFile, with("name", "剛才輸入的名稱")).follow()
	back := p.get(p.link("回「基本資料」"))
	if got := back.value("name"); got != "剛才輸入的名稱" {
		t.Errorf("name is %q", got)
	}
	s.Arrive(t, path.Base(p.path), "v1", scantest.PNG())
	// The scan ended while the page was open: what is typed on it is no conflict.
	back.press("儲存並繼續", with("name", "之後輸入的名稱")).want(http.StatusSeeOther)
	if got := p.get(p.link("回「基本資料」")); got.value("name") != "之後輸入的名稱" || !strings.Contains(got.main(), "檢查通過") {
		t.Errorf("after both: %s", got.main())
	}
}

func TestB11_ThePosterOfAFormCannotNameItsFile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.asking()
	forged := `{"id":"x","state":"clean","hash":"00","object":"v1"}`
	p.press("儲存並繼續", with(string(form.ExistingFile), forged)).want(http.StatusUnprocessableEntity)
	if got := p.get(p.path); strings.Contains(got.main(), "檢查通過") {
		t.Errorf("the draft has a file: %s", got.main())
	}
}

func TestB11_TheFileOfACaseIsFetchedByWhoReadsIt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := s.withFile()
	for name, a := range map[string]account.Actor{"the officer": s.Officer, "a colleague": s.Colleague, "the authority": s.Bureau, "ops": s.Ops, "the ministry": s.Moda} {
		p := s.as(a).get(at).want(http.StatusSeeOther)
		to, err := url.Parse(p.header.Get("Location"))
		if err != nil {
			t.Fatal(err)
		}
		q := to.Query()
		if to.Host != "uploads.s3.ap-northeast-1.amazonaws.com" || q.Get("versionId") != "v1" || q.Get("X-Amz-Expires") != "60" ||
			!strings.HasPrefix(q.Get("response-content-disposition"), "attachment;") || q.Get("response-content-type") != "application/octet-stream" {
			t.Errorf("%s is led to %s", name, to)
		}
	}
	s.as(s.Stranger).get(at).want(http.StatusNotFound)
	s.as(s.Officer).get(path.Dir(at) + "/other").want(http.StatusNotFound)
	if got := s.visitor().get(at).leads(); got != "/signin" {
		t.Errorf("a stranger is led to %s", got)
	}
	number := strings.Split(at, "/")[2]
	page := s.as(s.Bureau).get("/cases/" + number)
	if !strings.Contains(page.main(), "檢查通過") || !strings.Contains(page.main(), "SHA-256") {
		t.Errorf("the reviewer sees: %s", page.main())
	}
	if printed := s.as(s.Bureau).get("/cases/" + number + "/print").want(http.StatusOK); !strings.Contains(printed.main(), "服務流程.png") {
		t.Error("the print does not name the file")
	}
}

func TestTrust23_WhatIsNotCleanIsNotHandedOut(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	waiting := s.choosing()
	waiting.get(waiting.path + "/file").want(http.StatusNotFound)
	refused := waiting.arrived(s, []byte("MZ"))
	refused.get(refused.path + "/file").want(http.StatusNotFound)
	clean := s.handedIn(scantest.PNG())
	clean.get(clean.path + "/file").want(http.StatusSeeOther)
	for _, a := range []account.Actor{s.Stranger, s.Bureau, s.Ops} {
		if got := s.as(a).get(clean.path + "/file").status; got != http.StatusNotFound && got != http.StatusForbidden {
			t.Errorf("%s gets a file of a draft: %d", a.Login, got)
		}
	}
}

func TestB11_AnUploadThatNobodyFinishedCanBeBegunAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	at := s.choosing().path
	s.Clock.Advance(upload.Life + time.Second)
	p := s.as(s.Officer).get(at).want(http.StatusOK)
	if strings.Contains(p.body, "multipart/form-data") || !strings.Contains(p.main(), "上傳期限已過") {
		t.Errorf("a day later: %s", p.main())
	}
	if next := p.press("重新選擇檔案").follow(); !strings.Contains(next.body, "multipart/form-data") {
		t.Errorf("again: %s", next.main())
	}
}
