package settings

import (
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

var (
	tableName        = regexp.MustCompile(`^[A-Za-z0-9_.-]{3,255}$`)
	basePath         = regexp.MustCompile(`^(/[a-z0-9-]+)*$`)
	phone            = regexp.MustCompile(`^[0-9+][0-9 ()#-]{5,24}$`)
	configurationSet = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	machineARN       = regexp.MustCompile(`^arn:aws[a-z-]*:states:[a-z0-9-]+:[0-9]{12}:stateMachine:[A-Za-z0-9_-]{1,80}$`)
	bucket           = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)
	onOff            = regexp.MustCompile(`^(on|off)$`)
	testSiteKey      = regexp.MustCompile(`^[123]x0`) // those that always pass, block or ask
	bucketName       = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	keyID            = regexp.MustCompile(`^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/)?[a-z0-9-]{36,40}$`)
	reservedDomain   = regexp.MustCompile(`(?i)(^|\.)(test|example|invalid|localhost|local|example\.(com|net|org))$`)
)

// emulatorAccount stands in the ARNs of emulators.
const emulatorAccount = ":000000000000:"

func matches(value string, form *regexp.Regexp, problem string) string {
	if form.MatchString(value) {
		return ""
	}
	return problem
}

func portalURL(value string, strict bool) string {
	u, err := url.Parse(value)
	switch {
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		return "is not an absolute http or https URL"
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "has more than scheme, host and path"
	case strings.HasSuffix(value, "/"):
		return "ends with a slash"
	case strict && u.Scheme != "https":
		return "must be https in production"
	case strict && (net.ParseIP(u.Hostname()) != nil || reservedDomain.MatchString(u.Hostname())):
		return "does not name a public host, which production needs"
	}
	return ""
}

func mailAddress(value string, strict bool) string {
	a, err := mail.ParseAddress(value)
	if err != nil || a.Address != value {
		return "is not a bare mail address"
	}
	if strict && reservedDomain.MatchString(value[strings.LastIndex(value, "@")+1:]) {
		return "has a domain reserved for tests"
	}
	return ""
}

func days(value string) (int, string) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 99 {
		return 0, "is not a number of days from 1 to 99"
	}
	return n, ""
}

func ofEmulator(arn string, strict bool) string {
	if strict && strings.Contains(arn, emulatorAccount) {
		return "belongs to an emulator, which is not for production"
	}
	return ""
}
