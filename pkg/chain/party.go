package chain

import (
	"errors"
	"fmt"
)

// ErrUnknown is wrapped by every error about a value this package does not
// list: a party, an answer, a chain's name or version.
var ErrUnknown = errors.New("unknown value")

// Party is a body that answers at a stage. Its value is what is stored, put in
// keys and sent; the words people read come from Stage.Title.
type Party string

// The three parties of spec C.
const (
	Authority Party = "authority" // 主管機關, the applicant's competent authority
	Ops       Party = "ops"       // 維運團隊
	MODA      Party = "moda"      // 數位發展部
)

// ParseParty reads a stored or submitted value; anything but the three wraps
// ErrUnknown.
func ParseParty(s string) (Party, error) {
	switch p := Party(s); p {
	case Authority, Ops, MODA:
		return p, nil
	}
	return "", fmt.Errorf("party %q: %w", s, ErrUnknown)
}
