package form_test

import (
	"net/url"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// goodHosts, with every tail, are addresses a service may register.
var goodHosts = strings.Fields(`
	www.bank.com.tw bank.com.tw BANK.com.TW a.b.c.d.bank.com.tw mydata.nat.gov.tw svhs.ncnu.edu.tw 1bank.com.tw www-2.bank.com.tw
	163.bank.com.tw example.com bank.org xn--fiqs8s.com 銀行.com.tw 台灣銀行.tw bücher.example.com api.bank.tw:443 api.bank.tw:8443
	api.bank.tw:1 api.bank.tw:65535 partner.github.io a.co www.bank.com.tw:80 0x7f.bank.com.tw`)

var goodTails = []string{
	"", "/", "/apply", "/apply/", "/a/b/c.aspx", "?x=1", "/?x=1&y=a%20b", "/%E7%94%B3%E8%AB%8B", "/申請", "/a;b=c", "/a,b(c)!$'*+=:@~", "//double", "/a...b/.well-known/x",
}

func TestB10_AddressesOfServicesAreTaken(t *testing.T) {
	t.Parallel()
	n := 0
	for _, host := range goodHosts {
		for _, tail := range goodTails {
			for _, scheme := range []string{"https", "HTTPS"} {
				raw := scheme + "://" + host + tail
				n++
				if _, err := form.ParseURL(raw, false); err != nil {
					t.Errorf("%s was refused: %s", raw, fault.MessageOf(err))
				}
			}
		}
	}
	t.Logf("%d good addresses", n)
}

func TestB10_AFragmentIsTakenOnlyWhereItMakesSense(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"https://www.bank.com.tw/#/apply", "https://www.bank.com.tw/a#", "https://www.bank.com.tw#top"} {
		if _, err := form.ParseURL(raw, true); err != nil {
			t.Errorf("%s was refused: %s", raw, fault.MessageOf(err))
		}
		if _, err := form.ParseURL(raw, false); err == nil {
			t.Errorf("%s was taken without leave for fragments", raw)
		}
	}
}

// badURLs lists whole addresses by a word of the sentence they are refused with.
var badURLs = map[string][]string{
	"https://": {
		"", "www.bank.com.tw", "//www.bank.com.tw", "http://www.bank.com.tw", "ftp://www.bank.com.tw", "javascript:alert(1)", "javascript://www.bank.com.tw/%0aalert(1)",
		"data:text/html,x", "file:///etc/passwd", "https:www.bank.com.tw", "https:/www.bank.com.tw", "httpss://www.bank.com.tw", "xhttps://www.bank.com.tw",
		"https", "https:", "mailto:a@bank.com.tw", "gopher://www.bank.com.tw", "/apply", "://www.bank.com.tw", "view-source:https://www.bank.com.tw", "ｈttps://www.bank.com.tw",
	},
	"缺少主機名稱": {"https://", "https:///", "https:///www.bank.com.tw", "https://?x", "https://#x", "https://:443", "https://:443/x"},
	"帳號或密碼": {
		"https://user@www.bank.com.tw", "https://user:pw@www.bank.com.tw", "https://@www.bank.com.tw", "https://:@www.bank.com.tw", "https://www.bank.com.tw@evil.com",
		"https://www.bank.com.tw:443@evil.com/", "https://a@b@www.bank.com.tw", "https://www.bank.com.tw%40evil.com@x.com",
	},
	"不能用 IP": {
		"https://1.1.1.1", "https://127.0.0.1", "https://163.22.21.64:443/x", "https://[::1]", "https://[2001:b030::1]:443/", "https://2130706433", "https://0x7f000001", "https://0x7f.1",
		"https://127.1", "https://0", "https://0x", "https://017700000001", "https://1.1.1.0x1", "https://www.bank.0X7F", "https://[", "https://[]", "https://[v1.x]", "https://[::1%25eth0]", "https://[bank.com.tw]",
		"https://169.254.169.254/latest/meta-data", "https://bank.com.tw.1",
	},
	"主機名稱不正確": {
		"https://bank..com.tw", "https://.bank.com.tw", "https://bank.com.tw.", "https://bank.com.tw./", "https://-bank.com.tw", "https://bank-.com.tw", "https://ba_nk.com.tw", "https://ba%6ek.com.tw",
		"https://ba!nk.com.tw", "https://xn--e28h.com", "https://bank,com.tw", "https://bank;com.tw", "https://bank&com.tw", "https://ｂank.com.tw", "https://bank。com.tw", "https://bank．com.tw", "https://ⓑank.com.tw",
		"https://xn--a.com", "https://xn--.com", "https://xn--zzzzzzzzzz99999.com", "https://①.com", "https://ﬁ.com", "https://bank=.com.tw", "https://*.bank.com.tw", "https://$.com", "https://a'b.com", "https://(a).com",
		"https://" + strings.Repeat("a", 64) + ".com", "https://" + strings.Repeat("a.", 127) + "com", "https://😀.com", "https://.", "https://..", "https://%", "https://%20.com", "https://a%00.com",
	},
	"已註冊的網域": {
		"https://localhost", "https://localhost:8443", "https://bank", "https://tw", "https://com.tw", "https://gov.tw", "https://com", "https://co.uk", "https://github.io", "https://portal.localhost",
		"https://server.local", "https://server.internal", "https://server.corp", "https://server.lan", "https://server.home", "https://bank.test", "https://bank.invalid", "https://bank.example", "https://router.intranet",
		"https://metadata.google.internal", "https://a.b.c.nosuchtld", "https://銀行", "https://xn--fiqs8s",
	},
	"通訊埠": {
		"https://www.bank.com.tw:", "https://www.bank.com.tw:/", "https://www.bank.com.tw:0", "https://www.bank.com.tw:65536", "https://www.bank.com.tw:99999", "https://www.bank.com.tw:-1", "https://www.bank.com.tw:+443",
		"https://www.bank.com.tw:0443", "https://www.bank.com.tw:443a", "https://www.bank.com.tw:https", "https://www.bank.com.tw:443:443", "https://www.bank.com.tw:４４３", "https://www.bank.com.tw:4e2", "https://www.bank.com.tw:0x1bb",
		"https://www.bank.com.tw:443.", "https://www.bank.com.tw::443",
	},
	"編碼": {
		"https://www.bank.com.tw/%", "https://www.bank.com.tw/%a", "https://www.bank.com.tw/%zz", "https://www.bank.com.tw/%00", "https://www.bank.com.tw/%0d%0aSet-Cookie:x", "https://www.bank.com.tw/%0A", "https://www.bank.com.tw/%7f",
		"https://www.bank.com.tw/a%5cb", "https://www.bank.com.tw/a%5Cb", "https://www.bank.com.tw/?x=%", "https://www.bank.com.tw/?x=%g1", "https://www.bank.com.tw/?x=%00", "https://www.bank.com.tw/%+1", "https://www.bank.com.tw/%u5929",
	},
	"「.」": {
		"https://www.bank.com.tw/..", "https://www.bank.com.tw/../x", "https://www.bank.com.tw/a/../b", "https://www.bank.com.tw/./a", "https://www.bank.com.tw/a/.", "https://www.bank.com.tw/%2e%2e/x", "https://www.bank.com.tw/a/%2E./b", "https://www.bank.com.tw/.%2e",
	},
	"片段": {"https://www.bank.com.tw/#", "https://www.bank.com.tw/#x", "https://www.bank.com.tw#x", "https://www.bank.com.tw/?x=1#y"},
}

