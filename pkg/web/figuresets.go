package web

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// figureSet is one set of figures: on the page as chart and table, and as a file.
// The first column names a row, the others are numbers.
type figureSet struct {
	name  string // of the file
	title string
	note  string // what is counted
	empty string
	head  []string
	rows  [][]string
	bars  []kit.Bar
}

func (s *figureSet) add(value float64, words string, cells ...string) {
	s.rows = append(s.rows, cells)
	s.bars = append(s.bars, kit.Bar{Label: cells[0], Value: value, Text: words})
}

// table is the set beside its chart.
func (s figureSet) table() kit.Table {
	t := kit.Table{ID: s.name, Caption: s.title, Grid: true, Empty: kit.Empty{Text: s.empty}}
	for n, label := range s.head {
		t.Columns = append(t.Columns, kit.Column{Label: label, Header: n == 0, Number: n > 0})
	}
	for _, row := range s.rows {
		var cells []kit.Cell
		for n, text := range row {
			cells = append(cells, kit.Cell{Text: text, Whole: n > 0})
		}
		t.Rows = append(t.Rows, kit.TableRow{Cells: cells})
	}
	return t
}

const noAnswers = "這段期間沒有審核結果。"

// figureSets are the figures of a scope in the months of that name, in the order
// of the page.
func figureSets(names []string, months []figures.Month, now figures.Now, scope string) []figureSet {
	work, standing := figures.Sum(months, scope), now.Scopes[scope]
	return []figureSet{stageSet(work), returnSet(work), fieldSet(work), waitingSet(standing), serviceSet(standing), monthSet(names, months, scope)}
}

func stageSet(w figures.Work) figureSet {
	s := figureSet{name: "stages", title: "各關卡審核時間", note: "自該關卡開始等候至審核的日曆天數。", empty: noAnswers,
		head: []string{"審核單位", "件數", "平均天數", "最長天數", "通常天數"}}
	for _, desk := range figures.Desks() {
		a := w.Desks[desk]
		if a.Total() == 0 {
			continue
		}
		s.add(a.MeanDays(), days(a.MeanDays()), desk.Label(), strconv.Itoa(a.Total()), number(a.MeanDays()), number(float64(a.Longest)/24), usualDays(a.Took))
	}
	return s
}

// days are in words where no heading says what is counted; cells of a table are
// numbers, which a spreadsheet reckons with.
func days(n float64) string { return number(n) + " 天" }

func number(n float64) string { return fmt.Sprintf("%.1f", n) }

// none stands where nothing was counted.
const none = "—"

// usualDays is how long something usually takes, in words.
func usualDays(a figures.Ages) string {
	if n := a.Usual(); n > 0 {
		return fmt.Sprintf("%d 天內", n)
	}
	return none
}

func returnSet(w figures.Work) figureSet {
	s := figureSet{name: "returns", title: "審核結果與退回率", empty: noAnswers, head: []string{"審核單位", "同意", "不同意", "退回", "退回率"}}
	for _, desk := range figures.Desks() {
		a := w.Desks[desk]
		if a.Total() == 0 {
			continue
		}
		s.add(a.ReturnRate(), percent(a.ReturnRate()), desk.Label(), strconv.Itoa(a.Approved), strconv.Itoa(a.Rejected), strconv.Itoa(a.Returned), percent(a.ReturnRate()))
	}
	return s
}

func percent(part float64) string { return fmt.Sprintf("%.0f%%", 100*part) }

// reasonsShown is how many fields the page names as reasons of a 退回.
const reasonsShown = 10

func fieldSet(w figures.Work) figureSet {
	s := figureSet{name: "reasons", title: "退回原因", note: "審核單位退回時指出需要補正的欄位，依次數排列。", empty: "這段期間的退回沒有指出欄位。", head: []string{"欄位", "次數"}}
	keys := slices.Collect(maps.Keys(w.Fields))
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(w.Fields[b]-w.Fields[a], cmp.Compare(a, b)) })
	for _, key := range keys[:min(len(keys), reasonsShown)] {
		label := key
		if f, known := form.Lookup(form.Key(key)); known {
			label = f.Title()
		}
		n := w.Fields[key]
		s.add(float64(n), fmt.Sprintf("%d 次", n), label, strconv.Itoa(n))
	}
	return s
}

func waitingSet(st figures.Standing) figureSet {
	s := figureSet{name: "waiting", title: "待審案件等候天數", empty: "目前沒有等候審核的申請單。", head: []string{"審核單位"}}
	for _, bound := range figures.Bounds() {
		s.head = append(s.head, fmt.Sprintf("%d 天內", bound))
	}
	s.head = append(s.head, "更久", "合計")
	for _, desk := range figures.Desks() {
		ages, known := st.Waiting[desk]
		if !known {
			continue
		}
		cells := []string{desk.Label()}
		for _, n := range ages {
			cells = append(cells, strconv.Itoa(n))
		}
		s.add(float64(ages.Total()), fmt.Sprintf("%d 件", ages.Total()), append(cells, strconv.Itoa(ages.Total()))...)
	}
	return s
}

func serviceSet(st figures.Standing) figureSet {
	s := figureSet{name: "services", title: "線上服務狀態", empty: "目前沒有線上服務。", head: []string{"線上服務狀態", "服務數"}}
	for _, state := range kit.States() {
		if n := st.Services[string(state)]; n > 0 {
			s.add(float64(n), fmt.Sprintf("%d 項", n), string(state), strconv.Itoa(n))
		}
	}
	return s
}

// monthSet has a row for every month, also one in which nothing was answered.
func monthSet(names []string, months []figures.Month, scope string) figureSet {
	s := figureSet{name: "months", title: "逐月審核件數", empty: noAnswers, head: []string{"月份", "件數", "平均天數", "退回率"}}
	counted := map[string]figures.Month{}
	for _, m := range months {
		counted[m.Month] = m
	}
	for _, name := range names {
		a := counted[name].Scopes[scope].All()
		mean, returned := none, none
		if a.Total() > 0 {
			mean, returned = number(a.MeanDays()), percent(a.ReturnRate())
		}
		s.add(float64(a.Total()), fmt.Sprintf("%d 件", a.Total()), name, strconv.Itoa(a.Total()), mean, returned)
	}
	return s
}
