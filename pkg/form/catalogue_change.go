package form

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxContains is how much of its content a data set's entry shows, in characters.
const maxContains = 200

// Active is the catalogue without what was retired: what an application may
// choose from.
func (c Catalogue) Active() Catalogue {
	return Catalogue{Categories: c.Categories, Providers: c.filter(func(d DataSet) bool { return !d.Retired })}
}

// With adds a data set under its provider, or replaces the one with its id
// wherever that stands. A provider is the one with that id or, failing it, with
// that name.
func (c Catalogue) With(p Provider, d DataSet) Catalogue {
	next := c.Without(d.ID)
	for i, known := range next.Providers {
		if known.ID == p.ID || known.Name == p.Name && !next.has(p.ID) {
			next.Providers[i].DataSets = append(next.Providers[i].DataSets, d)
			return next
		}
	}
	p.DataSets = []DataSet{d}
	next.Providers = append(next.Providers, p)
	return next
}

// Without takes a data set out.
func (c Catalogue) Without(id string) Catalogue {
	next := Catalogue{Categories: c.Categories}
	for _, p := range c.Providers {
		p.DataSets = slices.DeleteFunc(slices.Clone(p.DataSets), func(d DataSet) bool { return d.ID == id })
		next.Providers = append(next.Providers, p)
	}
	return next
}

// Retire marks a data set as retired, or as offered again: papers that name it
// still find it. One that does not exist changes nothing.
func (c Catalogue) Retire(id string, retired bool) Catalogue {
	next := Catalogue{Categories: c.Categories}
	for _, p := range c.Providers {
		p.DataSets = slices.Clone(p.DataSets)
		for i := range p.DataSets {
			if p.DataSets[i].ID == id {
				p.DataSets[i].Retired = retired
			}
		}
		next.Providers = append(next.Providers, p)
	}
	return next
}

func (c Catalogue) has(providerID string) bool {
	return slices.ContainsFunc(c.Providers, func(p Provider) bool { return p.ID == providerID })
}

// Entry is the catalogue's entry for a data set in force, from the answers of
// its provider (see Alone).
func (v Values) Entry(id string) DataSet {
	d := DataSet{ID: id, Name: v.Get(SetKey(SetName, 1)), Subject: Subject(v.Get(SetKey(SetSubject, 1))), Contains: v.Get(SetKey(SetSummary, 1))}
	var names []string
	for _, p := range v.Pairs(SetKey(SetFields, 1)) {
		names = append(names, p.Name)
	}
	fields := "欄位：" + strings.Join(names, "、") + "。"
	if utf8.RuneCountInString(d.Contains+fields) > maxContains {
		fields = string([]rune(fields)[:maxContains-utf8.RuneCountInString(d.Contains)]) + "…"
	}
	d.Contains += fields
	return d
}
