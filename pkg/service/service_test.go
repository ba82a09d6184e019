package service_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/firewall"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/service"
)

func do(t testing.TB, s service.Service, e service.Event, f service.Facts) service.Service {
	t.Helper()
	next, _, err := s.Do(e, f)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Taipei())
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestD1_ATestBeginsOnTheDayAskedForOrTheDayOfApproval(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ asked, want string }{
		"a day to come":           {"2024-06-01", "2024-06-01 - 2024-08-31"},
		"today":                   {"2024-05-06", "2024-05-06 - 2024-08-05"},
		"a day that has gone by":  {"2024-05-01", "2024-05-06 - 2024-08-05"},
		"approved after a month":  {"2024-04-06", "2024-05-06 - 2024-08-05"},
		"the third month is less": {"2024-11-30", "2024-11-30 - 2025-02-28"},
	} {
		s := do(t, standing(t, service.TestReview, false), service.TestApproved, service.Facts{Now: noon, Day: day(t, c.asked)})
		if got := s.Window.String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A window still open runs to its own end; what comes after it is not lost when
// timers are late, repeated or in disorder.
func TestD3_AnExtensionStandsBesideAnOpenWindow(t *testing.T) {
	t.Parallel()
	s := standing(t, service.Testing, false) // until 2024-06-30
	s = do(t, s, service.ExtensionAsked, service.Facts{Now: at(t, "2024-06-01 10:00")})
	s = do(t, s, service.ExtensionApproved, service.Facts{Now: at(t, "2024-06-10 10:00"), Day: day(t, "2024-07-11")})
	for moment, want := range map[string]service.State{"2024-06-30 23:59": service.InTest, "2024-07-01 00:00": service.TestOver,
		"2024-07-10 23:59": service.TestOver, "2024-07-11 00:00": service.InTest, "2024-10-10 23:59": service.InTest, "2024-10-11 00:00": service.TestOver} {
		if got := s.StateAt(at(t, moment)); got != want {
			t.Errorf("%s: %s, want %s", moment, got, want)
		}
	}
	if s.Can(service.ExtensionAsked, service.Facts{Now: at(t, "2024-07-02 10:00")}) {
		t.Error("a further extension is taken before the one granted has begun")
	}
	late := service.Facts{Now: at(t, "2024-07-01 00:00"), Epoch: 1}
	noted, row, err := s.Do(service.WindowEnded, late)
	if err != nil || row.Mail != service.MailWindowEnded || noted.Step != service.Testing {
		t.Errorf("the first window's end: step %q, mail %q, %v", noted.Step, row.Mail, err)
	}
	if noted.Can(service.WindowEnded, late) {
		t.Error("a repeated timer ends the window again")
	}
	if s.Can(service.WindowEnded, service.Facts{Now: at(t, "2024-07-01 00:00"), Epoch: 2}) {
		t.Error("the further window ends before its time")
	}
	last := do(t, noted, service.WindowEnded, service.Facts{Now: at(t, "2024-10-11 00:00"), Epoch: 2})
	if last.Step != service.TestEnded || last.Window.Epoch != 2 {
		t.Errorf("after both: step %q, window %d", last.Step, last.Window.Epoch)
	}
}

func TestD3_AJoinedExtensionIsNoEnd(t *testing.T) {
	t.Parallel()
	s := do(t, standing(t, service.Testing, false), service.ExtensionAsked, service.Facts{Now: noon})
	s = do(t, s, service.ExtensionApproved, service.Facts{Now: noon, Day: day(t, "2024-06-20")})
	_, row, err := s.Do(service.WindowEnded, service.Facts{Now: s.Window.Closes(), Epoch: 1})
	if err != nil || row.Mail != service.NoMail {
		t.Errorf("mail %q, %v", row.Mail, err)
	}
}

func TestD7_AFirstServiceGoesLiveOnItsDayOrTheNext(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ approved, asked, want string }{
		"approved before its day":        {"2024-07-20 15:00", "2024-08-01", "2024-08-01"},
		"approved on its day":            {"2024-08-01 00:00", "2024-08-01", "2024-08-02"},
		"approved after its day":         {"2024-09-10 09:00", "2024-08-01", "2024-09-11"},
		"approved a minute before it":    {"2024-07-31 23:59", "2024-08-01", "2024-08-01"},
		"approved at the end of its day": {"2024-08-01 23:59", "2024-08-01", "2024-08-02"},
	} {
		s := standing(t, service.ReportReview, false)
		s = do(t, s, service.ReportApproved, service.Facts{Now: at(t, c.approved), Day: day(t, c.asked)})
		start := day(t, c.want).Start()
		if s.StateAt(start.Add(-time.Second)) != service.Awaiting || s.StateAt(start) != service.Online {
			t.Errorf("%s: goes live on %s, want %s", name, s.GoLive, c.want)
		}
		if s.Can(service.DateCame, service.Facts{Now: start.Add(-time.Second)}) || !s.Can(service.DateCame, service.Facts{Now: start}) {
			t.Errorf("%s: the clock makes it live at another time than %s", name, start)
		}
	}
}

