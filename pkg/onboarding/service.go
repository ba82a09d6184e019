package onboarding

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/link"
	"mydata.nat.gov.tw/portal/pkg/notice"
	"mydata.nat.gov.tw/portal/pkg/secret"
)

// Deps are the things a Service works with. A function fills in only what its
// own use cases need: the rest of its IAM role is missing too.
type Deps struct {
	Store     Store
	Now       func() time.Time
	NewID     func() string // 128 random bits, 26 characters of base32
	NewSecret func() string // 256 random bits, for sessions

	Passwords *secret.Passwords // sign-in
	Factors   *secret.Box       // TOTP secrets at rest
	APIKeys   *secret.Box       // SP-API keys at rest
	Tokens    *secret.Box       // task tokens at rest
	Links     *link.Key         // action links
	Mailed    secret.Key        // what mailed links and codes are derived from
	Patience  casefile.Patience // how long stages may wait
	Archive   Archive           // attest only
	Signer    Signer            // attest only
	Workflow  Workflow          // relay only
	Mailer    Mailer            // relay only
	Frame     notice.Frame      // relay only: what all mails share
}

// Service is the door to the use cases. It is safe for concurrent use.
type Service struct{ Deps }

// New returns a Service on deps.
func New(deps Deps) *Service { return &Service{deps} }
