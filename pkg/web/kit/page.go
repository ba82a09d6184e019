package kit

import (
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Page is what the layout shows around a page's own content. Page structs embed
// it; its zero value but for Title is a page for somebody who is not signed in.
type Page struct {
	Title   string        // the h1, and the start of <title>
	Caption string        // above the h1 and on each printed page: the case number
	State   State         // beside the h1
	Area    Area          // in the header, the title and on prints, where the page is of one case or service
	Person  Person        // who is signed in
	Menu    []Entry       // none: the page has no side menu
	Trail   []Link        // the pages above this one, from the home page down
	Faults  []fault.Field // the error summary; [Mark] puts the same at the fields
	Banner  string        // what the request before this page achieved
	Idle    time.Duration // until the session ends by itself; zero: nothing is announced
	Refresh int           // seconds after which a browser without script asks for the page again; 0: never
	Narrow  bool          // one small form in the middle of the page, such as the sign-in
}

func (p *Page) view() *Page { return p }

// IdleSeconds is Idle for the session module.
func (p *Page) IdleSeconds() int { return int(p.Idle / time.Second) }

// Person is the one who is signed in. Its zero value is nobody.
type Person struct{ Name, Organisation string }

// Entry is one line of the side menu. A line without Href is the heading of the
// ones under it.
type Entry struct {
	Text    string
	Href    string
	Count   string // what waits there, in words: "3 件待審"
	Current bool   // the page is this one or below it
	Under   []Entry
}

// Link leads to a page of the portal.
type Link struct {
	Text   string
	Href   string // without the base path
	Hidden string // read out after Text, where the same Text stands in every row: the case number
}

// Area is a part of the platform. Its values are the ones on the wire; the zero
// value is "of no area" and shows nothing.
type Area string

// The two areas.
const (
	TestArea       Area = "test"
	ProductionArea Area = "production"
)

// Label is the word on the badge, "" for no area.
func (a Area) Label() string {
	switch a {
	case TestArea:
		return "測試區"
	case ProductionArea:
		return "正式區"
	}
	return ""
}
