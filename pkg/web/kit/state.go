package kit

// State is a state word as people read it; the word is the value, so that what
// the rules call a state can be shown without a table in between. The zero value
// shows nothing.
type State string

// The words of spec.md: a case, a stage, a section of a draft, a service, a file, a
// rule of the firewall, a bulletin.
const (
	Draft     State = "草稿"
	InReview  State = "審核中"
	Returned  State = "退回補正"
	Approved  State = "審核通過"
	Refused   State = "審核未通過"
	Withdrawn State = "已撤回"
	Held      State = "等候帳號審核"

	NotStarted State = "未開始"
	Waiting    State = "待審核"
	Overdue    State = "逾期"
	Passed     State = "通過"
	NotPassed  State = "不通過"
	SentBack   State = "退回"

	Incomplete State = "填寫中"
	Faulty     State = "需修正"
	Complete   State = "已完成"

	Unlisted    State = "未上線"
	Testing     State = "測試中"
	TestOver    State = "測試到期"
	Piloting    State = "試辦中"
	AwaitingDay State = "待上線"
	Live        State = "上線"
	Maintained  State = "維護中"
	Suspended   State = "暫停"

	Checking State = "上傳或檢查中"
	Checked  State = "檢查通過"
	Unsafe   State = "未通過檢查"

	ToOpen State = "尚未開通"
	Opened State = "開通中"
	Closed State = "已關閉"

	Unread    State = "未讀"
	ToPublish State = "待公佈"
	TakenDown State = "已撤下"

	InForce  State = "啟用中"
	Delisted State = "已下架"
)

// Tone is the colour of a tag, always beside the word and never instead of it.
type Tone string

// The tones; each is a class of the style sheet.
const (
	Grey   Tone = "grey"
	Blue   Tone = "blue"
	Yellow Tone = "yellow"
	Red    Tone = "red"
	Green  Tone = "green"
)

var tones = map[State]Tone{
	Draft: Grey, InReview: Yellow, Returned: Red, Approved: Green, Refused: Red, Withdrawn: Grey, Held: Yellow,
	NotStarted: Grey, Waiting: Yellow, Overdue: Red, Passed: Green, NotPassed: Red, SentBack: Red,
	Incomplete: Blue, Faulty: Red, Complete: Green,
	Unlisted: Grey, Testing: Blue, TestOver: Red, Piloting: Blue, AwaitingDay: Yellow, Live: Green, Maintained: Yellow, Suspended: Red,
	Checking: Yellow, Checked: Green, Unsafe: Red,
	ToOpen: Yellow, Opened: Green, Closed: Grey,
	Unread: Blue, ToPublish: Yellow, TakenDown: Grey,
	InForce: Green, Delisted: Grey,
}

// States are all words there are, in the order of their constants.
func States() []State {
	return []State{
		Draft, InReview, Returned, Approved, Refused, Withdrawn, Held,
		NotStarted, Waiting, Overdue, Passed, NotPassed, SentBack,
		Incomplete, Faulty, Complete,
		Unlisted, Testing, TestOver, Piloting, AwaitingDay, Live, Maintained, Suspended,
		Checking, Checked, Unsafe,
		ToOpen, Opened, Closed,
		Unread, ToPublish, TakenDown,
		InForce, Delisted,
	}
}

// Tone is grey for a word that is in no table.
func (s State) Tone() Tone {
	if tone, ok := tones[s]; ok {
		return tone
	}
	return Grey
}
