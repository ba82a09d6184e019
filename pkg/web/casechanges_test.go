package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/portaltest"
	"mydata.nat.gov.tw/portal/pkg/service"
	"mydata.nat.gov.tw/portal/pkg/upload"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// changing is a submission over what is in force, with what a change and a
// correction of it replaced.
func changing(change, correct func(form.Values)) casefile.Submission {
	sub := casefile.Submission{Values: portaltest.Application(), InForce: portaltest.Application()}
	change(sub.Values)
	returned := sub.Values.Clone()
	correct(sub.Values)
	sub.Before = form.Values{}
	for _, c := range form.Diff(returned, sub.Values) {
		sub.Before[c.Field.Key] = c.Before
	}
	return sub
}

func TestF4_EachChangeShowsItsWayAndWhatWasInForce(t *testing.T) {
	t.Parallel()
	sub := changing(func(v form.Values) {
		v.Set(form.Hotline, "02-1234-5678")
		v.Set(form.HostIPs, "203.66.35.99")
		v.Set(form.UseMutual, form.Yes)
		v.Set(form.Name, "另一個名稱")
	}, func(v form.Values) {
		v.Set(form.HostIPs, "203.66.35.98")
		v.Set(form.Name, inForce(form.Name)) // as in force again
	})
	type shown struct {
		Since, Now, Was, Round string
		Cost                   kit.Cost
	}
	got := map[string]shown{}
	for _, s := range firstPaper.body(sub, time.Time{}) {
		for _, r := range s.Rows {
			if marked(r) {
				line := shown{Since: r.Since, Cost: r.Cost, Now: r.Answer.Text + strings.Join(r.Answer.List, " ")}
				if r.Before != nil {
					line.Was = r.Before.Text + strings.Join(r.Before.List, " ")
				}
				if r.Round != nil {
					line.Round = r.Round.Text + strings.Join(r.Round.List, " ")
				}
				got[r.ID] = line
			}
		}
	}
	want := map[string]shown{
		"name":                   {Now: "線上信用貸款", Round: "另一個名稱"},
		"host-ips":               {"現行內容", "203.66.35.98", "203.66.35.20 2001:b000:1::20", "203.66.35.99", kit.Cost{Way: form.Pilot}},
		"hotline":                {"現行內容", "02-1234-5678", inForce(form.Hotline), "", kit.Cost{Way: form.Direct}},
		"use-mutual-certificate": {"現行內容", "是", "否", "", kit.Cost{Way: form.Test}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// inForce is an answer as it is in force.
func inForce(k form.Key) string { return portaltest.Application().Get(k) }

func TestF4_TheOverviewSaysWhatAllChangesCostTogether(t *testing.T) {
	t.Parallel()
	nothing := func(form.Values) {}
	for name, c := range map[string]struct {
		change, correct func(form.Values)
		lines, rows     []string
	}{
		"nothing":    {nothing, nothing, nil, nil},
		"one direct": {func(v form.Values) { v.Set(form.Hotline, "02-1234-5678") }, nothing, []string{"現行內容相比有 1 個項目不同。整份申請單依最嚴格的項目辦理：「審核通過即修改資料」。"}, []string{"hotline direct"}},
		"with a letter": {func(v form.Values) { v.Set(form.DataSets, "x"); v.Set(form.Packaging, form.PackagingAvailable) }, nothing,
			[]string{"2 個項目不同。整份申請單依最嚴格的項目辦理：「回測試」，須主管機關發文。"}, []string{"data-sets test letter", "packaging pilot"}},
		"corrected": {func(v form.Values) { v.Set(form.Packaging, form.PackagingAvailable) }, func(v form.Values) { v.Set(form.Hotline, "02-1234-5678") },
			[]string{"2 個項目不同。", "其中 1 個項目與前次送件不同"}, []string{"hotline direct round", "packaging pilot"}},
	} {
		t.Run(name, func(t *testing.T) {
			list := firstPaper.changes(changing(c.change, c.correct))
			if list == nil {
				list = &kit.Changes{}
			}
			var rows []string
			for _, r := range list.Rows {
				row := r.ID + " " + string(r.Cost.Way)
				if r.Cost.Letter {
					row += " letter"
				}
				if r.Round {
					row += " round"
				}
				rows = append(rows, row)
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Error(diff)
			}
			for _, line := range c.lines {
				if !strings.Contains(strings.Join(list.Lines, "\n"), line) {
					t.Errorf("%q lacks %q", list.Lines, line)
				}
			}
		})
	}
}

func TestF4_SectionsWithoutChangesAreFolded(t *testing.T) {
	t.Parallel()
	sub := changing(func(v form.Values) { v.Set(form.Hotline, "02-1234-5678") }, func(form.Values) {})
	for _, s := range folded(firstPaper.body(sub, time.Time{})) {
		if open := s.Fold == ""; open != (s.Title == form.Security.Title()) {
			t.Errorf("%s: %q", s.Title, s.Fold)
		}
	}
}

func TestF4_WhatIsNotAskedAnyMoreIsStillShown(t *testing.T) {
	t.Parallel()
	sub := changing(func(form.Values) {}, func(form.Values) {})
	sub.InForce.Set(form.Existing, form.No)
	sub.InForce.SetFile(form.ExistingFile, upload.File{ID: "old", Name: "流程.pdf"})
	for _, s := range firstPaper.body(sub, time.Time{}) {
		for _, r := range s.Rows {
			if r.ID == string(form.ExistingFile) {
				if r.Answer.Text != "（不再適用）" || r.Before == nil {
					t.Errorf("%+v", r)
				}
				return
			}
		}
	}
	t.Error("the dropped file is not shown")
}

func TestB4_ACertificateThatSoonExpiresIsWarnedOf(t *testing.T) {
	t.Parallel()
	noon := time.Date(2024, 3, 15, 4, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		end  time.Time
		want []string
	}{
		"a bare key":     {time.Time{}, nil},
		"in half a year": {noon.AddDate(0, 6, 0), nil},
		"in ninety days": {noon.AddDate(0, 0, 90), []string{"憑證將於 2024-06-13 到期，剩 90 天。"}},
		"tonight":        {noon.Add(time.Hour), []string{"憑證將於 2024-03-15 到期，剩 0 天。"}},
		"over":           {noon.Add(-time.Hour), []string{"憑證已於 2024-03-15 到期。"}},
	} {
		if diff := cmp.Diff(c.want, expiry(form.Material{NotAfter: c.end}, noon)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestF4_TheOrganisationsOtherPapersStandBesideTheCase(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	first, second := s.submitted(), s.atStage(5)
	for _, who := range []account.Actor{s.Bureau, s.Ops, s.Moda} {
		b := s.as(who)
		page := b.get(b.get("/cases/" + first).link("申請機關的服務與申請單")).want(http.StatusOK)
		for _, words := range []string{first, second, "目前檢視的申請單", "線上信用貸款", "未上線", "審核通過", "測試商業銀行股份有限公司"} {
			if !strings.Contains(page.body, words) {
				t.Errorf("%s does not see %q", who.Role, words)
			}
		}
		page.get(page.link(second)).want(http.StatusOK)
	}
	s.as(s.Stranger).get("/cases/" + first + "/organisation").want(http.StatusNotFound)
}

// firstPaper is a case whose review is of a first application.
var firstPaper = paper{review: casefile.Review{Kind: casefile.TestKind}}

func TestF4_WhatAChangeCostsFollowsFromWhereTheServiceStands(t *testing.T) {
	t.Parallel()
	hotline, hosts, mutual, sets := form.Hotline, form.HostIPs, form.UseMutual, form.DataSets
	for name, c := range map[string]struct {
		kind casefile.Kind
		want map[form.Key]kit.Cost
	}{
		"D8 after go-live":    {casefile.RetestKind, map[form.Key]kit.Cost{hotline: {Way: form.Direct}, hosts: {Way: form.Pilot}, mutual: {Way: form.Test}, sets: {Way: form.Test, Letter: true}}},
		"D6 while piloting":   {casefile.BackKind, map[form.Key]kit.Cost{hotline: {}, hosts: {}, mutual: {Way: form.Test}, sets: {Way: form.Test, Letter: true}}},
		"D6 staying in pilot": {casefile.AlterKind, map[form.Key]kit.Cost{hotline: {}, hosts: {}}},
		"D4 while testing":    {casefile.AmendKind, map[form.Key]kit.Cost{hotline: {}, hosts: {}, mutual: {}, sets: {Letter: true}}},
	} {
		p := paper{review: casefile.Review{Kind: c.kind}}
		for k, want := range c.want {
			f, _ := form.Lookup(k)
			if got := p.cost(f); got != want {
				t.Errorf("%s, %s: %+v, want %+v", name, k, got, want)
			}
		}
	}
}

func TestF4_AChangeOfALiveServiceIsShownAgainstWhatIsInForce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	live := s.Reach(t, service.Live)
	number := s.Fill(t, casefile.DirectKind, live.ID, func(v form.Values) {
		v.Set(form.Hotline, "02-8765-4321")
		v.Set(form.HostIPs, "203.66.35.77")
	})
	for _, who := range []account.Actor{s.Officer, s.Ops} {
		p := s.as(who).get("/cases/" + number).want(http.StatusOK)
		for label, want := range map[string]string{
			"客服專線": "有異動 02-8765-4321 現行內容 " + inForce(form.Hotline) + " 審核通過即修改資料", "主機IP位址": "有異動 203.66.35.77 現行內容 203.66.35.20 2001:b000:1::20 回試辦",
		} {
			if got := p.answer(label); !strings.Contains(got, squeezed(want)) {
				t.Errorf("%s: %q lacks %q", label, got, want)
			}
		}
		for _, words := range []string{"異動內容", "與現行內容相比有2個項目不同。整份申請單依最嚴格的項目辦理：「回試辦」。", "沒有異動"} {
			if !strings.Contains(squeezed(p.main()), words) {
				t.Errorf("the overview lacks %q", words)
			}
		}
	}
}
