package onboarding_test

import "mydata.nat.gov.tw/portal/pkg/fault"

// What everybody may do to a case in every state, written down by hand. A column
// is a person, a letter what that person is told:
//
//	+  it is done          =  nothing changes, and that is no error
//	f  Forbidden           n  NotFound: not for these eyes, or not there yet
//	c  Conflict: it is another's turn, or too late
//	i  Invalid: the chain has no such answer
//
// "withdrawn" is what was taken back while the first stage waited, "corrected" what
// is on its way again. By action link people are told the same, but that an
// answer the chain lacks is found before anything else.
//
// The columns are officer, 副帳號, the officer of another bank, the authority,
// another authority, ops, ops signed in by a mailed code, and moda. Of "open",
// "conclude" and "late", which are the machine's and the clock's, there is one
// column; "stale" is a call by an execution that is in charge no more.

var letters = map[byte]fault.Code{'+': "", '=': "", 'f': fault.Forbidden, 'n': fault.NotFound, 'c': fault.Conflict, 'i': fault.Invalid}

// row is what people are told of one event, by the state of the case.
type row map[string]string

// everything is the table: chain, event, state.
var everything = map[string]map[string]row{
	"full": {
		"approve": fullDecisions, "reject": fullDecisions, "return": fullDecisions,
		"withdraw": withdrawals("++nnnfff", "==nnnfff", "ccnnnfff"),
		"resubmit": corrections("++nfffff", "ccnfffff", "==nfffff"),
		"open":     machine("+", "moving 1", "moving 2", "moving 3", "moving 4", "corrected"),
		"conclude": machine("+", "decided approve", "decided reject", "decided return"),
		"late":     machine("="), "stale open": machine("="), "stale conclude": machine("="),
	},
	"standard": {
		"approve": standardDecisions, "reject": standardDecisions, "return": standardDecisions,
		"withdraw": withdrawals("+nnnnfff", "=nnnnfff", "cnnnnfff"),
		"resubmit": corrections("+nnfffff", "cnnfffff", "=nnfffff"),
		"open":     machine("+", "moving 1", "moving 2", "corrected"),
		"conclude": machine("+", "decided approve", "decided reject", "decided return"),
		"late":     machine("="), "stale open": machine("="), "stale conclude": machine("="),
	},
	"ops": { // a case about an account: no 退回, and only the officer takes it back
		"approve": opsDecisions("+"), "reject": opsDecisions("+"), "return": opsDecisions("i"),
		"withdraw": withdrawals("+fnnnfff", "==nnnfff", "ccnnnfff"),
		"resubmit": corrections("ccnfffff", "ccnfffff", "ccnfffff"),
		"open":     machine("+", "moving 1"),
		"conclude": machine("+", "decided approve", "decided reject"),
		"late":     machine("="), "stale open": machine("="), "stale conclude": machine("="),
	},
	"moda": { // the lost authenticator of somebody of ops (A15): ops, whose own case it is, has no say
		"approve": modaDecisions("+"), "reject": modaDecisions("+"), "return": modaDecisions("i"),
		"withdraw": always("nnnnnfff"),
		"resubmit": always("nnnfffff"),
		"open":     machine("+", "moving 1"),
		"conclude": machine("+", "decided approve", "decided reject"),
		"late":     machine("="), "stale open": machine("="), "stale conclude": machine("="),
	},
	"held": { // an application that waits for its account: nobody has it yet
		"approve": row{"held": "nnnnnnnn"}, "reject": row{"held": "nnnnnnnn"}, "return": row{"held": "nnnnnnnn"},
		"withdraw": row{"held": "nnnnnfff"},
		"resubmit": row{"held": "nnnfffff"},
		"open":     machine("c", "held"), // no execution has it
		"conclude": machine("="), "late": machine("="), "stale open": machine("="), "stale conclude": machine("="),
	},
}

// A stage that is not open yet is nobody's to know of; one that was answered is
// not answered again.
var (
	fullDecisions = row{
		"moving 1": "nnnnnnnn", "waiting 1": "fff+ncfc",
		"moving 2": "nnnnnnnn", "waiting 2": "fffcn+fc",
		"moving 3": "nnnnnnnn", "waiting 3": "fff+ncfc",
		"moving 4": "nnnnnnnn", "waiting 4": "fffcncf+",
		"decided approve": "fffcncfc", "decided reject": "fffcncfc", "decided return": "fffcncfc",
		"returned": "fffcncfc", "approved": "fffcncfc", "rejected": "fffcncfc", "withdrawn": "fffcncfc", "corrected": "nnnnnnnn",
	}
	standardDecisions = row{
		"moving 1": "nnnnnnnn", "waiting 1": "fffnn+fc",
		"moving 2": "nnnnnnnn", "waiting 2": "fffnncf+",
		"decided approve": "fffnncfc", "decided reject": "fffnncfc", "decided return": "fffnncfc",
		"returned": "fffnncfc", "approved": "fffnncfc", "rejected": "fffnncfc", "withdrawn": "fffnncfc", "corrected": "nnnnnnnn",
	}
)

func opsDecisions(open string) row {
	return row{
		"moving 1": "nnnnnnnn", "waiting 1": "fffnn" + open + "fc",
		"decided approve": "fffnncfc", "decided reject": "fffnncfc", "approved": "fffnncfc", "rejected": "fffnncfc", "withdrawn": "fffnncfc",
	}
}

func modaDecisions(open string) row {
	return row{
		"moving 1": "nnnnnnnn", "waiting 1": "fffnnff" + open,
		"decided approve": "fffnnffc", "decided reject": "fffnnffc", "approved": "fffnnffc", "rejected": "fffnnffc",
	}
}

// always is the same in every state of a case that nobody takes back.
func always(letters string) row {
	return row{"moving 1": letters, "waiting 1": letters, "decided approve": letters, "decided reject": letters, "approved": letters, "rejected": letters}
}

// withdrawals are those of any state that is not over, of one withdrawn, and of
// one that is decided.
func withdrawals(open, again, late string) row {
	r := row{"withdrawn": again, "returned": open, "corrected": open}
	for _, s := range []string{"moving 1", "waiting 1", "moving 2", "waiting 2", "moving 3", "waiting 3", "moving 4", "waiting 4"} {
		r[s] = open
	}
	for _, s := range []string{"decided approve", "decided reject", "decided return", "approved", "rejected"} {
		r[s] = late
	}
	return r
}

// corrections are those of a returned case, of any that was never returned, and
// of one that is on its way again.
func corrections(returned, other, again string) row {
	r := withdrawals(other, other, other)
	r["returned"], r["corrected"] = returned, again
	return r
}

// machine is what happens in these states; in all others nothing does.
func machine(done string, states ...string) row {
	r := row{}
	for _, s := range states {
		r[s] = done
	}
	return r
}
