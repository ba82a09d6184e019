package notice

import (
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// Activation carries the link that proves an address (A3). The link, which is
// good for an hour and once, comes with the Frame.
type Activation struct{}

// Name implements Notice.
func (Activation) Name() string { return "activation" }

func (Activation) heading() string { return "後臺帳號註冊驗證信" }

func (Activation) area() casefile.Area { return "" }

// AddressKnown is sent instead of Activation where the address has an account:
// that is said there and nowhere else (trust 17).
type AddressKnown struct{}

// Name implements Notice.
func (AddressKnown) Name() string { return "address-known" }

func (AddressKnown) heading() string { return "後臺帳號註冊通知" }

func (AddressKnown) area() casefile.Area { return "" }

// AccountApproved lets the person of a sign-up in (A6).
type AccountApproved struct {
	Case
	Decision    Decision `json:"decision"`
	Person      string   `json:"name"`
	Login       string   `json:"login"`                 // 帳號
	Joined      bool     `json:"joined,omitempty"`      // as a 副帳號 of an organisation that exists
	Application string   `json:"application,omitempty"` // number of the application that waited, which starts now
}

// Name implements Notice.
func (AccountApproved) Name() string { return "account-approved" }

func (AccountApproved) heading() string { return "後臺帳號審核通過" }

// AccountRefused ends a sign-up (A6). It goes to the address: there is no
// account any more.
type AccountRefused struct {
	Case
	Decision    Decision `json:"decision"`
	Person      string   `json:"name"`
	Login       string   `json:"login"`
	Application string   `json:"application,omitempty"` // number of the application that is closed with it
}

// Name implements Notice.
func (AccountRefused) Name() string { return "account-refused" }

func (AccountRefused) heading() string { return "後臺帳號審核未通過" }

// AccountDecided tells the officer and whom it concerns how a case about an
// account ended (A9 to A12, A15).
type AccountDecided struct {
	Case
	Decision Decision      `json:"decision"`
	Account  string        `json:"acc"` // whose: 王大明（officer01）
	Kind     casefile.Kind `json:"kind"`
}

// Name implements Notice.
func (AccountDecided) Name() string { return "account-decided" }

func (AccountDecided) heading() string { return "帳號申請審核結果" }

// Effect is what an approval has done, by the kind of the case.
func (a AccountDecided) Effect() string {
	switch a.Kind {
	case casefile.SubKind:
		return "副帳號已建立，請該員依另外寄送的「後臺帳號已建立」信件設定密碼後登入。"
	case casefile.EditKind:
		return "帳號資料已更新。"
	case casefile.DeleteKind:
		return "帳號已刪除，其登入狀態與審核連結同時失效。"
	case casefile.OfficerKind:
		return "承辦人已變更，原承辦人的帳號同時停止使用，機關的服務與申請單不受影響。"
	case casefile.RebindKind:
		return "原驗證器已解除綁定，請以帳號、密碼登入後重新綁定。"
	}
	return ""
}

// PersonJoined tells an officer that ops has added a person who signed up to the
// officer's organisation (A6).
type PersonJoined struct {
	Organisation string    `json:"org"`
	Person       string    `json:"name"`
	Login        string    `json:"login"`
	Mail         string    `json:"mail"`
	Number       string    `json:"number"` // of the account case
	At           time.Time `json:"at"`
}

// Name implements Notice.
func (PersonJoined) Name() string { return "person-joined" }

func (PersonJoined) heading() string { return "帳號申請審核結果" }

func (PersonJoined) area() casefile.Area { return "" }

// Welcome greets a person whose account somebody else has asked for. It carries
// no link that opens it: the way leads through 忘記密碼 (A8, A10, A12).
type Welcome struct {
	Organisation string `json:"org"`
	Person       string `json:"name"`
	Login        string `json:"login"`
	Officer      bool   `json:"officer,omitempty"` // as the new 承辦人
	Number       string `json:"number"`            // of the account case
}

// Name implements Notice.
func (Welcome) Name() string { return "welcome" }

func (Welcome) heading() string { return "後臺帳號已建立" }

func (Welcome) area() casefile.Area { return "" }

// RoleTitle is what the person is to the organisation.
func (w Welcome) RoleTitle() string {
	if w.Officer {
		return "承辦人"
	}
	return "副帳號"
}

// SecurityAct is what a SecurityNotice warns of. It is stored: never change one.
type SecurityAct string

// The acts.
const (
	AddressChanged  SecurityAct = "address-changed" // told at the old address too
	PasswordReset   SecurityAct = "password-reset"
	PasswordChanged SecurityAct = "password-changed"
	FactorBound     SecurityAct = "factor-bound"
	CodeSignIn      SecurityAct = "code-sign-in"
	RecoveryUsed    SecurityAct = "recovery-used"
	RecoveryRenewed SecurityAct = "recovery-renewed"
	RebindAsked     SecurityAct = "rebind-asked"
)

var securityActs = map[SecurityAct]string{
	AddressChanged:  "變更電子郵件",
	PasswordReset:   "以信件連結設定密碼",
	PasswordChanged: "變更密碼",
	FactorBound:     "綁定驗證器，並取得備用驗證碼",
	CodeSignIn:      "以 E-mail 驗證碼登入",
	RecoveryUsed:    "使用一組備用驗證碼",
	RecoveryRenewed: "重新產生備用驗證碼",
	RebindAsked:     "申請重新綁定驗證器",
}

// SecurityNotice tells people of an act that an attacker would also begin with.
type SecurityNotice struct {
	Act    SecurityAct `json:"act"`
	Person string      `json:"name"`
	Login  string      `json:"login"`
	At     time.Time   `json:"at"`
}

// Name implements Notice.
func (SecurityNotice) Name() string { return "security-notice" }

func (SecurityNotice) heading() string { return "帳號安全通知" }

func (SecurityNotice) area() casefile.Area { return "" }

// ActTitle is the act in words; one that is not known is an error.
func (n SecurityNotice) ActTitle() (string, error) {
	if title, ok := securityActs[n.Act]; ok {
		return title, nil
	}
	return "", fmt.Errorf("act %q: %w", n.Act, errUnknown)
}
