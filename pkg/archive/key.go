package archive

import (
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
)

// Key signs days: an ECC_NIST_P256 key of KMS, which nobody can read.
type Key struct {
	client *kms.Client
	id     string

	mu     sync.Mutex
	public map[string]*ecdsa.PublicKey // by ARN, as asked for so far
}

// NewKey returns the key with an id or ARN. To verify, the id is not needed:
// each day names its key.
func NewKey(c aws.Config, id string) *Key {
	return &Key{client: kms.NewFromConfig(c), id: id, public: map[string]*ecdsa.PublicKey{}}
}

// Sign signs a SHA-256 sum and returns the ARN of the key and the signature, in
// ASN.1.
func (k *Key) Sign(ctx context.Context, sum []byte) (key string, signature []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	out, err := k.client.Sign(ctx, &kms.SignInput{KeyId: &k.id, Message: sum, MessageType: types.MessageTypeDigest,
		SigningAlgorithm: types.SigningAlgorithmSpecEcdsaSha256})
	if err != nil {
		return "", nil, translate("archive.Sign", err)
	}
	return aws.ToString(out.KeyId), out.Signature, nil
}

// errSignature says that a signature is not of that key over that sum.
var errSignature = errors.New("the signature does not hold")

// Verify checks a signature by the public half of the key with that ARN, here
// and not in KMS. Only keys of the account the caller is in are known.
func (k *Key) Verify(ctx context.Context, key string, sum, signature []byte) error {
	public, err := k.publicKey(ctx, key)
	if err != nil {
		return err
	}
	if !ecdsa.VerifyASN1(public, sum, signature) {
		return errSignature
	}
	return nil
}

func (k *Key) publicKey(ctx context.Context, key string) (*ecdsa.PublicKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if public, known := k.public[key]; known {
		return public, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	out, err := k.client.GetPublicKey(ctx, &kms.GetPublicKeyInput{KeyId: &key})
	if err != nil {
		return nil, translate("archive.Verify", err)
	}
	parsed, err := x509.ParsePKIXPublicKey(out.PublicKey)
	if err != nil {
		return nil, fmt.Errorf("archive.Verify: %s: %w", key, err)
	}
	public, ok := parsed.(*ecdsa.PublicKey)
	if !ok {
		return nil, fmt.Errorf("archive.Verify: %s is a %T", key, parsed)
	}
	k.public[key] = public
	return public, nil
}
