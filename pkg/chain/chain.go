package chain

import (
	"errors"
	"fmt"
	"slices"
)

// ErrNoEdge is wrapped where stage and answer are known values, but the chain
// has no such edge: a stage it lacks, or 退回 in a case about an account.
var ErrNoEdge = errors.New("no such edge in the chain")

// Name names a chain without its version, as the table stores it.
type Name string

// The chains of spec C, and the one for accounts of the operation team, about
// which it cannot decide itself (C10).
const (
	Full     Name = "full"
	Standard Name = "standard"
	OpsOnly  Name = "ops"
	ModaOnly Name = "moda"
)

// Stage is one step of a chain. Order counts from 1. Letter marks the stage at
// which the authority records its official letter (C4).
type Stage struct {
	Order  int
	Party  Party
	Letter bool
}

// Title is the 審核單位 of the history table (figs. 17, 58). authority is the
// short name of the applicant's authority (銀行局); where it is empty, as in
// the picture of the way ahead before anyone signed up, the bare 機關單位 stands.
func (s Stage) Title(authority string) string {
	switch s.Party {
	case Ops:
		return "維運團隊"
	case MODA:
		return "數位發展部"
	}
	title := "機關單位"
	if authority != "" {
		title += " – " + authority
	}
	if s.Letter {
		title += "發文"
	}
	return title
}

// Chain is one version of one chain. It is a value that nobody can change; the
// zero Chain has no stages and answers every question with an error.
type Chain struct {
	name     Name
	version  int
	stages   []Stage
	noReturn bool
}

// chains lists every version that a running review may have started with, the
// newest of a name last.
var chains = []Chain{
	{name: Full, version: 1, stages: inOrder(
		Stage{Party: Authority}, Stage{Party: Ops}, Stage{Party: Authority, Letter: true}, Stage{Party: MODA})},
	{name: Standard, version: 1, stages: inOrder(Stage{Party: Ops}, Stage{Party: MODA})},
	{name: OpsOnly, version: 1, stages: inOrder(Stage{Party: Ops})},
	{name: ModaOnly, version: 1, stages: inOrder(Stage{Party: MODA})},
}

func inOrder(list ...Stage) []Stage {
	for i := range list {
		list[i].Order = i + 1
	}
	return list
}

// All lists every chain in every version, for those who generate or check
// something for each.
func All() []Chain { return slices.Clone(chains) }

// Lookup finds the chain a review started with; a name or version that is not
// listed wraps ErrUnknown.
func Lookup(name Name, version int) (Chain, error) {
	for _, c := range chains {
		if c.name == name && c.version == version {
			return c, nil
		}
	}
	return Chain{}, fmt.Errorf("chain %q version %d: %w", name, version, ErrUnknown)
}

// For is the chain a new review starts with: the newest version of name, where
// full falls back to standard for an organisation without an authority (spec,
// People). An unlisted name wraps ErrUnknown.
func For(name Name, hasAuthority bool) (Chain, error) {
	if name == Full && !hasAuthority {
		name = Standard
	}
	for _, c := range slices.Backward(chains) {
		if c.name == name {
			return c, nil
		}
	}
	return Chain{}, fmt.Errorf("chain %q: %w", name, ErrUnknown)
}

// ForAccounts is the same chain for a case about an account, whose reviewers
// may only approve or reject (A6). Name, version and machine stay the same.
func (c Chain) ForAccounts() Chain {
	c.noReturn = true
	return c
}

// Name is stored with the review, together with Version.
func (c Chain) Name() Name { return c.name }

// Version counts from 1.
func (c Chain) Version() int { return c.version }

// ID names the state machine that drives the chain, for example "full-v1".
func (c Chain) ID() string { return fmt.Sprintf("%s-v%d", c.name, c.version) }

// Stages lists the chain's stages in order; the caller may keep the slice.
func (c Chain) Stages() []Stage { return slices.Clone(c.stages) }

// Stage finds a stage by its order, counted from 1; one that the chain lacks
// wraps ErrNoEdge.
func (c Chain) Stage(order int) (Stage, error) {
	if order < 1 || order > len(c.stages) {
		return Stage{}, fmt.Errorf("chain %s, stage %d: %w", c.ID(), order, ErrNoEdge)
	}
	return c.stages[order-1], nil
}

// Answers lists what a reviewer may choose from, in the form's order.
func (c Chain) Answers() []Answer {
	if c.noReturn {
		return []Answer{Approve, Reject}
	}
	return []Answer{Approve, Reject, Return}
}
