package notice

import "time"

// StageOpened asks a reviewer to answer. The personal link that lets them do so
// without signing in comes with the Frame.
type StageOpened struct {
	Case
	Letter bool      `json:"letter,omitempty"` // the authority's letter is due at this stage (C4)
	Since  time.Time `json:"since"`            // the party's turn since then
	// Last is the newest answer of the review: of the stage before, or the one
	// that led to the correction. The first stage of the first round has none.
	Last *Decision `json:"last,omitempty"`
	// Answered is what a colleague answered before this mail was made, and By who
	// that was: nothing is left to do then.
	Answered *Decision `json:"answered,omitempty"`
	By       string    `json:"by,omitempty"`
}

// Name implements Notice.
func (StageOpened) Name() string { return "stage-opened" }

// Now is who has the case.
func (n StageOpened) Now() string {
	if n.Answered != nil {
		return "無（本關卡已審核）"
	}
	return n.Party()
}

func (n StageOpened) heading() string {
	if n.Answered != nil {
		return "申請單已由同仁審核"
	}
	return "申請單待審核"
}

// CaseWithdrawn tells the party that had the case that nothing is left to do.
type CaseWithdrawn struct {
	Case
	Reason string    `json:"reason,omitempty"` // as typed, of any number of lines
	At     time.Time `json:"at"`
}

// Name implements Notice.
func (CaseWithdrawn) Name() string { return "case-withdrawn" }

func (CaseWithdrawn) heading() string { return "申請單已撤回" }
