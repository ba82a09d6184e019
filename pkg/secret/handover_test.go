package secret_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

func TestD13_OnlyTheHolderOfTheKeyReadsWhatIsEncryptedForIt(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	const text = "wN3m1Qe0v8cXyT5rB2uLkJ7hGf4dSaZpOiUyTrEwQ9s"
	sealed, err := secret.EncryptFor(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), text)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := rsa.DecryptOAEP(sha256.New(), nil, key, raw, nil); err != nil || string(got) != text {
		t.Errorf("decrypted: %q, %v", got, err)
	}
	for _, bad := range []string{"", "words", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"} {
		if _, err := secret.EncryptFor(bad, text); err == nil {
			t.Errorf("%q is taken for a key", bad)
		}
	}
}
