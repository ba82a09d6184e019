package onboarding

import (
	"encoding/json"
	"time"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

// Event is something the outside has to be told: the outbox item of a change.
// Only functions/relay delivers it, at least once.
type Event struct {
	ID    string    `json:"id"`
	Kind  EventKind `json:"kind"`
	Due   time.Time `json:"-"` // when to deliver; the stream wakes relay for what is due
	Made  time.Time `json:"made"`
	Tries int       `json:"tries,omitempty"`

	// Start, Answer and Announce concern a review.
	CaseID  string      `json:"case,omitempty"`
	Review  int         `json:"review,omitempty"`
	Round   int         `json:"round,omitempty"`
	Attempt int         `json:"attempt,omitempty"`
	Stage   int         `json:"stage,omitempty"`
	Party   string      `json:"party,omitempty"` // organisation in whose queue a stage comes or was
	Reply   chain.Reply `json:"reply,omitempty"`
	Machine string      `json:"machine,omitempty"` // chain id, for example full-v1
	Sealed  []byte      `json:"sealed,omitempty"`  // Answer to a call that left no token in the table

	// Mail concerns one recipient.
	Recipient string          `json:"to,omitempty"`     // account id; the address is looked up when it is sent
	Address   string          `json:"addr,omitempty"`   // instead of Recipient, where no account has the address (any more)
	SignUp    string          `json:"signup,omitempty"` // of an activation mail: the sign-up its link leads to
	Notice    string          `json:"notice,omitempty"` // name of the mail in pkg/notice
	Content   json.RawMessage `json:"content,omitempty"`
}

// EventKind says whom to tell.
type EventKind string

// The kinds of event.
const (
	Start    EventKind = "start"    // StartExecution for a round's attempt
	Answer   EventKind = "answer"   // SendTaskSuccess to the machine that waits
	Announce EventKind = "announce" // fan out "a stage waits" to the party's people
	Mail     EventKind = "mail"     // one mail to one person
)
