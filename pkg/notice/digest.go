package notice

import (
	"fmt"
	"time"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
)

// DigestAtMost is how many cases a digest names.
const DigestAtMost = 20

// Digest tells a reviewer once a day what waits for their party (F7).
type Digest struct {
	Person  string        `json:"person"`
	Day     calendar.Date `json:"day"`
	Waiting int           `json:"waiting"`
	More    bool          `json:"more,omitempty"` // than Waiting
	Overdue int           `json:"overdue,omitempty"`
	Mine    int           `json:"mine,omitempty"` // taken on by the reader
	Cases   []Waiting     `json:"cases"`          // longest waiting first, DigestAtMost of them
}

// Waiting is one case of a digest.
type Waiting struct {
	Number       string        `json:"number"`
	Area         casefile.Area `json:"area"`
	Service      string        `json:"service"`
	Organisation string        `json:"org"`
	Letter       bool          `json:"letter,omitempty"`
	Since        time.Time     `json:"since"`
	Overdue      bool          `json:"overdue,omitempty"`
	Holder       string        `json:"holder,omitempty"` // who has taken it on
}

// Name implements Notice.
func (Digest) Name() string { return "digest" }

func (Digest) heading() string { return "待審核案件彙整" }

func (Digest) area() casefile.Area { return "" }

// Count is how much waits, in words.
func (d Digest) Count() string {
	if d.More {
		return fmt.Sprintf("%d 件以上", d.Waiting)
	}
	return fmt.Sprintf("%d 件", d.Waiting)
}

// Lines are the cases, one in each.
func (d Digest) Lines() []string {
	var list []string
	for _, w := range d.Cases {
		text := badge(w.Area.Label()) + w.Number + " " + line(w.Service) + "（" + line(w.Organisation) + "），"
		if w.Letter {
			text += "待發文，"
		}
		text += fmt.Sprintf("已等候 %d 天", calendar.Today(w.Since).DaysUntil(d.Day))
		if w.Overdue {
			text += "，逾期"
		}
		if w.Holder != "" {
			text += "，由" + line(w.Holder) + "認領"
		}
		list = append(list, text)
	}
	return list
}

// Left is how many of what waits the mail does not name.
func (d Digest) Left() int { return d.Waiting - len(d.Cases) }
