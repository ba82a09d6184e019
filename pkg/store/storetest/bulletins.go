package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func bulletinID(b bulletin.Bulletin) string { return b.ID }

var bulletinTests = []test{
	{"a bulletin keeps every field", func(t *testing.T, b bench) {
		full := filled[bulletin.Bulletin](t)
		full.Version = 1
		b.commit(t, change("a", full))
		want(t, full)(b.Bulletin(t.Context(), full.ID))
	}},
	{"the board lists by date, up to a day, and retired ones apart", func(t *testing.T, b bench) {
		april := func(id string, day int, written time.Time) bulletin.Bulletin {
			return bulletin.Bulletin{ID: id, Date: calendar.Date{Year: 2024, Month: time.April, Day: day}, Written: written, Version: 1}
		}
		over := april("over", 1, noon)
		over.Retired = true
		b.commit(t, change("a", april("first", 1, noon), april("second", 1, noon.Add(time.Hour)), april("later", 9, noon), over))
		b.settle()
		for _, c := range []struct {
			which onboarding.Bulletins
			want  []string
		}{
			{onboarding.Bulletins{}, []string{"later", "second", "first"}},
			{onboarding.Bulletins{UpTo: calendar.Date{Year: 2024, Month: time.April, Day: 1}}, []string{"second", "first"}},
			{onboarding.Bulletins{Retired: true}, []string{"over"}},
		} {
			rows, _, err := b.Bulletins(t.Context(), c.which, fifty)
			want(t, c.want)(ids(rows, bulletinID), err)
		}
		rows, err := b.NewestBulletins(t.Context(), onboarding.Bulletins{})
		want(t, []string{"later", "second", "first"})(ids(rows, bulletinID), err)
	}},
	{"what an account has read is no change of it", func(t *testing.T, b bench) {
		b.commit(t, change("a", person("a")))
		must(t, b.NoteSeen(t.Context(), "a", noon))
		reader := person("a")
		reader.Bulletins = noon
		want(t, reader)(b.Account(t.Context(), "a"))
		must(t, b.NoteSeen(t.Context(), "nobody", noon))
		none, err := b.Accounts(t.Context(), []string{"nobody"})
		want(t, map[string]account.Account{})(none, err)
	}},
}
