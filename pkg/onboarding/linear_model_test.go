package onboarding_test

import (
	"fmt"
	"strings"

	"github.com/anishathalye/porcupine"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// This is what one case on the chain full has to be to those who use it, written
// down by hand and independent of pkg/casefile: one thing that one act after the
// other happens to, whoever races.

// sight is what a case looks like at a moment.
type sight struct {
	phase string // "", moving, waiting, decided, returned, approved, rejected, withdrawn
	round int
	stage int
	end   string // of decided: approve, reject or return
}

// whole is a case with what cannot be seen of it.
type whole struct {
	sight
	number string // under which it was submitted
	draft  int    // version of the correction's draft; 0: there is none
	sent   bool   // that draft was sent
	won    string // who decided which stage, by form: "1/2=k;"
	window string // of the service: "", testing, ended
}

// asked is an act as somebody attempts it.
type asked struct {
	act    string
	party  chain.Party
	round  int
	stage  int
	answer chain.Answer
	form   string
	seen   int // draft version
}

// told is what came of it.
type told struct {
	code   fault.Code
	sight  sight
	number string
	window string
	idle   bool // the machine had nothing to do
}

// unknown is what somebody learns whose request failed on the way: it may have
// had its effect, or may not.
const unknown = fault.Unavailable

// parties of the chain full, by stage.
var parties = []chain.Party{chain.Authority, chain.Ops, chain.Authority, chain.MODA}

// next lists what a case may be after an act that was told so; none where that
// must not be.
func next(s whole, in asked, out told) []whole {
	after, done := s.do(in, out)
	switch {
	case in.act == "machine":
		return append(s.machine(), s)
	case in.act == "clock":
		if s.window == "testing" {
			ended := s
			ended.window = "ended"
			return []whole{s, ended}
		}
		return []whole{s}
	case out.code == unknown:
		if done {
			return []whole{s, after}
		}
		return []whole{s}
	case in.act == "look":
		return only(s, out.sight == s.sight)
	case in.act == "service":
		return only(s, out.window == s.window)
	case out.code == "" && done:
		return []whole{after}
	case out.code == "":
		return only(s, s.repeats(in, out))
	case in.act == "edit" && out.code == fault.Conflict && done:
		return []whole{after} // it was saved, the reply was lost, and a colleague who saw it saved over it
	case in.act == "resubmit" && out.code == fault.Conflict:
		return []whole{s} // a colleague may have edited what was to be sent
	case out.code == fault.Conflict:
		return only(s, !done && !s.repeats(in, out))
	}
	return nil
}

func only(s whole, holds bool) []whole {
	if holds {
		return []whole{s}
	}
	return nil
}

// do is the effect of an act, if it is one that can happen now.
func (s whole) do(in asked, out told) (after whole, done bool) {
	after = s
	switch in.act {
	case "submit":
		after.sight, after.number = sight{phase: "moving", round: 1, stage: 1}, out.number
		return after, s.phase == ""
	case "decide":
		after.won += fmt.Sprintf("%d/%d=%s;", in.round, in.stage, in.form)
		switch last := in.stage == len(parties); {
		case in.answer != chain.Approve, last:
			after.sight = sight{phase: "decided", round: s.round, stage: s.stage, end: string(in.answer)}
		default:
			after.sight = sight{phase: "moving", round: s.round, stage: s.stage + 1}
		}
		return after, s.phase == "waiting" && s.round == in.round && s.stage == in.stage && in.party == parties[s.stage-1]
	case "withdraw":
		after.phase = "withdrawn"
		if s.phase == "returned" {
			after.draft, after.sent = 0, false
		}
		return after, s.phase == "moving" || s.phase == "waiting" || s.phase == "returned"
	case "edit":
		after.draft++
		return after, s.phase == "returned" && s.draft == in.seen
	case "resubmit":
		after.sight, after.draft, after.sent = sight{phase: "moving", round: s.round + 1, stage: 1}, s.draft+1, true
		return after, s.phase == "returned"
	}
	return s, false
}

// repeats reports whether an act that changes nothing is told to have been done,
// because it was before.
func (s whole) repeats(in asked, out told) bool {
	switch in.act {
	case "submit":
		return s.number == out.number || s.number == "" // of a submission whose reply was lost nobody knows the number
	case "decide":
		return strings.Contains(s.won, fmt.Sprintf("%d/%d=%s;", in.round, in.stage, in.form))
	case "withdraw":
		return s.phase == "withdrawn"
	case "resubmit":
		return s.sent
	}
	return false
}

// machine lists what the case may be after a step of its state machine.
func (s whole) machine() []whole {
	after := s
	switch {
	case s.phase == "moving":
		after.phase = "waiting"
	case s.phase == "decided" && s.end == "approve":
		after.phase, after.window = "approved", "testing"
	case s.phase == "decided" && s.end == "reject":
		after.phase = "rejected"
	case s.phase == "decided":
		after.phase, after.draft, after.sent = "returned", s.draft+1, false
	default:
		return nil
	}
	after.end = ""
	return []whole{after}
}

// model is the above for the checker, for races that begin with a case in some
// state.
func model(begin whole) porcupine.Model {
	m := porcupine.NondeterministicModel{
		Init: func() []any { return []any{begin} },
		Step: func(state, input, output any) []any {
			var list []any
			for _, s := range next(state.(whole), input.(asked), output.(told)) {
				list = append(list, s)
			}
			return list
		},
	}
	return m.ToModel()
}
