package secret

import (
	"bytes"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"image/png"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// Refusals of TOTP.Verify.
var (
	ErrWrongCode = errors.New("secret: wrong code")
	ErrUsedCode  = errors.New("secret: code was used already")
)

// Parameters of RFC 6238 that every authenticator app understands (trust 13).
const (
	totpPeriod = 30 // seconds
	totpDigits = otp.DigitsSix
	totpSkew   = 1 // steps before and after
	totpSize   = 20
)

var b32 = base32.StdEncoding.WithPadding(base32.NoPadding)

// TOTP is the secret an authenticator app shares with an account.
type TOTP struct{ secret Text }

// NewTOTP draws a new secret of 160 bits.
func NewTOTP(random io.Reader) TOTP {
	return TOTP{NewText(b32.EncodeToString(draw(random, totpSize)))}
}

// ParseTOTP takes a secret back that Reveal gave; anything but base32 of at
// least 128 bits is refused.
func ParseTOTP(secret string) (TOTP, error) {
	raw, err := b32.DecodeString(secret)
	if err != nil || len(raw) < 16 {
		return TOTP{}, errors.New("secret: not a TOTP secret")
	}
	return TOTP{NewText(secret)}, nil
}

// Reveal is the secret in upper-case base32, for the person who types it into
// the app and for the Box that stores it.
func (t TOTP) Reveal() string { return t.secret.Reveal() }

// Verify accepts the code of this 30-second step or its neighbours, spaces and
// full-width digits allowed. It returns the step that matched, which the caller
// stores in the same transaction as what the code allows. A code of a step up to
// last, the one stored before, is ErrUsedCode; everything else ErrWrongCode.
func (t TOTP) Verify(code string, now time.Time, last int64) (step int64, err error) {
	given := []byte(Typed(code))
	current := now.Unix() / totpPeriod
	matched := int64(-1)
	for s := current - totpSkew; s <= current+totpSkew; s++ {
		want, err := t.at(s)
		if err != nil {
			return 0, err
		}
		if subtle.ConstantTimeCompare([]byte(want), given) == 1 {
			matched = s
		}
	}
	switch {
	case matched < 0:
		return 0, ErrWrongCode
	case matched <= last:
		return 0, ErrUsedCode
	}
	return matched, nil
}

// Code is what the app shows at that moment; tests and make code use it.
func (t TOTP) Code(now time.Time) (string, error) { return t.at(now.Unix() / totpPeriod) }

func (t TOTP) at(step int64) (string, error) {
	if t.Reveal() == "" { // an empty secret has codes that anybody can compute
		return "", errors.New("secret: no TOTP secret")
	}
	code, err := hotp.GenerateCodeCustom(t.Reveal(), uint64(step), hotp.ValidateOpts{Digits: totpDigits, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", fmt.Errorf("secret: a TOTP code: %w", err)
	}
	return code, nil
}

// Typed reads a code as it was typed: without spaces and hyphens, in lower case,
// with plain letters for the full-width ones that Chinese input methods give.
func Typed(code string) string {
	return strings.Map(func(c rune) rune {
		if '！' <= c && c <= '～' {
			c += '!' - '！'
		}
		switch c {
		case ' ', '\u3000', '\u00a0', '-', '\t':
			return -1
		}
		return unicode.ToLower(c)
	}, code)
}

// URL is the otpauth: address that the QR code holds; issuer and account are
// what the app lists it under.
func (t TOTP) URL(issuer, account string) (string, error) {
	key, err := t.key(issuer, account)
	if err != nil {
		return "", err
	}
	return key.URL(), nil
}

// QR is the PNG image of the QR code, size pixels wide and high.
func (t TOTP) QR(issuer, account string, size int) ([]byte, error) {
	key, err := t.key(issuer, account)
	if err != nil {
		return nil, err
	}
	image, err := key.Image(size, size)
	if err != nil {
		return nil, fmt.Errorf("secret: a QR code: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image); err != nil {
		return nil, fmt.Errorf("secret: a QR code: %w", err)
	}
	return b.Bytes(), nil
}

func (t TOTP) key(issuer, account string) (*otp.Key, error) {
	raw, err := b32.DecodeString(t.Reveal())
	if err != nil {
		return nil, fmt.Errorf("secret: a TOTP secret: %w", err)
	}
	return totp.Generate(totp.GenerateOpts{
		Issuer: issuer, AccountName: account, Secret: raw,
		Period: totpPeriod, Digits: totpDigits, Algorithm: otp.AlgorithmSHA1,
	})
}
