package secret

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
)

// KeyLength is the least number of characters a raw key may have.
const KeyLength = 32

// Key is a raw key as Secrets Manager holds it. It never encrypts or signs
// anything itself; the keys derived from it do.
type Key struct{ raw Text }

// NewKey refuses a raw key with fewer than KeyLength characters, without
// repeating it in the error.
func NewKey(raw string) (Key, error) {
	if len(raw) < KeyLength {
		return Key{}, fmt.Errorf("a key has %d characters, needs at least %d", len(raw), KeyLength)
	}
	return Key{NewText(raw)}, nil
}

// Derive gives the 32-byte key for a purpose: HKDF-SHA256 with the purpose as
// its info. The same purpose always gives the same key. The zero Key panics.
func (k Key) Derive(purpose string) []byte {
	if k.raw.Reveal() == "" {
		panic("secret: a key that was never set")
	}
	derived, err := hkdf.Key(sha256.New, []byte(k.raw.Reveal()), nil, "mydata portal: "+purpose, 32)
	if err != nil {
		panic(err) // only for a length that SHA-256 cannot give
	}
	return derived
}

// MAC binds parts to a purpose: HMAC-SHA256 over each with its length in
// front. Short codes are stored this way, since a bare hash of eight digits is
// found by trying them all (trust 15).
func (k Key) MAC(purpose string, parts ...string) []byte {
	m := hmac.New(sha256.New, k.Derive(purpose))
	for _, p := range parts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		m.Write(length[:])
		m.Write([]byte(p))
	}
	return m.Sum(nil)
}

// Token is the secret that the mail of an outbox item carries: 256 bits in 43
// URL-safe characters. A repeated delivery derives it again, so that the mail is
// identical and the table needs no more than its hash.
func (k Key) Token(purpose, outboxID string) string {
	return base64.RawURLEncoding.EncodeToString(k.MAC("token: "+purpose, outboxID))
}

// Code is like Token, but eight digits to be typed (trust 14). The remainder
// favours no digit noticeably: 2^64 is far above 10^8.
func (k Key) Code(purpose, outboxID string) string {
	n := binary.BigEndian.Uint64(k.MAC("code: "+purpose, outboxID))
	return fmt.Sprintf("%08d", n%100_000_000)
}

// draw reads n random bytes.
func draw(random io.Reader, n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		panic("secret: no randomness: " + err.Error())
	}
	return b
}
