package account_test

import (
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
)

func TestNamesThatPeopleTakeForOneHaveOneKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"two ways to write 臺":     {"臺灣銀行", "台灣銀行", true},
		"blanks":                  {" 測試 銀行　股份有限公司", "測試銀行股份有限公司", true},
		"letters of another form": {"ＡＢＣ Bank", "abc bank", true},
		"other names":             {"甲銀行", "乙銀行", false},
	} {
		if same := account.NameKey(c.a) == account.NameKey(c.b); same != c.same {
			t.Errorf("%s: %q and %q: same %v", name, c.a, c.b, same)
		}
	}
}
