package secret_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

func TestTrust4_ABoxOpensWithItsContextOnly(t *testing.T) {
	t.Parallel()
	plain := []byte("task-token")
	box := secret.NewBox(newKey(t, "a"), secret.TaskTokens, rand.Reader)
	sealed := box.Seal(plain, "case/1/review/1")
	if bytes.Contains(sealed, plain) {
		t.Error("the text stands in the box")
	}
	if got, err := box.Open(sealed, "case/1/review/1"); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("got %q, %v", got, err)
	}
	again := secret.NewBox(newKey(t, "a"), secret.TaskTokens, rand.Reader)
	if _, err := again.Open(sealed, "case/1/review/1"); err != nil {
		t.Errorf("another process with the same key: %v", err)
	}
	for name, open := range map[string]func() ([]byte, error){
		"another item": func() ([]byte, error) { return box.Open(sealed, "case/2/review/1") },
		"another purpose": func() ([]byte, error) {
			return secret.NewBox(newKey(t, "a"), secret.Factors, nil).Open(sealed, "case/1/review/1")
		},
		"another key": func() ([]byte, error) {
			return secret.NewBox(newKey(t, "b"), secret.TaskTokens, nil).Open(sealed, "case/1/review/1")
		},
		"nothing":   func() ([]byte, error) { return box.Open(nil, "") },
		"too short": func() ([]byte, error) { return box.Open(sealed[:12], "case/1/review/1") },
	} {
		if got, err := open(); !errors.Is(err, secret.ErrSealed) || got != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestEveryFlippedBitOfABoxIsFound(t *testing.T) {
	t.Parallel()
	box := secret.NewBox(newKey(t, "a"), secret.Factors, &counter{})
	sealed := box.Seal([]byte("JBSWY3DPEHPK3PXP"), "account/1")
	for i := range sealed {
		for bit := range 8 {
			damaged := bytes.Clone(sealed)
			damaged[i] ^= 1 << bit
			if _, err := box.Open(damaged, "account/1"); !errors.Is(err, secret.ErrSealed) {
				t.Fatalf("byte %d, bit %d: %v", i, bit, err)
			}
		}
	}
}

func TestTheSameTextSealsDifferently(t *testing.T) {
	t.Parallel()
	box := secret.NewBox(newKey(t, "a"), secret.Factors, rand.Reader)
	if bytes.Equal(box.Seal([]byte("x"), "c"), box.Seal([]byte("x"), "c")) {
		t.Error("a nonce came twice")
	}
}
