package settings

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Keys are the raw keys of the secrets that Read was asked for. The others are
// zero, and panic when something is derived from them.
type Keys struct {
	Pepper secret.Key // passwords
	Factor secret.Key // TOTP secrets at rest
	Link   secret.Key // action links and mailed secrets
	Token  secret.Key // task tokens at rest

	Turnstile secret.Text // what Cloudflare verifies proofs with; empty where none are asked for
}

// Fetch brings the text of a secret by its id or ARN, from Secrets Manager.
type Fetch func(ctx context.Context, id string) (string, error)

// Keys fetches the keys, all at once since each is a round trip of a cold start,
// and joins their problems. No problem repeats a key.
func (s Settings) Keys(ctx context.Context, fetch Fetch) (Keys, error) {
	var k Keys
	slots := map[Name]*secret.Key{
		SecretPepper: &k.Pepper, SecretFactor: &k.Factor, SecretLink: &k.Link, SecretToken: &k.Token,
	}
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		problems []error
	)
	for name, id := range s.secrets {
		wg.Go(func() {
			raw, err := s.raw(ctx, fetch, id)
			var key secret.Key
			if err == nil && name != SecretTurnstile {
				key, err = secret.NewKey(raw)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				problems = append(problems, fmt.Errorf("%s: %w", name, err))
			case name == SecretTurnstile:
				k.Turnstile = secret.NewText(raw)
			default:
				*slots[name] = key
			}
		})
	}
	wg.Wait()
	return k, errors.Join(problems...)
}

// raw brings a key's text and refuses one that is no secret.
func (s Settings) raw(ctx context.Context, fetch Fetch, id string) (string, error) {
	raw, err := fetch(ctx, id)
	if err == nil && s.Environment == Production && sample(raw) {
		err = errors.New("a sample key is not for production")
	}
	return raw, err
}

// sample recognises what people and seeds write where a random key belongs.
func sample(raw string) bool {
	for _, prefix := range []string{"test", "local", "sample", "changeme"} {
		if strings.HasPrefix(strings.ToLower(raw), prefix) {
			return true
		}
	}
	different := map[rune]bool{}
	for _, c := range raw {
		different[c] = true
	}
	return len(different) < 12
}
