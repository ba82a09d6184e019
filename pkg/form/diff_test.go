package form_test

import (
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestD8_SeveralChangesTakeTheStrictestWayAndChain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(url.Values)
		fields []form.Key
		way    form.Way
		chain  chain.Name
	}{
		"nothing": {func(url.Values) {}, nil, form.NoWay, chain.Standard},
		"another order of rows and choices": {func(p url.Values) {
			slices.Reverse(p["host-ips"])
			slices.Reverse(p["data-sets"])
			slices.Reverse(p["identity-modes"])
		}, nil, form.NoWay, chain.Standard},
		"another spelling of an address": {func(p url.Values) { with(p, form.HostIPs, "163.22.21.65", "2001:B030:0:0::0001") }, nil, form.NoWay, chain.Standard},
		"A, the name":                    {func(p url.Values) { with(p, form.Name, "新名稱") }, []form.Key{"name"}, form.Direct, chain.Standard},
		"B, the purpose, by letter":      {func(p url.Values) { with(p, form.Purpose, "新目的") }, []form.Key{"purpose"}, form.Direct, chain.Full},
		"C, a data set, by letter":       {func(p url.Values) { with(p, form.DataSets, "income-person") }, []form.Key{"data-sets"}, form.Test, chain.Full},
		"E, the return_url":              {func(p url.Values) { with(p, form.ReturnURL, "https://www.bank.com.tw/x") }, []form.Key{"return-url"}, form.Pilot, chain.Standard},
		"K, the identity modes":          {func(p url.Values) { with(p, form.IdentityModes, "3") }, []form.Key{"identity-modes"}, form.Test, chain.Standard},
		"test IPs are of the test only":  {func(p url.Values) { with(p, form.TestIPs, "1.1.1.1") }, []form.Key{"test-ips"}, form.NoWay, chain.Standard},
		"name and packaging":             {func(p url.Values) { with(with(p, form.Name, "新名稱"), form.Packaging, "B") }, []form.Key{"name", "packaging"}, form.Pilot, chain.Standard},
		"everything from mild to strict": {func(p url.Values) {
			with(with(with(p, form.Purpose, "新目的"), form.ReturnURL, "https://www.bank.com.tw/x"), form.IdentityModes, "3")
		}, []form.Key{"purpose", "return-url", "identity-modes"}, form.Test, chain.Full},
		"from an existing service to a new one": {func(p url.Values) { with(p, form.Existing, "no") }, []form.Key{"existing", "existing-link"}, form.Direct, chain.Standard},
		"H with its key":                        {func(p url.Values) { with(with(p, form.UseAPIKey, "yes"), form.APIKey, "0123456789abcdef") }, []form.Key{"use-sp-api-key", "sp-api-key"}, form.Test, chain.Standard},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := form.Diff(values(t, nil), values(t, c.change))
			var fields []form.Key
			for _, change := range got {
				fields = append(fields, change.Field.Key)
			}
			if diff := cmp.Diff(c.fields, fields); diff != "" {
				t.Error(diff)
			}
			if got.Way() != c.way || got.Chain() != c.chain {
				t.Errorf("way %q and chain %s, want %q and %s", got.Way(), got.Chain(), c.way, c.chain)
			}
		})
	}
}

func TestF4_AChangeShowsBothSides(t *testing.T) {
	t.Parallel()
	changes := form.Diff(values(t, nil), values(t, func(p url.Values) { with(p, form.DataSets, "income-person", "driver-licence") }))
	if len(changes) != 1 {
		t.Fatalf("%d changes", len(changes))
	}
	c := catalogue(t)
	got := [][]string{form.Show(changes[0].Field, changes[0].Before, c).Lines(), form.Show(changes[0].Field, changes[0].After, c).Lines()}
	want := [][]string{
		{"財政部財政資訊中心：個人各類所得資料", "勞動部勞工保險局：勞保被保險人投保資料"},
		{"財政部財政資訊中心：個人各類所得資料", "交通部公路局：駕駛執照資料"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAReplacedKeyIsAChange(t *testing.T) {
	t.Parallel()
	key := func(text string) form.Values {
		return values(t, func(p url.Values) { with(with(p, form.UseAPIKey, "yes"), form.APIKey, text) })
	}
	if changes := form.Diff(key("0123456789abcdef"), key("0123456789abcdef\n")); len(changes) > 0 {
		t.Error("the same key is a change")
	}
	if changes := form.Diff(key("0123456789abcdef"), key("0123456789abcdeg")); len(changes) != 1 {
		t.Error("another key is none")
	}
}
