// Package bulletin holds the rules of the 公佈欄 (E2): what ops writes there, when
// it is to be seen, and what of it a person has not read yet.
package bulletin

import (
	"fmt"
	"time"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
)

// Kind is what a bulletin is about (fig. 67).
type Kind string

// The kinds.
const (
	Announcement Kind = "announcement" // 後臺公告
	Event        Kind = "event"        // 活動通知
)

// Kinds lists them in the order forms show them.
func Kinds() []Kind { return []Kind{Announcement, Event} }

// Label is the kind's word; empty for an unknown one.
func (k Kind) Label() string {
	switch k {
	case Announcement:
		return "後臺公告"
	case Event:
		return "活動通知"
	}
	return ""
}

// Bulletin is one entry. It is shown from the beginning of its date on, and
// ceases to be when it is retired; nothing is deleted.
type Bulletin struct {
	ID      string        `json:"id"`
	Kind    Kind          `json:"kind"`
	Date    calendar.Date `json:"date"`
	Title   string        `json:"title"`
	Text    form.RichText `json:"text"`
	Retired bool          `json:"retired,omitempty"`

	Written   time.Time `json:"written"`
	Edited    time.Time `json:"edited,omitzero"` // of the latest change of its words
	WrittenBy string    `json:"by"`              // account
	Version   int       `json:"v"`
	LogHash   string    `json:"loghash"`
}

// RecordVersion is the version the bulletin has once written.
func (b Bulletin) RecordVersion() int { return b.Version }

// Since is when people could first see it: when it was written or, where its
// date is later, when that day begins.
func (b Bulletin) Since() time.Time {
	if start := b.Date.Start(); start.After(b.Written) {
		return start
	}
	return b.Written
}

// ShownAt reports whether everybody sees it at a moment.
func (b Bulletin) ShownAt(now time.Time) bool { return !b.Retired && !b.Since().After(now) }

// UnreadBy reports whether somebody who has read everything up to a moment has
// yet to read it.
func (b Bulletin) UnreadBy(seen time.Time) bool { return b.Since().After(seen) }

// Keys of the controls of the editor.
const (
	FieldKind  = "kind"
	FieldDate  = "date"
	FieldTitle = "title"
	FieldText  = "text"
)

const (
	titleLimit = 100  // characters
	textLimit  = 5000 // characters
	linesLimit = 400
)

// Check lists what is wrong with the words, in the order of the form.
func (b Bulletin) Check() []fault.Field {
	var faults []fault.Field
	add := func(key, control, message string) {
		faults = append(faults, fault.Field{Key: key, Control: control, Message: message})
	}
	if b.Kind.Label() == "" {
		add(FieldKind, FieldKind+"-"+string(Announcement), "請選擇類別。")
	}
	if b.Date.IsZero() {
		add(FieldDate, FieldDate, "請輸入日期，格式為 2024-04-01。")
	}
	switch n := utf8.RuneCountInString(b.Title); {
	case n == 0:
		add(FieldTitle, FieldTitle, "請輸入標題。")
	case n > titleLimit:
		add(FieldTitle, FieldTitle, fmt.Sprintf("標題最多 %d 字，目前 %d 字。", titleLimit, n))
	}
	switch n := b.Text.Length(); {
	case n == 0:
		add(FieldText, FieldText, "請輸入內容。")
	case n > textLimit:
		add(FieldText, FieldText, fmt.Sprintf("內容最多 %d 字，目前 %d 字。", textLimit, n))
	case b.Text.Lines() > linesLimit:
		add(FieldText, FieldText, fmt.Sprintf("內容最多 %d 行。", linesLimit))
	}
	return faults
}
