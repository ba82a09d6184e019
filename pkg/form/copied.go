package form

import "mydata.nat.gov.tw/portal/pkg/calendar"

// Copied is the answers as a new application on paper p starts with them: without key
// texts, which are never shown and so could not be looked over, and without a
// test that would begin before today.
func (v Values) Copied(p Paper, today calendar.Date) Values {
	copied := DefaultsOf(p)
	if p == ProviderPaper {
		copied.setNumbers(v.SetNumbers())
	}
	for _, f := range For(On(p), v) {
		switch {
		case f.Kind == SecretArea || f.Key == TestStart && v.Date(TestStart).Before(today):
			continue
		case len(v.List(f.Key)) > 0:
			copied.Set(f.Key, v.List(f.Key)...)
		}
	}
	return copied
}
