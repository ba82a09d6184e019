// Package link issues and redeems the tokens of action links (spec C6): what
// lets one person decide one stage without a full sign-in.
//
// A token is signed and needs no row in the table. It says who may do what and
// until when, and nothing more: a redeemed token is not yet a permission. The
// use case compares its epoch with the account's, and its round and stage with
// what waits, and asks for the authenticator's code each time.
//
//	generation │ case │ review │ round │ stage │ account │ epoch │ expiry │ HMAC-SHA256
//
// Strings and numbers are written with their length, so the form has one
// reading; the whole is URL-safe base64, about 135 characters for random ids.
package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

// The two refusals. Their pages differ: a lapsed link was ours once.
var (
	ErrMalformed = errors.New("link: not a token of ours")
	ErrExpired   = errors.New("link: token has lapsed")
)

// Claims is what a token says. Review, Round, Stage and Epoch are not negative.
type Claims struct {
	CaseID    string
	Review    int // sequence of the review in its case
	Round     int
	Stage     int // order in the chain, from 1
	AccountID string
	Epoch     int       // of the account when the link was made; raising it ends its links
	Expires   time.Time // whole seconds; from this moment on the token has lapsed
}

// Key signs tokens. It is safe for concurrent use.
type Key struct {
	mac        []byte
	generation byte
}

// NewKey derives the signing key. Tokens of an earlier generation have lapsed:
// raising it ends every link at once, as after a restore of the table.
func NewKey(key secret.Key, generation byte) *Key {
	return &Key{key.Derive("action links"), generation}
}

// Issue signs claims. The same claims give the same token, so that a repeated
// mail is identical.
func (k *Key) Issue(c Claims) string {
	b := []byte{k.generation}
	b = appendString(b, c.CaseID)
	for _, n := range []int{c.Review, c.Round, c.Stage} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = appendString(b, c.AccountID)
	b = binary.AppendUvarint(b, uint64(c.Epoch))
	b = binary.AppendUvarint(b, uint64(c.Expires.Unix()))
	return base64.RawURLEncoding.EncodeToString(append(b, k.sign(b)...))
}

// Redeem gives back what a token of ours says. With ErrExpired the claims are
// returned too, so that the page can name the case; with ErrMalformed they are
// empty.
func (k *Key) Redeem(token string, now time.Time) (Claims, error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) <= sha256.Size {
		return Claims{}, ErrMalformed
	}
	if base64.RawURLEncoding.EncodeToString(raw) != token { // line breaks and stray bits decode too
		return Claims{}, ErrMalformed
	}
	body, signature := raw[:len(raw)-sha256.Size], raw[len(raw)-sha256.Size:]
	if !hmac.Equal(signature, k.sign(body)) {
		return Claims{}, ErrMalformed
	}
	r := reader{rest: body[1:]}
	c := Claims{CaseID: r.string(), Review: r.int(), Round: r.int(), Stage: r.int(), AccountID: r.string(), Epoch: r.int()}
	c.Expires = time.Unix(int64(r.int()), 0).UTC()
	switch {
	case r.failed || len(r.rest) > 0:
		return Claims{}, ErrMalformed
	case body[0] != k.generation || !now.Before(c.Expires):
		return c, ErrExpired
	}
	return c, nil
}

func (k *Key) sign(body []byte) []byte {
	m := hmac.New(sha256.New, k.mac)
	m.Write(body)
	return m.Sum(nil)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// reader takes the parts of a signed body; what is missing sets failed.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) int() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.failed, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) string() string {
	n := r.int()
	if n < 0 || n > len(r.rest) {
		r.failed, r.rest = true, nil
		return ""
	}
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}
