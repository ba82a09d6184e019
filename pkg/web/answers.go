package web

import (
	"mydata.nat.gov.tw/portal/pkg/calendar"
	"mydata.nat.gov.tw/portal/pkg/casefile"
	"mydata.nat.gov.tw/portal/pkg/fault"
	"mydata.nat.gov.tw/portal/pkg/form"
	"mydata.nat.gov.tw/portal/pkg/web/kit"
)

// reading is a set of answers to be read, with what is known about them.
type reading struct {
	values    form.Values
	catalogue form.Catalogue
	before    form.Changes         // since what is in force
	notes     []casefile.FieldNote // of a reviewer who sent the form back (F3)
	found     form.Findings        // shown beside the answers they concern
	files     string               // path below which each file is fetched by its id; "": none is
	edit      string               // path below which each section is edited; "": read only
	query     string               // of these addresses
}

// summaries are the answers section by section, in the order of the form.
// Questions that were not asked are left out. A row's id is its field's key.
func (r reading) summaries(fields []form.Field) []kit.Summary {
	var list []kit.Summary
	for _, chapter := range form.Answers(fields, r.values, r.catalogue) {
		s := kit.Summary{Title: chapter.Section.Title()}
		for _, a := range chapter.Answers {
			s.Rows = append(s.Rows, r.row(a))
		}
		list = append(list, s)
	}
	return list
}

func (r reading) row(a form.Answer) kit.SummaryRow {
	f := a.Field
	row := kit.SummaryRow{ID: string(f.Key), Letter: f.Letter, Label: f.Label, Answer: r.shown(a), Before: before(r.before, f, r.catalogue),
		Faults: sentences(r.found.Faults, f.Key), Warnings: sentences(r.found.Warnings, f.Key)}
	for _, n := range r.notes {
		if n.Field == string(f.Key) {
			row.Notes = append(row.Notes, n.Text)
		}
	}
	if r.edit != "" {
		row.Edit = kit.Link{Text: "修改", Hidden: f.Label, Href: r.edit + "/" + string(f.Section) + r.query + "#" + string(f.Key)}
	}
	return row
}

// shown is an answer with the way to its file.
func (r reading) shown(a form.Answer) kit.Answer {
	answer := shown(a)
	if answer.Upload != nil && r.files != "" && a.File.State.Usable() {
		answer.Upload.Href = r.files + "/" + a.File.ID
	}
	return answer
}

// before is what stood in a field that changed; nil where it did not.
func before(changes form.Changes, f form.Field, c form.Catalogue) *kit.Answer {
	for _, change := range changes {
		if change.Field.Key == f.Key {
			was := shown(form.Show(f, change.Before, c))
			return &was
		}
	}
	return nil
}

func sentences(found []fault.Field, k form.Key) []string {
	var list []string
	for _, f := range found {
		if f.Key == string(k) {
			list = append(list, f.Message)
		}
	}
	return list
}

// shown is an answer as the kit prints it.
func shown(a form.Answer) kit.Answer {
	switch {
	case a.Empty:
		return kit.Answer{}
	case a.Field.Kind == form.URL:
		return kit.Answer{Text: a.Text, Link: true}
	case a.Field.Kind == form.Addresses:
		return kit.Answer{List: a.List}
	case a.Field.Kind == form.RichField:
		return kit.Answer{Blocks: a.Rich.Blocks}
	case a.Sets != nil || a.List != nil:
		return kit.Answer{Items: a.Lines()}
	case a.Field.Kind == form.FileField:
		return kit.Answer{Upload: uploadOf(a.File, "")}
	case a.Material.Problem != "":
		return kit.Answer{Text: a.Material.Problem}
	}
	return kit.Answer{Text: a.Text, Key: keyOf(a.Material)}
}

// keyOf is what may be shown of a stored key; nil where there is none or it
// cannot be used.
func keyOf(m form.Material) *kit.Key {
	if m.Fingerprint == "" || m.Problem != "" {
		return nil
	}
	k := &kit.Key{Kind: m.Algorithm, Fingerprint: m.Fingerprint, Expires: calendar.Day(m.NotAfter)}
	switch m.Content {
	case form.SecretContent:
		k.Kind = "金鑰文字（加密保存）"
	case form.CertificateContent:
		k.Kind = "X.509 憑證，" + m.Algorithm
	}
	return k
}
