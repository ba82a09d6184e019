package upload

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how many characters of a name are kept, ending not counted.
const maxName = 80

// Name makes a name that is safe to show and to save under from what the sender
// called the file: without folders, control and direction characters, and with
// the ending of the type that was found, so that report.exe.pdf and a text
// written from right to left deceive nobody. Without a usable name it is the
// purpose's.
func Name(sent string, p Purpose, t Type) string {
	if i := strings.LastIndexAny(sent, `/\`); i >= 0 {
		sent = sent[i+1:]
	}
	if dot := strings.LastIndexByte(sent, '.'); dot > 0 && len(sent)-dot <= len(".jpeg ") {
		sent = sent[:dot]
	}
	stem := strings.Map(harmless, sent)
	stem = strings.Trim(strings.Join(strings.Fields(stem), " "), ". ")
	if utf8.RuneCountInString(stem) > maxName {
		stem = string([]rune(stem)[:maxName])
	}
	if stem == "" || strings.HasPrefix(sent, "${") {
		stem = p.Label()
	}
	if t == "" {
		return stem
	}
	return stem + t.Extension()
}

// harmless drops what a file system or a reader could take for something else.
func harmless(r rune) rune {
	switch {
	case r == utf8.RuneError, unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
		return -1
	case unicode.IsControl(r), strings.ContainsRune(`<>:"|?*;%`, r):
		return ' '
	}
	return r
}
