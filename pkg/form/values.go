package form

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"mydata.nat.gov.tw/portal/pkg/calendar"
)

// Values is what an applicant has entered, by field. A field without a value
// has no entry. Structured kinds keep their structure as JSON text in a single
// string (RichText, Material), so that the whole is a plain map of lists for
// JSON and DynamoDB. No secret is ever in it: see Parsed.
type Values map[Key][]string

// Get returns the first value of a field, or an empty string.
func (v Values) Get(k Key) string {
	if list := v[k]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// List returns all values of a field; the caller must not change them.
func (v Values) List(k Key) []string { return v[k] }

// Is reports whether value is (one of) what was chosen for the field.
func (v Values) Is(k Key, value string) bool { return slices.Contains(v[k], value) }

// Set replaces a field's values; none, or one empty one, removes the entry.
func (v Values) Set(k Key, list ...string) {
	if len(list) == 0 || len(list) == 1 && list[0] == "" {
		delete(v, k)
		return
	}
	v[k] = list
}

// Clone copies the map and its lists.
func (v Values) Clone() Values {
	next := make(Values, len(v))
	for k, list := range v {
		next[k] = slices.Clone(list)
	}
	return next
}

// Rows lists the rows of a repeating field to show, at least one.
func (v Values) Rows(k Key) []string {
	if len(v[k]) == 0 {
		return []string{""}
	}
	return v[k]
}

// Asks reports whether the field is to be answered with the choices made.
func (v Values) Asks(f Field) bool {
	if f.Set > 0 {
		return slices.Contains(v.SetNumbers(), f.Set)
	}
	return f.When.Key == "" || v.Is(f.When.Key, f.When.Value)
}

// Title names what the application is about: the service, or the data sets.
func (v Values) Title() string {
	if name := v.Get(Name); name != "" {
		return name
	}
	var names []string
	for _, n := range v.SetNumbers() {
		if name := v.Get(SetKey(SetName, n)); name != "" {
			names = append(names, name)
		}
	}
	if len(names) > 2 {
		return fmt.Sprintf("%s、%s 等 %d 項", names[0], names[1], len(names))
	}
	return strings.Join(names, "、")
}

// Date reads a date; the zero Date where there is none or none that exists.
func (v Values) Date(k Key) calendar.Date {
	d, err := calendar.ParseDate(v.Get(k))
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// TestWindow is the period asked for, its end filled in (D2); false without a
// start.
func (v Values) TestWindow() (calendar.Window, bool) {
	start := v.Date(TestStart)
	if start.IsZero() {
		return calendar.Window{}, false
	}
	return calendar.TestWindow(start), true
}

// Addresses reads the rows of an IP list, leaving out blank rows and, in values
// that were never checked, rows that are no usable address.
func (v Values) Addresses(k Key) []netip.Addr {
	var list []netip.Addr
	for _, row := range v[k] {
		if a, err := ParseAddress(row); err == nil {
			list = append(list, a)
		}
	}
	return list
}

// Port is the TCP port a checked URL is served on, 443 unless it names one; 0
// where the field has no usable URL.
func (v Values) Port(k Key) uint16 {
	u, err := url.Parse(v.Get(k))
	if err != nil || u.Host == "" {
		return 0
	}
	return portOf(u)
}

// Defaults is what a new application of a service opens with (B2).
func Defaults() Values { return DefaultsOf(Application) }

// DefaultsOf is what a new paper opens with.
func DefaultsOf(p Paper) Values {
	v := Values{}
	for _, f := range For(On(p), v) {
		if f.initial == "" {
			continue
		}
		if f.Kind == RichField {
			v.Set(f.Key, FromText(f.initial).Encode())
			continue
		}
		v.Set(f.Key, f.initial)
	}
	return v
}
