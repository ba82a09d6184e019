package notice

import "time"

// CaseReceived tells the applicant that a submission has arrived and which way
// lies ahead of it.
type CaseReceived struct {
	Case
	SentBy string    `json:"sentby"` // name of the person
	Sent   time.Time `json:"sent"`

	SignUp bool     `json:"signup,omitempty"` // of a new account, which cannot look at it yet
	With   []string `json:"with,omitempty"`   // numbers of what was sent together with it and waits for it
}

// Name implements Notice.
func (CaseReceived) Name() string { return "case-received" }

func (CaseReceived) heading() string { return "申請單已送出" }

// CaseReturned asks the applicant for a correction.
type CaseReturned struct {
	Case
	Decision Decision    `json:"decision"`
	Notes    []FieldNote `json:"notes,omitempty"`
}

// Name implements Notice.
func (CaseReturned) Name() string { return "case-returned" }

func (CaseReturned) heading() string { return "申請單退回補正" }

// FieldNote is what a reviewer says about one field (F3).
type FieldNote struct {
	Label string `json:"label"` // of the field, with its letter: G. 連線至 MyData APIs 之主機 IP 位址
	Text  string `json:"text"`
}

// CaseRefused tells the applicant that the review ended with 不同意.
type CaseRefused struct {
	Case
	Decision Decision `json:"decision"`
}

// Name implements Notice.
func (CaseRefused) Name() string { return "case-refused" }

func (CaseRefused) heading() string { return "申請單審核未通過" }
