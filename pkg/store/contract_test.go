package store_test

import (
	"os"
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
	endpoint := os.Getenv("PORTAL_DYNAMODB_LOCAL")
	if endpoint == "" {
		t.Skip("PORTAL_DYNAMODB_LOCAL names no DynamoDB Local; make test starts one where there is Java")
	}
	local := server{Endpoint: endpoint, Region: "us-east-1", AccessKey: "local", SecretKey: "local"}
	storetest.Run(t, storetest.Settings{Races: 10, Fresh: local.scratch})
}
