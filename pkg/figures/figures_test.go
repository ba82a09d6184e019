package figures_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/figures"
)

var began = time.Date(2024, 3, 15, 2, 0, 0, 0, time.UTC)

// answered is a stage of the authority that took so many days.
func answered(a chain.Answer, days int, fields ...string) casefile.Stage {
	s := casefile.Stage{Party: chain.Authority, Opened: began, Decided: began.AddDate(0, 0, days), Answer: a}
	for _, f := range fields {
		s.Notes = append(s.Notes, casefile.FieldNote{Field: f})
	}
	return s
}

func TestF9_AMonthCountsForEverybodyAndForItsAuthority(t *testing.T) {
	t.Parallel()
	var m figures.Month
	m.Count(answered(chain.Approve, 2), "fsc")
	m.Count(answered(chain.Return, 4, "name", "host-ips"), "fsc")
	letter := answered(chain.Approve, 9)
	letter.Letter = true
	m.Count(letter, "fsc")
	ops := answered(chain.Reject, 1)
	ops.Party = chain.Ops
	m.Count(ops, "")

	all, remit := figures.Sum([]figures.Month{m}, figures.All), figures.Sum([]figures.Month{m}, "fsc")
	want := figures.Answers{Approved: 1, Returned: 1, Hours: 144, Longest: 96, Took: figures.Ages{0, 1, 1, 0, 0, 0}}
	if diff := cmp.Diff(want, all.Desks[figures.Authority]); diff != "" {
		t.Error(diff)
	}
	if all.Desks[figures.Letter].Total() != 1 || all.All().Total() != 4 || remit.All().Total() != 3 {
		t.Errorf("all %+v, remit %+v", all, remit)
	}
	if diff := cmp.Diff(map[string]int{"name": 1, "host-ips": 1}, remit.Fields); diff != "" {
		t.Error(diff)
	}
	if got := figures.Sum([]figures.Month{m, m}, "another"); got.All().Total() != 0 {
		t.Errorf("another authority: %+v", got)
	}
}

func TestF9_MeanAndReturnRate(t *testing.T) {
	t.Parallel()
	var m figures.Month
	for _, s := range []casefile.Stage{answered(chain.Approve, 1), answered(chain.Return, 3), answered(chain.Return, 5), answered(chain.Reject, 7)} {
		m.Count(s, "fsc")
	}
	a := figures.Sum([]figures.Month{m}, figures.All).All()
	if a.MeanDays() != 4 || a.ReturnRate() != 0.5 || a.Longest != 7*24 {
		t.Errorf("mean %v, returned %v, longest %v", a.MeanDays(), a.ReturnRate(), a.Longest)
	}
	if none := (figures.Answers{}); none.MeanDays() != 0 || none.ReturnRate() != 0 {
		t.Error("nothing answered has a mean")
	}
}

func TestF2_UsualIsWithinWhatThreeOfFourWereAnswered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		days []int
		want int
	}{
		"too few to say":            {[]int{1, 1, 1}, 0},
		"all in a day":              {[]int{0, 1, 1, 1}, 1},
		"three of four in a week":   {[]int{2, 5, 7, 40}, 7},
		"half of them over a month": {[]int{2, 5, 40, 50}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var a figures.Ages
			for _, d := range c.days {
				a = a.With(time.Duration(d) * 24 * time.Hour)
			}
			if got := a.Usual(); got != c.want {
				t.Errorf("got %d", got)
			}
		})
	}
}

func TestMonthsAreTaipeis(t *testing.T) {
	t.Parallel()
	late := time.Date(2024, 3, 31, 16, 0, 0, 0, time.UTC) // 0:00 of 1 April in Taipei
	if figures.MonthOf(late) != "2024-04" || figures.MonthsBefore(late, 4) != "2023-12" {
		t.Errorf("%s, %s", figures.MonthOf(late), figures.MonthsBefore(late, 4))
	}
	march := figures.NewMonth("2024-03")
	for range 31 {
		if march.Closed {
			t.Fatalf("closed on %s", march.Day)
		}
		march.NextDay()
	}
	if !march.Closed {
		t.Error("March has 31 days")
	}
}
