package portaltest

import (
	"context"
	"fmt"
	"sync"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// Machine is an onboarding.Workflow that runs the chains as the state machines
// do: open for each stage, a choice on the answer, conclude. It has the faults
// of the real one on demand: executions stop, tokens die, replies get lost.
type Machine struct {
	mu     sync.Mutex
	ids    *IDs
	runs   map[string]*execution // by name, whatever became of them
	tokens map[string]string     // token → name
	todo   []step

	// Transitions counts the states entered, as AWS bills them.
	Transitions int
	// LoseOpen makes the next n calls of open vanish, as when the function fails.
	LoseOpen int
	// LoseAnswer makes the next n answers look delivered and do nothing.
	LoseAnswer int
}

type execution struct {
	run     onboarding.Run
	machine string
	stage   int
	alive   bool
}

// step is what a machine is about to do.
type step struct {
	name     string
	conclude bool
}

var _ onboarding.Workflow = (*Machine)(nil)

// NewMachine returns a machine without executions.
func NewMachine(ids *IDs) *Machine {
	return &Machine{ids: ids, runs: map[string]*execution{}, tokens: map[string]string{}}
}

func runName(r onboarding.Run) string {
	return fmt.Sprintf("%s-%d-%d-%d", r.CaseID, r.Review, r.Round, r.Attempt)
}

// Start implements onboarding.Workflow.
func (m *Machine) Start(_ context.Context, machine string, run onboarding.Run) (onboarding.StartResult, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := runName(run)
	if e, known := m.runs[name]; known {
		if e.alive {
			return onboarding.Started, nil
		}
		return onboarding.StartTaken, nil
	}
	m.runs[name] = &execution{run: run, machine: machine, stage: 1, alive: true}
	m.todo = append(m.todo, step{name: name})
	return onboarding.Started, nil
}

// Stop implements onboarding.Workflow.
func (m *Machine) Stop(_ context.Context, _ string, run onboarding.Run) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, known := m.runs[runName(run)]; known {
		e.alive = false
	}
	return nil
}

// StopAll ends every execution, as a restart of the emulator does.
func (m *Machine) StopAll() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range m.runs {
		e.alive = false
	}
	m.todo = nil
}

// Alive counts the executions that run.
func (m *Machine) Alive() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, e := range m.runs {
		if e.alive {
			n++
		}
	}
	return n
}

// Answer implements onboarding.Workflow.
func (m *Machine) Answer(_ context.Context, token string, reply chain.Reply) (onboarding.AnswerResult, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	name, known := m.tokens[token]
	e := m.runs[name]
	if !known || !e.alive {
		return onboarding.TokenGone, nil
	}
	if m.LoseAnswer > 0 {
		m.LoseAnswer--
		return onboarding.Answered, nil
	}
	delete(m.tokens, token)
	m.Transitions++ // the choice
	e.stage++
	last := e.stage > len(stagesOf(e.machine))
	m.todo = append(m.todo, step{name: name, conclude: last || reply != chain.Approve.Reply()})
	return onboarding.Answered, nil
}

func stagesOf(machine string) []chain.Stage {
	for _, c := range chain.All() {
		if c.ID() == machine {
			return c.Stages()
		}
	}
	return nil
}

// next takes one step off the list.
func (m *Machine) next() (s step, e execution, token string, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.todo) > 0 {
		s, m.todo = m.todo[0], m.todo[1:]
		run := m.runs[s.name]
		if !run.alive {
			continue
		}
		m.Transitions++
		if s.conclude {
			run.alive = false
			return s, *run, "", true
		}
		if m.LoseOpen > 0 {
			m.LoseOpen--
			continue
		}
		token = m.ids.Next()
		m.tokens[token] = s.name
		return s, *run, token, true
	}
	return step{}, execution{}, "", false
}

// Work does what the machines have to do and reports whether that was anything.
func (m *Machine) Work(ctx context.Context, s *onboarding.Service) (bool, error) {
	next, e, token, ok := m.next()
	if !ok {
		return false, nil
	}
	if next.conclude {
		return true, s.Conclude(ctx, e.run)
	}
	return true, s.OpenStage(ctx, onboarding.OpenStage{CaseID: e.run.CaseID, Review: e.run.Review, Round: e.run.Round,
		Attempt: e.run.Attempt, Stage: e.stage, Token: token})
}
