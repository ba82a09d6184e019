package account

import "mydata.nat.gov.tw/portal/pkg/fault"

// Act is something a person can attempt. Every route and use case names one.
type Act string

// The acts. A new one needs a row in the table of May's test.
const (
	ReadCase     Act = "case.read"
	ReadService  Act = "service.read"
	Apply        Act = "service.apply" // fill in, submit, correct, resubmit
	Withdraw     Act = "case.withdraw"
	Decide       Act = "case.decide"
	ReadQueue    Act = "queue.read"
	ReadFirewall Act = "firewall.read"
	MarkFirewall Act = "firewall.mark"
	UsePortal    Act = "portal.use" // pages that belong to everybody who is signed in
)

// Actor is who acts: a person in a session or with an action link, or the
// system itself.
type Actor struct {
	AccountID      string
	OrganisationID string
	Role           Role
	Name           string
	Login          string
	Mail           string
	Phone          string
	Level          Level
	Epoch          int
}

// ActorOf builds the actor that a signed in at level is.
func ActorOf(a Account, level Level) Actor {
	return Actor{AccountID: a.ID, OrganisationID: a.OrganisationID, Role: a.Role, Name: a.Name,
		Login: a.Login, Mail: a.Mail, Phone: a.Phone, Level: level, Epoch: a.Epoch}
}

// Standing is what a transaction checks about the actor.
func (a Actor) Standing() Standing { return Standing{AccountID: a.AccountID, Epoch: a.Epoch} }

// Object is what May needs to know of the thing acted upon.
type Object struct {
	OrganisationID string // whose it is
	AuthorityID    string // in whose remit it lies; may be empty
	WaitsFor       string // id of the organisation whose turn it is; may be empty
}

// sees reports whether a may know that o exists.
func (a Actor) sees(o Object) bool {
	switch a.Role {
	case Ops, Moda:
		return true
	case Authority:
		return o.AuthorityID != "" && o.AuthorityID == a.OrganisationID
	case Provider, Sub:
		return o.OrganisationID == a.OrganisationID
	}
	return false
}

// May is the one place that authorises (trust 18). It returns nil, NotFound
// for what the actor must not know of, or Forbidden.
func May(a Actor, act Act, o Object) error {
	if a.Level != LevelTOTP && a.Level != LevelMail {
		return fault.New(fault.Unauthenticated, "請先登入。")
	}
	switch act {
	case UsePortal:
		return nil
	case ReadCase, ReadService:
		if !a.sees(o) {
			return fault.New(fault.NotFound, "")
		}
		return nil
	case Apply, Withdraw:
		if !a.Role.Applicant() {
			return fault.New(fault.Forbidden, "只有申請機關的承辦人與副帳號可以辦理這項作業。")
		}
		if o.OrganisationID != a.OrganisationID {
			return fault.New(fault.NotFound, "")
		}
		return nil
	case Decide:
		return mayDecide(a, o)
	case ReadQueue:
		if !a.Role.Reviewer() {
			return fault.New(fault.Forbidden, "待審核清單僅供審核單位使用。")
		}
		return nil
	case ReadFirewall:
		if a.Role != Ops && a.Role != Moda {
			return fault.New(fault.Forbidden, "防火牆規則僅供維運團隊與數位發展部查看。")
		}
		return nil
	case MarkFirewall:
		if a.Role != Ops || a.Level != LevelTOTP {
			return fault.New(fault.Forbidden, "只有維運團隊可以標記防火牆設定。")
		}
		return nil
	}
	return fault.Newf(fault.Internal, "act %q has no rule", act)
}

func mayDecide(a Actor, o Object) error {
	if !a.Role.Reviewer() {
		return fault.New(fault.Forbidden, "只有審核單位可以審核申請單。")
	}
	if !a.sees(o) {
		return fault.New(fault.NotFound, "")
	}
	if a.Level != LevelTOTP {
		return fault.New(fault.Forbidden, "以電子郵件驗證碼登入時不能審核，請改用驗證器登入。")
	}
	if o.OrganisationID == a.OrganisationID {
		return fault.New(fault.Forbidden, "不能審核自己機關的申請單。")
	}
	if o.WaitsFor != a.OrganisationID {
		return fault.New(fault.Conflict, "目前不是由您的單位審核。")
	}
	return nil
}
