// Package fault is the one error type of the portal: a code that decides how a
// caller reacts, a sentence in Chinese that may be shown to people, and the
// cause that only logs see.
//
// Adapters translate foreign errors into a fault at their border; use cases
// return faults; one function in pkg/web turns a code into an HTTP status.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Code classifies a failure by what the caller can do about it.
type Code string

// The codes. Anything that is not a *Error counts as Internal.
const (
	Invalid         Code = "invalid"         // the input is wrong; Fields say where
	Unauthenticated Code = "unauthenticated" // sign in first
	Forbidden       Code = "forbidden"       // known person, not allowed
	NotFound        Code = "not_found"       // does not exist, or not for these eyes
	Conflict        Code = "conflict"        // somebody else was first; look again
	Expired         Code = "expired"         // was valid once: link, code, session
	TooMany         Code = "too_many"        // a limit was reached; wait
	Unavailable     Code = "unavailable"     // a dependency failed; try again
	Internal        Code = "internal"        // our mistake
)

// Field is one fault of one input control.
type Field struct {
	Key     string // key of the field, for example "return-url"
	Control string // id of the very control, for example "host-ips-2"
	Message string // Chinese sentence without the leading 「錯誤：」
}

// Error is a failure with everything its readers need.
type Error struct {
	Code    Code
	Op      string  // what was being done, for logs: "onboarding.Decide"
	Message string  // Chinese sentence that may be shown; empty means the code's general words
	Fields  []Field // for Invalid: every fault found, in the order of the form
	Err     error   // the cause; never shown
}

// New returns a fault without a cause.
func New(code Code, message string) *Error { return &Error{Code: code, Message: message} }

// Newf is New for an internal detail that goes to the log, not to people.
func Newf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}

// InvalidFields returns an Invalid fault that carries fields.
func InvalidFields(fields []Field) *Error { return &Error{Code: Invalid, Fields: fields} }

// Wrap adds the operation to err and keeps its code and words. A nil err gives nil.
func Wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	inner := &Error{Code: Internal}
	errors.As(err, &inner)
	return &Error{Code: inner.Code, Op: op, Message: inner.Message, Fields: inner.Fields, Err: err}
}

// Error gives the log's view: operation, code and cause.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	b.WriteString(string(e.Code))
	if len(e.Fields) > 0 && e.Err == nil {
		for _, f := range e.Fields {
			b.WriteString(" " + f.Key)
		}
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of err, Internal for a foreign error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// Is reports whether err carries code.
func Is(err error, code Code) bool { return CodeOf(err) == code }

// FieldsOf returns the field faults of err, outermost first.
func FieldsOf(err error) []Field {
	var e *Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}

// MessageOf returns the sentence of err that may be shown, or "".
func MessageOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return ""
}
