package portaltest

import (
	"context"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Fault makes one request to Memory fail.
type Fault struct {
	Call  int   // which request from now on, counted from 1
	After bool  // let it take effect first, as when only the reply is lost
	Err   error // store.ErrBusy, *store.Lost or a fault; nil means Unavailable
}

// Fail plans faults, beside those still to come.
func (m *Memory) Fail(faults ...Fault) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range faults {
		f.Call += m.calls
		if f.Err == nil {
			f.Err = fault.Newf(fault.Unavailable, "the request was made to fail")
		}
		m.faults = append(m.faults, f)
	}
}

// Calls is the number of requests so far, failed ones included.
func (m *Memory) Calls() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calls
}

// call makes one request under the lock, with what faults are planned for it.
// A context that is over fails it, as it would a request on the wire.
func (m *Memory) call(ctx context.Context, do func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	if err := ctx.Err(); err != nil {
		return &fault.Error{Code: fault.Unavailable, Op: "portaltest.Memory", Err: err}
	}
	for _, f := range m.faults {
		if f.Call != m.calls {
			continue
		}
		if f.After {
			if err := do(); err != nil {
				return err
			}
		}
		return f.Err
	}
	return do()
}
