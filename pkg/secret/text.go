package secret

import (
	"fmt"
	"log/slog"
)

const hidden = "[secret]"

// Text is a string that shows itself as "[secret]" wherever it is printed,
// formatted with any verb, logged or marshalled, also from inside a struct's
// unexported field. Only Reveal gives it away.
type Text struct {
	// A pointer, because fmt prints the insides of unexported fields without
	// asking their methods, but of a pointer only the address.
	text *string
}

// NewText hides s.
func NewText(s string) Text { return Text{&s} }

// Reveal is the secret itself; empty for the zero Text.
func (t Text) Reveal() string {
	if t.text == nil {
		return ""
	}
	return *t.text
}

// String hides the secret from direct calls.
func (t Text) String() string { return hidden }

// Format hides it from every verb of fmt, %#v and %x included.
func (t Text) Format(s fmt.State, _ rune) { fmt.Fprint(s, hidden) }

// MarshalText hides it from encoding/json and other encoders.
func (t Text) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides it from log/slog.
func (t Text) LogValue() slog.Value { return slog.StringValue(hidden) }
