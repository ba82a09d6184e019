package store_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store"
)

func TestCommitAndRead(t *testing.T) {
	s := store.New(portaltest.NewMemory())
	tx := onboarding.Tx{Puts: []onboarding.Record{account.Account{ID: "a", OrganisationID: "o", Login: "l", Version: 1}},
		Audit: []audit.Entry{{Object: "account/a", Seq: 1}}}
	if err := s.Commit(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), tx); !fault.Is(err, fault.Conflict) {
		t.Fatal(err)
	}
	if people, err := s.People(t.Context(), "o"); err != nil || len(people) != 1 {
		t.Fatal(people, err)
	}
}
