package web

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
)

var anyLink = regexp.MustCompile(regexp.QuoteMeta(portaltest.PortalURL) + `(/[^\s<>"]*)`)

// mailedLinks are all links of all mails there are, by the page they lead to.
func (s *site) mailedLinks() map[string][]string {
	s.t.Helper()
	s.Settle(s.t)
	links := map[string][]string{}
	for _, m := range s.Mail.Sent() {
		for _, found := range anyLink.FindAllStringSubmatch(m.Text, -1) {
			kind := regexp.MustCompile(`^/[a-z]+(/activate)?`).FindString(found[1])
			if !slices.Contains(links[kind], found[1]) {
				links[kind] = append(links[kind], found[1])
			}
		}
	}
	return links
}

// allowedTo says which records strangers may cause: counters and refusals, which
// are the limits; and at the page where anybody may ask for a password link, what
// asking for an account that does not exist writes (trust 17).
func allowedTo(kind string) []string {
	names := []string{"CNT#", "REFUSED#"}
	if kind == "/forgot" || kind == "/invited" {
		names = append(names, "TOK#", "OUT#", "LOG#one-time")
	}
	return names
}

var partition = regexp.MustCompile(`\bpk:(\S+)`)

// digest is the table without what strangers may cause.
func (s *site) digest(kind string) []string {
	return slices.DeleteFunc(s.contents(), func(line string) bool {
		pk := partition.FindStringSubmatch(line)
		return pk != nil && slices.ContainsFunc(allowedTo(kind), func(name string) bool { return strings.HasPrefix(pk[1], name) })
	})
}

// correspondence is a world in which every link there is has been mailed.
type correspondence struct {
	*site
	number   string
	newcomer *browser // who has asked for an activation mail
}

func corresponding(t *testing.T) correspondence {
	t.Helper()
	s := newSite(t)
	c := correspondence{site: s, number: s.submitted()}
	s.decide(s.Bureau, s.submitted(), chain.Reject)
	c.newcomer = s.agreed()
	c.newcomer.get("/signup/email").press("送出", with("mail", newcomer)).follow()
	s.agreed().get("/signup/email").press("送出", with("mail", s.Officer.Mail)).follow()
	s.resetLink(s.Officer.Login, s.Officer.Mail)
	in := onboarding.Invitation{Role: account.Ops, Login: "invited01", Name: "維新", Phone: "02-2380-0000", Mail: "invited01@ops.example.com.tw"}
	if _, err := s.Invite(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	s.Settle(t)
	return c
}

// ways are what a person does with each link once the scanners are through.
var ways = map[string]func(c correspondence, link string) *page{
	"/a": func(c correspondence, link string) *page {
		return c.linked().get(link).press("送出", with(onboarding.FieldAnswer, "approve"), with(onboarding.FieldCode, c.codeOf(c.Bureau))).follow()
	},
	"/signup/activate": func(c correspondence, link string) *page {
		return c.newcomer.get(link).press("啟動帳號").follow()
	},
	"/reset": func(c correspondence, link string) *page {
		return c.get(link).press("設定密碼", with("password", another), with("password-again", another)).follow()
	},
	"/invited": func(c correspondence, _ string) *page {
		return c.get(c.resetLink("invited01", "invited01@ops.example.com.tw")).press("設定密碼", with("password", another), with("password-again", another)).follow()
	},
	"/forgot": func(c correspondence, link string) *page {
		return c.get(link).press(sendLink, with("login", c.Officer.Login)).follow()
	},
	"/cases": func(c correspondence, link string) *page { return c.as(c.Officer).get(link) },
	"/signin": func(c correspondence, link string) *page {
		return c.get(link).press("登入後臺", with("login", c.Ops.Login), with("password", portaltest.Password)).follow()
	},
}

// TestTrust5_WhatScannersDoChangesNothing tries each behaviour on each link of
// each mail; the person's own way works afterwards.
func TestTrust5_WhatScannersDoChangesNothing(t *testing.T) {
	t.Parallel()
	if len(behaviours) < 20 {
		t.Errorf("%d behaviours", len(behaviours))
	}
	c := corresponding(t)
	links := c.mailedLinks()
	for _, kind := range []string{"/a", "/signup/activate", "/reset", "/invited", "/cases"} {
		if len(links[kind]) == 0 {
			t.Errorf("no mail has a link to %s", kind)
		}
	}
	for kind, list := range links {
		if ways[kind] == nil {
			t.Fatalf("nobody says what a person does at %v", list)
		}
		before := c.digest(kind)
		handler := c.portal
		if kind == "/a" {
			handler = c.action
		}
		for _, b := range behaviours {
			for _, link := range list {
				b.do(scanner{t, handler}, link)
			}
			if diff := cmp.Diff(before, c.digest(kind)); diff != "" {
				t.Fatalf("a scanner that %s at %s: %s", b.name, kind, diff)
			}
		}
	}
	c.Clock.Advance(16 * time.Minute) // strangers' attempts at one's own pages are over by then
	for _, kind := range slices.Sorted(maps.Keys(links)) {
		if p := ways[kind](c, links[kind][0]); p.status != http.StatusOK {
			t.Errorf("after the scanners a person at %s gets %d: %s", kind, p.status, p.main())
		}
	}
}

// TestA3_AnotherBrowserActivatesByTypingTheAddress: without it a scanner that
// presses the page's button would use the link up.
func TestA3_AnotherBrowserActivatesByTypingTheAddress(t *testing.T) {
	t.Parallel()
	c := corresponding(t)
	p := c.get(c.mailedTo(newcomer)).want(http.StatusOK)
	for _, wrong := range []string{"", "someone@newbank.com.tw", "x"} {
		refused := p.press("啟動帳號", with(onboarding.FieldMail, wrong)).want(http.StatusUnprocessableEntity)
		if refused.fault(onboarding.FieldMail) == "" || refused.value(onboarding.FieldMail) != wrong {
			t.Errorf("%q: %v", wrong, refused.faults())
		}
	}
	p.press("啟動帳號", with(onboarding.FieldMail, " Newcomer@NewBank.com.tw ")).follow().want(http.StatusOK)
}
