package notice

import (
	"strings"
	"unicode"
)

// line makes one line of what somebody typed: breaks become spaces, control
// characters and those that turn the direction of writing go.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isBreak(r), r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\uFEFF':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimSpace(s)
}

// lines splits what somebody typed into lines, each as line makes it, without
// blank ones before the first and after the last.
func lines(s string) []string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if s == "" {
		return nil
	}
	split := strings.FieldsFunc(strings.ReplaceAll(s, "\n", " \n"), isBreak)
	for i := range split {
		split[i] = line(split[i])
	}
	return split
}

// isBreak reports whether mail programs may begin a new line at r.
func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}
