package injection

import (
	"encoding/json"
	"net/netip"
	"strings"
)

// Blocks deals the texts out to n lists, so that a field takes all of them in n
// turns. Each begins with one that runs as the address of a link.
func Blocks(n int) [][]string {
	blocks := make([][]string, n)
	for i, lead := range addresses[:n] {
		blocks[i] = []string{lead}
	}
	for i, text := range Texts() {
		if blocks[i%n][0] != text && !leads(n, text) {
			blocks[i%n] = append(blocks[i%n], text)
		}
	}
	return blocks
}

func leads(n int, text string) bool {
	for _, lead := range addresses[:n] {
		if lead == text {
			return true
		}
	}
	return false
}

// In is what a field is given: each text of a block with the field's name behind
// it, by which it is known again on a page.
func In(field string, block []string) string {
	var b strings.Builder
	for _, text := range block {
		b.WriteString(text + Mark(field))
	}
	return b.String()
}

// Mark is the name of a field as it stands behind a text.
func Mark(field string) string { return "§" + field + "§ " }

// Replace puts with's words in place of what people typed anywhere in a record,
// given as decoded JSON: names, addresses, opinions; in rich text the words and
// not the structure. Ids, times and the code's own words stay. A field is named
// by its way through the record, list places left out: "CASE.applicant.name".
func Replace(record any, field string, with func(field, typed string) string) any {
	switch v := record.(type) {
	case map[string]any:
		next := make(map[string]any, len(v))
		for name, value := range v {
			next[name] = Replace(value, field+"."+name, with)
		}
		return next
	case []any:
		next := make([]any, len(v))
		for i, value := range v {
			next[i] = Replace(value, field, with)
		}
		return next
	case string:
		var rich map[string]any
		if strings.HasPrefix(v, `{"`) && json.Unmarshal([]byte(v), &rich) == nil {
			return inside(rich, field, with)
		}
		if typed(v) {
			return with(field, v)
		}
	}
	return record
}

// inside replaces the words of a text that is JSON itself.
func inside(rich map[string]any, field string, with func(field, typed string) string) string {
	replaced := Replace(rich, field, func(_, typed string) string { return with(field, typed) })
	out, err := json.Marshal(replaced)
	if err != nil {
		panic(err) // it was JSON a moment ago
	}
	return string(out)
}

// typed tells what people type from ids, times and words of the code: by letters
// beyond ASCII, or by being an address or a telephone number.
func typed(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return r > 0x7f }) || strings.ContainsAny(s, "@ ") || strings.Contains(s, "://") {
		return true
	}
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	return strings.HasPrefix(s, "0") && strings.Contains(s, "-") && strings.Trim(s, "0123456789-#") == "" && !strings.Contains(s, ":")
}
