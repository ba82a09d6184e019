package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/chain"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// Queries of a queue.
const (
	queueWords = "q"
	queueItem  = "item"
	queueArea  = "area"
	queueWhose = "whose"
	queueLate  = "late"
	fromQuery  = "from" // of /cases/next: the case that is done with
)

// queueFilter is what of a queue is asked for.
type queueFilter struct {
	onboarding.QueueFilter
	late bool
}

const wordsLimit = 60 // characters

// whose are the choices of who has taken a case on, in the order of the filter.
var whose = []struct {
	value onboarding.Whose
	label string
}{{onboarding.Nobodys, "未認領"}, {onboarding.Mine, "由我認領"}, {onboarding.Colleagues, "由同仁認領"}}

// letters are the choices of 申請項目.
var letters = []casefile.Letter{casefile.ProviderData, casefile.OnlineService, casefile.CounterService, casefile.AccountCase}

// queueFilterOf reads the filters; what is no choice of theirs is left out.
func queueFilterOf(r *http.Request) queueFilter {
	q := r.URL.Query()
	var f queueFilter
	if f.Words = strings.TrimSpace(q.Get(queueWords)); len([]rune(f.Words)) > wordsLimit {
		f.Words = string([]rune(f.Words)[:wordsLimit])
	}
	for _, l := range letters {
		if slices.Contains(q[queueItem], string(l)) {
			f.Items = append(f.Items, l)
		}
	}
	if area := casefile.Area(q.Get(queueArea)); area.Label() != "" {
		f.Area = area
	}
	for _, w := range whose {
		if q.Get(queueWhose) == string(w.value) {
			f.Whose = w.value
		}
	}
	f.late = q.Get(queueLate) != ""
	return f
}

// wanted is the filter for the eyes of a, at now.
func (f queueFilter) wanted(a account.Actor, p casefile.Patience, now time.Time) onboarding.QueueFilter {
	if f.Me = a.AccountID; f.late {
		f.Opened = p.OverdueBefore(chain.Party(a.Role), now)
	}
	return f.QueueFilter
}

// form is the filters as they are set, and how much they let through.
func (f queueFilter) form(found int, more bool) *kit.Filters {
	out := kit.Filters{Action: casesPath, Total: fmt.Sprintf("共 %d 筆", found)}
	if more {
		out.Total = fmt.Sprintf("本頁 %d 筆", found)
	}
	chosen := func(words string) { out.Chosen = append(out.Chosen, words) }
	words := kit.Field{Kind: kit.Search, ID: queueWords, Label: "單號、申請機關或服務名稱", Value: f.Words, Width: kit.Medium}
	items := kit.Field{Kind: kit.Checkboxes, ID: queueItem, Label: "申請項目（可多選）", Inline: true}
	area := kit.Field{Kind: kit.Select, ID: queueArea, Label: "區", Options: []kit.Option{{Label: "全部"}}}
	who := kit.Field{Kind: kit.Select, ID: queueWhose, Label: "承辦", Options: []kit.Option{{Label: "全部"}}}
	late := kit.Field{Kind: kit.Checkboxes, ID: queueLate, Label: "審核期限", Inline: true,
		Options: []kit.Option{{Value: "1", Label: "只看逾期", Chosen: f.late}}}
	if f.Words != "" {
		chosen("搜尋：" + f.Words)
	}
	for _, l := range letters {
		on := slices.Contains(f.Items, l)
		items.Options = append(items.Options, kit.Option{Value: string(l), Label: l.Item(), Chosen: on})
		if on {
			chosen("申請項目：" + l.Item())
		}
	}
	for _, a := range []casefile.Area{casefile.TestArea, casefile.ProductionArea} {
		area.Options = append(area.Options, kit.Option{Value: string(a), Label: a.Label(), Chosen: a == f.Area})
	}
	if f.Area != "" {
		chosen("區：" + f.Area.Label())
	}
	for _, w := range whose {
		who.Options = append(who.Options, kit.Option{Value: string(w.value), Label: w.label, Chosen: w.value == f.Whose})
		if w.value == f.Whose {
			chosen("承辦：" + w.label)
		}
	}
	if f.late {
		chosen("只看逾期")
	}
	out.Fields = []kit.Field{words, items, area, who, late}
	return &out
}
