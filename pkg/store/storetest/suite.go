// Package storetest is the contract of the store: what a store.Table and the
// store on top of it promise, whatever the table is made of. It runs on the
// twin in memory, on the emulator and on DynamoDB Local, so that what use cases
// are tested with and what they run on cannot drift apart.
package storetest

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/store"
)

// Subject is one empty table under test.
type Subject struct {
	Table  store.Table
	Settle func() // brings the indexes up to date; nil where they follow at once
}

// Settings say how to run the suite.
type Settings struct {
	Fresh func(testing.TB) Subject // a table of its own for each test
	Races int                      // rounds of racing commits
}

// bench is what a test works with: the store, and the table below it.
type bench struct {
	onboarding.Store
	Subject
}

// settle lets the indexes catch up before a list is read.
func (b bench) settle() {
	if b.Subject.Settle != nil {
		b.Subject.Settle()
	}
}

// Run runs every test of the contract.
func Run(t *testing.T, s Settings) {
	for _, group := range []struct {
		name  string
		tests []test
	}{
		{"table", tableTests}, {"records", recordTests}, {"commit", commitTests}, {"people", peopleTests},
		{"lists", listTests}, {"pages", pageTests}, {"search", searchTests}, {"drafts", draftTests}, {"events", eventTests},
		{"dues", dueTests}, {"bulletins", bulletinTests}, {"policies", policyTests}, {"keys", apiKeyTests}, {"figures", figuresTests}, {"counters", counterTests}, {"history", historyTests},
	} {
		t.Run(group.name, func(t *testing.T) {
			t.Parallel()
			for _, test := range group.tests {
				t.Run(test.name, func(t *testing.T) {
					t.Parallel()
					subject := s.Fresh(t)
					test.run(t, bench{store.New(subject.Table), subject})
				})
			}
		})
	}
	t.Run("races", func(t *testing.T) {
		t.Parallel()
		subject := s.Fresh(t)
		race(t, bench{store.New(subject.Table), subject}, s.Races)
	})
}

// test is one promise, named by a sentence.
type test struct {
	name string
	run  func(*testing.T, bench)
}
