package ords

import (
	"errors"
	"fmt"
)

// The errors that end a reading. A RowError does not: the next row can be read.
var (
	ErrEmpty    = errors.New("ords: the file is empty")
	ErrHeader   = errors.New("ords: the first line does not name the columns")
	ErrEncoding = errors.New("ords: the file is in UTF-16; Look makes it readable")
	ErrChanged  = errors.New("ords: the file is not the one that the mark was taken in")
)

// HeaderError says which standard column makes a header unusable. It is an
// ErrHeader.
type HeaderError struct {
	Column string
	Twice  bool // the column comes twice; otherwise it is missing
}

func (e *HeaderError) Error() string {
	if e.Twice {
		return fmt.Sprintf("%v: %s comes twice", ErrHeader, e.Column)
	}
	return fmt.Sprintf("%v: %s is missing", ErrHeader, e.Column)
}

// Is makes a HeaderError an ErrHeader.
func (e *HeaderError) Is(target error) bool { return target == ErrHeader }

// Reason says why a row could not be read. The codes are append-only; the
// sentence for people is in the catalogue under "fault.import.<code>".
type Reason string

// The reasons.
const (
	WrongCount Reason = "columns"  // more or fewer fields than the header
	BadQuote   Reason = "quote"    // a quotation mark is never closed, or closed in the middle of a field
	TooLong    Reason = "too_long" // a field or a record is beyond the limit
	BadText    Reason = "bad_text" // a field holds bytes that are no text
	NoID       Reason = "no_id"    // the id is empty
)

// RowError is a row that could not be read. Reading goes on after it.
type RowError struct {
	Line   int    // first line of the row in the file, from 1
	Lines  int    // how many lines were passed over
	Reason Reason // why
	Column string // the column it is about, when one is
	Got    int    // fields found, for WrongCount
	Want   int    // fields wanted, for WrongCount
}

func (e *RowError) Error() string {
	text := fmt.Sprintf("ords: line %d: %s", e.Line, e.Reason)
	if e.Column != "" {
		text += " in " + e.Column
	}
	if e.Reason == WrongCount {
		text += fmt.Sprintf(": %d fields, want %d", e.Got, e.Want)
	}
	return text
}
