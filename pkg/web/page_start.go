package web

import (
	"fmt"
	"net/http"

	"mydata.nat.gov.tw/portal/pkg/figures"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// startPage is templates/page/start.html: the entrance, with the way ahead as a
// picture (figs. 1, 2). Steps and Boxes say the same.
type startPage struct {
	kit.Page
	Steps  []wayStep
	Height int  // of the picture, in its own units
	Timed  bool // some steps say how long they usually take
	Links  []kit.Link
}

// wayStep is a box of the picture and a line of its description.
type wayStep struct {
	Title string
	Who   string
	Desk  figures.Desk // whose usual time is shown; "" for none
	Usual string       // 通常 3 天內; "" where nothing can be said
	Text  string
	Y     int // upper edge of the box
	Last  bool
}

// Sizes of the picture. It is as narrow as a phone, so that its letters are
// never smaller than those of the text.
const (
	boxHeight = 64
	boxGap    = 28
)

// Middle and Below place the words and the arrow of a box.
func (s wayStep) Middle() int { return s.Y + 27 }

// Second is the base line of the second line of words.
func (s wayStep) Second() int { return s.Y + 50 }

// Below is the box's lower edge, where the arrow to the next begins.
func (s wayStep) Below() int { return s.Y + boxHeight }

// Tip is where the arrow ends.
func (s wayStep) Tip() int { return s.Y + boxHeight + boxGap - 8 }

// way is fig. 1, for an organisation with a competent authority.
var way = []wayStep{
	{Title: "建立帳號並填寫介接申請單", Who: "申請機關", Text: "以機關信箱驗證，填寫機關與帳號資料，再填寫介接申請單，一併送出。"},
	{Title: "審核帳號", Who: "維運團隊", Text: "確認機關與申請人。通過後即可登入，介接申請單開始審核。"},
	{Title: "審核介接申請", Who: "機關單位", Desk: figures.Authority, Text: "由目的事業主管機關審核；沒有目的事業主管機關者，由維運團隊開始。"},
	{Title: "審核並規劃防火牆", Who: "維運團隊", Desk: figures.Ops, Text: "確認連線資料。"},
	{Title: "函文核准", Who: "機關單位發文", Desk: figures.Letter, Text: "由目的事業主管機關登錄發文日期與字號。"},
	{Title: "核定", Who: "數位發展部", Desk: figures.MODA, Text: "審核通過後開通測試，系統寄信通知。"},
	{Title: "介接測試（三個月）", Who: "申請機關", Text: "於測試區測試；到期可申請延長。"},
	{Title: "申請上線與試辦", Who: "申請機關", Text: "送出上線申請，審核通過後於正式區試辦。"},
	{Title: "繳交試辦報告", Who: "申請機關", Text: "審核通過後，依預估上線日期上線。"},
	{Title: "服務上線", Who: "申請機關", Text: "上線後的異動與下架，都在後臺申請。"},
}

// start is open to everybody, and opens where the table does not: then it says
// nothing of how long the stages take.
func (s *Server) start(w http.ResponseWriter, r *http.Request, v *visit) error {
	months, err := s.Store.RecentMonths(r.Context(), figures.MonthsBefore(s.Now(), reported-1))
	if err != nil {
		blame(r, err)
	}
	lately := figures.Sum(months, figures.All)
	page := startPage{Page: s.frame(v, entrance.Text), Height: len(way) * (boxHeight + boxGap),
		Links: []kit.Link{{Text: "建立帳號", Href: "/signup/policy"}, {Text: "登入後臺", Href: "/signin"}}}
	for n, step := range way {
		step.Y, step.Last = n*(boxHeight+boxGap)+2, n == len(way)-1
		if n := lately.Desks[step.Desk].Took.Usual(); n > 0 {
			step.Usual, page.Timed = fmt.Sprintf("通常 %d 天內", n), true
		}
		page.Steps = append(page.Steps, step)
	}
	return s.kit.Page(w, r, http.StatusOK, "start", &page)
}
