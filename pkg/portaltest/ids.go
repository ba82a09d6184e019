package portaltest

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"sync/atomic"
)

// IDs makes ids that look like the portal's (26 characters of base32) and come
// in the same order in every run. It is safe for concurrent use.
type IDs struct{ n atomic.Uint64 }

// Next is the next id.
func (s *IDs) Next() string {
	var seed [8]byte
	binary.BigEndian.PutUint64(seed[:], s.n.Add(1))
	sum := sha256.Sum256(seed[:])
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}

// Read fills p from the same source, for what wants an io.Reader of randomness.
// It never fails.
func (s *IDs) Read(p []byte) (int, error) {
	for n := 0; n < len(p); {
		n += copy(p[n:], s.Next())
	}
	return len(p), nil
}
