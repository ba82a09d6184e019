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

// Cost is what one hash takes of a guesser, and of us.
type Cost struct {
	Memory uint32 // KiB
	Passes uint32
}

// FullCost is the cost of every password people have (trust 11, OWASP's second
// choice for Argon2id): about 19 MiB and some tens of milliseconds.
var FullCost = Cost{Memory: 19 * 1024, Passes: 2}

const (
	argonLanes = 1
	saltSize   = 16
	hashSize   = 32
)

// Passwords hashes and verifies passwords: Argon2id over an HMAC with a secret
// pepper, so that a stolen table alone cannot be tried out. It is safe for
// concurrent use.
type Passwords struct {
	pepper []byte
	random io.Reader
	cost   Cost
}

// NewPasswords takes the pepper, without which every stored hash is lost, the
// source of salts, and the cost; hashes of another cost match no password.
func NewPasswords(pepper Key, random io.Reader, cost Cost) *Passwords {
	return &Passwords{pepper.Derive("password pepper"), random, cost}
}

// Hash is what the account keeps: a PHC string,
// $argon2id$v=19$m=19456,t=2,p=1$salt$hash at the full cost.
func (p *Passwords) Hash(password string) string {
	salt := draw(p.random, saltSize)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("%s%s$%s", p.prefix(),
		b64.EncodeToString(salt), b64.EncodeToString(p.sum(password, salt)))
}

// Verify compares in constant time. Where stored is empty or unreadable, as for
// an account that does not exist, it does the same work and says no (trust 17).
func (p *Passwords) Verify(stored, password string) bool {
	salt, want, ok := p.parse(stored)
	if !ok {
		salt, want = make([]byte, saltSize), make([]byte, hashSize)
	}
	same := subtle.ConstantTimeCompare(p.sum(password, salt), want) == 1
	return same && ok
}

func (p *Passwords) sum(password string, salt []byte) []byte {
	m := hmac.New(sha256.New, p.pepper)
	m.Write([]byte(password))
	return argon2.IDKey(m.Sum(nil), salt, p.cost.Passes, p.cost.Memory, argonLanes, hashSize)
}

func (p *Passwords) prefix() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, p.cost.Memory, p.cost.Passes, argonLanes)
}

// parse accepts the one cost that Hash writes.
func (p *Passwords) parse(s string) (salt, hash []byte, ok bool) {
	rest, ok := strings.CutPrefix(s, p.prefix())
	if !ok {
		return nil, nil, false
	}
	first, second, _ := strings.Cut(rest, "$")
	salt, err1 := base64.RawStdEncoding.DecodeString(first)
	hash, err2 := base64.RawStdEncoding.DecodeString(second)
	ok = err1 == nil && err2 == nil && len(salt) == saltSize && len(hash) == hashSize
	return salt, hash, ok
}
