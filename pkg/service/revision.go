package service

import "mydata.nat.gov.tw/portal/pkg/form"

// Revision is one set of answers of a service: what both areas share with what
// belongs to 測試區, and apart from it what belongs to 正式區 (D5).
type Revision struct {
	ServiceID  string              `json:"service"`
	N          int                 `json:"n"` // counts from 1
	Values     form.Values         `json:"values"`
	Production form.Values         `json:"production,omitempty"` // fields PerArea; none before the first go-live application was approved
	DataSets   form.Catalogue      `json:"datasets"`             // the chosen part of the catalogue, as it read that day
	Secrets    map[form.Key][]byte `json:"secrets,omitempty"`    // key texts of H, encrypted (B4)
	Sealed     map[form.Key][]byte `json:"sealed,omitempty"`     // likewise, those of 正式區
	CaseID     string              `json:"case"`
	Version    int                 `json:"v"`
}

// RecordVersion is the version the revision has once written.
func (r Revision) RecordVersion() int { return r.Version }

// Taking is the candidate with what was approved for it at a step: answers for
// 正式區, or a change of those that count where it stands.
func (r Revision) Taking(e Effect, at Step, v form.Values, secrets map[form.Key][]byte) Revision {
	switch {
	case e == Produce:
		r.Production, r.Sealed = form.Values{}, keys(v, r.Sealed, secrets)
		for _, f := range form.On(form.GoLive) {
			r.Production.Set(f.Key, v.List(f.Key)...)
		}
	case e == Amend && at != Piloting:
		r.Values, r.Secrets = v.Clone(), keys(v, r.Secrets, secrets)
	default:
		r = r.Changed(v, secrets)
	}
	return r
}

// Corrected is a candidate under review with its corrected answers, on the paper
// they stand on.
func (r Revision) Corrected(p form.Paper, v form.Values, secrets map[form.Key][]byte) Revision {
	if p == form.PilotChange {
		return r.Changed(v, secrets)
	}
	r.Values, r.Secrets = v, secrets
	return r
}

// Resumed is a revision of a service that was taken down, as it is applied for
// again: with no answers for 正式區 yet (F11).
func (r Revision) Resumed(v form.Values, secrets map[form.Key][]byte) Revision {
	r.Secrets = keys(v, r.Secrets, secrets)
	r.Values, r.Production, r.Sealed = v.Clone(), nil, nil
	return r
}

// keys is the key texts that go with values: new ones before those there were.
func keys(v form.Values, before, now map[form.Key][]byte) map[form.Key][]byte {
	all := map[form.Key][]byte{}
	for _, k := range v.SecretKeys() {
		if text, ok := now[k]; ok {
			all[k] = text
		} else if text, ok := before[k]; ok {
			all[k] = text
		}
	}
	return all
}

// InProduction is the answers as they count in 正式區: what both areas share,
// with its own in place of those of 測試區.
func (r Revision) InProduction() form.Values {
	v := r.Values.Clone()
	for _, f := range form.On(form.GoLive) {
		v.Set(f.Key, r.Production.List(f.Key)...)
	}
	return v
}

// Changed is the revision with answers as InProduction gives them, and with the
// key texts that were given anew.
func (r Revision) Changed(v form.Values, secrets map[form.Key][]byte) Revision {
	values, production := v.Clone(), form.Values{}
	for _, f := range form.On(form.GoLive) {
		production.Set(f.Key, v.List(f.Key)...)
		values.Set(f.Key, r.Values.List(f.Key)...)
	}
	r.Values, r.Production, r.Sealed = values, production, keys(production, r.Sealed, secrets)
	return r
}

// Find returns the revision with that number.
func Find(list []Revision, n int) (Revision, bool) {
	for _, r := range list {
		if r.N == n {
			return r, true
		}
	}
	return Revision{}, false
}
