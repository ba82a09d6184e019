package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/chain"
)

// told is a site where a case was returned by one party's person, and somebody
// was refused.
func told(t *testing.T) (s *site, number string) {
	t.Helper()
	s = newSite(t)
	number = s.submitted()
	s.decide(s.Bureau, number, chain.Approve)
	s.decide(s.Ops, number, chain.Return)
	s.as(s.Stranger).post("/cases/"+number+"/withdraw", nil).want(http.StatusNotFound)
	return s, number
}

func TestF8_TheHistoryIsFoundByObjectActorAndDay(t *testing.T) {
	t.Parallel()
	s, number := told(t)
	id := s.dossier(number).Case.ID
	for _, c := range []struct {
		name, query string
		want, not   []string
	}{
		{"by number", "object=" + number, []string{"申請單 送出", "審核 審核決定", "維一（opsuser01）", "審核中 → 退回補正", "王大明（officer01）", "系統"}, []string{"陳他行"}},
		{"by object", "object=review/" + id + "/1", []string{"審核 審核決定", "局一（bureau01）", "待審核 → 轉送中"}, []string{"申請單 送出", "waiting"}},
		{"by actor", "actor=bureau01", []string{"審核 審核決定", "同意"}, []string{"申請單 送出"}},
		{"by actor, on another day", "actor=bureau01&day=2024-03-14", []string{"沒有符合條件的紀錄"}, nil},
		{"of today, where nothing is asked for", "", []string{"審核 審核決定", "第 1–20 筆"}, nil},
		{"what was refused", "kind=refused&object=" + number, []string{"POST /cases/{number}/withdraw", "不存在或不可見", "陳他行"}, []string{"審核決定"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := s.as(s.Moda).get("/audit?" + c.query).want(http.StatusOK)
			for _, words := range c.want {
				if !contains(p, words) {
					t.Errorf("%q is missing", words)
				}
			}
			for _, words := range c.not {
				if contains(p, words) {
					t.Errorf("%q is there", words)
				}
			}
		})
	}
}

func TestF8_WhoSeesWhichHistory(t *testing.T) {
	t.Parallel()
	s, number := told(t)
	for _, c := range []struct {
		name   string
		who    account.Actor
		query  string
		status int
	}{
		{"an applicant sees none", s.Officer, "object=" + number, http.StatusForbidden},
		{"an authority sees a case of its remit", s.Bureau, "object=" + number, http.StatusOK},
		{"and a service of its remit", s.Bureau, "object=service/" + s.dossier(number).Case.ServiceID, http.StatusOK},
		{"and its own people", s.Bureau, "actor=bureau02", http.StatusOK},
		{"and people of its remit", s.Bureau, "actor=officer01", http.StatusOK},
		{"but no people of ops", s.Bureau, "actor=opsuser01", http.StatusUnprocessableEntity},
		{"nor their accounts", s.Bureau, "object=account/" + s.Ops.AccountID, http.StatusUnprocessableEntity},
		{"nor what has no owner", s.Bureau, "object=catalogue/all", http.StatusUnprocessableEntity},
		{"ops sees it", s.Ops, "object=catalogue/all", http.StatusOK},
		{"an unknown number", s.Ops, "object=B1990101001", http.StatusUnprocessableEntity},
		{"an object and an actor at once", s.Ops, "object=" + number + "&actor=officer01", http.StatusUnprocessableEntity},
		{"a day that is none", s.Ops, "day=2024-02-30", http.StatusUnprocessableEntity},
		{"no object but a try", s.Ops, "object=../etc/passwd", http.StatusUnprocessableEntity},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := s.as(c.who).get("/audit?" + c.query).want(c.status)
			if c.status == http.StatusUnprocessableEntity && len(p.faults()) == 0 {
				t.Error("nothing says why")
			}
			for _, file := range []string{"history.csv", "history.json"} {
				s.as(c.who).get("/audit/" + file + "?" + c.query).want(c.status)
			}
		})
	}
	day := s.as(s.Bureau).get("/audit").want(http.StatusOK)
	if !contains(day, "局一") || contains(day, "維一") || contains(day, "王大明") {
		t.Error("of a day an authority is not shown what its own people did, and no more")
	}
}

func TestF8_ACaseIsExportedWholeAndCanBeVerified(t *testing.T) {
	t.Parallel()
	s, number := told(t)
	p := s.as(s.Bureau).get("/audit?object=" + number).want(http.StatusOK)
	file := p.get(p.link("下載 JSON")).want(http.StatusOK)
	if got := file.header.Get("Content-Disposition"); got != `attachment; filename="mydata-audit-20240315-1000.json"` {
		t.Errorf("saved as %s", got)
	}
	x, err := audit.ParseExport([]byte(file.body))
	if err != nil {
		t.Fatal(err)
	}
	d := s.dossier(number)
	trusted := audit.Heads{"case/" + d.Case.ID: {Seq: d.Case.Version, Hash: d.Case.LogHash},
		"review/" + d.Case.ID + "/1": {Seq: d.Reviews[0].Version, Hash: d.Reviews[0].LogHash}}
	if err := x.Verify(trusted); err != nil || len(x.Histories) != 2 {
		t.Errorf("%d histories: %v", len(x.Histories), err)
	}
}

func TestF8_TheTableOfADayHasNoFormula(t *testing.T) {
	t.Parallel()
	s, _ := told(t)
	p := s.as(s.Ops).get("/audit").want(http.StatusOK)
	file := p.get(p.link("下載 CSV")).want(http.StatusOK)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix([]byte(file.body), []byte("\uFEFF")))).ReadAll()
	if err != nil || len(rows) < 20 || rows[0][0] != "時間" {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for text, want := range map[string]string{"=1+1": "'=1+1", "+886": "'+886", "-2": "'-2", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "  =1": "'  =1",
		"　＝1": "'　＝1", "銀行": "銀行", "": "", "2024-03-15": "2024-03-15", "a=1": "a=1"} {
		if got := inert(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	s.as(s.Ops).get("/audit/history.xlsx").want(http.StatusNotFound)
	s.as(s.Ops).get("/audit/history.csv?kind=refused").want(http.StatusOK)
}
