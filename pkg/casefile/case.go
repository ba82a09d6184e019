package casefile

import "time"

// State is where a case stands for its applicant (spec.md, Words).
type State string

// The states of a case.
const (
	Reviewing State = "reviewing" // 審核中
	Approved  State = "approved"  // 審核通過
	Returned  State = "returned"  // 退回補正
	Refused   State = "refused"   // 審核未通過
	Withdrawn State = "withdrawn" // 已撤回
	Held      State = "held"      // 等候帳號審核: a first application whose account is not approved yet (A6)
)

// States lists the states in the order filters show them.
func States() []State { return []State{Held, Reviewing, Returned, Approved, Refused, Withdrawn} }

// Label is the state's word on screens and in mails; empty for an unknown one.
func (s State) Label() string {
	switch s {
	case Reviewing:
		return "審核中"
	case Approved:
		return "審核通過"
	case Returned:
		return "退回補正"
	case Refused:
		return "審核未通過"
	case Withdrawn:
		return "已撤回"
	case Held:
		return "等候帳號審核"
	}
	return ""
}

// Area is 測試區 or 正式區.
type Area string

// The areas.
const (
	TestArea       Area = "test"
	ProductionArea Area = "production"
)

// Label is the area's word.
func (a Area) Label() string {
	switch a {
	case TestArea:
		return "測試區"
	case ProductionArea:
		return "正式區"
	}
	return ""
}

// Letter is the first character of a case number: what the case is about (B8).
type Letter string

// The letters.
const (
	ProviderData   Letter = "A" // 資料提供者申請單
	OnlineService  Letter = "B" // 服務提供者申請單
	CounterService Letter = "C" // 臨櫃服務申請單
	AccountCase    Letter = "D" // 帳號申請單
)

// Letters lists them in the order filters show them.
func Letters() []Letter { return []Letter{ProviderData, OnlineService, CounterService, AccountCase} }

// Item is the 申請項目 of lists: 資料, 服務, 臨櫃 or 帳號 (B9).
func (l Letter) Item() string {
	switch l {
	case ProviderData:
		return "資料"
	case OnlineService:
		return "服務"
	case CounterService:
		return "臨櫃"
	case AccountCase:
		return "帳號"
	}
	return ""
}

// LetterOf is the letter a case number begins with; empty for no number.
func LetterOf(number string) Letter {
	if number == "" {
		return ""
	}
	return Letter(number[:1])
}

// TurnTo is the case while a stage waits, whose party is called so.
func (c Case) TurnTo(party string, s Stage) Case {
	c.Turn, c.TurnSince, c.TurnUsual = party, s.Opened, s.Usual
	c.Version++
	return c
}

// TurnOver is the case when it is nobody's turn any more.
func (c Case) TurnOver() Case {
	c.Turn, c.TurnSince, c.TurnUsual = "", time.Time{}, 0
	return c
}

// Subject labels what cases with the letter are about.
func (l Letter) Subject() string {
	switch l {
	case ProviderData:
		return "資料集名稱"
	case AccountCase:
		return "帳號"
	}
	return "服務名稱"
}

// Person is who applied, as the paper names them (基本資料). It is a copy: the
// paper keeps the name it was signed with.
type Person struct {
	AccountID string `json:"acc"`
	Name      string `json:"name"`
	Phone     string `json:"phone"`
	Mail      string `json:"mail"`
	Login     string `json:"login"`
}

// Case is the paper of one candidate of a service, which keeps its number from
// the application to go-live, or of one act about an account.
type Case struct {
	ID     string `json:"id"`
	Number string `json:"number"` // B1130131001 or B1130314001-5
	Letter Letter `json:"letter"`
	Kind   Kind   `json:"kind"` // of its newest review; decides the title
	State  State  `json:"state"`
	Area   Area   `json:"area"`

	OrganisationID   string `json:"org"`
	OrganisationName string `json:"orgname"`
	AuthorityID      string `json:"authority,omitempty"`
	AuthorityName    string `json:"authorityname,omitempty"` // short: 銀行局
	ServiceID        string `json:"service,omitempty"`
	ServiceName      string `json:"servicename"`     // of an account case: whose account it is about, as 王大明（officer01）
	Waits            string `json:"waits,omitempty"` // of a held case: id of the account case it waits for
	Holds            string `json:"holds,omitempty"` // of a sign-up: id of the application that waits for it
	With             string `json:"with,omitempty"`  // number of the other of these two
	Applicant        Person `json:"applicant"`

	// Whose turn it is, for lists (F2); empty while it is nobody's. A decision
	// leaves it until the next stage opens.
	Turn      string    `json:"turn,omitempty"` // 審核單位: 機關單位 – 銀行局
	TurnSince time.Time `json:"turnsince,omitzero"`
	TurnUsual int       `json:"turnusual,omitempty"` // days, as Stage.Usual

	Trial    string    `json:"trial,omitempty"` // while piloting: path and query of the trial URL (fig. 32)
	Reviews  int       `json:"reviews"`         // how many there are; the newest has this Seq
	Applied  time.Time `json:"applied"`
	Modified time.Time `json:"modified"`

	Version int    `json:"v"`
	LogHash string `json:"loghash"`
}

// RecordVersion is the version the case has once written.
func (c Case) RecordVersion() int { return c.Version }

// Subject labels what the case is about, which ServiceName names.
func (c Case) Subject() string { return c.Letter.Subject() }

// Title is the heading of the case's page (figs. 36, 45, 57, 68).
func (c Case) Title() string { return c.Kind.Title() }
