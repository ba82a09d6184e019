package secret_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

// known is what is known of a person.
var known = []string{"officer01", "dawang.lee@sample-credit.com.tw", "02-2380-1234#567", "Wang Daming", "臺灣 Formosa 銀行"}

func TestTrust11_GuessablePasswordsThatFitTheRuleAreRefused(t *testing.T) {
	t.Parallel()
	for reason, list := range map[string][]string{
		"太常見": {"Password1!", "P@ssw0rd", "p@$$w0rD1", "Pass-word1", "Passw0rd!", "Admin@123", "Admin#2024", "Welcome1!", "Welcome@1", "Dragon#77",
			"Monkey!99", "!Monkey99", "Taiwan#168", "Iloveyou1!", "Mydata#66", "@dmin123!", "Sh4dow#88", "b4seb4ll!9", "Letmein!7", "Summer#25"},
		"鍵盤上相鄰": {"1qaz@WSX", "!QAZ2wsx", "qwer!234", "zaq1@WSX", "Abcd1234!", "Qwerty1!", "k!0987654321", "abc!1234", "1234abcd!", "Aa123456!", "aaaa1111!", "zzzz!!!!1", "4321!dcba"},
		"姓名":    {"Officer#88", "0ff1cer!7x", "x7!officer", "D@wang77!", "Sample-91", "Credit#7q", "Daming!91", "F0rmosa#1"},
		"日期":    {"wq20240401!", "Kw!19870526", "kx#880704", "a2024-4-1", "b113/04/01", "Hj!1130401", "xk.04012024"},
		"電話":    {"Kw0912345678", "k!0912877155", "wp.238012", "ab-801234#"},
	} {
		for _, password := range list {
			if got := secret.Guessable(password, known...); !strings.Contains(got, reason) {
				t.Errorf("%s: %q, want one with %q", password, got, reason)
			}
		}
	}
}

func TestTrust11_CommonStemsAreRefusedHoweverTheyAreDressed(t *testing.T) {
	t.Parallel()
	dress := []string{"%s1!", "%s!1", "!%s1", "1!%s", "%s@12", "%s#99", "#7%s", "%s.01", "*1%s*"}
	for _, stem := range []string{"password", "dragon", "monkey", "master", "shadow", "sunshine", "princess", "football", "baseball", "superman",
		"michael", "jordan", "hunter", "letmein", "trustno", "batman", "soccer", "killer", "charlie", "computer", "internet", "secret",
		"welcome", "admin", "taiwan"} {
		for _, form := range dress {
			for _, word := range []string{stem, strings.ToUpper(stem[:1]) + stem[1:], strings.NewReplacer("a", "@", "e", "3", "o", "0", "s", "$").Replace(stem)} {
				password := fmt.Sprintf(form, word)
				if secret.Guessable(password) == "" {
					t.Errorf("%s is taken", password)
				}
			}
		}
	}
}

func TestTrust11_PasswordsOfAManagerAreTaken(t *testing.T) {
	t.Parallel()
	const letters, digits, symbols = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#$%&*+-.:=?@_"
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 2000 {
		b := []byte{letters[random.IntN(len(letters))], digits[random.IntN(len(digits))], symbols[random.IntN(len(symbols))]}
		for len(b) < 12 {
			all := letters + digits + symbols
			b = append(b, all[random.IntN(len(all))])
		}
		random.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
		if secret.Guessable(string(b), known...) != "" {
			refused++
		}
	}
	if refused > 10 {
		t.Errorf("%d of 2000 random passwords are refused", refused)
	}
	for _, password := range []string{"Tr7-kqzm2w", "xV4!pmqRt9", "nine.K7wz", "Rk-48wuq", "5Gv!hoxu", "Zu-6plan", "Blau#4wq7", "h8.Tofu.kw"} {
		if got := secret.Guessable(password, known...); got != "" {
			t.Errorf("%s: %s", password, got)
		}
	}
}
