package notice

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"strings"
	"sync"
	texttemplate "text/template"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

//go:embed templates
var files embed.FS

// set holds the two templates of every notice, by its name.
type set struct {
	text map[string]*texttemplate.Template
	html map[string]*htmltemplate.Template
}

// templates parses at the first mail, because most functions that know notices
// never render one.
var templates = sync.OnceValues(func() (set, error) {
	s := set{text: map[string]*texttemplate.Template{}, html: map[string]*htmltemplate.Template{}}
	for name := range decoders {
		text, err := texttemplate.New(name).Funcs(functions).ParseFS(files, "templates/frame.txt", "templates/"+name+".txt")
		if err != nil {
			return set{}, err
		}
		html, err := htmltemplate.New(name).Funcs(functions).ParseFS(files, "templates/frame.html", "templates/"+name+".html")
		if err != nil {
			return set{}, err
		}
		s.text[name], s.html[name] = text, html
	}
	return s, nil
})

// functions are the same for text and HTML. What people typed goes through one
// of line, join, numbered, row and rows.
var functions = map[string]any{
	"badge":    badge,
	"cases":    func(n int) string { return fmt.Sprintf("%d 件", n) },
	"closes":   func(w calendar.Window) string { return w.End.String() + " 24:00（臺北時間）" },
	"join":     func(list []string) string { return line(strings.Join(list, " → ")) },
	"line":     line,
	"link":     func(text, address string) link { return link{text, address} },
	"minute":   calendar.Minute,
	"numbered": numbered,
	"row":      oneLine,
	"rows":     func(label, value string) row { return row{Label: line(label), Lines: lines(value), Block: true} },
	"stacked":  func(list []string) string { return strings.Join(list, "\n") },
}

// row is a labelled value; without Lines it is not shown. A Block begins on a
// line of its own in text, indented, so that no line of it looks like ours.
type row struct {
	Label string
	Lines []string
	Block bool
}

func oneLine(label, value string) row {
	r := row{Label: line(label)}
	if value = line(value); value != "" {
		r.Lines = []string{value}
	}
	return r
}

// link is an address with what happens there.
type link struct{ Text, Address string }

// numbered puts one entry on each line, for rows.
func numbered(list []string) string {
	var b strings.Builder
	for i, entry := range list {
		fmt.Fprintf(&b, "%d. %s\n", i+1, line(entry))
	}
	return b.String()
}
