package secret

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:generate go run ../../infra/commonpasswords common.txt common.LICENSE

//go:embed common.txt
var commonList string

// commonWords are the listed words, read at the first new password.
var commonWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(commonList) {
		if !strings.HasPrefix(line, "#") {
			words[strings.TrimSpace(line)] = true
		}
	}
	return words
})

// commonMore are words that the list lacks: what people here begin with.
var commonMore = []string{
	"mydata", "moda", "taiwan", "taipei", "admin", "administrator", "manager", "user", "test", "temp", "guest", "login", "system",
	"welcome", "changeme", "default", "company", "office", "bank", "officer", "service", "government", "ilove", "iloveyou",
	"woaini", "nihao", "china", "spring", "summer", "autumn", "winter", "january", "february", "march", "april", "june", "july",
	"august", "september", "october", "november", "december", "monday", "friday", "sunday", "passw", "pass", "pwd", "passwd",
}

// common reports whether a password is a listed word with digits and symbols
// around it, in it, or in place of its letters: P@ssw0rd1!, Dragon#2024.
func common(password string) bool {
	words := commonWords()
	for _, reading := range readings(password) {
		if words[reading] || slices.Contains(commonMore, reading) {
			return true
		}
	}
	return false
}

// Where letters are written as digits and symbols. The digit 1 stands for two.
var (
	asI = strings.NewReplacer("@", "a", "4", "a", "8", "b", "3", "e", "6", "g", "1", "i", "!", "i", "|", "l", "0", "o", "$", "s", "5", "s", "7", "t", "+", "t", "2", "z")
	asL = strings.NewReplacer("@", "a", "4", "a", "8", "b", "3", "e", "6", "g", "1", "l", "!", "l", "|", "l", "0", "o", "$", "s", "5", "s", "7", "t", "+", "t", "2", "z")
)

// readings are the words a password may be read as: with any of the digits and
// symbols at its ends dropped, letters for what looks like them, and the rest
// that is no letter left out.
func readings(password string) []string {
	lower := strings.ToLower(password)
	list := []string{strings.TrimFunc(lower, func(c rune) bool { return noLetter(c) && (c < '0' || c > '9') })}
	for left := lower; ; left = left[1:] {
		for core := left; ; core = core[:len(core)-1] {
			list = append(list, letters(core), letters(asI.Replace(core)), letters(asL.Replace(core)))
			if core == "" || !noLetter(rune(core[len(core)-1])) {
				break
			}
		}
		if left == "" || !noLetter(rune(left[0])) {
			return list
		}
	}
}

func noLetter(c rune) bool { return c < 'a' || c > 'z' }

func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if noLetter(c) {
			return -1
		}
		return c
	}, s)
}
