package secret

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost of one hash (trust 11, OWASP's second choice for Argon2id).
const (
	argonMemory = 19 * 1024 // KiB
	argonPasses = 2
	argonLanes  = 1
	saltSize    = 16
	hashSize    = 32
)

// Passwords hashes and verifies passwords: Argon2id over an HMAC with a secret
// pepper, so that a stolen table alone cannot be tried out. One hash takes about
// 19 MiB and some tens of milliseconds. It is safe for concurrent use.
type Passwords struct {
	pepper []byte
	random io.Reader
}

// NewPasswords takes the pepper, without which every stored hash is lost, and
// the source of salts.
func NewPasswords(pepper Key, random io.Reader) *Passwords {
	return &Passwords{pepper.Derive("password pepper"), random}
}

// Hash is what the account keeps: a PHC string,
// $argon2id$v=19$m=19456,t=2,p=1$salt$hash.
func (p *Passwords) Hash(password string) string {
	salt := draw(p.random, saltSize)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonLanes,
		b64.EncodeToString(salt), b64.EncodeToString(p.sum(password, salt)))
}

// Verify compares in constant time. Where stored is empty or unreadable, as for
// an account that does not exist, it does the same work and says no (trust 17).
func (p *Passwords) Verify(stored, password string) bool {
	salt, want, ok := parsePHC(stored)
	if !ok {
		salt, want = make([]byte, saltSize), make([]byte, hashSize)
	}
	same := subtle.ConstantTimeCompare(p.sum(password, salt), want) == 1
	return same && ok
}

func (p *Passwords) sum(password string, salt []byte) []byte {
	m := hmac.New(sha256.New, p.pepper)
	m.Write([]byte(password))
	return argon2.IDKey(m.Sum(nil), salt, argonPasses, argonMemory, argonLanes, hashSize)
}

// parsePHC accepts the one cost that Hash writes.
func parsePHC(s string) (salt, hash []byte, ok bool) {
	rest, ok := strings.CutPrefix(s, fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, argonMemory, argonPasses, argonLanes))
	if !ok {
		return nil, nil, false
	}
	first, second, _ := strings.Cut(rest, "$")
	salt, err1 := base64.RawStdEncoding.DecodeString(first)
	hash, err2 := base64.RawStdEncoding.DecodeString(second)
	ok = err1 == nil && err2 == nil && len(salt) == saltSize && len(hash) == hashSize
	return salt, hash, ok
}
