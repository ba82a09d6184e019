package storetest

import (
	"fmt"
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

// acted is an entry about an object by somebody, some minutes after noon.
func acted(object string, seq int, who, party string, minutes int) audit.Entry {
	return audit.Entry{Object: object, Seq: seq, Time: noon.Add(time.Duration(minutes) * time.Minute),
		Actor: audit.Actor{AccountID: who, Role: "ops", Party: party}, Act: "test.act"}
}

func entryName(e audit.Entry) string { return fmt.Sprintf("%s %d", e.Object, e.Seq) }

// today is noon's day in Taipei.
var today = calendar.Date{Year: 2024, Month: time.April, Day: 1}

// refused is an attempt some seconds after noon.
func refused(who, object string, seconds int) audit.Refusal {
	at := noon.Add(time.Duration(seconds) * time.Second)
	return audit.Refusal{First: at, Last: at, Actor: audit.Actor{AccountID: who, Role: "sub", Party: "bank"}, Source: "s",
		Act: "POST /cases/{number}/decide", Object: object, Code: "forbidden"}
}

func times(r audit.Refusal) string {
	return fmt.Sprintf("%s %s %d", r.Actor.AccountID, r.Object, r.Times)
}

var historyTests = []test{
	{"acts are listed newest first, by object, by actor and by day, and of a case with all that belongs to it", func(t *testing.T, b bench) {
		b.commit(t, onboarding.Tx{Audit: []audit.Entry{
			acted("case/1", 1, "ann", "bank", 0), acted("review/1/1", 1, "", "", 1), acted("review/1/1", 2, "bob", "ops", 2),
			acted("desk/1/1/1/1", 1, "bob", "ops", 3), acted("note/1/x", 1, "bob", "ops", 4), acted("case/11", 1, "ann", "bank", 5),
			acted("service/1", 1, "ann", "bank", 6), acted("case/1", 2, "ann", "bank", 24*60),
		}})
		b.settle()
		for _, c := range []struct {
			name   string
			search onboarding.Search
			party  string
			want   []string
		}{
			{"a case", onboarding.Search{Object: "case/1"}, "", []string{"case/1 2", "note/1/x 1", "desk/1/1/1/1 1", "review/1/1 2", "review/1/1 1", "case/1 1"}},
			{"another object", onboarding.Search{Object: "review/1/1"}, "", []string{"review/1/1 2", "review/1/1 1"}},
			{"an actor", onboarding.Search{ActorID: "ann"}, "", []string{"case/1 2", "service/1 1", "case/11 1", "case/1 1"}},
			{"an actor on a day", onboarding.Search{ActorID: "ann", Day: today}, "", []string{"service/1 1", "case/11 1", "case/1 1"}},
			{"a case on a day", onboarding.Search{Object: "case/1", Day: today.AddDays(1)}, "", []string{"case/1 2"}},
			{"an object on a day", onboarding.Search{Object: "review/1/1", Day: today.AddDays(1)}, "", []string{}},
			{"a day", onboarding.Search{Day: today.AddDays(1)}, "", []string{"case/1 2"}},
			{"a day, of one organisation", onboarding.Search{Day: today}, "ops", []string{"note/1/x 1", "desk/1/1/1/1 1", "review/1/1 2"}},
			{"nothing", onboarding.Search{Object: "case/2"}, "", []string{}},
		} {
			page := fifty
			page.Party = c.party
			rows, next, err := b.Acts(t.Context(), c.search, page)
			want(t, c.want)(ids(rows, entryName), err)
			if next != "" {
				t.Errorf("%s: a next page is promised", c.name)
			}
		}
	}},
	{"acts go on page by page, on the table itself and on an index", func(t *testing.T, b bench) {
		var log []audit.Entry
		for seq := 1; seq <= 7; seq++ {
			log = append(log, acted("service/1", seq, "ann", "bank", seq))
		}
		b.commit(t, onboarding.Tx{Audit: log})
		b.settle()
		for _, search := range []onboarding.Search{{Object: "service/1"}, {ActorID: "ann"}} {
			var seen []string
			page := onboarding.Page{Limit: 3}
			for {
				rows, next, err := b.Acts(t.Context(), search, page)
				must(t, err)
				seen = append(seen, ids(rows, entryName)...)
				if page.After = next; next == "" {
					break
				}
			}
			want(t, 7)(len(seen), nil)
			want(t, "service/1 7")(seen[0], nil)
		}
	}},
	{"an object's own history comes in order, without that of its neighbours", func(t *testing.T, b bench) {
		var log []audit.Entry
		for seq := 1; seq <= 11; seq++ {
			for _, object := range []string{"case/1", "review/1/1", "review/1/11", "desk/1/1/1/1"} {
				log = append(log, acted(object, seq, "", "", seq))
			}
		}
		b.commit(t, onboarding.Tx{Audit: log})
		for _, object := range []string{"case/1", "review/1/1", "desk/1/1/1/1"} {
			rows, err := b.Log(t.Context(), object)
			want(t, 11)(len(rows), err)
			for i, e := range rows {
				want(t, fmt.Sprintf("%s %d", object, i+1))(entryName(e), nil)
			}
		}
	}},
	{"attempts alike of one minute are counted, others and later ones kept apart", func(t *testing.T, b bench) {
		for _, r := range []audit.Refusal{refused("ann", "case/1", 0), refused("ann", "case/1", 59), refused("ann", "case/1", 3), refused("ann", "case/2", 4),
			refused("bob", "case/1", 5), refused("ann", "case/1", 60), refused("", "", 6)} {
			must(t, b.Refused(t.Context(), r))
		}
		b.settle()
		for _, c := range []struct {
			search onboarding.Search
			want   []string
		}{
			{onboarding.Search{ActorID: "ann"}, []string{"ann case/1 1", "ann case/2 1", "ann case/1 3"}},
			{onboarding.Search{Object: "case/1"}, []string{"ann case/1 1", "bob case/1 1", "ann case/1 3"}},
			{onboarding.Search{Day: today}, []string{"ann case/1 1", "  1", "bob case/1 1", "ann case/2 1", "ann case/1 3"}},
			{onboarding.Search{Day: today.AddDays(1)}, []string{}},
		} {
			rows, _, err := b.Refusals(t.Context(), c.search, fifty)
			want(t, c.want)(ids(rows, times), err)
		}
	}},
	{"a refusal keeps every field, with the first and the last time", func(t *testing.T, b bench) {
		r := filled[audit.Refusal](t)
		r.First, r.Last = noon, noon
		must(t, b.Refused(t.Context(), r))
		later := r
		later.First, later.Last = noon.Add(time.Second), noon.Add(time.Second)
		must(t, b.Refused(t.Context(), later))
		b.settle()
		r.Times, r.Last = 2, later.Last
		rows, _, err := b.Refusals(t.Context(), onboarding.Search{Day: today}, fifty)
		want(t, []audit.Refusal{r})(rows, err)
	}},
	{"a search for nothing is refused", func(t *testing.T, b bench) {
		_, _, err := b.Acts(t.Context(), onboarding.Search{}, fifty)
		wantCode(t, err, fault.Internal)
		_, _, err = b.Refusals(t.Context(), onboarding.Search{}, fifty)
		wantCode(t, err, fault.Internal)
	}},
	{"accounts are loaded together, without those that do not exist", func(t *testing.T, b bench) {
		a, c := filled[account.Account](t), filled[account.Account](t)
		a.ID, a.Version, c.ID, c.Version = "a", 1, "c", 1
		b.commit(t, change("x", a, c))
		want(t, map[string]account.Account{"a": a, "c": c})(b.Accounts(t.Context(), []string{"a", "b", "c"}))
		want(t, map[string]account.Account{})(b.Accounts(t.Context(), nil))
	}},
}
