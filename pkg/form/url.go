package form

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxURL bounds the characters of an address.
const maxURL = 1000

// hostProfile accepts host names as they could be registered: no mapping of
// look-alikes (full-width letters, ideographic dots), valid punycode, the
// lengths of DNS.
var hostProfile = idna.New(idna.ValidateForRegistration())

// ParseURL reads an address a service may register (B10): https, a host name
// with a registrable domain of the public suffix list, a port from 1 to 65535
// or none, no user info, no IP literal, nothing that programs read in different
// ways. A #fragment is refused unless allowed. The error's message is for the
// applicant. The address is data: nothing ever fetches it.
func ParseURL(raw string, fragment bool) (*url.URL, error) {
	if r, found := strangeRune(raw); found {
		return nil, refuse("網址含有不能使用的字元（" + describeRune(r) + "）。")
	}
	scheme, rest, found := strings.Cut(raw, "://")
	if !found || !strings.EqualFold(scheme, "https") {
		return nil, refuse("網址須以 https:// 開頭。")
	}
	authority, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, path = rest[:i], rest[i:]
	}
	if strings.Contains(authority, "@") {
		return nil, refuse("網址不能帶帳號或密碼（@）。")
	}
	host, port, hasPort := strings.Cut(authority, ":")
	if err := checkHost(host); err != nil {
		return nil, err
	}
	if hasPort && !validPort(port) {
		return nil, refuse("網址的通訊埠須為 1 到 65535 的數字。")
	}
	u, err := url.Parse(raw)
	if err != nil || !wellEscaped(path) {
		return nil, refuse("網址的 % 編碼不正確。")
	}
	if hasDotSegment(u.Path) {
		return nil, refuse("網址的路徑不能含「.」或「..」的部分。")
	}
	if strings.Contains(raw, "#") && !fragment {
		return nil, refuse("這個網址不能帶 # 片段。")
	}
	return u, nil
}

// checkHost asks for a name under a registrable domain.
func checkHost(host string) error {
	if host == "" {
		return refuse("網址缺少主機名稱。")
	}
	labels := strings.Split(host, ".")
	if last := labels[len(labels)-1]; strings.HasPrefix(host, "[") || isNumber(last) {
		return refuse("網址請用主機名稱，不能用 IP 位址。")
	}
	name, ok := asciiHost(host)
	if !ok {
		return refuse("網址的主機名稱不正確。")
	}
	if _, ok := registrable(name); !ok {
		return refuse("網址的主機名稱須在已註冊的網域之下，例如 www.example.com.tw。")
	}
	return nil
}

// asciiHost is the lower-case form in which DNS knows the name. Symbols and
// emoji, which IDNA 2008 bars, are refused in punycode too.
func asciiHost(host string) (string, bool) {
	name, err := hostProfile.ToASCII(strings.ToLower(host))
	if err != nil || strings.HasSuffix(name, ".") {
		return "", false
	}
	shown, err := hostProfile.ToUnicode(name)
	symbol := func(r rune) bool {
		return r != '-' && r != '.' && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Nd)
	}
	return name, err == nil && !strings.ContainsFunc(shown, symbol)
}

// registrable is the part of a host name that somebody registered: example.com.tw
// of www.example.com.tw. Names under top-level domains that do not exist have none.
func registrable(name string) (string, bool) {
	suffix, managed := publicsuffix.PublicSuffix(name)
	if !managed && !strings.Contains(suffix, ".") {
		return "", false
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(name)
	return domain, err == nil
}

// portOf is the port of a checked URL.
func portOf(u *url.URL) uint16 {
	if u.Port() == "" {
		return 443
	}
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		return 0
	}
	return uint16(n)
}

func validPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0 && s == strconv.FormatUint(n, 10)
}

// isNumber reports whether browsers would read a host that ends in this label
// as an IPv4 address: decimal, octal or hexadecimal.
func isNumber(label string) bool {
	digits, hexadecimal := strings.CutPrefix(strings.ToLower(label), "0x")
	set := "0123456789"
	if hexadecimal {
		set += "abcdef"
	}
	return strings.Trim(digits, set) == "" && (digits != "" || hexadecimal)
}

// strangeRune finds what has no place in an address: white space, controls,
// invisible characters, and those that programs disagree about.
func strangeRune(s string) (rune, bool) {
	for _, r := range s {
		if r == unicode.ReplacementChar || !unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune("\\<>\"`{}|^", r) {
			return r, true
		}
	}
	return 0, false
}

// describeRune names a character for a message: as it is where it can be seen.
func describeRune(r rune) string {
	switch {
	case r == ' ':
		return "空白"
	case unicode.IsGraphic(r) && !unicode.IsSpace(r):
		return string(r)
	}
	return fmt.Sprintf("U+%04X", r)
}

// wellEscaped reports whether each % begins the code of a byte that may be
// written so. Codes of controls and of the backslash are not.
func wellEscaped(s string) bool {
	for i := strings.IndexByte(s, '%'); i >= 0; i = strings.IndexByte(s, '%') {
		if len(s) < i+3 {
			return false
		}
		b, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		if err != nil || b < 0x20 || b == 0x7f || b == '\\' {
			return false
		}
		s = s[i+3:]
	}
	return true
}

func hasDotSegment(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}
