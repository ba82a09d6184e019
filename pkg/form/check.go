package form

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/fault"
)

// Context is what a check or a page has to know besides the values.
type Context struct {
	Now       time.Time
	Private   bool   // the organisation is privately owned (B3)
	Domain    string // the organisation's own domain, empty where unknown (B10)
	Catalogue Catalogue
}

// Findings is what Check found, in the order of the form. Faults stand in the
// way of sending; warnings are shown to applicant and reviewers, no more.
type Findings struct {
	Faults   []fault.Field
	Warnings []fault.Field
}

// Err is an Invalid fault that carries the faults, or nil where there are none.
func (f Findings) Err() error {
	if len(f.Faults) == 0 {
		return nil
	}
	return fault.InvalidFields(f.Faults)
}

// Check examines the answers to fields (of In for one page, of On for a whole
// paper). Fields whose When isn't fulfilled are left out.
func Check(fields []Field, v Values, c Context) Findings {
	i := inspection{values: v, context: c}
	for _, f := range For(fields, v) {
		if !v.Asks(f) {
			continue
		}
		if blank(f, v) {
			if f.Required {
				i.fault(f, i.firstControl(f), missing(f))
			}
			continue
		}
		before := len(i.found.Faults)
		i.byKind(f)
		if f.check != nil && len(i.found.Faults) == before {
			f.check(&i, f)
		}
	}
	return i.found
}

// checker is the check that a single field has beyond those of its kind. It is
// called only for a value that its kind accepts.
type checker func(*inspection, Field)

// inspection is one run of Check.
type inspection struct {
	values  Values
	context Context
	found   Findings
}

func (i *inspection) today() calendar.Date { return calendar.Today(i.context.Now) }

// fault notes a fault. Its sentence names the field, because the summary shows
// it without its neighbourhood.
func (i *inspection) fault(f Field, control, message string) {
	if !strings.Contains(message, f.Label) {
		message = f.Label + "：" + message
	}
	if f.Set > 0 {
		message = f.Group + "：" + message
	}
	i.found.Faults = append(i.found.Faults, fault.Field{Key: string(f.Key), Control: control, Message: message})
}

func (i *inspection) warn(f Field, control, message string) {
	i.found.Warnings = append(i.found.Warnings, fault.Field{Key: string(f.Key), Control: control, Message: message})
}

// blank reports whether nothing was answered.
func blank(f Field, v Values) bool {
	return !slices.ContainsFunc(v[f.Key], func(s string) bool { return s != "" })
}

func missing(f Field) string {
	switch f.Kind {
	case Select, Radio, Checkboxes, Picker, Day:
		return "請選擇" + f.Label + "。"
	case SecretArea, PublicKey, Certificate:
		return "請提供" + f.Label + "。"
	case FileField:
		return "請上傳" + f.Label + "。"
	}
	return "請輸入" + f.Label + "。"
}

// firstControl is the control a fault of a whole field leads to.
func (i *inspection) firstControl(f Field) string {
	switch f.Kind {
	case Addresses, Lines, Pairs:
		return ControlID(f.Key, "1")
	case Radio, Checkboxes:
		return ControlID(f.Key, f.Options[0].Value)
	case Picker:
		for _, p := range i.context.Catalogue.Providers {
			for _, d := range p.DataSets {
				return ControlID(f.Key, d.ID)
			}
		}
	}
	return ControlID(f.Key, "")
}

// byKind checks what every field of a kind has to fulfil.
func (i *inspection) byKind(f Field) {
	value, control := i.values.Get(f.Key), i.firstControl(f)
	switch f.Kind {
	case Text, LongText:
		i.text(f, value)
	case RichField:
		i.rich(f)
	case URL:
		if _, err := ParseURL(value, f.Fragment); err != nil {
			i.fault(f, control, fault.MessageOf(err))
		} else if n := utf8.RuneCountInString(value); n > f.Max {
			i.fault(f, control, tooLong(f, n))
		}
	case Day:
		if i.values.Date(f.Key).IsZero() {
			i.fault(f, control, "請輸入存在的日期，格式為 2024-04-01。")
		}
	case Select, Radio, Checkboxes:
		i.choices(f, control)
	case Addresses:
		i.addresses(f)
	case Lines:
		i.lines(f)
	case Pairs:
		i.pairs(f)
	case SecretArea, PublicKey, Certificate:
		i.material(f, control)
	case FileField:
		i.file(f, control)
	}
}

func tooLong(f Field, n int) string {
	return fmt.Sprintf("%s最多 %d 字，目前 %d 字。", f.Label, f.Max, n)
}
