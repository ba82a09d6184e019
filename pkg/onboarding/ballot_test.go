package onboarding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

func TestF3_NotesPointAtFields(t *testing.T) {
	t.Parallel()
	note := func(k form.Key, text string) casefile.FieldNote {
		return casefile.FieldNote{Field: string(k), Text: text}
	}
	w, _, caseID := submitted(t)
	d, _ := dossier(t, w, caseID)
	for _, c := range []struct {
		name    string
		answer  chain.Answer
		notes   []casefile.FieldNote
		refused []string // controls
		kept    int
	}{
		{"blank rows are none", chain.Return, []casefile.FieldNote{{}, note(form.Purpose, " 請說明。 "), {Text: "  "}}, nil, 1},
		{"a field without a text", chain.Return, []casefile.FieldNote{{}, note(form.Purpose, " ")}, []string{"note-text-2"}, 0},
		{"a text without a field", chain.Return, []casefile.FieldNote{note("", "請說明。")}, []string{"note-field-1"}, 0},
		{"a field that is on no form", chain.Return, []casefile.FieldNote{note("state", "approved")}, []string{"note-field-1"}, 0},
		{"texts too long altogether", chain.Return, []casefile.FieldNote{note(form.Name, strings.Repeat("字", 501))}, []string{"opinion"}, 0},
		{"too many", chain.Return, slices.Repeat([]casefile.FieldNote{note(form.Name, "字")}, 51), []string{"note-field-1"}, 0},
		{"dropped where nothing is sent back", chain.Approve, []casefile.FieldNote{note("", "請說明。")}, nil, 0},
	} {
		b := ballot(t, w, caseID, c.answer)
		b.Notes = c.notes
		stage, err := w.CheckDecision(t.Context(), w.Bureau, d, b)
		var controls []string
		for _, f := range fault.FieldsOf(err) {
			controls = append(controls, f.Control)
		}
		if diff := cmp.Diff(c.refused, controls); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if err == nil && len(stage.Notes) != c.kept {
			t.Errorf("%s: %v", c.name, stage.Notes)
		}
	}
}

func TestF3_ACorrectionSaysWhatItChanged(t *testing.T) {
	t.Parallel()
	w, number, caseID := submitted(t)
	decide(t, w, w.Bureau, caseID, chain.Return)
	desk, err := w.Correction(t.Context(), w.Officer, number)
	if err != nil {
		t.Fatal(err)
	}
	next := desk.Draft.Values.Clone()
	next.Set(form.Name, "線上房屋貸款")
	next.Set(form.Extension, "#12")
	next.Set(form.DataSets, "moi-household")
	if _, err := w.SaveDraft(t.Context(), w.Officer, desk.Draft, form.Parsed{Values: next}, desk.Draft.Version); err != nil {
		t.Fatal(err)
	}
	if err := w.Resubmit(t.Context(), w.Officer, number); err != nil {
		t.Fatal(err)
	}
	first, err := w.Store.Submission(t.Context(), caseID, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Before) != 0 {
		t.Errorf("the first round has nothing before it: %v", first.Before)
	}
	second, err := w.Store.Submission(t.Context(), caseID, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	want := form.Values{form.Name: {"線上信用貸款"}, form.Extension: nil, form.DataSets: {"moi-household", "mof-income"}}
	if diff := cmp.Diff(want, second.Before); diff != "" {
		t.Errorf("before (-want +got):\n%s", diff)
	}
	if _, _, ok := second.DataSets.Find("mof-income"); !ok {
		t.Error("a data set that was chosen before has lost its name")
	}
}

func TestC8_ADecisionAboutAWithdrawnCaseSaysSo(t *testing.T) {
	t.Parallel()
	w, _, caseID := submitted(t)
	b := ballot(t, w, caseID, chain.Approve)
	if err := w.Withdraw(t.Context(), w.Officer, caseID, "規格變更"); err != nil {
		t.Fatal(err)
	}
	_, err := w.Decide(t.Context(), w.Bureau, b)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.MessageOf(err), "撤回") {
		t.Errorf("got %v %q", err, fault.MessageOf(err))
	}
}
