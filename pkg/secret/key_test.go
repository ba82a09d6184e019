package secret_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

// counter is a reader that never gives the same bytes twice.
type counter struct{ n byte }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		c.n += 7
		p[i] = c.n ^ byte(i)
	}
	return len(p), nil
}

func newKey(t testing.TB, raw string) secret.Key {
	t.Helper()
	k, err := secret.NewKey(strings.Repeat(raw, 32))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestAShortKeyIsRefusedWithoutRepeatingIt(t *testing.T) {
	t.Parallel()
	_, err := secret.NewKey("only-thirty-one-characters-long")
	if err == nil || strings.Contains(err.Error(), "thirty") {
		t.Errorf("got %v", err)
	}
	if _, err := secret.NewKey("now-it-is-thirty-two-characters!"); err != nil {
		t.Error(err)
	}
}

func TestAKeyThatWasNeverSetPanics(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("the zero key derives something")
		}
	}()
	secret.Key{}.Derive("anything")
}

func TestEveryPurposeHasItsOwnKey(t *testing.T) {
	t.Parallel()
	a, b := newKey(t, "a"), newKey(t, "b")
	if !bytes.Equal(a.Derive("x"), a.Derive("x")) {
		t.Error("the same purpose gives two keys")
	}
	if bytes.Equal(a.Derive("x"), a.Derive("y")) || bytes.Equal(a.Derive("x"), b.Derive("x")) {
		t.Error("two purposes or two keys give the same")
	}
}

func TestMACTellsItsPartsApart(t *testing.T) {
	t.Parallel()
	k := newKey(t, "a")
	whole := k.MAC("p", "ab", "c")
	for name, other := range map[string][]byte{
		"parts cut elsewhere": k.MAC("p", "a", "bc"),
		"parts joined":        k.MAC("p", "abc"),
		"an empty part more":  k.MAC("p", "ab", "c", ""),
		"another purpose":     k.MAC("q", "ab", "c"),
		"another key":         newKey(t, "b").MAC("p", "ab", "c"),
	} {
		if bytes.Equal(whole, other) {
			t.Errorf("%s: the same MAC", name)
		}
	}
}

func TestTrust15_MailedSecretsAreTheSameAtEveryDelivery(t *testing.T) {
	t.Parallel()
	k, again := newKey(t, "a"), newKey(t, "a")
	if k.Token("reset", "out1") != again.Token("reset", "out1") || k.Code("signin", "out1") != again.Code("signin", "out1") {
		t.Error("a repeat differs")
	}
	if k.Token("reset", "out1") == k.Token("reset", "out2") || k.Token("reset", "out1") == k.Token("activate", "out1") {
		t.Error("two mails carry the same token")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`).MatchString(k.Token("reset", "out1")) {
		t.Errorf("a token is %s", k.Token("reset", "out1"))
	}
	seen := map[string]bool{}
	for i := range 1000 {
		code := k.Code("signin", strings.Repeat("i", i))
		if !regexp.MustCompile(`^[0-9]{8}$`).MatchString(code) {
			t.Fatalf("a code is %q", code)
		}
		seen[code] = true
	}
	if len(seen) < 990 {
		t.Errorf("only %d different codes in 1000", len(seen))
	}
}
