package web

import (
	_ "embed"
	"strings"
)

// termsVersion is the day the terms of service and the privacy policy came into
// force; an account keeps which version it agreed to (A1). To replace them, add
// a file of that name and raise the version: everybody who signs up from then on
// is asked anew.
const termsVersion = "2024-04-01"

//go:embed terms/2024-04-01.txt
var termsText string

// termsPart is one page of the terms: what is read before the next is shown.
type termsPart struct {
	Title    string
	Sections []termsSection
}

// termsSection is a heading, "" before the first, with its paragraphs.
type termsSection struct {
	Title string
	Lines []string
}

// terms are the parts in force, read once from lines "# part", "## section" and
// paragraphs.
var terms = readTerms(termsText)

func readTerms(text string) []termsPart {
	var parts []termsPart
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		last := len(parts) - 1
		switch {
		case line == "":
		case strings.HasPrefix(line, "## "):
			parts[last].Sections = append(parts[last].Sections, termsSection{Title: line[3:]})
		case strings.HasPrefix(line, "# "):
			parts = append(parts, termsPart{Title: line[2:], Sections: []termsSection{{}}})
		default:
			s := &parts[last].Sections[len(parts[last].Sections)-1]
			s.Lines = append(s.Lines, line)
		}
	}
	return parts
}

// privacy are the parts that are the privacy policy.
func privacy() []termsPart { return terms[1:] }