func TestB10_EverythingElseIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	n := 0
	for word, list := range badURLs {
		for _, raw := range list {
			n++
			u, err := form.ParseURL(raw, false)
			if err == nil {
				t.Errorf("%q was taken for host %s", raw, u.Host)
			} else if !strings.Contains(fault.MessageOf(err), word) {
				t.Errorf("%q: want a sentence with %s, got %s", raw, word, fault.MessageOf(err))
			}
		}
	}
	t.Logf("%d refused addresses", n)
}

// strange is what must not stand anywhere in an address.
var strange = []string{
	" ", "\t", "\n", "\r", "\x00", "\x1f", "\x7f", "\u0085", "\u00a0", "\u00ad", "\u1680", "\u2000", "\u200b", "\u200d", "\u200e", "\u2028", "\u202e", "\u2060", "\u2066", "\u3000", "\ufeff", "\ufffd",
	"\uffff", "\ue000", "\xff", "\xc0\xaf", "\\", "<", ">", "\"", "`", "{", "}", "|", "^",
}

func TestB10_NoStrangeCharacterStandsAnywhere(t *testing.T) {
	t.Parallel()
	n := 0
	for _, s := range strange {
		for _, raw := range []string{
			s + "https://www.bank.com.tw/", "https" + s + "://www.bank.com.tw/", "https:" + s + "//www.bank.com.tw/", "https:/" + s + "/www.bank.com.tw/", "https://" + s + "www.bank.com.tw/", "https://www" + s + ".bank.com.tw/",
			"https://www.bank.com.tw" + s + "/", "https://www.bank.com.tw" + s + ".evil.com/", "https://www.bank.com.tw:4" + s + "43/", "https://www.bank.com.tw/" + s, "https://www.bank.com.tw/?a=" + s, "https://www.bank.com.tw/#" + s,
		} {
			n++
			if _, err := form.ParseURL(raw, true); err == nil {
				t.Errorf("%q was taken", raw)
			} else if !strings.Contains(fault.MessageOf(err), "字元") {
				t.Errorf("%q: %s", raw, fault.MessageOf(err))
			}
		}
	}
	t.Logf("%d refused addresses", n)
}

func TestB10_TheSentenceNamesAnInvisibleCharacterReadably(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{" ": "（空白）", "\u202e": "（U+202E）", "\x00": "（U+0000）", "\\": "（\\）", "{": "（{）", "\u3000": "（U+3000）"} {
		_, err := form.ParseURL("https://www.bank.com.tw/"+s, false)
		if !strings.Contains(fault.MessageOf(err), want) {
			t.Errorf("%q: %s", s, fault.MessageOf(err))
		}
	}
}

func FuzzB10_WhatIsTakenReadsAlikeEverywhere(f *testing.F) {
	for _, list := range badURLs {
		for _, raw := range list {
			f.Add(raw)
		}
	}
	for _, host := range goodHosts {
		f.Add("https://" + host + "/a?b=c#d")
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := form.ParseURL(raw, true)
		if err != nil {
			return
		}
		again, err := url.Parse(u.String())
		if err != nil || again.Host != u.Host || again.Scheme != "https" || u.User != nil || u.Opaque != "" {
			t.Errorf("%q reads as %+v, then as %+v (%v)", raw, u, again, err)
		}
		if !strings.Contains(u.Hostname(), ".") || strings.ContainsAny(u.Host, "@[]\\ %/") {
			t.Errorf("%q: host %q", raw, u.Host)
		}
		v := form.Values{form.SPAPIURL: {raw}}
		if v.Port(form.SPAPIURL) == 0 {
			t.Errorf("%q: no port", raw)
		}
	})
}
