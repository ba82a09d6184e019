package casefile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

func TestD14_CasesAboutDataSetsAndCounterServicesAreNamedAndReviewed(t *testing.T) {
	t.Parallel()
	want := map[casefile.Kind][]string{
		casefile.TestKind:      {"B", "服務", "測試", "服務申請單(測試)", "服務名稱"},
		casefile.NewData:       {"A", "資料", "新增", "資料提供者申請單", "資料集名稱"},
		casefile.ChangeData:    {"A", "資料", "異動", "資料提供者申請單(異動)", "資料集名稱"},
		casefile.RetireData:    {"A", "資料", "下架", "下架申請單 (資料集)", "資料集名稱"},
		casefile.NewCounter:    {"C", "臨櫃", "新增", "臨櫃服務申請單", "服務名稱"},
		casefile.ChangeCounter: {"C", "臨櫃", "異動", "臨櫃服務申請單(異動)", "服務名稱"},
		casefile.RetireCounter: {"C", "臨櫃", "下架", "下架申請單 (臨櫃服務)", "服務名稱"},
		casefile.SubKind:       {"D", "帳號", "新增", "帳號申請單(新增)", "帳號"},
	}
	for k, row := range want {
		l := k.Letter()
		if diff := cmp.Diff(row, []string{string(l), l.Item(), k.Label(), k.Title(), l.Subject()}); diff != "" {
			t.Errorf("%s: %s", k, diff)
		}
		offering := l == casefile.ProviderData || l == casefile.CounterService
		if k.Offering() != offering || k.Account() != (l == casefile.AccountCase) {
			t.Errorf("%s: offering %v, account %v", k, k.Offering(), k.Account())
		}
		if got := k.Chain(); offering && got != chain.Full {
			t.Errorf("%s runs %s", k, got)
		}
	}
	if got := casefile.LetterOf("C1130131001-2"); got != casefile.CounterService {
		t.Errorf("the letter of C… is %q", got)
	}
}
