package secret_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"image/png"
	"net/url"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

func rfc(t testing.TB) secret.TOTP {
	t.Helper()
	totp, err := secret.ParseTOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") // "12345678901234567890"
	if err != nil {
		t.Fatal(err)
	}
	return totp
}

func TestTrust13_CodesAreThoseOfRFC6238(t *testing.T) {
	t.Parallel()
	for second, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got, err := rfc(t).Code(time.Unix(second, 0)); err != nil || got != want {
			t.Errorf("at %d: %s, %v; want %s", second, got, err, want)
		}
	}
}

func TestTrust13_ACodeCountsOnceAndInThreeStepsOnly(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 4, 1, 9, 0, 10, 0, time.UTC)
	step := now.Unix() / 30
	code := func(steps int) string {
		c, err := rfc(t).Code(now.Add(time.Duration(steps) * 30 * time.Second))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	cases := []struct {
		name string
		code string
		last int64
		want int64
		err  error
	}{
		{"this step's", code(0), 0, step, nil},
		{"the step before", code(-1), 0, step - 1, nil},
		{"the step after", code(1), 0, step + 1, nil},
		{"two steps before", code(-2), 0, 0, secret.ErrWrongCode},
		{"two steps after", code(2), 0, 0, secret.ErrWrongCode},
		{"used already", code(0), step, 0, secret.ErrUsedCode},
		{"older than the used one", code(-1), step, 0, secret.ErrUsedCode},
		{"newer than the used one", code(1), step, step + 1, nil},
		{"with a space", code(0)[:3] + " " + code(0)[3:], 0, step, nil},
		{"in full-width digits", fullWidth(code(0)), 0, step, nil},
		{"too short", code(0)[:5], 0, 0, secret.ErrWrongCode},
		{"too long", code(0) + "0", 0, 0, secret.ErrWrongCode},
		{"empty", "", 0, 0, secret.ErrWrongCode},
		{"letters", "abcdef", 0, 0, secret.ErrWrongCode},
	}
	for _, c := range cases {
		got, err := rfc(t).Verify(c.code, now, c.last)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: step %d, %v", c.name, got-step, err)
		}
	}
}

func fullWidth(s string) string {
	var out []rune
	for _, c := range s {
		out = append(out, c-'0'+'０')
	}
	return string(out)
}

func TestAnAccountWithoutASecretHasNoCodes(t *testing.T) {
	t.Parallel()
	now := time.Unix(59, 0)
	if _, err := (secret.TOTP{}).Verify("328482", now, 0); err == nil {
		t.Error("the empty secret verifies")
	}
	for name, s := range map[string]string{"empty": "", "not base32": "01890189018901890189018901890189", "80 bits": "JBSWY3DPEHPK3PXP"} {
		if _, err := secret.ParseTOTP(s); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestA7_AFreshSecretAsTextAddressAndQRCode(t *testing.T) {
	t.Parallel()
	totp := secret.NewTOTP(rand.Reader)
	if again, err := secret.ParseTOTP(totp.Reveal()); err != nil || again.Reveal() != totp.Reveal() || len(totp.Reveal()) != 32 {
		t.Errorf("%q, %v", totp.Reveal(), err)
	}
	if secret.NewTOTP(rand.Reader).Reveal() == totp.Reveal() {
		t.Error("two secrets are the same")
	}
	address, err := totp.URL("MyData管理後臺", "bank01")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/MyData管理後臺:bank01" || q.Get("secret") != totp.Reveal() ||
		q.Get("issuer") != "MyData管理後臺" || q.Get("algorithm") != "SHA1" || q.Get("digits") != "6" || q.Get("period") != "30" {
		t.Errorf("the address is %s", address)
	}
	data, err := totp.QR("MyData管理後臺", "bank01", 240)
	if err != nil {
		t.Fatal(err)
	}
	image, err := png.Decode(bytes.NewReader(data))
	if err != nil || image.Bounds().Dx() != 240 || image.Bounds().Dy() != 240 {
		t.Errorf("the image: %v", err)
	}
}
