package audit

import "time"

// Refusal is an attempt that came to nothing: an act that was refused, a sign-in
// that failed (trust 7). Refusals stand outside the chains, so that nobody can
// make others' acts collide or fill their history: all attempts alike of one
// minute are one record that counts them.
type Refusal struct {
	First  time.Time `json:"first"` // of the attempts it counts
	Last   time.Time `json:"last"`
	Times  int       `json:"times"`
	Actor  Actor     `json:"actor"`            // whose session it was; role Claimed where nothing proves it; none for a stranger
	Source string    `json:"source,omitempty"` // stands for the caller's address: equal addresses give equal texts
	Act    string    `json:"act"`              // route or step: "POST /cases/{number}/decide", "sign-in.password"
	Object string    `json:"object,omitempty"` // "case/k3v…"; empty where the attempt named nothing that exists
	Code   string    `json:"code"`             // of pkg/fault: why
}

// Claimed is the role of an Actor who only said so: whoever tried to sign in
// as that account.
const Claimed = "claimed"
