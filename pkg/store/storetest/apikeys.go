package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/apikey"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

var apiKeyTests = []test{
	{"a key keeps every field, and an organisation's are listed newest first", func(t *testing.T, b bench) {
		full := filled[apikey.Key](t)
		full.Version = 1
		b.commit(t, change("k", full))
		want(t, full)(b.Key(t.Context(), full.ID))
		_, err := b.Key(t.Context(), "unknown")
		wantCode(t, err, fault.NotFound)
		at := func(id, org string, minute time.Duration) apikey.Key {
			return apikey.Key{ID: id, OrganisationID: org, Created: noon.Add(minute * time.Minute), Version: 1}
		}
		b.commit(t, change("l", at("first", "bank", 0), at("second", "bank", 1), at("other", "shop", 2)))
		b.settle()
		list, err := b.Keys(t.Context(), "bank")
		want(t, []string{"second", "first"})(ids(list, func(k apikey.Key) string { return k.ID }), err)
	}},
}
