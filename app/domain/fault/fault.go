// Package fault holds the one error type that people and programs see. A fault
// has a code that never changes, the field or line it is about, and arguments
// for the sentence; the sentence itself, and the next step, are looked up in
// the message catalogue under "fault.<code>" and "fault.<code>.next".
package fault

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Code names what went wrong. Codes are append-only: programs match on them.
type Code string

// Error is a fault. Cause is for the log only.
type Error struct {
	Code  Code
	Field string            // the field or line that is wrong, in the words of the command's JSON; may be empty
	Args  map[string]string // values for the sentence
	Cause error
}

// New makes a fault about a field; args are pairs of name and value.
func New(code Code, field string, args ...string) *Error {
	e := &Error{Code: code, Field: field}
	for i := 0; i+1 < len(args); i += 2 {
		if e.Args == nil {
			e.Args = map[string]string{}
		}
		e.Args[args[i]] = args[i+1]
	}
	return e
}

// Because adds the cause that goes to the log.
func (e *Error) Because(cause error) *Error {
	e.Cause = cause
	return e
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if e.Field != "" {
		fmt.Fprintf(&b, " (%s)", e.Field)
	}
	names := make([]string, 0, len(e.Args))
	for name := range e.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%q", name, e.Args[name])
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// Is matches faults by code, so that errors.Is(err, fault.New(code, "")) works.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// Of finds the fault in an error's chain; anything else is Internal.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return New(Internal, "").Because(err)
}

// First is the first error of several checks; nil when all are passed.
func First(checks ...error) error {
	for _, err := range checks {
		if err != nil {
			return err
		}
	}
	return nil
}

// Within checks that a number lies between two others, which are among those
// that are allowed.
func Within(field string, n, least, most int64) error {
	if n >= least && n <= most {
		return nil
	}
	return New(OutOfRange, field, "min", strconv.FormatInt(least, 10), "max", strconv.FormatInt(most, 10))
}

// The codes that belong to no subject. Subjects declare their own beside their rules.
const (
	Internal     Code = "internal"      // not foreseen; the chain is in the log
	Missing      Code = "missing"       // a required field is empty
	Malformed    Code = "malformed"     // not of the right form; args: expected
	TooLong      Code = "too_long"      // args: limit
	OutOfRange   Code = "out_of_range"  // args: min, max
	UnknownField Code = "unknown_field" // a field that the command does not have
	NotFound     Code = "not_found"     // args: what
	UnknownName  Code = "unknown_name"  // no command, form or format of that name; args: name
	Conflict     Code = "conflict"      // somebody else changed it meanwhile
	Twice        Code = "given_twice"   // named more than once where once is meant
	BadText      Code = "bad_text"      // not valid UTF-8, or control characters
)
