package kit

// Inside is what the people of one reviewing party share about a case, set apart
// from what its applicant sees.
type Inside struct {
	Holder string // who has taken it on; "" where it is not the party's turn
	Due    string // last day of the party's turn, "" where it is not
	Late   State  // beside Due
	Claim  *Form  // takes it on or gives it back
	Notes  []Remark
	Write  *Form // a new note
}

// Remark is one note.
type Remark struct {
	Text string // of any number of lines
	By   string
	When string
}
