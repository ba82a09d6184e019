package form

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Pair is one row of a Pairs field: what is called by its code in the interface,
// and by its Chinese name where people read of it. Values keep a row as a single
// string with a tab between the two, so that rows are added, removed and counted
// like those of any list.
type Pair struct{ Code, Name string }

const (
	nameSuffix = "-name" // of what a row's Chinese name is sent as, and of its control's id
	between    = "\t"
	maxName    = 60 // of a Chinese name, in characters
)

// NameField is the name under which a page sends the Chinese names of a Pairs
// field, the codes being sent under its key.
func NameField(k Key) string { return string(k) + nameSuffix }

// NameText is the label of the second half of every pair; the first has
// Field.CodeText.
const NameText = "中文名稱"

// ReadPair reads a stored row.
func ReadPair(row string) Pair {
	code, name, _ := strings.Cut(row, between)
	return Pair{code, name}
}

// Pairs lists the rows of a field that have anything in them.
func (v Values) Pairs(k Key) []Pair {
	var list []Pair
	for _, row := range v[k] {
		if row != "" {
			list = append(list, ReadPair(row))
		}
	}
	return list
}

// Encode is the row to store; a blank pair is a blank row.
func (p Pair) Encode() string {
	if p == (Pair{}) {
		return ""
	}
	return p.Code + between + p.Name
}

// String is the pair in one line: year 所得年度.
func (p Pair) String() string { return strings.TrimSpace(p.Code + " " + p.Name) }

// pairs reads the rows of a field from a posted page; both halves of each were
// sent: see acceptable.
func pairs(k Key, posted url.Values) []string {
	half := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, between, " ")) }
	var rows []string
	for n, code := range posted[string(k)] {
		rows = append(rows, Pair{half(code), half(posted[NameField(k)][n])}.Encode())
	}
	return rows
}

// codeForm is what a parameter or column may be called in an interface.
var codeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,59}$`)

// pairs checks both halves of every row; a fault leads to its half.
func (i *inspection) pairs(f Field) {
	first := map[string]int{}
	for n, row := range i.values.List(f.Key) {
		if row == "" {
			continue
		}
		n++
		p, at := ReadPair(row), fmt.Sprintf("%s第 %d 列：", f.Label, n)
		switch control := PairID(f.Key, n, false); {
		case p.Code == "":
			i.fault(f, control, at+"請輸入"+f.CodeText()+"。")
		case !codeForm.MatchString(p.Code):
			i.fault(f, control, at+f.CodeText()+"請以英文字母開頭，只用英文字母、數字、「_」、「.」與「-」，最多 60 字。")
		case first[p.Code] > 0:
			i.fault(f, control, fmt.Sprintf("%s%s %s 與第 %d 列重複。", at, f.CodeText(), p.Code, first[p.Code]))
		default:
			first[p.Code] = n
		}
		switch control, length := PairID(f.Key, n, true), utf8.RuneCountInString(p.Name); {
		case p.Name == "":
			i.fault(f, control, at+"請輸入"+NameText+"。")
		case length > maxName:
			i.fault(f, control, fmt.Sprintf("%s%s最多 %d 字，目前 %d 字。", at, NameText, maxName, length))
		case strings.ContainsFunc(p.Name, hidden):
			i.fault(f, control, at+NameText+"含有看不見的控制字元，請重新輸入。")
		}
	}
	i.tooMany(f)
}
