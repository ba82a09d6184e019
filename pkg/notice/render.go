package notice

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Frame is what a mail needs beside its notice: all of it comes from settings
// but Action and Code, which differ from mail to mail.
type Frame struct {
	Portal string // address of the portal, for example https://mydata.nat.gov.tw/mydata-backend; no slash at its end
	Phone  string // 客服電話
	Mail   string // 客服信箱
	Action Action // a link that belongs to its reader: StageOpened, Activation, PasswordLink
	Code   Code   // SignInCode only
}

// Code is a one-time code to be typed (trust 14).
type Code struct {
	Digits  string // eight
	Expires time.Time
}

// Action is a personal link, for example the one that lets a reviewer answer one
// stage (C6). The zero Action leaves it out; the mail then leads to the portal
// alone.
type Action struct {
	URL     string
	Expires time.Time
}

// Case is the address of a case's page.
func (f Frame) Case(number string) string { return f.Portal + "/cases/" + url.PathEscape(number) }

// Cases is the address of the list of cases, which begins with a reviewer's queue.
func (f Frame) Cases() string { return f.Portal + "/cases" }

// Mail is a notice in words. HTML is a whole document.
type Mail struct {
	Subject string
	Text    string
	HTML    string
}

const (
	subjectStart = "【個人化資料自主運用(MyData)平臺】"
	subjectEnd   = "（系統信件）"
)

// page is what the templates see: N is the notice.
type page struct {
	Frame
	Subject string
	Heading string
	Preview string // the first thing to know, which lists of mails show beside the subject; hidden in the mail
	Area    string // in words, empty for none
	N       Notice
}

// Render puts the notice of that name, whose JSON is content, into words. A
// name or a stored value that is not known is a fault Internal.
func Render(name string, content []byte, frame Frame) (Mail, error) {
	mail, err := render(name, content, frame)
	if err != nil {
		return Mail{}, &fault.Error{Code: fault.Internal, Op: "notice.Render", Err: err}
	}
	return mail, nil
}

func render(name string, content []byte, frame Frame) (Mail, error) {
	n, err := load(name, content)
	if err != nil {
		return Mail{}, err
	}
	p := page{Frame: frame, Heading: n.heading(), N: n}
	if a := n.area(); a != "" {
		if p.Area = a.Label(); p.Area == "" {
			return Mail{}, fmt.Errorf("area %q: %w", a, errUnknown)
		}
	}
	p.Subject = subjectStart + badge(p.Area) + p.Heading + subjectEnd
	t, err := templates()
	if err != nil {
		return Mail{}, err
	}
	var body, text, html bytes.Buffer
	if err := t.text[name].ExecuteTemplate(&body, "body", p); err != nil {
		return Mail{}, err
	}
	p.Preview, _, _ = strings.Cut(body.String(), "\n\n") // its first paragraph
	if err := t.text[name].ExecuteTemplate(&text, "frame", p); err != nil {
		return Mail{}, err
	}
	if err := t.html[name].ExecuteTemplate(&html, "frame", p); err != nil {
		return Mail{}, err
	}
	return Mail{Subject: p.Subject, Text: text.String(), HTML: html.String()}, nil
}

// badge is the area as subjects and text mails show it.
func badge(area string) string {
	if area == "" {
		return ""
	}
	return "【" + area + "】"
}
