package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"mydata.nat.gov.tw/portal/pkg/account"
	"mydata.nat.gov.tw/portal/pkg/onboarding"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

const (
	rowsAtOnce   = 20
	cursorsKept  = 6 // pages that 上一頁 leads back; further back only the first
	cursorQuery  = "after"
	countedQuery = "before"
)

// paging is where in a list a page stands. Lists are read by cursor: the address
// carries those of the last pages, and how many rows came before.
type paging struct {
	r      *http.Request
	after  []string
	before int
	size   int // rows at once
}

func pageOf(r *http.Request) paging {
	q := r.URL.Query()
	p := paging{r: r, after: q[cursorQuery], size: rowsAtOnce}
	if n, err := strconv.Atoi(q.Get(countedQuery)); err == nil && n > 0 && len(p.after) > 0 {
		p.before = n
	}
	return p
}

// ask is the part of the list to load.
func (p paging) ask() onboarding.Page {
	ask := onboarding.Page{Limit: p.size}
	if n := len(p.after); n > 0 {
		ask.After = p.after[n-1]
	}
	return ask
}

// pagination leads to the pages before and after; next is the list's cursor, ""
// at its end.
func (p paging) pagination(label string, rows int, next string) kit.Pagination {
	out := kit.Pagination{Label: label, Where: fmt.Sprintf("第 %d–%d 筆", p.before+1, p.before+rows)}
	if rows == 0 {
		out.Where = "這一頁沒有資料"
	}
	if next != "" {
		out.Next = p.at(append(p.after[:len(p.after):len(p.after)], next), p.before+rows)
	}
	switch n := len(p.after); {
	case n > 1:
		out.Previous = p.at(p.after[:n-1], p.before-p.size)
	case n == 1:
		out.Previous = p.at(nil, 0)
	}
	return out
}

// sought says of a narrowed list how much of it this page has looked through
// where that was not enough to fill it, and leads on from an empty one.
func (p paging) sought(t *kit.Table, out *kit.Pagination) {
	rows := len(t.Rows)
	if out.Next == "" || rows >= p.size {
		return
	}
	out.Where = fmt.Sprintf("這一頁找過 %d 筆，符合條件的有 %d 筆；後面還有沒找過的", onboarding.MostRows, rows)
	t.Empty = kit.Empty{Text: fmt.Sprintf("這一頁找過 %d 筆，沒有符合條件的；後面還有沒找過的。", onboarding.MostRows), Next: kit.Link{Text: "繼續往後找", Href: out.Next}}
}

// at is the address of another page of the same list, other queries kept.
func (p paging) at(after []string, before int) string {
	q := url.Values{}
	for name, list := range p.r.URL.Query() {
		q[name] = list
	}
	delete(q, cursorQuery)
	delete(q, countedQuery)
	if len(after) > 0 {
		q[cursorQuery] = after[max(0, len(after)-cursorsKept):]
		q.Set(countedQuery, strconv.Itoa(max(0, before)))
	}
	if len(q) == 0 {
		return p.r.URL.Path
	}
	return p.r.URL.Path + "?" + q.Encode()
}

// scopeOf is whose rows a person's lists show.
func scopeOf(a account.Actor) onboarding.Scope {
	switch {
	case a.Role.Applicant():
		return onboarding.Scope{OrganisationID: a.OrganisationID}
	case a.Role == account.Authority:
		return onboarding.Scope{AuthorityID: a.OrganisationID}
	}
	return onboarding.Scope{All: true}
}
