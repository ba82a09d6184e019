package account

import "time"

// MailFault is why a mail did not reach its reader.
type MailFault string

// The faults, as far as they are told apart for the reader (F12).
const (
	Bounced    MailFault = "bounced"    // the mailbox does not exist or takes nothing from us
	Deferred   MailFault = "deferred"   // full, or its server did not answer for long
	Suppressed MailFault = "suppressed" // SES sends nothing there since an earlier bounce or complaint
	Complained MailFault = "complained" // the reader reported it as unwanted
	Rejected   MailFault = "rejected"   // SES took it for harmful
)

// Label says it to people; empty for an unknown fault.
func (f MailFault) Label() string {
	switch f {
	case Bounced:
		return "信箱不存在或拒絕收信"
	case Deferred:
		return "信箱已滿或暫時無法收信"
	case Suppressed:
		return "這個信箱先前曾退信或檢舉，郵件服務已停止寄送"
	case Complained:
		return "收件人將系統信件檢舉為垃圾郵件"
	case Rejected:
		return "郵件服務拒絕寄送"
	}
	return ""
}

// Unreached is the last mail that did not reach an account.
type Unreached struct {
	Mail  string    `json:"mail"`
	Fault MailFault `json:"fault"`
	At    time.Time `json:"at"`
}

// OutOfReach is why mail does not reach the account, nil where it does as far as
// anybody knows: a new address has not failed yet.
func (a Account) OutOfReach() *Unreached {
	if a.Unreached == nil || a.Unreached.Mail != a.Mail {
		return nil
	}
	return a.Unreached
}
