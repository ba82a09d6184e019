package kit

// Stage is a step of a review as the stage line shows it.
type Stage struct {
	Title   string // "機關單位 – 銀行局"
	State   State
	Current bool   // whose turn it is
	When    string // of the result, or since when it waits
}

// History is 審核歷程: every round of every review of a case, stages to come
// included.
type History struct {
	Caption string
	Rounds  []Round
	Empty   string
}

// Round is one run through the chain.
type Round struct {
	Title string // "測試申請 第 2 次送件"
	Rows  []Result
}

// Result is a line of the history: 順序, 審核單位, 審核結果, 審核時間, 審核意見.
type Result struct {
	Order   int
	Party   string
	State   State
	When    string // "" for a stage to come
	Opinion string
	Facts   []Fact
}

// Fact is what a stage recorded besides its result: of the letter, its date and
// number, its scan.
type Fact struct {
	Label string
	Text  string
	Href  string // Text leads there; "" where it is only text
}
