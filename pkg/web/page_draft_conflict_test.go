package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

func TestF1_TwoEditorsOfOnePageAreShownBothAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/basics"
	mine, theirs := s.as(s.Officer).get(path), s.as(s.Colleague).get(path)
	theirs.press("儲存並繼續", with("name", "副手的名稱")).want(http.StatusSeeOther)

	p := mine.press("儲存並繼續", with("name", "我的名稱"), with("existing-link", "still wrong")).want(http.StatusConflict)
	want := [][]string{{"A.服務名稱", "副手的名稱", "我的名稱"}, {"服務連結", "https://www.bank.example.com.tw/loan", "still wrong"}}
	if diff := cmp.Diff(want, p.rows()); diff != "" {
		t.Error(diff)
	}
	if p.value("name") != "我的名稱" || !contains(p, "林副手") {
		t.Errorf("the form holds %q; the page says %s", p.value("name"), p.main())
	}
	if now := p.get(path); now.value("name") != "副手的名稱" {
		t.Errorf("%q was stored all the same", now.value("name"))
	}
	p = p.press("以我輸入的內容儲存並繼續", with("existing-link", "https://www.bank.example.com.tw/loan"))
	if p.leads(); p.get(path).value("name") != "我的名稱" {
		t.Error("the second try does not store mine")
	}
}

func TestF1_TwoEditorsOfTwoPagesDoNotMeet(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults())
	basics, connection := s.as(s.Officer).get(path+"/basics"), s.as(s.Colleague).get(path+"/connection")
	basics.press("儲存草稿", with("name", "線上信用貸款")).want(http.StatusSeeOther)
	connection.press("儲存草稿", with("front-url", "https://www.bank.example.com.tw/a")).want(http.StatusSeeOther)
	if p := connection.get(path + "/basics"); p.value("name") != "線上信用貸款" {
		t.Error("the first save is gone")
	}
}

func TestTrust8_ADoubleClickIsNoConflict(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults()) + "/basics"
	p := s.as(s.Officer).get(path)
	for range 2 {
		p.press("儲存並繼續", pass[form.Basics]...).want(http.StatusSeeOther)
	}
}

func TestF1_SavesBetweenReadingAndWritingAreNotOverwritten(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, form.Defaults())
	basics, connection := s.as(s.Officer).get(path+"/basics"), s.as(s.Colleague).get(path+"/connection")
	left := 2
	var between func(write bool)
	between = func(write bool) {
		if !write || left == 0 {
			return
		}
		left--
		s.wire.before = nil
		connection = connection.get(path+"/connection").add("host-ips", with("front-url", "https://www.bank.example.com.tw/a")).want(http.StatusOK)
		s.wire.before = between
	}
	s.wire.before = between
	basics.press("儲存草稿", with("name", "線上信用貸款")).want(http.StatusSeeOther)
	s.wire.before = nil
	if p := basics.get(path + "/connection"); left > 0 || p.value("front-url") == "" || byID(p.root, "host-ips-3") == nil {
		t.Errorf("%d saves did not come between, or are gone", left)
	}
	if p := basics.get(path + "/basics"); p.value("name") != "線上信用貸款" {
		t.Error("the save they came between is gone")
	}
}

func TestB4_AKeyTypedIntoAConflictHasToBePastedAgain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	path := "/drafts/" + s.Draft(t, s.Officer, portaltest.Application()) + "/security"
	mine := s.as(s.Officer).get(path)
	s.as(s.Colleague).get(path).press("儲存並繼續", with("hotline", "02-87654321")).want(http.StatusSeeOther)
	p := mine.press("儲存並繼續", with("use-sp-api-key", "yes"), with("sp-api-key", "a-key-of-more-than-16-characters")).want(http.StatusConflict)
	if !contains(p, "請重新貼上") || strings.Contains(p.body, "a-key-of") {
		t.Error("the page shows the key, or does not say that it is gone")
	}
	if byClass(p.root, "key") != nil {
		t.Error("the form shows the fingerprint of a key that was not stored")
	}
	p = p.press("以我輸入的內容儲存並繼續").want(http.StatusUnprocessableEntity)
	if p.fault("sp-api-key") == "" {
		t.Error("the key is not asked for again")
	}
}
