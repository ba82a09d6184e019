package form

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// maxItems bounds lines and list entries of rich text.
const maxItems = 200

// expirySoon is how many days before a certificate's end Check begins to warn:
// a test window.
const expirySoon = 92

func (i *inspection) text(f Field, value string) {
	control := ControlID(f.Key, "")
	strange := func(r rune) bool { return hidden(r) && (f.Kind == Text || r != '\n' && r != '\t') }
	switch n := utf8.RuneCountInString(value); {
	case n > f.Max:
		i.fault(f, control, tooLong(f, n))
	case strings.ContainsFunc(value, strange):
		i.fault(f, control, f.Label+"含有看不見的控制字元，請重新輸入。")
	}
}

func (i *inspection) rich(f Field) {
	control := ControlID(f.Key, "")
	text := i.values.Rich(f.Key)
	switch n := text.Length(); {
	case text.Empty():
		i.fault(f, control, missing(f))
	case n > f.Max:
		i.fault(f, control, tooLong(f, n))
	case text.Lines() > maxItems:
		i.fault(f, control, fmt.Sprintf("%s最多 %d 行，目前有 %d 行。", f.Label, maxItems, text.Lines()))
	}
}

func (i *inspection) choices(f Field, control string) {
	options := f.Choices(i.context)
	for _, value := range i.values.List(f.Key) {
		if !slices.ContainsFunc(options, func(o Option) bool { return o.Value == value }) {
			i.fault(f, control, "請從列出的選項中選擇"+f.Label+"。")
			return
		}
	}
}

// addresses checks every row; a fault leads to its row.
func (i *inspection) addresses(f Field) {
	rows := i.values.List(f.Key)
	seen := map[netip.Addr]int{}
	for n, row := range rows {
		if row == "" {
			continue
		}
		n++
		control := ControlID(f.Key, strconv.Itoa(n))
		a, err := ParseAddress(row)
		if err != nil {
			i.fault(f, control, fmt.Sprintf("%s第 %d 列：%s", f.Label, n, fault.MessageOf(err)))
			continue
		}
		if first := seen[a]; first > 0 {
			i.fault(f, control, fmt.Sprintf("%s第 %d 列：與第 %d 列重複。", f.Label, n, first))
			continue
		}
		seen[a] = n
	}
	i.tooMany(f)
}

// tooMany refuses more rows than the field takes, at the first of them.
func (i *inspection) tooMany(f Field) {
	if len(i.values.List(f.Key)) > f.Max {
		i.fault(f, ControlID(f.Key, strconv.Itoa(f.Max+1)), fmt.Sprintf("%s最多 %d 列。", f.Label, f.Max))
	}
}

// maxLine is the length of one row of text, in characters.
const maxLine = 100

// lines checks every row of text; a fault leads to its row.
func (i *inspection) lines(f Field) {
	rows := i.values.List(f.Key)
	for n, row := range rows {
		control, at := ControlID(f.Key, strconv.Itoa(n+1)), fmt.Sprintf("%s第 %d 列：", f.Label, n+1)
		switch first := slices.Index(rows, row); {
		case row == "":
		case first < n:
			i.fault(f, control, fmt.Sprintf("%s與第 %d 列重複。", at, first+1))
		case utf8.RuneCountInString(row) > maxLine:
			i.fault(f, control, fmt.Sprintf("%s最多 %d 字，目前 %d 字。", at, maxLine, utf8.RuneCountInString(row)))
		case strings.ContainsFunc(row, hidden):
			i.fault(f, control, at+"含有看不見的控制字元，請重新輸入。")
		}
	}
	i.tooMany(f)
}

// material repeats the problem that was found when the text arrived, and looks
// at a certificate's dates.
func (i *inspection) material(f Field, control string) {
	m := i.values.Material(f.Key)
	switch {
	case m.Problem != "":
		i.fault(f, control, m.Problem)
	case m.Content != CertificateContent:
	case !i.context.Now.Before(m.NotAfter):
		i.fault(f, control, "這張憑證已於 "+calendar.Minute(m.NotAfter)+" 到期，請提供有效的憑證。")
	case i.context.Now.Before(m.NotBefore):
		i.warn(f, control, "這張憑證自 "+calendar.Minute(m.NotBefore)+" 起才生效。")
	case i.today().DaysUntil(calendar.Today(m.NotAfter)) < expirySoon:
		i.warn(f, control, "這張憑證將於 "+calendar.Day(m.NotAfter)+" 到期，請預先安排更換。")
	}
}
