package service

import "time"

// Halt is a suspension by the ministry, or its end, as one person has asked for
// it and another has confirmed it (F11).
type Halt struct {
	Lifts     bool      `json:"lifts,omitempty"` // it ends a suspension
	Reason    string    `json:"reason"`
	AskedBy   string    `json:"askedby"` // account id
	Asker     string    `json:"asker"`   // their name, as it was that day
	Asked     time.Time `json:"asked"`
	Confirmer string    `json:"confirmer,omitempty"`
	Confirmed time.Time `json:"confirmed,omitzero"`
}

// IsZero reports whether nobody has asked.
func (h Halt) IsZero() bool { return h.Asked.IsZero() }

// Event is what the confirmation of h does to its service.
func (h Halt) Event() Event {
	if h.Lifts {
		return Lifted
	}
	return Suspended
}

// HaltNext is the event that may be asked for: the end of a suspension where
// there is one. ok is false where the service cannot be suspended.
func (s Service) HaltNext(now time.Time) (e Event, ok bool) {
	e = Halt{Lifts: s.Marks.Has(Halted)}.Event()
	return e, s.Can(e, Facts{Now: now})
}
