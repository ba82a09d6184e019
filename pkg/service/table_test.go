package service_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

var noon = time.Date(2024, 5, 6, 4, 0, 0, 0, time.UTC)

func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// standing is a service at a step, with all that the step implies; beside says
// whether a live revision serves as well.
func standing(t testing.TB, step service.Step, beside bool) service.Service {
	t.Helper()
	s := service.Service{ID: "s", Step: step, Version: 1, Revisions: 1, Candidate: 1, CaseID: "c1", CaseNumber: "B1130506001", Way: form.Test,
		Window: service.Window{Window: calendar.TestWindow(day(t, "2024-04-01")), Epoch: 1}, GoLive: day(t, "2024-08-01")}
	switch step {
	case service.NoCandidate, service.Deleted:
		s = service.Service{ID: "s", Step: step, Version: 1}
	case service.TestReview:
		s.Window = service.Window{}
	case service.TestEnded:
		s.Window.Window, s.Window.Over = calendar.TestWindow(day(t, "2024-01-01")), true
	case service.Waiting:
		s.GoLive = day(t, "2024-05-06")
	case service.Live, service.ChangeReview:
		beside = true
	}
	if beside {
		s.Live, s.EverLive, s.LiveCase, s.LiveNumber, s.Launched = 1, true, "c0", "B1130101001", day(t, "2024-01-01")
		s.Candidate, s.Revisions = 2, 2
	}
	if step == service.Live {
		s.Candidate, s.Way, s.CaseID, s.CaseNumber = 0, form.NoWay, "c0", "B1130101001"
	}
	return s
}

// Every step and every event, with each way of a change, each set of marks, and
// with and without a live revision: what is possible is spelled out in the grid,
// and everything else is refused.
func TestD_EveryStepAndEvent(t *testing.T) {
	t.Parallel()
	var got []string
	seen := map[service.Step]bool{}
	for _, c := range []struct {
		name   string
		beside bool
		way    form.Way
		steps  []service.Step
	}{
		{"first", false, form.Test, []service.Step{service.NoCandidate, service.TestReview, service.Testing, service.TestEnded, service.GoLiveReview,
			service.Piloting, service.ReportReview, service.Waiting, service.Deleted}},
		{"back to test", true, form.Test, []service.Step{service.TestReview, service.Testing, service.TestEnded, service.GoLiveReview, service.Piloting, service.ReportReview}},
		{"back to pilot", true, form.Pilot, []service.Step{service.GoLiveReview, service.Piloting, service.ReportReview}},
		{"live", true, form.Direct, []service.Step{service.ChangeReview, service.Live}},
	} {
		for _, step := range c.steps {
			s := standing(t, step, c.beside)
			if s.Candidate > 0 {
				s.Way = c.way
			}
			seen[step] = true
			got = append(got, c.name+", "+orElse(string(step), "no candidate"))
			for _, e := range service.Events() {
				got = append(got, outcomesOf(t, s, e)...)
			}
		}
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(grid), "\n"), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, step := range service.Steps() {
		if !seen[step] {
			t.Errorf("step %q was not tried", step)
		}
	}
	for _, row := range service.Table() {
		if !slices.Contains(service.Steps(), row.Step) || !slices.Contains(service.Steps(), row.Next) || !slices.Contains(service.Events(), row.Event) {
			t.Errorf("the table has a row beyond the lists of steps and events: %+v", row)
		}
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// outcomesOf says where an event leads and under which marks, such as
// "golive-asked unless amending: golive-review". Ways of a change that lead to the
// same are one line.
func outcomesOf(t *testing.T, s service.Service, e service.Event) []string {
	t.Helper()
	ways := []form.Way{form.NoWay}
	if e == service.ChangeAsked || e == service.ChangeApproved {
		ways = []form.Way{form.Direct, form.Pilot, form.Test}
	}
	var lines []string
	for _, way := range ways {
		line := outcomeOf(t, s, e, way)
		if line == "" {
			continue
		}
		name := "\t" + string(e)
		if way != form.NoWay && !slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, line) }) {
			name += " by " + string(way)
		} else if len(lines) > 0 {
			last := &lines[len(lines)-1]
			*last = strings.Replace(*last, line, "/"+string(way)+line, 1)
			continue
		}
		lines = append(lines, name+line)
	}
	return lines
}

// outcomeOf is empty where an event is refused whatever the marks.
func outcomeOf(t *testing.T, s service.Service, e service.Event, way form.Way) string {
	t.Helper()
	const all = service.Amending | service.Extending | service.Delisting | service.Halted
	needs, seen, gains, loses := all, service.Mark(0), service.Mark(0), service.Mark(0)
	var to service.Step
	possible := map[service.Mark]bool{}
	for marks := range all + 1 {
		s.Marks = marks
		at := noon
		if e == service.WindowEnded {
			at = s.Window.Closes()
		}
		next, row, err := s.Do(e, service.Facts{Now: at, Day: day(t, "2024-05-07"), Way: way, Epoch: 1, CaseID: "c2", Number: "B1130506001-1"})
		if err != nil {
			if !fault.Is(err, fault.Conflict) || !cmp.Equal(next, s) {
				t.Errorf("%s at %q refused by %v, and left it %+v", e, s.Step, err, next)
			}
			continue
		}
		if next.Version != s.Version+1 || next.Step != row.Next || to != "" && to != next.Step {
			t.Errorf("%s at %q: version %d, step %q", e, s.Step, next.Version, next.Step)
		}
		possible[marks], to = true, next.Step
		needs, seen, gains, loses = needs&marks, seen|marks, gains|next.Marks&^marks, loses|marks&^next.Marks
	}
	if len(possible) == 0 {
		return ""
	}
	for marks := range all + 1 {
		if want := marks&needs == needs && marks&^seen == 0; possible[marks] != want {
			t.Errorf("%s at %q with marks %b: possible %v", e, s.Step, marks, possible[marks])
		}
	}
	line := marksOf(" while ", needs) + marksOf(" unless ", all&^seen) + ": " + orElse(string(to), "no candidate")
	return line + marksOf(", begins ", gains) + marksOf(", ends ", loses)
}

func marksOf(word string, m service.Mark) string {
	var list []string
	for _, named := range []struct {
		mark service.Mark
		name string
	}{{service.Amending, "amending"}, {service.Extending, "extending"}, {service.Delisting, "delisting"}, {service.Halted, "halted"}} {
		if m.Has(named.mark) {
			list = append(list, named.name)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return word + strings.Join(list, ", ")
}
