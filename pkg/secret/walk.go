package secret

import "strings"

// keys are the rows of a keyboard, each a half to the right of the one above;
// shifted are the symbols over the digits.
var (
	keys    = []string{"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"}
	shifted = strings.NewReplacer("!", "1", "@", "2", "#", "3", "$", "4", "%", "5", "^", "6", "&", "7", "*", "8", "(", "9", ")", "0",
		"_", "-", "+", "=", "{", "[", "}", "]", ":", ";", "\"", "'", "<", ",", ">", ".", "?", "/")
)

const (
	leastRun  = 3 // characters that make a run
	leastFree = 4 // characters outside of runs that a password needs
)

// walks reports whether next to nothing is left of a password without its runs:
// of neighbours on the keyboard, of letters or digits in order, of one character.
func walks(password string) bool {
	s := shifted.Replace(strings.ToLower(password))
	free := 0
	for i := 0; i < len(s); {
		end := max(longest(s, i, inOrder), longest(s, i, step))
		if end-i < leastRun {
			free++
			i++
			continue
		}
		i = end
	}
	return free < leastFree
}

// longest is where the run that begins at i ends.
func longest(s string, i int, next func(a, b byte) bool) int {
	for i++; i < len(s) && next(s[i-1], s[i]); i++ {
	}
	return i
}

// inOrder takes 1 2, b a and c c for neighbours.
func inOrder(a, b byte) bool {
	d := int(b) - int(a)
	return d >= -1 && d <= 1
}

// step takes keys that touch for neighbours, and a key for its own.
func step(a, b byte) bool {
	rowA, atA := place(a)
	rowB, atB := place(b)
	if rowA < 0 || rowB < 0 {
		return false
	}
	across, down := atB-atA, rowB-rowA
	return down == 0 && across >= -1 && across <= 1 || down == 1 && (across == 0 || across == -1) || down == -1 && (across == 0 || across == 1)
}

func place(c byte) (row, at int) {
	for row, line := range keys {
		if at := strings.IndexByte(line, c); at >= 0 {
			return row, at
		}
	}
	return -1, -1
}
