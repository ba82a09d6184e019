package storetest

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/policy"
)

var policyTests = []test{
	{"versions of the policy are kept whole, once each, the newest first", func(t *testing.T, b bench) {
		_, err := b.Policy(t.Context())
		wantCode(t, err, fault.NotFound)
		full := filled[policy.Policy](t)
		full.Version = "2024-04-01"
		second := policy.Policy{Version: "2024-04-01-02", Text: "x"}
		b.commit(t, change("p", full))
		b.commit(t, change("q", second))
		want(t, []policy.Policy{second, full})(b.Policies(t.Context()))
		want(t, second)(b.Policy(t.Context()))
		wantCode(t, b.Commit(t.Context(), change("r", policy.Policy{Version: "2024-04-01", Text: "y"})), fault.Conflict)
	}},
}
