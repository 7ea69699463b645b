package ords

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Row is one repair as the file has it.
type Row struct {
	Line    int // first line in the file, from 1
	Columns Columns
}

// Mark is a place between two rows. A reading can be taken up from it, in the
// same file, by Resume.
type Mark struct {
	Offset int64 `json:"offset"` // bytes of the file that are done
	Line   int   `json:"line"`   // lines that are done
}

// Reader reads rows one at a time. It is not safe for concurrent use.
type Reader struct {
	window  window
	header  Header
	record  record // of the row being read
	line    int    // lines done
	foreign int    // rows that were not UTF-8
	legacy  string // the encoding of those rows
	whole   bool   // all rows are in it
}

// NewReader reads the header of a file. It fails with ErrEmpty, ErrHeader,
// ErrEncoding, or what the source fails with. Rows that are no UTF-8 are in the encoding
// of a Source, in Windows-1252 of any other.
func NewReader(source io.Reader) (*Reader, error) {
	r := &Reader{window: window{source: source}, legacy: usualLegacy}
	if s, ok := source.(Source); ok {
		r.legacy, r.whole = s.Encoding, s.whole
	}
	if err := r.open(); err != nil {
		return nil, err
	}
	return r, nil
}

// Resume reads the header of a file and goes on behind a mark that was taken in
// it. It fails with ErrChanged when no line ends there.
func Resume(source io.ReadSeeker, m Mark) (*Reader, error) {
	r, err := NewReader(source)
	if err != nil || m == (Mark{}) {
		return r, err
	}
	if m.Offset < r.window.offset || m.Line < r.line {
		return nil, ErrChanged
	}
	if _, err := source.Seek(m.Offset-1, io.SeekStart); err != nil {
		return nil, fmt.Errorf("ords: going to byte %d: %w", m.Offset, err)
	}
	r.window = window{source: source, offset: m.Offset - 1}
	if c, ok := r.window.at(0); !ok || c != '\n' && c != '\r' {
		return nil, errors.Join(ErrChanged, r.window.failure())
	}
	r.window.drop(1)
	r.line = m.Line
	return r, nil
}

// Header is what the first record told.
func (r *Reader) Header() Header { return r.header }

// Mark is the place behind the row that Next returned last. Its offset over the
// size of the file is the progress.
func (r *Reader) Mark() Mark { return Mark{Offset: r.window.offset, Line: r.line} }

// Foreign is how many rows were not UTF-8.
func (r *Reader) Foreign() int { return r.foreign }

// Held is how many bytes the reader keeps for itself, now and from here on.
func (r *Reader) Held() int { return cap(r.window.buffer) }

// Next reads a row. It returns io.EOF behind the last one. A *RowError is a row
// that could not be read; Next can be called again. Any other error is the
// source's and final. Empty lines are passed over.
func (r *Reader) Next() (Row, error) {
	for r.window.parse(&r.record, r.header.Delimiter) {
		if err := r.window.failure(); err != nil {
			return Row{}, fmt.Errorf("ords: reading line %d: %w", r.line+1, err)
		}
		if r.record.blank() {
			r.done()
			continue
		}
		return r.row()
	}
	if err := r.window.failure(); err != nil {
		return Row{}, fmt.Errorf("ords: reading line %d: %w", r.line+1, err)
	}
	return Row{}, io.EOF
}

// row turns the record at the front of the window into a row.
func (r *Reader) row() (Row, error) {
	if r.record.fault != "" {
		return Row{}, r.skip(&RowError{Reason: r.record.fault, Column: r.columnAt(r.record.field)})
	}
	if !r.counts(&r.record) {
		fault := &RowError{Reason: WrongCount, Got: len(r.record.fields), Want: r.header.Fields}
		if r.record.lines > 1 {
			return Row{}, r.skip(fault)
		}
		return Row{}, r.refuse(fault)
	}
	row := Row{Line: r.line + 1}
	// The encoding is asked of each record, because a file that people stitched
	// together can hold both.
	foreign := !utf8.Valid(r.window.held[:r.record.size])
	read := asUTF8
	if foreign || r.whole {
		read = r.decode
	}
	for column, field := range r.header.place {
		if field < 0 {
			continue
		}
		text, ok := read(r.window.text(r.record.fields[field]))
		if !ok {
			return Row{}, r.refuse(&RowError{Reason: BadText, Column: Names[column]})
		}
		row.Columns[column] = text
	}
	if row.Columns[ID] == "" {
		return Row{}, r.refuse(&RowError{Reason: NoID, Column: Names[ID]})
	}
	if foreign {
		r.foreign++
	}
	r.done()
	return row, nil
}

// counts tells whether a record has the fields that the header promised. Empty
// fields too many are forgiven, because spreadsheets add them.
func (r *Reader) counts(rec *record) bool {
	if len(rec.fields) < r.header.Fields {
		return false
	}
	for _, f := range rec.fields[r.header.Fields:] {
		if f.from != f.to {
			return false
		}
	}
	return true
}

// columnAt names the standard column of a field, if it is one.
func (r *Reader) columnAt(field int) string {
	for column, place := range r.header.place {
		if place == field {
			return Names[column]
		}
	}
	return ""
}

// done lets go of the record at the front.
func (r *Reader) done() {
	r.window.drop(r.record.size)
	r.line += r.record.lines
}

// refuse lets go of the record at the front, which is whole but wrong.
func (r *Reader) refuse(fault *RowError) *RowError {
	fault.Line, fault.Lines = r.line+1, r.record.lines
	r.done()
	return fault
}

// skip passes over a record that has no certain end: the rest of its first
// line, and the lines behind it until one reads as a whole record.
func (r *Reader) skip(fault *RowError) *RowError {
	fault.Line = r.line + 1
	start, several := r.window.offset, r.record.lines > 1
	for {
		more := r.window.dropLine()
		r.line++
		fault.Lines++
		if !more || r.plausible() {
			break
		}
	}
	if fault.Reason == TooLong && several && r.window.offset-start < MaxFieldBytes {
		fault.Reason = BadQuote // the field was not long: it was never closed
	}
	return fault
}

// plausible tells whether the line at the front of the window begins a record:
// it has the right number of fields and an id that looks like one.
func (r *Reader) plausible() bool {
	if !r.window.parse(&r.record, r.header.Delimiter) {
		return true
	}
	if r.record.fault != "" || !r.counts(&r.record) {
		return false
	}
	id := r.window.text(r.record.fields[r.header.place[ID]])
	return len(id) > 0 && len(id) <= maxIDBytes && !bytes.ContainsAny(id, " \t\r\n\"")
}

// maxIDBytes is how long the id of a plausible record may be.
const maxIDBytes = 128
