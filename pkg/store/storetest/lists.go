package storetest

import (
	"testing"
	"time"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/offering"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/service"
)

var fifty = onboarding.Page{Limit: 50}

func paper(id, organisation, authority string, applied time.Time) casefile.Case {
	return casefile.Case{ID: id, Number: "B" + id, OrganisationID: organisation, AuthorityID: authority, Applied: applied, Version: 1}
}

func caseID(c casefile.Case) string       { return c.ID }
func serviceID(s service.Service) string  { return s.ID }
func stageCase(s casefile.Stage) string   { return s.CaseID }
func reviewCase(r casefile.Review) string { return r.CaseID }
func eventID(e onboarding.Event) string   { return e.ID }
func dueID(d onboarding.Due) string       { return d.ID }

var listTests = []test{
	{"cases are listed newest first, by organisation, by remit and by month in Taipei", func(t *testing.T, b bench) {
		march := time.Date(2024, 3, 31, 15, 59, 59, 0, time.UTC) // 23:59:59 in Taipei
		april := march.Add(time.Second)
		b.commit(t, change("a", paper("1", "bank", "fsc", march), paper("2", "bank", "fsc", april), paper("3", "shop", "", april.Add(time.Hour)),
			paper("4", "lender", "fsc", april.AddDate(0, 0, 29))))
		b.settle()
		for _, c := range []struct {
			name  string
			scope onboarding.Scope
			month string
			want  []string
		}{
			{"organisation", onboarding.Scope{OrganisationID: "bank"}, "", []string{"2", "1"}},
			{"organisation, month", onboarding.Scope{OrganisationID: "bank"}, "2024-03", []string{"1"}},
			{"remit", onboarding.Scope{AuthorityID: "fsc"}, "", []string{"4", "2", "1"}},
			{"remit, month", onboarding.Scope{AuthorityID: "fsc"}, "2024-04", []string{"4", "2"}},
			{"all of March", onboarding.Scope{All: true}, "2024-03", []string{"1"}},
			{"all of April", onboarding.Scope{All: true}, "2024-04", []string{"4", "3", "2"}},
			{"all of May", onboarding.Scope{All: true}, "2024-05", []string{}},
			{"another organisation", onboarding.Scope{OrganisationID: "ban"}, "", []string{}},
		} {
			rows, next, err := b.Cases(t.Context(), c.scope, c.month, fifty)
			want(t, c.want)(ids(rows, caseID), err)
			if next != "" {
				t.Errorf("%s: a next page is promised", c.name)
			}
		}
	}},
	{"a list without scope, or of a month that does not exist, is refused", func(t *testing.T, b bench) {
		_, _, err := b.Cases(t.Context(), onboarding.Scope{}, "2024-03", fifty)
		wantCode(t, err, fault.Internal)
		_, _, err = b.Services(t.Context(), onboarding.Scope{}, fifty)
		wantCode(t, err, fault.Internal)
		for _, month := range []string{"", "2024-13", "x"} {
			_, _, err = b.Cases(t.Context(), onboarding.Scope{All: true}, month, fifty)
			wantCode(t, err, fault.Invalid)
		}
	}},
	{"services are listed by name, by organisation, by remit and all", func(t *testing.T, b bench) {
		for i, s := range []service.Service{
			{ID: "1", OrganisationID: "bank", AuthorityID: "fsc", Name: "Zebra"}, {ID: "2", OrganisationID: "bank", AuthorityID: "fsc", Name: "貸款"},
			{ID: "3", OrganisationID: "shop", Name: "apple"}, {ID: "4", OrganisationID: "lender", AuthorityID: "fsc", Name: "Apple"},
		} {
			s.Version = 1
			b.commit(t, change(string(rune('a'+i)), s))
		}
		b.settle()
		for _, c := range []struct {
			scope onboarding.Scope
			want  []string
		}{
			{onboarding.Scope{OrganisationID: "bank"}, []string{"1", "2"}},
			{onboarding.Scope{AuthorityID: "fsc"}, []string{"4", "1", "2"}},
			{onboarding.Scope{All: true}, []string{"3", "4", "1", "2"}},
		} {
			rows, _, err := b.Services(t.Context(), c.scope, fifty)
			want(t, c.want)(ids(rows, serviceID), err)
		}
	}},
	{"offerings are listed by name, by letter and organisation, by remit and all", func(t *testing.T, b bench) {
		for i, o := range []offering.Offering{
			{ID: "1", Letter: "A", OrganisationID: "bank", AuthorityID: "fsc", Name: "所得"}, {ID: "2", Letter: "A", OrganisationID: "bank", AuthorityID: "fsc", Name: "Land"},
			{ID: "3", Letter: "C", OrganisationID: "bank", AuthorityID: "fsc", Name: "開戶"}, {ID: "4", Letter: "A", OrganisationID: "shop", Name: "apple"},
		} {
			o.Version = 1
			b.commit(t, change(string(rune('a'+i)), o))
		}
		b.settle()
		for _, c := range []struct {
			scope  onboarding.Scope
			letter casefile.Letter
			want   []string
		}{
			{onboarding.Scope{OrganisationID: "bank"}, "A", []string{"2", "1"}},
			{onboarding.Scope{OrganisationID: "bank"}, "C", []string{"3"}},
			{onboarding.Scope{AuthorityID: "fsc"}, "A", []string{"2", "1"}},
			{onboarding.Scope{All: true}, "A", []string{"4", "2", "1"}},
		} {
			rows, _, err := b.Offerings(t.Context(), c.scope, c.letter, fifty)
			want(t, c.want)(ids(rows, func(o offering.Offering) string { return o.ID }), err)
		}
		_, _, err := b.Offerings(t.Context(), onboarding.Scope{}, "A", fifty)
		wantCode(t, err, fault.Internal)
	}},
	{"a queue shows who waits longest first, and only while it waits", func(t *testing.T, b bench) {
		answered := waiting("3", "ops", noon.Add(-2*time.Hour))
		answered.Answer = "approve"
		b.commit(t, change("a", waiting("1", "ops", noon), waiting("2", "ops", noon.Add(-time.Hour)), answered, waiting("4", "moda", noon)))
		b.settle()
		rows, _, err := b.Queue(t.Context(), "ops", fifty)
		want(t, []string{"2", "1"})(ids(rows, stageCase), err)
	}},
	{"owed are the reviews whose machine is late, longest first", func(t *testing.T, b bench) {
		review := func(id string, next time.Time) casefile.Review {
			return casefile.Review{CaseID: id, Seq: 1, Next: next, Version: 1}
		}
		b.commit(t, change("a", review("1", noon.Add(-time.Minute)), review("2", noon.Add(-time.Hour)), review("3", noon), review("4", time.Time{})))
		b.settle()
		rows, err := b.Owed(t.Context(), noon, 10)
		want(t, []string{"2", "1"})(ids(rows, reviewCase), err)
		rows, err = b.Owed(t.Context(), noon, 1)
		want(t, []string{"2"})(ids(rows, reviewCase), err)
		opened := review("2", time.Time{})
		opened.Version = 2
		b.commit(t, change("b", opened))
		b.settle()
		rows, err = b.Owed(t.Context(), noon, 10)
		want(t, []string{"1"})(ids(rows, reviewCase), err)
	}},
}