// shown is what is open, as area purpose addresses.
func shown(list []service.Opening) []string {
	var lines []string
	for _, o := range list {
		text := string(o.Area) + " " + string(o.Purpose)
		for _, a := range o.Addresses {
			text += " " + a.String()
		}
		lines = append(lines, text)
	}
	return lines
}

func TestD12_OpeningsFollowTheStep(t *testing.T) {
	t.Parallel()
	answers := func(last string) form.Values {
		return form.Values{form.SPAPIURL: {"https://api.example.com.tw:8443/x"}, form.SPAPIIPs: {"163.22.21." + last}, form.TestIPs: {"163.22.22." + last},
			form.PilotIPs: {"163.22.23." + last}}
	}
	revisions := []service.Revision{{N: 1, Values: answers("1"), Production: answers("2")}, {N: 2, Values: answers("3"), Production: answers("4")}}
	live := []string{"production sp-api 163.22.21.2"}
	test := []string{"test sp-api 163.22.21.3", "test test-ip 163.22.22.3"}
	pilot := []string{"production pilot-sp-api 163.22.21.4", "production pilot-ip 163.22.23.4"}
	for name, c := range map[string]struct {
		step   service.Step
		beside bool
		marks  service.Mark
		want   []string
	}{
		"a first test":                 {service.Testing, false, 0, []string{"test sp-api 163.22.21.1", "test test-ip 163.22.22.1"}},
		"while its go-live is decided": {service.GoLiveReview, false, 0, []string{"test sp-api 163.22.21.1", "test test-ip 163.22.22.1"}},
		"a test that has ended":        {service.TestEnded, false, 0, nil},
		"a first pilot":                {service.Piloting, false, 0, []string{"production sp-api 163.22.21.2", "production pilot-ip 163.22.23.2"}},
		"a live service":               {service.Live, true, 0, live},
		"a change in test":             {service.Testing, true, 0, append(live[:1:1], test...)},
		"a change in pilot":            {service.Piloting, true, 0, append(live[:1:1], pilot...)},
		"a suspended one":              {service.Piloting, true, service.Halted, nil},
		"one that was taken down":      {service.NoCandidate, false, 0, nil},
	} {
		s := standing(t, c.step, c.beside)
		s.Marks = c.marks
		if diff := cmp.Diff(c.want, shown(s.Openings(revisions, noon))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestD12_AddressesOfWindowsThatOverlapAreOpenOnce(t *testing.T) {
	t.Parallel()
	s := do(t, standing(t, service.Testing, false), service.ExtensionAsked, service.Facts{Now: noon})
	s = do(t, s, service.ExtensionApproved, service.Facts{Now: noon, Day: day(t, "2024-06-20")})
	r := service.Revision{N: 1, Values: form.Values{form.TestIPs: {"163.22.22.1"}}}
	list := s.Openings([]service.Revision{r}, noon)
	if len(list) != 2 || !list[1].From.Equal(list[0].To) || list[0].Area != casefile.TestArea || list[0].Purpose != firewall.TestIP {
		t.Errorf("%+v", list)
	}
}

func TestD8_ARevisionInProductionTakesAChangeWhereItBelongs(t *testing.T) {
	t.Parallel()
	r := service.Revision{Values: form.Values{form.Name: {"甲"}, form.ReturnURL: {"https://test/"}, form.TestIPs: {"163.22.22.1"}},
		Production: form.Values{form.ReturnURL: {"https://production/"}, form.PilotIPs: {"163.22.23.1"}}}
	v := r.InProduction()
	v.Set(form.Name, "乙")
	v.Set(form.ReturnURL, "https://new/")
	want := service.Revision{Values: form.Values{form.Name: {"乙"}, form.ReturnURL: {"https://test/"}, form.TestIPs: {"163.22.22.1"}},
		Production: form.Values{form.ReturnURL: {"https://new/"}, form.PilotIPs: {"163.22.23.1"}}, Sealed: map[form.Key][]byte{}}
	if diff := cmp.Diff(want, r.Changed(v, nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
