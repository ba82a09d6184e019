package onboarding_test

import (
	"strings"
	"testing"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
)

func TestF7_ANoteIsForOnesOwnPartyAlone(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	for _, who := range []account.Actor{w.Bureau, w.Ops} {
		for range 2 { // the second is the same form again
			if err := w.WriteNote(t.Context(), who, caseID, "  請"+who.Name+"電洽  ", "form-"+who.Login); err != nil {
				t.Fatal(err)
			}
		}
	}
	d, _ := dossier(t, w, caseID)
	for _, c := range []struct {
		name string
		who  account.Actor
		want string
	}{
		{"who wrote it", w.Bureau, "請局一電洽"}, {"a colleague", w.Bureau2, "請局一電洽"}, {"the operation team sees its own", w.Ops2, "請維一電洽"},
		{"the ministry wrote none", w.Moda, ""}, {"the applicant sees none", w.Officer, ""},
	} {
		notes := d.NotesFor(c.who.OrganisationID)
		if len(notes) > 1 || (len(notes) == 1) != (c.want != "") || c.want != "" && notes[0].Text != c.want {
			t.Errorf("%s: %+v", c.name, notes)
		}
	}
	if notes := d.NotesFor(""); notes != nil {
		t.Errorf("nobody's party sees %+v", notes)
	}
}

func TestF7_WhatANoteNeeds(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	byMail := w.Ops
	byMail.Level = account.LevelMail
	foreign := w.Bureau
	foreign.OrganisationID = "another authority"
	for _, c := range []struct {
		name, text string
		who        account.Actor
		want       fault.Code
	}{
		{"a text", "  ", w.Ops, fault.Invalid},
		{"a text with an end", strings.Repeat("字", 1001), w.Ops, fault.Invalid},
		{"a reviewer", "註記", w.Officer, fault.Forbidden},
		{"an authenticator (A7)", "註記", byMail, fault.Forbidden},
		{"a case within sight", "註記", foreign, fault.NotFound},
		{"no turn", "註記", w.Moda, ""},
	} {
		err := w.WriteNote(t.Context(), c.who, caseID, c.text, "form")
		if fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if fields := fault.FieldsOf(err); c.want == fault.Invalid && (len(fields) != 1 || fields[0].Control != onboarding.FieldRemark) {
			t.Errorf("%s: faults at %v", c.name, fields)
		}
	}
}
