// Package policy holds the terms of service and the privacy policy (A1): how they
// are written, which parts they are read in, and how their versions are named.
// Ops replaces them; what somebody agreed to once stays to be read.
package policy

import (
	_ "embed"
	"fmt"
	"strings"
	"time"
	"unicode"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Policy is one version of both texts, which never changes. The newest is in
// force.
type Policy struct {
	Version     string    `json:"version"` // the day it came into force, 2024-04-01; a second one of that day ends -02
	Text        string    `json:"text"`    // lines "# part", "## section" and paragraphs; the first part is the terms
	Published   time.Time `json:"published,omitzero"`
	PublishedBy string    `json:"by,omitempty"` // account
	LogHash     string    `json:"loghash,omitempty"`
}

// RecordVersion is 1: a version is written once.
func (Policy) RecordVersion() int { return 1 }

//go:embed original.txt
var original string

// Original is in force until ops publishes another.
func Original() Policy { return Policy{Version: "2024-04-01", Text: original} }

// FieldText is the key of the control for the text.
const FieldText = "text"

const (
	textLimit  = 40_000 // characters
	partsLimit = 12     // each is a page that somebody has to read
)

// Next is the version that replaces p on a day.
func (p Policy) Next(day calendar.Date, text string) Policy {
	version := day.String()
	if before, again := strings.CutPrefix(p.Version, version); again {
		n := 1
		_, _ = fmt.Sscanf(before, "-%d", &n) // the first of a day has no number
		version = fmt.Sprintf("%s-%02d", version, n+1)
	}
	return Policy{Version: version, Text: text}
}

// Part is what is read before the next part is shown.
type Part struct {
	Title    string
	Sections []Section
}

// Section is a heading, "" before the first, with its paragraphs.
type Section struct {
	Title string
	Lines []string
}

// Parts are the text as it is read. Lines before the first part belong to none.
func (p Policy) Parts() []Part {
	var parts []Part
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		last := len(parts) - 1
		title, isPart := strings.CutPrefix(line, "# ")
		heading, isSection := strings.CutPrefix(line, "## ")
		switch {
		case isPart:
			parts = append(parts, Part{Title: title, Sections: []Section{{}}})
		case line == "" || last < 0:
		case isSection:
			parts[last].Sections = append(parts[last].Sections, Section{Title: heading})
		default:
			s := &parts[last].Sections[len(parts[last].Sections)-1]
			s.Lines = append(s.Lines, line)
		}
	}
	return parts
}

// Privacy are the parts that are the privacy policy.
func (p Policy) Privacy() []Part { return p.Parts()[1:] }

// Clean is a text as it is kept: without blanks at the end of its lines.
func Clean(text string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		lines = append(lines, strings.TrimRightFunc(line, unicode.IsSpace))
	}
	return strings.Join(lines, "\n") + "\n"
}

// Fault says what is wrong with a text; empty where it can be published.
func Fault(text string) string {
	parts := Policy{Text: text}.Parts()
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	switch {
	case strings.TrimSpace(text) == "":
		return "請輸入條款與政策的內容。"
	case len([]rune(text)) > textLimit:
		return fmt.Sprintf("內容最多 %d 字。", textLimit)
	case strings.ContainsFunc(text, hidden):
		return "內容有無法使用的字元，請重新輸入。"
	case !strings.HasPrefix(first, "# "):
		return "第一行請以「# 」開頭，寫出第一部分的標題，例如「# 服務條款」。"
	case len(parts) < 2:
		return "至少要有兩個部分：第一部分是服務條款，其後是隱私權保護政策，各以「# 」開頭的標題開始。"
	case len(parts) > partsLimit:
		return fmt.Sprintf("最多 %d 個部分。", partsLimit)
	}
	for _, part := range parts {
		if blank(part) {
			return "「" + part.Title + "」沒有內容。"
		}
	}
	return ""
}

func blank(p Part) bool {
	for _, s := range p.Sections {
		if len(s.Lines) > 0 {
			return false
		}
	}
	return true
}

func hidden(r rune) bool {
	return !strings.ContainsRune(" \t\r\n", r) && !unicode.IsPrint(r) && r != '　'
}
