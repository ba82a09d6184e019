package form

import (
	"regexp"
	"strings"
)

// Numbers as the public dials them, without separators: with area code or
// mobile (02…, 0800…, 09…), short service numbers (165, 1950), the nation-wide
// 4-numbers (412-8077) and international ones (+886…).
var dialled = regexp.MustCompile(`^(0\d{8,9}|1\d{2,3}|4\d{6}|\+[1-9]\d{7,14})$`)

// written allows separators between digits, and brackets round the area code.
var written = regexp.MustCompile(`^(\+?\d+|\(0\d{1,3}\))([ -]?\d+)*$`)

var extensionForm = regexp.MustCompile(`^#?\d{1,6}$`)

var separators = strings.NewReplacer("(", "", ")", "", " ", "", "-", "")

// ValidPhone reports whether s is a telephone number the public can dial, as
// people write it.
func ValidPhone(s string) bool {
	return written.MatchString(s) && dialled.MatchString(separators.Replace(s))
}
