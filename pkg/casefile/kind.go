package casefile

import "mydata.nat.gov.tw/portal/pkg/chain"

// Kind is what a review is about.
type Kind string

// The kinds of review of a service's case (spec D). A change has a kind for
// each way it takes (D8), and three while its candidate is tested or piloted.
const (
	TestKind   Kind = "test"          // 測試: the first application (D1)
	ExtendKind Kind = "extend"        // 延長測試 (D3)
	AmendKind  Kind = "amend"         // 異動 of a candidate in test (D4)
	AlterKind  Kind = "amend-pilot"   // 異動 of a candidate in pilot, which stays there (D6)
	BackKind   Kind = "amend-test"    // 異動 of a candidate in pilot, which goes back to test (D6)
	GoLiveKind Kind = "golive"        // 上線 (D5)
	ReportKind Kind = "report"        // 試辦報告 (D7)
	DirectKind Kind = "change-direct" // 異動, applied on approval
	PilotKind  Kind = "change-pilot"  // 異動, back to pilot
	RetestKind Kind = "change-test"   // 異動, back to test
	DelistKind Kind = "delist"        // 下架 (D9)
	ResumeKind Kind = "resume"        // 恢復介接 (F11)
)

// The kinds about accounts, which are cases of their own, with the letter D (A6,
// A9 to A12, A15), and about data sets (A) and counter services (C), which live
// beside the services (D14).
const (
	NewData    Kind = "data-new"    // 新增: one or several data sets
	ChangeData Kind = "data-change" // 異動: of a data set in force
	RetireData Kind = "data-retire" // 下架

	NewCounter    Kind = "counter-new"    // 新增: a counter service
	ChangeCounter Kind = "counter-change" // 異動
	RetireCounter Kind = "counter-retire" // 下架

	ProviderKind  Kind = "account-provider"  // 新增: the officer of an applying organisation, by sign-up
	AuthorityKind Kind = "account-authority" // 新增: the officer of a competent authority, by sign-up
	SubKind       Kind = "account-sub"       // 新增: a 副帳號
	EditKind      Kind = "account-edit"      // 異動
	DeleteKind    Kind = "account-delete"    // 刪除
	OfficerKind   Kind = "account-officer"   // 變更承辦人
	RebindKind    Kind = "account-rebind"    // 重新綁定: of an authenticator that is lost
)

// kinds has a row for every kind. A title that is empty is the letter's with the
// label behind it.
var kinds = map[Kind]struct {
	letter       Letter
	label, title string
}{
	TestKind:   {OnlineService, "測試", ""},
	ExtendKind: {OnlineService, "延長測試", "服務申請單(測試)"},
	AmendKind:  {OnlineService, "異動", ""},
	AlterKind:  {OnlineService, "異動", ""},
	BackKind:   {OnlineService, "異動", "服務申請單(測試)"},
	GoLiveKind: {OnlineService, "上線", "服務申請單(試辦)"},
	ReportKind: {OnlineService, "試辦報告", "服務申請單(正式上線)"},
	DirectKind: {OnlineService, "異動", ""},
	PilotKind:  {OnlineService, "異動", "服務申請單(試辦)"},
	RetestKind: {OnlineService, "異動", "服務申請單(測試)"},
	DelistKind: {OnlineService, "下架", "下架申請單 (服務)"},
	ResumeKind: {OnlineService, "恢復介接", "服務申請單(測試)"},

	NewData:    {ProviderData, "新增", "資料提供者申請單"},
	ChangeData: {ProviderData, "異動", ""},
	RetireData: {ProviderData, "下架", "下架申請單 (資料集)"},

	NewCounter:    {CounterService, "新增", "臨櫃服務申請單"},
	ChangeCounter: {CounterService, "異動", ""},
	RetireCounter: {CounterService, "下架", "下架申請單 (臨櫃服務)"},

	ProviderKind:  {AccountCase, "新增", ""},
	AuthorityKind: {AccountCase, "新增", ""},
	SubKind:       {AccountCase, "新增", ""},
	EditKind:      {AccountCase, "異動", ""},
	DeleteKind:    {AccountCase, "刪除", ""},
	OfficerKind:   {AccountCase, "變更承辦人", ""},
	RebindKind:    {AccountCase, "重新綁定", ""},
}

// Letter is the first character of the numbers of such cases; empty for an
// unknown kind.
func (k Kind) Letter() Letter { return kinds[k].letter }

// Label is the kind's word in lists and mails; empty for an unknown kind.
func (k Kind) Label() string { return kinds[k].label }

// Account reports whether a review of this kind is about an account.
func (k Kind) Account() bool { return k.Letter() == AccountCase }

// Offering reports whether it is about a data set or a counter service (D14).
func (k Kind) Offering() bool { return k.Letter() == ProviderData || k.Letter() == CounterService }

// SignUp reports whether the account asked for is an organisation's first, so
// that ops confirms the organisation too (A6).
func (k Kind) SignUp() bool { return k == ProviderKind || k == AuthorityKind }

// Change reports whether it is a change of a service that was approved before.
func (k Kind) Change() bool {
	return k == AmendKind || k == AlterKind || k == BackKind || k == DirectKind || k == PilotKind || k == RetestKind
}

// Candidate reports whether a review of this kind is about the answers of a
// candidate that is not in force anywhere yet, so that a correction replaces them.
func (k Kind) Candidate() bool {
	return k == TestKind || k == DirectKind || k == PilotKind || k == RetestKind || k == ResumeKind
}

// Whole reports whether its answers are a whole application, so that a new one
// can begin with them (B9).
func (k Kind) Whole() bool {
	switch k {
	case ExtendKind, GoLiveKind, ReportKind, DelistKind, RetireData, RetireCounter:
		return false
	}
	return k.Letter() != "" && !k.Account()
}

// Fresh reports whether it asks for something that does not exist yet.
func (k Kind) Fresh() bool { return k != "" && k == k.Letter().First() }

// First is the kind of an application for something new; none for accounts.
func (l Letter) First() Kind {
	switch l {
	case ProviderData:
		return NewData
	case OnlineService:
		return TestKind
	case CounterService:
		return NewCounter
	}
	return ""
}

// Title is the heading of a case whose newest review is of this kind (figs. 36,
// 45, 57).
func (k Kind) Title() string {
	row := kinds[k]
	if row.title != "" {
		return row.title
	}
	return row.letter.title() + "(" + row.label + ")"
}

// title is what cases with the letter are called where their kind has no title
// of its own.
func (l Letter) title() string {
	switch l {
	case ProviderData:
		return "資料提供者申請單"
	case CounterService:
		return "臨櫃服務申請單"
	case AccountCase:
		return "帳號申請單"
	}
	return "服務申請單"
}

// Chain names the chain a review of this kind runs, before it is considered
// that the organisation may have no authority. That of a change follows from its
// fields (D4, D8), not from here.
func (k Kind) Chain() chain.Name {
	switch {
	case k.Account(), k == ReportKind:
		return chain.OpsOnly
	case k == ExtendKind, k == GoLiveKind:
		return chain.Standard
	}
	return chain.Full
}
