// Package logging writes the portal's log: JSON by log/slog, one event for each
// request or task, whose line gathers what became known on the way.
//
//	{"time":…,"level":"INFO","event":"request","request":"…","route":"POST /cases/{number}",
//	 "actor":"k3vq…","outcome":"refused","code":"conflict","ms":14.2,"error":"…"}
//
// Personal data and secrets stay out by construction (trust 30): a value is
// written only where it has the shape of an id, a word, a route or a number, and
// an error's text only after what looks like an address, a name or a token was
// taken out. Everything else becomes "[redacted]". What no shape can tell, such
// as an account's name in Latin letters, is never handed to the log.
package logging

import (
	"io"
	"log/slog"
	"reflect"
	"regexp"
	"strings"
	"unicode"
)

const redacted = "[redacted]"

// New is the logger of a process; w is os.Stdout in functions. The message of a
// record is written as "event", a constant word such as "review_stuck" that
// metric filters look for.
func New(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: replace}))
}

// replace sees every attribute before it is written, inside groups too.
func replace(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 {
		switch a.Key {
		case slog.TimeKey, slog.LevelKey:
			return a
		case slog.MessageKey:
			return slog.String("event", plain(a.Value.String()))
		}
	}
	switch a.Value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(plain(a.Value.String()))
	case slog.KindAny:
		a.Value = anything(a.Value.Any())
	}
	return a
}

// anything lets errors, nil and types made from strings or whole numbers through.
func anything(v any) slog.Value {
	if err, ok := v.(error); ok {
		return slog.StringValue(scrub(err.Error()))
	}
	switch r := reflect.ValueOf(v); {
	case v == nil:
		return slog.AnyValue(nil)
	case r.Kind() == reflect.String:
		return slog.StringValue(plain(r.String()))
	case r.CanInt():
		return slog.Int64Value(r.Int())
	}
	return slog.StringValue(redacted)
}

var (
	word     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]*$|^[a-z0-9]*[a-z][a-z0-9-]*$`)
	route    = regexp.MustCompile(`^([A-Z]{3,7} )?/[a-z0-9/{}._-]*$`)
	arn      = regexp.MustCompile(`^arn:[A-Za-z0-9:/_.-]+$`)
	national = regexp.MustCompile(`^[A-Za-z][A-Da-d1289][0-9]{8}$`)
	base32   = regexp.MustCompile(`^[A-Z2-7]{16,}$`)
)

// plain lets through what has the shape of an id (26 characters, a UUID, an
// execution's name), a case number, a code word, a route or an ARN. Digits alone
// may be a telephone number or a one-time code; numbers are logged as numbers.
func plain(s string) string {
	switch {
	case s == "":
		return s
	case len(s) <= 40 && word.MatchString(s) && !national.MatchString(s) && !base32.MatchString(s):
		return s
	case len(s) <= 80 && route.MatchString(s), len(s) <= 300 && arn.MatchString(s):
		return s
	}
	return redacted
}

var suspicious = []*regexp.Regexp{
	regexp.MustCompile(`[^\s<>"'(),;:=]+@[^\s<>"'(),;:]+`),            // mail addresses
	regexp.MustCompile(`(\+886|\b0)[0-9-]{7,}`),                       // telephone numbers
	regexp.MustCompile(`\b[A-Za-z][A-Da-d1289][0-9]{8}\b`),            // national ids, resident numbers
	regexp.MustCompile(`\b[0-9]{6,8}\b`),                              // one-time codes
	regexp.MustCompile(`[A-Za-z0-9_+-]{41,}={0,2}|\b[A-Z2-7]{16,}\b`), // tokens, TOTP secrets
}

// scrub takes out of an error's text what may be somebody's. Our own texts are
// English, so whatever is not ASCII was somebody's.
func scrub(text string) string {
	for _, pattern := range suspicious {
		text = pattern.ReplaceAllString(text, redacted)
	}
	var b strings.Builder
	foreign := false
	for _, c := range text {
		if c > unicode.MaxASCII {
			if !foreign {
				b.WriteString(redacted)
			}
			foreign = true
			continue
		}
		foreign = false
		b.WriteRune(c)
	}
	return b.String()
}
