package scan

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/upload"
)

// maxDepth is how deep elements may be nested.
const maxDepth = 500

// inspectXML reads a whole part and asks about every element and text what is
// wrong with it: first what holds for all formats, then rules. lenient accepts
// the HTML-like drawings of older Office formats.
func inspectXML(r io.Reader, rules xmlRules, lenient bool) upload.Reason {
	d := xml.NewDecoder(r)
	if lenient {
		d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	}
	depth := 0
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return rules.end()
		case errors.Is(err, errTooMuch):
			return upload.Bomb
		case err != nil:
			return upload.Malformed
		}
		var reason upload.Reason
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return upload.Bomb
			}
			if reason = anyElement(token); reason == "" {
				reason = rules.element(token)
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			reason = rules.text(token)
		case xml.Directive:
			reason = upload.Malformed // a document type: entities that multiply or read files
		case xml.ProcInst:
			if token.Target == "xml-stylesheet" {
				reason = upload.External
			}
		}
		if reason != "" {
			return reason
		}
	}
}

// xmlRules are what one format adds. Those of a part that has none are plainXML.
type xmlRules interface {
	element(xml.StartElement) upload.Reason
	text(xml.CharData) upload.Reason
	end() upload.Reason
}

type plainXML struct{}

func (plainXML) element(xml.StartElement) upload.Reason { return "" }
func (plainXML) text(xml.CharData) upload.Reason        { return "" }
func (plainXML) end() upload.Reason                     { return "" }

const svgSpace = "http://www.w3.org/2000/svg"

// scripting are the schemes of addresses that run something.
var scripting = []string{"javascript:", "vbscript:", "macro:", "vnd.sun.star.script:", "vnd.sun.star.expand:", "data:text/html", "data:application",
	"ms-msdt:", "search-ms:", "shell:", "mhtml:", "ms-officecmd:"}

// anyElement refuses what no format needs: scripts, listeners, addresses that
// run something, and in drawings (SVG) whatever is not a drawing.
func anyElement(e xml.StartElement) upload.Reason {
	local := strings.ToLower(e.Name.Local)
	switch local {
	case "script":
		return upload.Scripts
	case "event-listener":
		return upload.Macros
	case "iframe", "applet", "plugin", "floating-frame":
		return upload.External
	}
	drawing := e.Name.Space == svgSpace
	if drawing && local == "foreignobject" {
		return upload.Scripts
	}
	for _, a := range e.Attr {
		value := compact(a.Value)
		name := strings.ToLower(a.Name.Local)
		switch {
		case slices.ContainsFunc(scripting, func(scheme string) bool { return strings.HasPrefix(value, scheme) }):
			return upload.Scripts
		case drawing && strings.HasPrefix(name, "on"):
			return upload.Scripts
		case drawing && name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png") &&
			!strings.HasPrefix(value, "data:image/jpeg") && local != "a":
			return upload.External
		}
	}
	return ""
}

// compact is an address as lenient readers take it: without blanks and control
// characters, in lower case.
func compact(s string) string {
	if len(s) > 200 {
		s = s[:200]
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == '\u00a0' || r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, s))
}

// localFile is a path on the author's own disk, which documents carry along and
// which leads nowhere on any other machine.
var localFile = regexp.MustCompile(`^(file:///)?[a-z]:[\\/]`)

// elsewhere reports whether an address leads out of the document to a place
// that can be reached: a server, or a share of one.
func elsewhere(address string) bool {
	address = compact(address)
	if strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\\`) {
		return true
	}
	if localFile.MatchString(address) {
		return false
	}
	u, err := url.Parse(address)
	return err != nil && strings.Contains(address, ":") || err == nil && u.Scheme != ""
}

// followed are the schemes that a link which a person follows may have.
var followed = []string{"http", "https", "mailto", "tel", "ftp", ""}

// harmlessLink reports whether a link that a person may follow leads to
// something a browser or mail program opens.
func harmlessLink(address string) bool {
	address = compact(address)
	if localFile.MatchString(address) {
		return true
	}
	if strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\\`) {
		return false
	}
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(scheme, "/#?") {
		return true
	}
	return slices.Contains(followed, scheme)
}
