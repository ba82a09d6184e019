package casefile_test

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

func held(t *testing.T) (casefile.Review, chain.Chain) {
	t.Helper()
	full, err := chain.For(chain.Full, true)
	if err != nil {
		t.Fatal(err)
	}
	return casefile.NewReview("c", 1, casefile.TestKind, full, time.Unix(0, 0)).Hold(), full
}

func TestA6_AHeldReviewOwesNothingAndOnlyItsAccountMovesIt(t *testing.T) {
	t.Parallel()
	r, full := held(t)
	if !r.Next.IsZero() || r.State.Over() {
		t.Errorf("held it is %+v", r)
	}
	for name, act := range map[string]func() (casefile.Review, error){
		"open": r.Open, "conclude": r.Conclude, "withdraw": r.Withdraw,
		"decide":   func() (casefile.Review, error) { return r.Decide(chain.Approve, time.Now()) },
		"resubmit": func() (casefile.Review, error) { return r.Resubmit(time.Now()) },
		"restart":  func() (casefile.Review, error) { return r.Restart(time.Now()) },
	} {
		if _, err := act(); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s a held review: %v", name, err)
		}
	}
	moving, err := r.Release(full, time.Unix(9, 0))
	if err != nil || moving.State != casefile.Moving || moving.Next.IsZero() || moving.ChainName != chain.Full {
		t.Errorf("released it is %+v, %v", moving, err)
	}
	if _, err := moving.Release(full, time.Unix(9, 0)); !fault.Is(err, fault.Conflict) {
		t.Errorf("released twice: %v", err)
	}
	closed, err := r.Close()
	if err != nil || closed.State != casefile.ReviewRejected {
		t.Errorf("closed it is %+v, %v", closed, err)
	}
	if _, err := moving.Close(); !fault.Is(err, fault.Conflict) {
		t.Errorf("closed while it moves: %v", err)
	}
}

func TestFig78_CasesAboutAccountsHaveTheirTitlesAndNoReturn(t *testing.T) {
	t.Parallel()
	for kind, title := range map[casefile.Kind]string{
		casefile.ProviderKind: "帳號申請單(新增)", casefile.AuthorityKind: "帳號申請單(新增)", casefile.SubKind: "帳號申請單(新增)", casefile.EditKind: "帳號申請單(異動)",
		casefile.DeleteKind: "帳號申請單(刪除)", casefile.OfficerKind: "帳號申請單(變更承辦人)", casefile.RebindKind: "帳號申請單(重新綁定)",
	} {
		if kind.Title() != title || kind.Chain() != chain.OpsOnly {
			t.Errorf("%s: %s on %s", kind, kind.Title(), kind.Chain())
		}
		ops, err := chain.For(kind.Chain(), true)
		if err != nil {
			t.Fatal(err)
		}
		r, err := casefile.NewReview("c", 1, kind, ops, time.Unix(0, 0)).Open()
		if err == nil {
			_, err = r.Decide(chain.Return, time.Unix(0, 0))
		}
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s takes 退回: %v", kind, err)
		}
	}
	if got := casefile.TestKind.Title(); got != "服務申請單(測試)" {
		t.Errorf("the first application is titled %s", got)
	}
}
