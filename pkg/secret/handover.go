package secret

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
)

// EncryptFor encrypts a text for the holder of an RSA key, given as the PEM of its
// public half in PKIX form: RSA-OAEP (RFC 8017) with SHA-256, no label, in base64.
func EncryptFor(publicPEM, text string) (string, error) {
	block, _ := pem.Decode([]byte(publicPEM))
	if block == nil {
		return "", errors.New("secret: no PEM")
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return "", err
	}
	public, ok := key.(*rsa.PublicKey)
	if !ok {
		return "", errors.New("secret: no RSA key")
	}
	sealed, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, public, []byte(text), nil)
	return base64.StdEncoding.EncodeToString(sealed), err
}
