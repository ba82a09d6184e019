package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// typing is the answers to some fields while they are typed, and what stands
// beside the controls.
type typing struct {
	values  form.Values
	context form.Context
	before  form.Changes         // since what is in force
	notes   []casefile.FieldNote // of the reviewer who sent the form back (F3)
	focus   string               // id of the control the page opens at
}

// controls turns fields of the application into those of a page, in their
// order: neighbours of one group under one legend, dependent fields at the
// choice that asks for them.
func (t typing) controls(fields []form.Field) []kit.Field {
	var list []kit.Field
	for _, f := range fields {
		c := t.control(f)
		last := len(list) - 1
		switch {
		case f.When.Key != "":
			hang(list, f.When, c)
		case f.Group != "" && last >= 0 && list[last].Kind == kit.Group && list[last].Label == f.Group:
			c.Letter = ""
			list[last].Fields = append(list[last].Fields, c)
		case f.Group != "":
			c.Letter = ""
			list = append(list, kit.Field{Kind: kit.Group, ID: string(f.Key) + "-group", Letter: f.Letter, Label: f.Group, Fields: []kit.Field{c}})
		default:
			list = append(list, c)
		}
	}
	return t.repeated(list, fields)
}

// repeated puts the buttons that add and take away data sets to their groups.
func (t typing) repeated(list []kit.Field, fields []form.Field) []kit.Field {
	numbers := t.values.SetNumbers()
	if !form.Repeatable(fields) {
		return list
	}
	at := 0
	for i := range list {
		if list[i].Kind == kit.Group && at < len(numbers) && len(numbers) > 1 {
			list[i].Buttons = []kit.Button{{Text: "移除" + list[i].Label, Name: "remove", Value: form.RemoveSet(numbers[at])}}
			at++
		}
	}
	return append(list, kit.Field{Kind: kit.Group, ID: "more", Label: "更多資料集", Hints: []string{"同一份申請單可以申請多個資料集，一併審核。"},
		Buttons: []kit.Button{{Text: "增加資料集", Name: "add", Value: form.AddSet}}})
}

// hang puts a dependent field at its choice.
func hang(list []kit.Field, w form.When, c kit.Field) {
	for i := range list {
		for o := range list[i].Options {
			if option := &list[i].Options[o]; list[i].ID == string(w.Key) && option.Value == w.Value {
				option.Then = append(option.Then, c)
			}
		}
	}
}

func (t typing) control(f form.Field) kit.Field {
	c := kit.Field{ID: string(f.Key), Letter: f.Letter, Label: f.Label, Example: f.Example, Optional: !f.Required,
		Value: t.values.Get(f.Key), Autocomplete: f.Autocomplete, InputMode: f.InputMode, Width: width(f)}
	if f.Hint != "" {
		c.Hints = []string{f.Hint}
	}
	if c.Autocomplete == "" {
		c.Autocomplete = "off"
	}
	for _, n := range t.notes {
		if n.Field == c.ID {
			c.Notes = append(c.Notes, n.Text)
		}
	}
	c.Before = before(t.before, f, t.context.Catalogue)
	t.fill(&c, f)
	return c
}

// fill sets what depends on the field's kind.
func (t typing) fill(c *kit.Field, f form.Field) {
	switch f.Kind {
	case form.Text:
		c.Kind, c.Focus = kit.Text, t.focus == c.ID
	case form.URL:
		c.Kind = kit.URL
	case form.LongText:
		c.Kind = kit.TextArea
	case form.RichField:
		rich := t.values.Rich(f.Key)
		c.Kind, c.Lines, c.Value, c.Blocks = kit.RichText, 10, rich.Text(), rich.Blocks
	case form.Day:
		c.Kind = kit.Date
		if f.Key == form.TestStart {
			c.End = &kit.End{Label: "結束日期"}
			if w, ok := t.values.TestWindow(); ok {
				c.End.Text = w.End.String()
			}
		}
	case form.Select:
		c.Kind, c.Options = kit.Select, append([]kit.Option{{Label: "請選擇"}}, t.options(f)...)
	case form.Radio:
		c.Kind, c.Options = kit.Radios, t.options(f)
		c.Inline = !slices.ContainsFunc(c.Options, long)
	case form.Checkboxes:
		c.Kind, c.Options = kit.Checkboxes, t.options(f)
	case form.Picker:
		c.Kind, c.Providers = kit.DataSets, t.providers(f)
	case form.Addresses:
		c.Kind, c.AddText, c.Rows = kit.List, f.AddText(), t.rows(f)
	case form.Lines:
		c.Kind, c.AddText, c.Rows, c.Width = kit.List, f.AddText(), t.rows(f), kit.Wide
	case form.Pairs:
		c.Kind, c.AddText, c.Rows = kit.Pairs, f.AddText(), t.rows(f)
		c.CodeLabel, c.NameLabel = f.CodeText(), form.NameText
	case form.SecretArea:
		c.Kind, c.Key = kit.Secret, keyOf(t.values.Material(f.Key))
	case form.FileField:
		c.Kind, c.Value, c.Upload = kit.File, "", uploadOf(t.values.File(f.Key), "")
	case form.PublicKey, form.Certificate:
		m := t.values.Material(f.Key)
		c.Kind, c.Lines, c.Key, c.Value = kit.PEM, 8, keyOf(m), m.Editable()
	}
}

