package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"io"
)

// The purposes of boxes. Functions that share sealed items name the same one.
const (
	Factors    = "totp secrets at rest"
	TaskTokens = "task tokens at rest"
	APIKeys    = "SP-API keys at rest"
)

// ErrSealed is the one answer to anything that does not open: another key,
// another purpose, another context, damage, or no box at all.
var ErrSealed = errors.New("secret: sealed text does not open")

const boxVersion = 1

// Box encrypts what the table keeps, with AES-256-GCM. It is safe for
// concurrent use.
type Box struct {
	aead   cipher.AEAD
	random io.Reader
}

// NewBox derives the box's key from key and purpose; random gives the nonces.
func NewBox(key Key, purpose string, random io.Reader) *Box {
	block, err := aes.NewCipher(key.Derive(purpose))
	if err != nil {
		panic(err) // a derived key always has 32 bytes
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has the block size that GCM wants
	}
	return &Box{aead, random}
}

// Seal encrypts plain so that it opens only with the same context, which names
// the item that holds it: a ciphertext moved to another item is worthless. The
// result is a version byte, 12 bytes of nonce, and the text with its tag.
func (b *Box) Seal(plain []byte, context string) []byte {
	out := append([]byte{boxVersion}, draw(b.random, b.aead.NonceSize())...)
	return b.aead.Seal(out, out[1:], plain, []byte(context))
}

// Open decrypts what Seal gave for the same context, or returns ErrSealed.
func (b *Box) Open(sealed []byte, context string) ([]byte, error) {
	head := 1 + b.aead.NonceSize()
	if len(sealed) < head || sealed[0] != boxVersion {
		return nil, ErrSealed
	}
	plain, err := b.aead.Open(nil, sealed[1:head], sealed[head:], []byte(context))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}
