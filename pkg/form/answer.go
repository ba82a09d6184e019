package form

import (
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/upload"
)

// Answer is one answer ready to be shown, in whichever of its parts the field's
// kind fills. All of it is text: addresses are not links.
type Answer struct {
	Field    Field
	Empty    bool       // nothing was answered; no part is filled
	Text     string     // one line, several for LongText; the labels of choices, both days of a period
	List     []string   // Addresses, Lines and Checkboxes
	Pairs    []Pair     // Pairs
	Rich     RichText   // RichField
	Sets     []Provider // Picker: chosen data sets under their providers
	Material Material   // SecretArea, PublicKey, Certificate
	File     upload.File
}

// Chapter is the answers of one section, or of one data set.
type Chapter struct {
	Title   string
	Answers []Answer
}

// Answers lists the answers to fields, section by section, for the case page,
// preview, print and mail. Questions that were not asked are left out.
func Answers(fields []Field, v Values, c Catalogue) []Chapter {
	var chapters []Chapter
	for _, f := range For(fields, v) {
		if !v.Asks(f) {
			continue
		}
		title := f.Chapter()
		if last := len(chapters) - 1; last < 0 || chapters[last].Title != title {
			chapters = append(chapters, Chapter{Title: title})
		}
		last := &chapters[len(chapters)-1]
		last.Answers = append(last.Answers, Show(f, v.List(f.Key), c))
	}
	return chapters
}

// Show prepares one field's stored values, of a form or of a Change.
func Show(f Field, stored []string, c Catalogue) Answer {
	v := Values{f.Key: stored}
	a := Answer{Field: f, Empty: blank(f, v)}
	if a.Empty {
		return a
	}
	switch f.Kind {
	case RichField:
		a.Rich = v.Rich(f.Key)
	case Addresses, Lines:
		a.List = slices.DeleteFunc(slices.Clone(stored), func(row string) bool { return row == "" })
	case Pairs:
		a.Pairs = v.Pairs(f.Key)
	case Checkboxes:
		for _, value := range stored {
			a.List = append(a.List, label(f, value))
		}
	case Radio:
		a.Text = label(f, v.Get(f.Key))
	case Picker:
		a.Sets = chosen(stored, c)
	case SecretArea, PublicKey, Certificate:
		a.Material = v.Material(f.Key)
	case FileField:
		a.File = v.File(f.Key)
	case Day:
		a.Text = v.Get(f.Key)
		if w, ok := v.TestWindow(); ok {
			a.Text = w.String()
		}
	default:
		a.Text = v.Get(f.Key)
	}
	return a
}

// label is the words of a choice; a value that is none stands for itself.
func label(f Field, value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// chosen lists the data sets with these ids. Those the catalogue lacks stand at
// the end under their id, so that a reviewer misses nothing.
func chosen(ids []string, c Catalogue) []Provider {
	providers := c.pick(ids)
	gone := Provider{Name: "已不在目錄中的資料集"}
	for _, id := range ids {
		if _, _, found := c.Find(id); !found {
			gone.DataSets = append(gone.DataSets, DataSet{ID: id, Name: id})
		}
	}
	if len(gone.DataSets) == 0 {
		return providers
	}
	return append(providers, gone)
}

// Lines is the answer as plain text for mail, print and lists.
func (a Answer) Lines() []string {
	switch {
	case a.Empty:
		return nil
	case a.Field.Kind == RichField:
		return strings.Split(a.Rich.Text(), "\n")
	case a.List != nil:
		return a.List
	case a.Pairs != nil:
		var lines []string
		for _, p := range a.Pairs {
			lines = append(lines, p.String())
		}
		return lines
	case a.Sets != nil:
		var lines []string
		for _, p := range a.Sets {
			for _, d := range p.DataSets {
				lines = append(lines, p.Name+"："+d.Name)
			}
		}
		return lines
	case a.Material != Material{}:
		return a.Material.Lines()
	case a.File != upload.File{}:
		return []string{a.File.Name, "SHA-256：" + a.File.Hash}
	}
	return strings.Split(a.Text, "\n")
}

// Lines is the summary of a key or certificate, a fact on each line (B4).
func (m Material) Lines() []string {
	if m.Problem != "" {
		return []string{m.Problem}
	}
	facts := []struct{ name, value string }{
		{"類型", m.Content.label()}, {"演算法", m.Algorithm}, {"主體", m.Subject}, {"SHA-256 指紋", m.Fingerprint}, {"到期", calendar.Minute(m.NotAfter)},
	}
	var lines []string
	for _, f := range facts {
		if f.value != "" {
			lines = append(lines, f.name+"："+f.value)
		}
	}
	return lines
}

func (c Content) label() string {
	switch c {
	case SecretContent:
		return "金鑰文字（加密保存）"
	case PublicKeyContent:
		return "公開金鑰"
	case CertificateContent:
		return "X.509 憑證"
	}
	return ""
}
