package notice

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Delisted says that a service was taken down (D9).
type Delisted struct {
	Case
	Decision Decision `json:"decision"`
	Reason   string   `json:"reason"`
}

// Name implements Notice.
func (Delisted) Name() string { return "delisted" }

func (Delisted) heading() string { return "服務下架通知" }

// Suspended says that the ministry has suspended a service (F11). The people who
// asked and confirmed are not named.
type Suspended struct {
	Case
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// Name implements Notice.
func (Suspended) Name() string { return "suspended" }

func (Suspended) heading() string { return "服務暫停通知" }

// Resumed says that a suspension was lifted (F11).
type Resumed struct {
	Case
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// Name implements Notice.
func (Resumed) Name() string { return "resumed" }

func (Resumed) heading() string { return "恢復介接通知" }

// Maintained says that a service's maintenance begins (D11).
type Maintained struct {
	Case
	Begins time.Time `json:"begins"`
	Ends   time.Time `json:"ends"`
	Plan   string    `json:"plan"` // the line of 服務維護時間 it follows
}

// Name implements Notice.
func (Maintained) Name() string { return "maintenance" }

func (Maintained) heading() string { return "服務維護通知" }

// CertificateExpiring says that a certificate of a service ends soon (F6).
type CertificateExpiring struct {
	Case
	Certificate string        `json:"certificate"` // the title of its field
	Expires     calendar.Date `json:"expires"`     // its last day
	Days        int           `json:"days"`        // until then
}

// Name implements Notice.
func (CertificateExpiring) Name() string { return "certificate-expiring" }

func (CertificateExpiring) heading() string { return "憑證即將到期" }

// SecretAct is what a SecretChanged tells. It is stored: never change one.
type SecretAct string

// The acts.
const (
	SecretIssued  SecretAct = "issued"
	SecretRenewed SecretAct = "renewed"
	SecretEnded   SecretAct = "ended"
)

var secretActs = map[SecretAct]string{SecretIssued: "領取 client_secret", SecretRenewed: "更新 client_secret", SecretEnded: "停用先前的 client_secret"}

// SecretChanged tells the organisation that somebody has taken, renewed or ended
// a client_secret (D13). It says nothing of the secret itself.
type SecretChanged struct {
	Case
	Act    SecretAct `json:"act"`
	Person string    `json:"name"`
	At     time.Time `json:"at"`
	Until  time.Time `json:"until,omitzero"` // how long the one before is valid beside it
}

// Name implements Notice.
func (SecretChanged) Name() string { return "secret-changed" }

func (SecretChanged) heading() string { return "帳號安全通知" }

// ActTitle is the act in words; empty for one that is not known.
func (n SecretChanged) ActTitle() string { return secretActs[n.Act] }
