package secret_test

import (
	"crypto/rand"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

func TestTrust11_PasswordsAreKeptAsArgon2idWithPepper(t *testing.T) {
	t.Parallel()
	p := secret.NewPasswords(newKey(t, "a"), rand.Reader, secret.FullCost)
	stored := p.Hash("Abcd123!")
	if !regexp.MustCompile(`^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`).MatchString(stored) {
		t.Errorf("stored as %s", stored)
	}
	if !p.Verify(stored, "Abcd123!") {
		t.Error("the right password is refused")
	}
	if p.Hash("Abcd123!") == stored {
		t.Error("two accounts with one password have one hash")
	}
	for name, wrong := range map[string]string{"another": "Abcd123?", "none": "", "longer": "Abcd123!x", "other case": "abcd123!"} {
		if p.Verify(stored, wrong) {
			t.Errorf("%s password is accepted", name)
		}
	}
	if secret.NewPasswords(newKey(t, "b"), rand.Reader, secret.FullCost).Verify(stored, "Abcd123!") {
		t.Error("the pepper does not matter")
	}
}

// Not parallel: it measures memory.
func TestTrust17_AnUnknownAccountCostsTheSameAndIsRefused(t *testing.T) {
	p := secret.NewPasswords(newKey(t, "a"), rand.Reader, secret.FullCost)
	good := p.Hash("Abcd123!")
	for name, stored := range map[string]string{
		"no account": "", "rubbish": "$$$", "a cut hash": good[:len(good)-3],
		"another cost": strings.Replace(good, "t=2", "t=1", 1), "plain text": "Abcd123!",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if p.Verify(stored, "Abcd123!") {
			t.Errorf("%s is accepted", name)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used < 19<<20 {
			t.Errorf("%s: verified within %d bytes, so without the work", name, used)
		}
	}
}

func TestA4_PasswordRule(t *testing.T) {
	t.Parallel()
	const length, letter, digit, symbol, other = "密碼長度須為 8 至 12 字元。", "密碼須至少包含一個英文字母。",
		"密碼須至少包含一個數字。", "密碼須至少包含一個符號。", "密碼只能使用半形英文字母、數字與符號，不可有空白。"
	cases := []struct {
		name, password string
		want           []string
	}{
		{"eight characters of each kind", "Abcd123!", nil},
		{"twelve characters", "abcdefghi12~", nil},
		{"seven characters", "Abc123!", []string{length}},
		{"thirteen characters", "Abcdefghi123!", []string{length}},
		{"no letter", "12345678!", []string{letter}},
		{"no digit", "Abcdefg!", []string{digit}},
		{"no symbol", "Abcd1234", []string{symbol}},
		{"empty", "", []string{length, letter, digit, symbol}},
		{"a space", "Abcd 123!", []string{other}},
		{"Chinese characters count once each", "密碼Abc12!", []string{other}},
		{"full-width letters are no letters", "Ａｂｃｄ１２３！", []string{letter, digit, symbol, other}},
		{"a control character", "Abcd123!\x00", []string{other}},
		{"broken UTF-8", "Abcd123!\xff", []string{other}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, secret.ManualRule().Check(c.password)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if got := (secret.PasswordRule{Min: 12, Max: 64}).Check("Abcd123!"); len(got) != 1 || !strings.Contains(got[0], "12 至 64") {
		t.Errorf("with other limits: %v", got)
	}
}
