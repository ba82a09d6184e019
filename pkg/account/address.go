package account

import (
	"net/mail"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Limits of RFC 5321, in bytes.
const (
	addressLimit = 254
	localLimit   = 64
)

// What is wrong with an address, as its field says it.
const (
	badAddress  = "請輸入正確的電子郵件，格式為 name@agency.gov.tw。"
	freeAddress = "請使用機關的電子郵件信箱，不接受免費信箱（例如 Gmail、Yahoo、Hotmail）。"
)

// localForm is a dot-atom of RFC 5322 in ASCII: what every mail server takes
// without quotes.
var localForm = regexp.MustCompile(`^[a-z0-9!#$%&'*+/=?^_{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*$`)

// AgencyAddress reads a mail address as typed, on every route that sets one
// (A2). It returns the form in which it is stored and claimed: lower case, the
// domain in ASCII. fault is the sentence for the field, empty where the address
// may be used: free and disposable mailboxes may not, whatever their country,
// sub-domain, case, dots or plus-tag.
func AgencyAddress(typed string) (address, fault string) {
	address, domain, ok := parseAddress(typed)
	if !ok {
		return "", badAddress
	}
	if freeMail(domain) {
		return "", freeAddress
	}
	return address, ""
}

// MailDomain is the registrable domain of an address that AgencyAddress
// returned: what an organisation's people share.
func MailDomain(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	registrable, err := publicsuffix.EffectiveTLDPlusOne(domain)
	if err != nil {
		return domain
	}
	return registrable
}

func parseAddress(typed string) (address, domain string, ok bool) {
	typed = strings.TrimSpace(typed)
	at := strings.LastIndexByte(typed, '@')
	if at < 1 || len(typed) > addressLimit {
		return "", "", false
	}
	local := strings.ToLower(typed[:at])
	domain, ok = asciiDomain(typed[at+1:])
	if !ok || len(local) > localLimit || !localForm.MatchString(local) {
		return "", "", false
	}
	address = local + "@" + domain
	parsed, err := mail.ParseAddress(address)
	return address, domain, err == nil && parsed.Address == address && parsed.Name == "" && len(address) <= addressLimit
}

// asciiDomain is a domain as DNS has it. Names outside the registries' public
// suffixes are refused, and so are labels that mix letters of two scripts, which
// serve to look like somebody else's.
func asciiDomain(typed string) (string, bool) {
	ascii, err := idna.Lookup.ToASCII(typed)
	if err != nil || strings.ContainsFunc(ascii, unicode.IsSpace) {
		return "", false
	}
	suffix, registered := publicsuffix.PublicSuffix(ascii)
	if suffix == ascii || !registered && !strings.Contains(suffix, ".") {
		return "", false
	}
	shown, err := idna.Lookup.ToUnicode(ascii)
	if err != nil {
		return "", false
	}
	for label := range strings.SplitSeq(shown, ".") {
		if mixed(label) {
			return "", false
		}
	}
	return ascii, true
}

// scripts whose letters are told apart. Han stands beside Latin in honest names.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic}

func mixed(label string) bool {
	seen := 0
	for _, script := range scripts {
		if strings.ContainsFunc(label, func(r rune) bool { return unicode.Is(script, r) }) {
			seen++
		}
	}
	return seen > 1
}
