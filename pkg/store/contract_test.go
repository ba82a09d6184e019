package store_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/store/storetest"
)

func TestContractHoldsForTheTwin(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.Settings{Races: 200, Fresh: func(testing.TB) storetest.Subject {
		return storetest.Subject{Table: portaltest.NewMemory()}
	}})
}

func TestContractHoldsForTheTwinWithIndexesThatLag(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.Settings{Races: 1, Fresh: func(testing.TB) storetest.Subject {
		m := portaltest.NewMemory()
		m.Lag()
		return storetest.Subject{Table: m, Settle: m.Flush}
	}})
}

func TestContractHoldsForDynamoDBLocal(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.Settings{Races: 10, Fresh: storetest.DynamoDBLocal(t).Fresh})
}
