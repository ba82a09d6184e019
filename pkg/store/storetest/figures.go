package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/audit"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func entryObject(e audit.Entry) string { return e.Object }

var figuresTests = []test{
	{"months come in order, with how things stand", func(t *testing.T, b bench) {
		march, april, now := filled[figures.Month](t), filled[figures.Month](t), filled[figures.Now](t)
		march.Month, april.Month, march.Version, april.Version = "2024-03", "2024-04", 1, 1
		must(t, b.SaveMonth(t.Context(), april))
		must(t, b.SaveMonth(t.Context(), march))
		must(t, b.SaveNow(t.Context(), now))
		for from, expected := range map[string][]figures.Month{"2024-03": {march, april}, "2024-04": {april}, "2024-05": nil} {
			months, stands, err := b.Figures(t.Context(), from)
			want(t, expected)(months, err)
			want(t, now)(stands, err)
		}
		wantCode(t, b.SaveMonth(t.Context(), march), fault.Conflict)
	}},
	{"the acts of a day are read on from where one stood", func(t *testing.T, b bench) {
		for object, at := range map[string]time.Time{"1": noon, "2": noon.Add(time.Second), "3": noon.Add(time.Minute), "4": noon.Add(24 * time.Hour)} {
			e := entry("test/"+object, 1)
			e.Time = at
			b.commit(t, onboarding.Tx{Audit: []audit.Entry{e}})
		}
		b.settle()
		day, until := calendar.Today(noon), noon.Add(time.Hour)
		rows, last, err := b.ActsFrom(t.Context(), day, "", until, 2)
		want(t, []string{"test/1", "test/2"})(ids(rows, entryObject), err)
		rows, last, err = b.ActsFrom(t.Context(), day, last, until, 2)
		want(t, []string{"test/3"})(ids(rows, entryObject), err)
		rows, again, err := b.ActsFrom(t.Context(), day, last, until, 2)
		want(t, []string{})(ids(rows, entryObject), err)
		want(t, last)(again, nil)
		rows, _, err = b.ActsFrom(t.Context(), day, "", noon, 9)
		want(t, []string{})(ids(rows, entryObject), err)
		rows, _, err = b.ActsFrom(t.Context(), day, last, noon, 9)
		want(t, []string{})(ids(rows, entryObject), err)
	}},
}
