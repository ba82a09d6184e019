package secret

import (
	"regexp"
	"slices"
	"strings"
)

// Guessable says why a password that satisfies the rule is guessed early all the
// same (trust 11), as a sentence for its field; "" where it is not. about is what
// is known of the person: account name, address, telephone, names.
func Guessable(password string, about ...string) string {
	switch {
	case walks(password):
		return "密碼不可以只用連續、重複或鍵盤上相鄰的字元。"
	case holdsPhone(password, about):
		return "密碼不可以包含電話號碼。"
	case holdsDate(password):
		return "密碼不可以包含日期。"
	case holdsName(password, about):
		return "密碼不可以包含帳號、姓名、電子郵件或機關名稱。"
	case common(password):
		return "這個密碼太常見，容易被猜到，請換一個。"
	}
	return ""
}

const (
	leastName  = 4 // letters of a name that make a password guessable
	leastPhone = 6 // digits of one's own number
)

// words of ASCII letters and digits.
var words = regexp.MustCompile(`[a-z0-9]+`)

// tooUsual are parts of addresses that everybody's has.
var tooUsual = map[string]bool{"mail": true, "info": true}

func holdsName(password string, about []string) bool {
	given := append(readings(password), strings.ToLower(password))
	for _, text := range about {
		for _, word := range words.FindAllString(strings.ToLower(text), -1) {
			stem := strings.Trim(word, "0123456789")
			if len(stem) < leastName || tooUsual[stem] {
				continue
			}
			if slices.ContainsFunc(given, func(g string) bool { return strings.Contains(g, stem) }) {
				return true
			}
		}
	}
	return false
}

func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// mobile is a mobile number of Taiwan, with and without the country's code.
var mobile = regexp.MustCompile(`(?:0|886)9\d{8}`)

// holdsPhone finds a mobile number, and at least six digits in a row of a number
// that is known.
func holdsPhone(password string, about []string) bool {
	given := digitsOf(password)
	if mobile.MatchString(given) {
		return true
	}
	for _, text := range about {
		number := digitsOf(text)
		if strings.ContainsAny(text, "@") || len(number) < leastPhone {
			continue
		}
		for i := 0; i+leastPhone <= len(number); i++ {
			if strings.Contains(given, number[i:i+leastPhone]) {
				return true
			}
		}
	}
	return false
}

const (
	year  = `(?:19|20)\d\d`
	month = `(?:0[1-9]|1[0-2])`
	day   = `(?:0[1-9]|[12]\d|3[01])`
	roc   = `(?:0?[3-9]\d|1[0-4]\d)` // 民國 30 to 149
	short = `\d\d`
)

// dates are the ways in which people write one: 20240401, 04012024, 1130401,
// 240401.
var dates = regexp.MustCompile(`(?:^|\D)(?:` + strings.Join([]string{
	year + month + day, month + day + year, day + month + year, roc + month + day, short + month + day, day + month + short}, "|") + `)(?:\D|$)`)

// parted are dates with something between their parts: 2024-4-1, 113/04/01.
var parted = regexp.MustCompile(`(?:^|\D)(?:` + year + `|` + roc + `|` + short + `)\D(?:0?[1-9]|1[0-2])\D(?:0?[1-9]|[12]\d|3[01])(?:\D|$)`)

func holdsDate(password string) bool {
	return dates.MatchString(password) || parted.MatchString(password)
}
