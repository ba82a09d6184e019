package account

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Act is something a person can attempt. Every route and use case names one.
type Act string

// The acts. A new one needs a row in the table of May's test.
const (
	ReadCase     Act = "case.read"
	ReadService  Act = "service.read"
	Apply        Act = "service.apply" // fill in with its files, submit, correct, resubmit
	Withdraw     Act = "case.withdraw"
	Decide       Act = "case.decide"
	ReadQueue    Act = "queue.read"
	Arrange      Act = "queue.arrange" // 認領, 釋出
	WriteNote    Act = "note.write"    // internal notes of one's party
	MoveDate     Act = "service.move"  // the day of a go-live (D7)
	ReadFirewall Act = "firewall.read"
	Suspend      Act = "service.suspend" // ask for and confirm suspensions (F11)
	TakeSecret   Act = "service.secret"  // be handed a client_secret (D13)
	MarkFirewall Act = "firewall.mark"   // say that the real firewall follows (D12)
	ReadAudit    Act = "audit.read"      // the history of every act (F8)
	UsePortal    Act = "portal.use"      // pages that belong to everybody who is signed in
	ManageSelf   Act = "self.manage"     // one's own password and recovery codes

	ReadReports      Act = "reports.read"      // 統計報表 (F9)
	WriteBulletins   Act = "bulletins.write"   // the 公佈欄 (E2)
	PublishDocuments Act = "documents.publish" // hosts, addresses and documents for partners (E5)

	PublishPolicy Act = "policy.publish" // terms of service and privacy policy (A1)

	ReadAccounts   Act = "accounts.read"
	ManageAccounts Act = "accounts.manage" // ask for changes of one's organisation's accounts (A9 to A12)
	ManageKeys     Act = "keys.manage"     // keys of the REST API (F10)
	SetAccounts    Act = "accounts.set"    // 狀態, locks and organisations (A9)

	ReadCatalogue   Act = "catalogue.read"
	ManageCatalogue Act = "catalogue.manage"
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

// who lists the roles that may ever attempt an act, and what the others are
// told.
var who = map[Act]struct {
	roles   []Role
	refusal string
}{
	UsePortal:   {[]Role{Provider, Sub, Authority, Ops, Moda}, ""},
	ReadCase:    {[]Role{Provider, Sub, Authority, Ops, Moda}, ""},
	ReadService: {[]Role{Provider, Sub, Authority, Ops, Moda}, ""},
	Apply:       {[]Role{Provider, Sub}, "只有申請機關的承辦人與副帳號可以辦理這項作業。"},
	Withdraw:    {[]Role{Provider, Sub, Authority}, "只有申請機關的承辦人與副帳號可以撤回申請。"},
	Decide:      {[]Role{Authority, Ops, Moda}, "只有審核單位可以審核申請單。"},
	ReadQueue:   {[]Role{Authority, Ops, Moda}, "待審核清單僅供審核單位使用。"},
	Arrange:     {[]Role{Authority, Ops, Moda}, "只有審核單位可以認領申請單。"},
	WriteNote:   {[]Role{Authority, Ops, Moda}, "內部註記僅供審核單位使用。"},

	ManageSelf:     {[]Role{Provider, Sub, Authority, Ops, Moda}, ""},
	ReadAccounts:   {[]Role{Provider, Authority, Ops, Moda}, "只有承辦人可以使用後臺帳號管理。"},
	ManageAccounts: {[]Role{Provider, Authority}, "只有承辦人可以管理帳號。"},
	ManageKeys:     {[]Role{Provider, Ops}, "只有承辦人與維運團隊可以管理 API 金鑰。"},
	SetAccounts:    {[]Role{Ops}, "只有維運團隊可以變更帳號狀態與機關資料。"},

	ReadReports:      {[]Role{Authority, Ops, Moda}, "統計報表僅供主管機關、維運團隊與數位發展部查看。"},
	WriteBulletins:   {[]Role{Ops}, "只有維運團隊可以編輯公佈欄。"},
	PublishPolicy:    {[]Role{Ops}, "只有維運團隊可以發布服務條款與隱私權保護政策。"},
	PublishDocuments: {[]Role{Ops}, "只有維運團隊可以維護主機資訊與技術文件。"},
	ReadCatalogue:    {[]Role{Ops, Moda}, "資料集目錄僅供維運團隊與數位發展部查看。"},
	ManageCatalogue:  {[]Role{Ops}, "只有維運團隊可以維護資料集目錄。"},

	MoveDate:     {[]Role{Provider, Sub, Ops}, "只有申請機關與維運團隊可以變更上線日期。"},
	ReadFirewall: {[]Role{Ops, Moda}, "防火牆規則僅供維運團隊與數位發展部查看。"},
	Suspend:      {[]Role{Moda}, "只有數位發展部可以暫停介接。"},
	TakeSecret:   {[]Role{Provider, Sub}, "只有申請機關的承辦人與副帳號可以領取 client_secret。"},
	MarkFirewall: {[]Role{Ops}, "只有維運團隊可以標記防火牆的設定情形。"},
	ReadAudit:    {[]Role{Authority, Ops, Moda}, "稽核紀錄僅供主管機關、維運團隊與數位發展部查看。"},
}

// weaker lists what a session may that a mailed or a recovery code opened (A7):
// read, fill in and submit. Whatever is not named here needs the authenticator.
var weaker = []Act{UsePortal, ReadCase, ReadService, ReadQueue, ReadAccounts, ReadFirewall, ReadAudit, ReadReports, Apply, Withdraw}

// needsFactor names what the weaker session may not.
func needsFactor(act Act) string {
	switch act {
	case Decide, Arrange, WriteNote:
		return "審核"
	case ManageAccounts, SetAccounts:
		return "變更帳號"
	case ManageSelf:
		return "變更密碼與備用驗證碼"
	}
	return "辦理這項作業"
}

// Attempt reports whether a person of a's role, signed in as surely as a is, may
// attempt an act at all: Unauthenticated, Forbidden or nil. Every route asks it
// before anything is loaded.
func Attempt(a Actor, act Act) error {
	if a.Level != LevelTOTP && a.Level != LevelMail {
		return fault.New(fault.Unauthenticated, "請先登入。")
	}
	rule, known := who[act]
	if !known {
		return fault.Newf(fault.Internal, "act %q has no rule", act)
	}
	if !slices.Contains(rule.roles, a.Role) {
		return fault.New(fault.Forbidden, rule.refusal)
	}
	if a.Level != LevelTOTP && !slices.Contains(weaker, act) {
		return fault.New(fault.Forbidden, "以電子郵件驗證碼或備用驗證碼登入時不能"+needsFactor(act)+"，請改用驗證器登入。")
	}
	return nil
}

// Oversees reports whether a sees every organisation.
func (a Actor) Oversees() bool { return a.Role == Ops || a.Role == Moda }

// May is the one place that authorises (trust 18): Attempt, and then whether
// the act may be done to o. It returns nil, NotFound for what the actor must not
// know of, Conflict where it is somebody else's turn, or Forbidden.
func May(a Actor, act Act, o Object) error {
	if err := Attempt(a, act); err != nil {
		return err
	}
	switch act {
	case ReadCase, ReadService, Apply, TakeSecret, Withdraw, WriteNote, MoveDate:
		if !a.sees(o) || act == Withdraw && o.OrganisationID != a.OrganisationID {
			return fault.New(fault.NotFound, "")
		}
	case ReadAudit:
		if !a.sees(o) && o.OrganisationID != a.OrganisationID {
			return fault.New(fault.NotFound, "")
		}
	case ManageKeys:
		if o.OrganisationID != a.OrganisationID {
			return fault.New(fault.NotFound, "")
		}
	case ReadAccounts, ManageAccounts:
		if !a.Oversees() && o.OrganisationID != a.OrganisationID {
			return fault.New(fault.NotFound, "")
		}
	case Decide, Arrange:
		switch {
		case !a.sees(o):
			return fault.New(fault.NotFound, "")
		case o.OrganisationID == a.OrganisationID:
			return fault.New(fault.Forbidden, "不能審核自己機關的申請單。")
		case o.WaitsFor != a.OrganisationID:
			return fault.New(fault.Conflict, "目前不是由您的單位審核。")
		}
	}
	return nil
}
