package account

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"
)

//go:generate go run ../../infra/freemail freemail.txt freemail.LICENSE

//go:embed freemail.txt
var freeMailList string

// freeDomains are the listed domains, read at the first address.
var freeDomains = sync.OnceValue(func() map[string]bool {
	domains := map[string]bool{}
	for line := range strings.Lines(freeMailList) {
		if !strings.HasPrefix(line, "#") {
			domains[strings.TrimSpace(line)] = true
		}
	}
	return domains
})

// freeBrands are providers that offer mailboxes under many countries' suffixes:
// yahoo.com.tw, yahoo.co.jp, live.cn and so on.
var freeBrands = []string{
	"gmail", "googlemail", "yahoo", "yahoomail", "ymail", "rocketmail", "hotmail", "outlook", "live", "livemail", "msn",
	"windowslive", "aol", "aim", "icloud", "gmx", "yandex", "protonmail", "proton", "tutanota", "tutamail", "tuta", "zoho",
	"zohomail", "fastmail", "hushmail", "rediffmail", "rediff", "naver", "hanmail", "daum", "qq", "foxmail", "sina", "sohu", "163",
	"126", "yeah", "188", "21cn", "aliyun", "kimo", "pchome", "yam", "xuite", "mail2000", "inbox", "lycos", "excite", "netease",
	"mailinator", "guerrillamail", "10minutemail", "tempmail", "temp-mail", "yopmail", "sharklasers", "trashmail", "maildrop",
	"dispostable", "getnada", "moakt",
}

// freeMore are single domains that the list lacks.
var freeMore = []string{
	"me.com", "mac.com", "mail.com", "mail.ru", "email.com", "usa.com", "tom.com", "hey.com", "pm.me", "duck.com", "url.com.tw",
	"seed.net.tw", "giga.net.tw", "sinamail.com", "yahoo-inc.tw", "mail.ee", "wp.pl", "o2.pl", "libero.it", "web.de", "t-online.de",
	"freenet.de", "orange.fr", "laposte.net", "seznam.cz", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "nate.com", "vip.qq.com",
}

// freeMail reports whether anybody can get a mailbox in an ASCII domain: one of
// a free provider, or one below the suffix of a hosting service.
func freeMail(domain string) bool {
	registrable, err := publicsuffix.EffectiveTLDPlusOne(domain)
	if err != nil {
		return true
	}
	if _, registered := publicsuffix.PublicSuffix(domain); !registered {
		return true
	}
	label, _, _ := strings.Cut(registrable, ".")
	if slices.Contains(freeBrands, label) {
		return true
	}
	for at := domain; ; {
		if freeDomains()[at] || slices.Contains(freeMore, at) {
			return true
		}
		if at == registrable {
			return false
		}
		_, at, _ = strings.Cut(at, ".")
	}
}
