package form

import (
	"slices"

	"mydata.nat.gov.tw/portal/pkg/chain"
)

// Change is one field whose answer differs. Before and After are stored values
// for Show; either may be empty.
type Change struct {
	Field  Field // its Way and Official say what the change costs
	Before []string
	After  []string
}

// Changes is the difference between two sets of answers, in the order of the form.
type Changes []Change

// Diff compares field by field. The order of rows and choices, and another
// spelling of the same address, are no difference.
func Diff(before, after Values) Changes {
	var changes Changes
	for _, row := range For(all, before, after) {
		if slices.Equal(canonical(row, before), canonical(row, after)) {
			continue
		}
		f, _ := Lookup(row.Key)
		changes = append(changes, Change{Field: f, Before: before.List(f.Key), After: after.List(f.Key)})
	}
	return changes
}

// Replaced keeps of the answers before those that differ now, and which data
// sets there were.
func Replaced(before, now Values) Values {
	changed := Values{}
	for _, change := range Diff(before, now) {
		changed[change.Field.Key] = change.Before
	}
	if !slices.Equal(before.SetNumbers(), now.SetNumbers()) {
		changed[sets] = before[sets]
	}
	return changed
}

// canonical is a field's value in the one form that equal answers share.
func canonical(f Field, v Values) []string {
	list := slices.Clone(v.List(f.Key))
	switch f.Kind {
	case SecretArea, PublicKey, Certificate:
		m := v.Material(f.Key)
		return []string{string(m.Content), m.Fingerprint, m.Problem, m.Typed}
	case FileField:
		return []string{v.File(f.Key).ID}
	case Addresses:
		for i, row := range list {
			if a, err := ParseAddress(row); err == nil {
				list[i] = a.String()
			}
		}
	}
	slices.Sort(list)
	return list
}

// Way is the strictest way of all changes (D8); NoWay where nothing of the
// service itself changed.
func (c Changes) Way() Way {
	strictest := NoWay
	for _, change := range c {
		if change.Field.Way.Stricter(strictest) {
			strictest = change.Field.Way
		}
	}
	return strictest
}

// Official reports whether the authority has to write a letter: B or C changed.
func (c Changes) Official() bool {
	return slices.ContainsFunc(c, func(change Change) bool { return change.Field.Official })
}

// Chain is the chain that reviews these changes to a service that was approved
// before, while testing (D4), piloting (D6) and after go-live (D8).
func (c Changes) Chain() chain.Name {
	if c.Official() {
		return chain.Full
	}
	return chain.Standard
}
