package web

import (
	"fmt"
	"slices"
	"time"

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
	before    form.Changes              // since what is in force or, of a first application, since the round before
	round     form.Changes              // of a correction to a change: since the round before
	now       time.Time                 // when keys are looked at for their expiry; zero: they are not
	cost      func(form.Field) kit.Cost // of a change since what is in force; nil: before is no such change
	notes     []casefile.FieldNote      // of a reviewer who sent the form back (F3)
	found     form.Findings             // shown beside the answers they concern
	files     string                    // path below which each file is fetched by its id; "": none is
	edit      string                    // path below which each section is edited; "": read only
	query     string                    // of these addresses
}

// summaries are the answers section by section, in the order of the form.
// Questions that were not asked are left out, unless what was asked before is
// dropped now. A row's id is its field's key.
func (r reading) summaries(fields []form.Field) []kit.Summary {
	var list []kit.Summary
	for _, f := range fields {
		dropped := !r.values.Asks(f)
		if dropped && !r.changed(f) {
			continue
		}
		if title := f.Chapter(); len(list) == 0 || list[len(list)-1].Title != title {
			list = append(list, kit.Summary{Title: title})
		}
		row := r.row(form.Show(f, r.values.List(f.Key), r.catalogue))
		if dropped {
			row.Answer = kit.Answer{Text: "（不再適用）"}
		}
		s := &list[len(list)-1]
		s.Rows = append(s.Rows, row)
	}
	return list
}

func (r reading) changed(f form.Field) bool {
	is := func(c form.Change) bool { return c.Field.Key == f.Key }
	return slices.ContainsFunc(r.before, is) || slices.ContainsFunc(r.round, is)
}

func (r reading) row(a form.Answer) kit.SummaryRow {
	f := a.Field
	row := kit.SummaryRow{ID: string(f.Key), Letter: f.Letter, Label: f.Label, Answer: r.shown(a),
		Before: before(r.before, f, r.catalogue), Round: before(r.round, f, r.catalogue),
		Faults: sentences(r.found.Faults, f.Key), Warnings: sentences(r.found.Warnings, f.Key)}
	if r.cost != nil && row.Before != nil {
		row.Since, row.Cost = "現行內容", r.cost(f)
	}
	row.Warnings = append(row.Warnings, expiry(a.Material, r.now)...)
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

// expirySoon is from how many days before its end a certificate is warned of.
const expirySoon = 90

// expiry warns of a certificate that is over or soon will be.
func expiry(m form.Material, now time.Time) []string {
	if m.NotAfter.IsZero() || now.IsZero() {
		return nil
	}
	day := calendar.Day(m.NotAfter)
	switch left := calendar.Today(now).DaysUntil(calendar.Today(m.NotAfter)); {
	case now.After(m.NotAfter):
		return []string{"憑證已於 " + day + " 到期。"}
	case left <= expirySoon:
		return []string{fmt.Sprintf("憑證將於 %s 到期，剩 %d 天。", day, left)}
	}
	return nil
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
	case a.Pairs != nil:
		return kit.Answer{Pairs: &kit.Pairings{Caption: a.Field.Label, Code: a.Field.CodeText(), Name: form.NameText, Rows: a.Pairs}}
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
