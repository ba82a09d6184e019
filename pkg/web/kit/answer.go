package kit

import "mydata.nat.gov.tw/portal/pkg/form"

// Answer is one value as it is read, not typed. Set one member; none shows
// （未填）.
type Answer struct {
	Text   string   // may break anywhere when it is a Link
	Link   bool     // Text is a URL somebody typed: shown, never a link
	List   []string // addresses, numbers: one a line, unbroken
	Items  []string // data sets, choices: one a line
	Pairs  *Pairings
	Blocks []form.Block // rich text
	Key    *Key
	Upload *Upload
}

// Empty says that nothing was answered.
func (a Answer) Empty() bool {
	return a.Text == "" && len(a.List) == 0 && len(a.Items) == 0 && a.Pairs == nil && len(a.Blocks) == 0 && a.Key == nil && a.Upload == nil
}

// Pairings are codes and their Chinese names, shown as a small table.
type Pairings struct {
	Caption    string // read out
	Code, Name string // head the two columns
	Rows       []form.Pair
}

// Summary is a section of answers in the order of the form.
type Summary struct {
	Title string // an h2; "" for none
	Fold  string // the section is folded, and this says why beside its title
	Edit  Link   // to the section as a whole
	Rows  []SummaryRow
}

// SummaryRow is a label and its answer.
type SummaryRow struct {
	ID       string // where an error summary leads; "" for none
	Letter   string
	Label    string
	Answer   Answer
	State    State    // instead of an answer that is a state
	Before   *Answer  // the row is marked as changed: what stood there
	Since    string   // heads Before; 修改前 where empty
	Round    *Answer  // of a correction to a change: what the round before said
	Cost     Cost     // of the change
	Faults   []string // why it cannot be sent like this, sentences without 「錯誤：」
	Warnings []string // what is unusual but accepted
	Notes    []string
	Edit     Link // 修改; its Hidden names the field
}
