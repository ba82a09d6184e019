package form

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// Subject is whom a data set is about.
type Subject string

// The two kinds of subject.
const (
	Person  Subject = "person"  // 個人
	Company Subject = "company" // 法人
)

// DataSet is one set of data that a provider hands out through MyData.
type DataSet struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Subject  Subject `json:"subject"`
	Contains string  `json:"contains"` // what is in it, one sentence
	Retired  bool    `json:"retired,omitempty"`
}

// Provider is a 資料提供單位 with its data sets.
type Provider struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	DataSets []DataSet `json:"datasets"`
}

// Catalogue is what applications choose from. It is data of the installation
// (ops keeps it), so everything that needs it gets it passed in.
type Catalogue struct {
	Categories []string   `json:"categories"` // 服務類別
	Providers  []Provider `json:"providers"`
}

// Find looks a data set up by its id, with the provider it belongs to.
func (c Catalogue) Find(id string) (DataSet, Provider, bool) {
	for _, p := range c.Providers {
		for _, d := range p.DataSets {
			if d.ID == id {
				return d, p, true
			}
		}
	}
	return DataSet{}, Provider{}, false
}

// For narrows the catalogue to what the mode of C may ask for: data sets about
// persons, companies or both. Without a known mode everything stays.
func (c Catalogue) For(mode string) Catalogue {
	return Catalogue{Categories: c.Categories, Providers: c.filter(func(d DataSet) bool { return Fits(mode, d.Subject) })}
}

// Chosen narrows the catalogue to what the answers name. A submission keeps it,
// so that a paper reads years later as it was sent.
func (c Catalogue) Chosen(v Values) Catalogue {
	return Catalogue{Categories: v.List(Category), Providers: c.pick(v.List(DataSets))}
}

// pick lists the data sets with these ids under their providers.
func (c Catalogue) pick(ids []string) []Provider {
	return c.filter(func(d DataSet) bool { return slices.Contains(ids, d.ID) })
}

// filter lists what of the catalogue is wanted; providers without any of it are
// left out.
func (c Catalogue) filter(wanted func(DataSet) bool) []Provider {
	var providers []Provider
	for _, p := range c.Providers {
		var kept []DataSet
		for _, d := range p.DataSets {
			if wanted(d) {
				kept = append(kept, d)
			}
		}
		if len(kept) > 0 {
			providers = append(providers, Provider{ID: p.ID, Name: p.Name, DataSets: kept})
		}
	}
	return providers
}

// Fits reports whether an application in that mode may ask for the subject.
func Fits(mode string, s Subject) bool {
	switch mode {
	case ModePerson, ModeSeveral:
		return s == Person
	case ModeCompany:
		return s == Company
	}
	return true
}

// idForm keeps ids fit for control ids and addresses of pages.
var idForm = regexp.MustCompile(`^[a-z0-9-]{1,60}$`)

// Validate reports everything that makes a catalogue unusable: ids that are
// repeated or not of lower-case letters, digits and hyphens, missing names,
// unknown subjects, no categories.
func (c Catalogue) Validate() error {
	var faults []error
	seen := map[string]bool{}
	claim := func(id, name string) {
		if !idForm.MatchString(id) || name == "" || seen[id] {
			faults = append(faults, fmt.Errorf("id %q, name %q: empty, malformed or used twice", id, name))
		}
		seen[id] = true
	}
	for _, p := range c.Providers {
		claim(p.ID, p.Name)
		for _, d := range p.DataSets {
			claim(d.ID, d.Name)
			if d.Subject != Person && d.Subject != Company {
				faults = append(faults, fmt.Errorf("data set %q: unknown subject %q", d.ID, d.Subject))
			}
		}
	}
	if len(c.Categories) == 0 || slices.Contains(c.Categories, "") {
		faults = append(faults, errors.New("categories: none, or one without a name"))
	}
	return errors.Join(faults...)
}

func (c Catalogue) categoryOptions() []Option {
	options := make([]Option, len(c.Categories))
	for i, name := range c.Categories {
		options[i] = Option{Value: name, Label: name}
	}
	return options
}