func (t typing) options(f form.Field) []kit.Option {
	var list []kit.Option
	for _, o := range f.Choices(t.context) {
		list = append(list, kit.Option{Value: o.Value, Label: o.Label, Hint: o.Hint, Chosen: t.values.Is(f.Key, o.Value)})
	}
	return list
}

// providers shows the whole catalogue, whatever the mode: without script the
// mode may be chosen together with the data sets.
func (t typing) providers(f form.Field) []kit.Provider {
	var list []kit.Provider
	for _, p := range t.context.Catalogue.Providers {
		row := kit.Provider{Name: p.Name}
		for _, d := range p.DataSets {
			row.Sets = append(row.Sets, kit.DataSet{Value: d.ID, Name: d.Name, Hint: subject(d.Subject) + "：" + d.Contains,
				About: string(d.Subject), Chosen: t.values.Is(f.Key, d.ID)})
		}
		row.Open = row.Chosen() > 0
		list = append(list, row)
	}
	return list
}

// narrow leaves of the data sets those that fit words and mode, where they were
// looked for by a button; what is chosen stays, so that it is sent again.
func narrow(fields []kit.Field, words, mode string, asked bool) {
	for i := range fields {
		f := &fields[i]
		narrow(f.Fields, words, mode, asked)
		if f.Kind != kit.DataSets || !asked {
			continue
		}
		f.Find = strings.TrimSpace(words)
		var kept []kit.Provider
		for _, p := range f.Providers {
			own := strings.Contains(p.Name, f.Find)
			p.Sets = slices.DeleteFunc(slices.Clone(p.Sets), func(d kit.DataSet) bool {
				fits := form.Fits(mode, form.Subject(d.About)) && (own || strings.Contains(d.Name+d.Hint, f.Find))
				return !d.Chosen && !fits
			})
			if p.Open = f.Find != "" || p.Chosen() > 0; len(p.Sets) > 0 {
				kept = append(kept, p)
			}
		}
		if f.Providers = kept; len(kept) == 0 {
			f.Hints = append(slices.Clone(f.Hints), "目錄中沒有符合「"+f.Find+"」的資料集。清空後再按「搜尋」可列出全部。")
		}
	}
}

func subject(s form.Subject) string {
	if s == form.Company {
		return "法人資料"
	}
	return "個人資料"
}

func (t typing) rows(f form.Field) []kit.Row {
	var list []kit.Row
	for n, value := range t.values.Rows(f.Key) {
		row := kit.Row{Value: value, Focus: t.focus != "" && t.focus == form.ControlID(f.Key, strconv.Itoa(n+1))}
		if f.Kind == form.Pairs {
			pair := form.ReadPair(value)
			row.Value, row.Name = pair.Code, pair.Name
		}
		list = append(list, row)
	}
	return list
}

// long says that an option needs a line of its own.
func long(o kit.Option) bool { return o.Hint != "" || utf8.RuneCountInString(o.Label) > 10 }

// width gives short answers short controls.
func width(f form.Field) kit.Width {
	switch {
	case f.Kind == form.Text && f.Max <= 10:
		return kit.Short
	case f.Kind == form.Text && f.Max <= 30, f.Kind == form.Select:
		return kit.Medium
	}
	return ""
}

// beside puts faults and warnings at the controls, and opens the provider that
// holds the control a fault leads to.
func beside(fields []kit.Field, found form.Findings) {
	kit.Mark(fields, found.Faults)
	kit.Warn(fields, found.Warnings)
	open(fields, found.Faults)
}

func open(fields []kit.Field, faults []fault.Field) {
	for _, f := range fields {
		open(f.Fields, faults)
		for n, p := range f.Providers {
			for _, set := range p.Sets {
				if slices.ContainsFunc(faults, func(found fault.Field) bool { return found.Control == f.Part(set.Value) }) {
					f.Providers[n].Open = true
				}
			}
		}
	}
}
