package bulletin_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/bulletin"
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/form"
)

var day = calendar.Date{Year: 2024, Month: time.February, Day: 23}

func TestE2_ABulletinIsSeenFromItsDateOn(t *testing.T) {
	t.Parallel()
	morning := day.Start().Add(9 * time.Hour)
	for name, c := range map[string]struct {
		written, at   time.Time
		retired, want bool
	}{
		"written that day, at once":            {morning, morning, false, true},
		"written that day, the minute before":  {morning, morning.Add(-time.Minute), false, false},
		"written ahead, the day before at end": {morning.AddDate(0, 0, -7), day.Start().Add(-time.Second), false, false},
		"written ahead, as the day begins":     {morning.AddDate(0, 0, -7), day.Start(), false, true},
		"dated back":                           {morning.AddDate(0, 1, 0), morning.AddDate(0, 1, 0), false, true},
		"retired":                              {morning, morning.Add(time.Hour), true, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := bulletin.Bulletin{Date: day, Written: c.written, Retired: c.retired}
			if got := b.ShownAt(c.at); got != c.want {
				t.Errorf("shown: %v", got)
			}
		})
	}
}

func TestE2_OnlyWhatCameSinceIsUnread(t *testing.T) {
	t.Parallel()
	ahead := bulletin.Bulletin{Date: day, Written: day.Start().AddDate(0, 0, -3)}
	if !ahead.UnreadBy(day.Start().Add(-time.Hour)) {
		t.Error("it was not there when the person last looked")
	}
	if ahead.UnreadBy(day.Start()) {
		t.Error("it was there when the person looked")
	}
}

func TestE2_WhatIsWrongWithABulletinIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	good := bulletin.Bulletin{Kind: bulletin.Event, Date: day, Title: "說明會", Text: form.FromText("三月一日下午二時。")}
	for name, c := range map[string]struct {
		change func(*bulletin.Bulletin)
		want   []string
	}{
		"nothing":           {func(*bulletin.Bulletin) {}, nil},
		"everything":        {func(b *bulletin.Bulletin) { *b = bulletin.Bulletin{} }, []string{"kind-announcement", "date", "title", "text"}},
		"the longest title": {func(b *bulletin.Bulletin) { b.Title = strings.Repeat("字", 100) }, nil},
		"a title too long":  {func(b *bulletin.Bulletin) { b.Title = strings.Repeat("字", 101) }, []string{"title"}},
		"a text too long":   {func(b *bulletin.Bulletin) { b.Text = form.FromText(strings.Repeat("字", 5001)) }, []string{"text"}},
		"too many lines":    {func(b *bulletin.Bulletin) { b.Text = form.FromText(strings.Repeat("- 字\n", 401)) }, []string{"text"}},
		"an unknown kind":   {func(b *bulletin.Bulletin) { b.Kind = "advert" }, []string{"kind-announcement"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := good
			c.change(&b)
			var got []string
			for _, f := range b.Check() {
				got = append(got, f.Control)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
