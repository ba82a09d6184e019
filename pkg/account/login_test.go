package account_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// identity makes a number with a right check digit: national, or resident in
// the format of today or the one before. It counts on its own, so that it does
// not repeat the rule's mistakes.
func identity(r *rand.Rand, format int) string {
	codes := map[byte]int{'A': 10, 'B': 11, 'C': 12, 'D': 13, 'E': 14, 'F': 15, 'G': 16, 'H': 17, 'I': 34, 'J': 18, 'K': 19, 'L': 20, 'M': 21,
		'N': 22, 'O': 35, 'P': 23, 'Q': 24, 'R': 25, 'S': 26, 'T': 27, 'U': 28, 'V': 29, 'W': 32, 'X': 30, 'Y': 31, 'Z': 33}
	first := byte('A' + r.IntN(26))
	second := []byte{"12"[r.IntN(2)], "89"[r.IntN(2)], "ABCD"[r.IntN(4)]}[format]
	value := int(second - '0')
	if second >= 'A' {
		value = codes[second] % 10
	}
	digits := []int{codes[first] / 10, codes[first] % 10, value}
	text := string([]byte{first, second})
	for range 7 {
		d := r.IntN(10)
		digits, text = append(digits, d), text+fmt.Sprint(d)
	}
	sum := 0
	for i, weight := range []int{1, 9, 8, 7, 6, 5, 4, 3, 2, 1} {
		sum += digits[i] * weight
	}
	return text + fmt.Sprint((10-sum%10)%10)
}

// hidings write an ID number in the ways people try.
var hidings = []func(string) string{
	func(id string) string { return id },
	strings.ToLower,
	func(id string) string { return " " + id + " " },
	func(id string) string { return "my" + strings.ToLower(id) },
	func(id string) string { return id + "tw1" },
	func(id string) string { return "x" + id + "x" },
	func(id string) string { return id[:1] + " " + id[1:] },
	func(id string) string { return id[:2] + "-" + id[2:] },
	func(id string) string { return id[:2] + strings.NewReplacer("0", "O", "1", "l").Replace(id[2:]) },
	func(id string) string {
		return id[:2] + strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３").Replace(id[2:]) + "９"
	},
}

func TestA4_FiveHundredAccountNamesDoNotGetRoundTheRule(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	tried := map[string]bool{}
	for n := range 180 {
		id := identity(r, n%3)
		for _, hide := range hidings {
			tried[hide(id)] = true
		}
	}
	for _, typed := range lines(t, "bad-logins.txt") {
		tried[typed] = true
	}
	for typed := range tried {
		if login, fault := account.LoginName(typed); fault == "" {
			t.Errorf("%q is taken as %q", typed, login)
		}
	}
	if len(tried) < 500 {
		t.Errorf("only %d names were tried", len(tried))
	}
}

func TestA4_AnIDWithAWrongCheckDigitIsNoAccountNameEither(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 30 {
		id := []byte(identity(r, n%3))
		id[9] = '0' + (id[9]-'0'+1)%10
		if login, fault := account.LoginName(string(id)); fault == "" {
			t.Errorf("%s is taken as %q", id, login)
		}
	}
}

func TestA4_TwoHundredHonestAccountNamesPass(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, stem := range []string{"bank", "officer", "mydata", "test", "loan", "branch", "credit", "insurance", "securities", "agency",
		"service", "contact", "taipei", "kaohsiung", "wang", "chen", "lin", "lee", "human", "audit"} {
		for _, tail := range []string{"001", "2024", "99", "0800", "a1", "12345", "07", "7x7", "113", "3b2"} {
			tried++
			if login, fault := account.LoginName(strings.ToUpper(stem[:1]) + stem[1:] + tail); fault != "" || login != stem+tail {
				t.Errorf("%s%s: %q, %s", stem, tail, login, fault)
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d names were tried", tried)
	}
}
