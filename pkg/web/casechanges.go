package web

import (
	"fmt"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// fields are those of the paper, for every data set that it names or named.
func (p paper) fields(sub casefile.Submission) []form.Field {
	return form.For(p.review.Kind.Fields(), sub.Values, sub.InForce, sub.Before)
}

// differences are what a submission changes: of a change to a service, since
// what is in force, and in a further round since the one before; of a first
// application, since the round before alone (F3, F4).
func differences(fields []form.Field, sub casefile.Submission) (before, round form.Changes, costs bool) {
	if len(sub.InForce) == 0 {
		return corrections(fields, sub), nil, false
	}
	return form.Diff(sub.InForce, sub.Values), corrections(fields, sub), true
}

// corrections is what differs from the round before, in the order of the form.
func corrections(fields []form.Field, sub casefile.Submission) form.Changes {
	var changes form.Changes
	for _, f := range fields {
		if was, changed := sub.Before[f.Key]; changed {
			changes = append(changes, form.Change{Field: f, Before: was, After: sub.Values.List(f.Key)})
		}
	}
	return changes
}

// changes is the overview of a submission's differences; nil where it has none.
func (p paper) changes(sub casefile.Submission) *kit.Changes {
	fields := p.fields(sub)
	before, round, costs := differences(fields, sub)
	if len(before)+len(round) == 0 {
		return nil
	}
	list := kit.Changes{Title: "補正後重新送出", Lines: []string{fmt.Sprintf("與前次送件相比有 %d 個項目不同。", len(before))}}
	if costs {
		list.Title, list.Lines = "異動內容", []string{fmt.Sprintf("與現行內容相比有 %d 個項目不同。%s", len(before), p.costOf(before))}
		if len(round) > 0 {
			list.Lines = append(list.Lines, fmt.Sprintf("這是補正後重新送出，其中 %d 個項目與前次送件不同，標示「本次補正」。", len(round)))
		}
	}
	list.Lines = append(list.Lines, "各項目以下標示「有異動」，並列出原來的內容。")
	for _, f := range fields {
		is := func(c form.Change) bool { return c.Field.Key == f.Key }
		again := slices.ContainsFunc(round, is)
		if !again && !slices.ContainsFunc(before, is) {
			continue
		}
		row := kit.ChangeRow{ID: string(f.Key), Letter: f.Letter, Label: f.Label, Round: again}
		if costs && slices.ContainsFunc(before, is) {
			row.Cost = p.cost(f)
		}
		list.Rows = append(list.Rows, row)
	}
	return &list
}

// cost is what a change of a field asks for in this review: by the table of D8
// after go-live; while piloting only what goes back to test has a way (D6), and
// while testing nothing has (D4).
func (p paper) cost(f form.Field) kit.Cost {
	c := kit.Cost{Way: f.Way, Letter: f.Official}
	switch kind := p.review.Kind; {
	case kind == casefile.AmendKind, (kind == casefile.AlterKind || kind == casefile.BackKind) && f.Way != form.Test:
		c.Way = form.NoWay
	}
	return c
}

// costOf says how all changes together come into force: the strictest decides.
func (p paper) costOf(changes form.Changes) string {
	all := kit.Cost{Letter: changes.Official()}
	for _, change := range changes {
		if way := p.cost(change.Field).Way; way.Stricter(all.Way) {
			all.Way = way
		}
	}
	var words []string
	if all.Way != form.NoWay {
		words = append(words, "整份申請單依最嚴格的項目辦理：「"+all.Way.Label()+"」")
	}
	if all.Letter {
		words = append(words, "須主管機關發文")
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, "，") + "。"
}

// folded closes the sections in which nothing changed and nobody noted anything.
func folded(list []kit.Summary) []kit.Summary {
	for i, s := range list {
		if !slices.ContainsFunc(s.Rows, marked) {
			list[i].Fold = fmt.Sprintf("沒有異動，%d 個項目", len(s.Rows))
		}
	}
	return list
}

func marked(r kit.SummaryRow) bool { return r.Before != nil || r.Round != nil || len(r.Notes) > 0 }

// changedOnly keeps the rows that differ.
func changedOnly(list []kit.Summary) []kit.Summary {
	var kept []kit.Summary
	for _, s := range list {
		changed := kit.Summary{Title: s.Title + "的異動", Rows: slices.DeleteFunc(s.Rows, func(r kit.SummaryRow) bool {
			return r.Before == nil && r.Round == nil
		})}
		if len(changed.Rows) > 0 {
			kept = append(kept, changed)
		}
	}
	return kept
}
