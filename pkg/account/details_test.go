package account_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
)

func TestA4_DetailsAreKeptAsTheyAreMeant(t *testing.T) {
	t.Parallel()
	typed := account.Details{Login: " Officer03 ", Name: " 王小明 ", Phone: " 02-2380-0000 #123 ", Mail: "Officer@Bank.com.tw", Unit: " 資訊處 "}
	want := account.Details{Login: "officer03", Name: "王小明", Phone: "02-2380-0000 #123", Mail: "officer@bank.com.tw", Unit: "資訊處"}
	got, faults := typed.Check(true)
	if diff := cmp.Diff(want, got); diff != "" || len(faults) > 0 {
		t.Errorf("%v (-want +got):\n%s", faults, diff)
	}
}

func TestA4_EveryFaultIsFoundAtOnce(t *testing.T) {
	t.Parallel()
	good := account.Details{Login: "officer03", Name: "王小明", Phone: "0912345678", Mail: "officer@bank.com.tw", Unit: "資訊處"}
	for name, c := range map[string]struct {
		edit func(*account.Details)
		want []string
	}{
		"nothing typed":                {func(d *account.Details) { *d = account.Details{} }, []string{"name", "phone", "mail", "login", "unit"}},
		"a free mailbox":               {func(d *account.Details) { d.Mail = "officer@gmail.com" }, []string{"mail"}},
		"a phone of letters":           {func(d *account.Details) { d.Phone = "call me" }, []string{"phone"}},
		"a name of control characters": {func(d *account.Details) { d.Name = "王\u202e明" }, []string{"name"}},
		"a name of markup":             {func(d *account.Details) { d.Name = "<b>王" }, []string{"name"}},
		"a name without letters":       {func(d *account.Details) { d.Name = "123" }, []string{"name"}},
		"a name without end":           {func(d *account.Details) { d.Name = strings.Repeat("王", 51) }, []string{"name"}},
	} {
		d := good
		c.edit(&d)
		_, faults := d.Check(true)
		var keys []string
		for _, f := range faults {
			keys = append(keys, f.Key)
		}
		if diff := cmp.Diff(c.want, keys); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, faults := (account.Details{Login: "officer03", Name: "阿美・Kolas Yotaka", Phone: "(02)2380-0000", Mail: "o@bank.com.tw"}).Check(false); len(faults) > 0 {
		t.Errorf("an honest entry without a unit: %v", faults)
	}
}
