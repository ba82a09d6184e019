package casefile

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
)

// AccountForm is what a case about an account asks for (figs. 64, 73, 78, 82).
type AccountForm struct {
	AccountID string           `json:"acc"`              // whom it is about: the account to be made, changed or removed
	Role      account.Role     `json:"role"`             // of that account once approved; as it is for the others
	Before    *account.Details `json:"before,omitempty"` // as it stands; nil for an account to be made
	After     *account.Details `json:"after,omitempty"`  // as asked for; nil where it is removed or bound anew

	// Of a sign-up: the organisation as its officer describes it, and which
	// terms were agreed to, when.
	Proposal *Proposal `json:"proposal,omitempty"`
	Terms    string    `json:"terms,omitempty"`
	Agreed   time.Time `json:"agreed,omitzero"`

	// Of a change of officer: who leaves. Before is set where a 副帳號 is
	// carried over.
	LeavingID string           `json:"leavingid,omitempty"`
	Leaving   *account.Details `json:"leaving,omitempty"`
}

// Proposal is an organisation that is not confirmed yet.
type Proposal struct {
	Name          string       `json:"name"` // 機關名稱全銜
	Kind          account.Kind `json:"kind"`
	Private       bool         `json:"private"` // 民營
	Sector        string       `json:"sector,omitempty"`
	Domain        string       `json:"domain"` // registrable domain of the verified address
	AuthorityID   string       `json:"authority,omitempty"`
	AuthorityName string       `json:"authorityname,omitempty"`
}

// Confirmation is what ops makes of a Proposal when it approves a sign-up (A6):
// an organisation as confirmed or, with Attach set, one that exists, which the
// person joins as a 副帳號.
type Confirmation struct {
	Attach        string       `json:"attach,omitempty"` // id of the organisation that exists
	Name          string       `json:"name"`             // of the one joined or made
	ShortName     string       `json:"short,omitempty"`  // of an authority, as the review history names it
	Kind          account.Kind `json:"kind,omitempty"`
	Private       bool         `json:"private,omitempty"`
	Sector        string       `json:"sector,omitempty"`
	AuthorityID   string       `json:"authority,omitempty"`
	AuthorityName string       `json:"authorityname,omitempty"`
}
