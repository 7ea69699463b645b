package ords

import "bytes"

// The limits of a record. A row beyond them is reported and passed over.
const (
	MaxFieldBytes  = 256 << 10
	MaxRecordBytes = 1 << 20
	maxFields      = 256
)

// span is where a field stands in the window, without its outer quotes.
type span struct {
	from, to int
	doubled  bool // holds "" for a quotation mark
}

// record is one record in the window. With a fault set it is only what was
// seen until the fault.
type record struct {
	fields []span
	size   int    // bytes, with the line ending
	lines  int    // lines
	fault  Reason // empty when the record is whole
	field  int    // field the fault is in
}

// blank tells whether the record is an empty line.
func (r *record) blank() bool {
	return r.fault == "" && len(r.fields) == 1 && r.fields[0].from == r.fields[0].to && !r.fields[0].doubled
}

// parse reads the record at the front of the window into r and lets go of
// nothing. It is false when the file is at its end.
func (w *window) parse(r *record, delimiter byte) bool {
	*r = record{fields: r.fields[:0], lines: 1}
	if _, ok := w.at(0); !ok {
		return false
	}
	for i := 0; ; i++ {
		f, next := w.parseField(i, delimiter, r)
		if r.fault == "" && (next > MaxRecordBytes || len(r.fields) == maxFields) {
			r.fault = TooLong
		}
		if r.fault != "" {
			r.field = len(r.fields)
			return true
		}
		r.fields = append(r.fields, f)
		if c, ok := w.at(next); !ok || c != delimiter {
			r.size = next + w.lineEnd(next)
			return true
		}
		i = next
	}
}

// parseField reads the field that begins at i. The place it returns is that of
// the delimiter, the line ending or the end of the file behind the field.
func (w *window) parseField(i int, delimiter byte, r *record) (span, int) {
	if c, ok := w.at(i); ok && c == '"' {
		return w.parseQuoted(i+1, delimiter, r)
	}
	for from := i; ; i++ {
		if i-from > MaxFieldBytes {
			r.fault = TooLong
			return span{}, i
		}
		c, ok := w.at(i)
		if !ok || c == delimiter || c == '\n' || c == '\r' {
			return span{from: from, to: i}, i
		}
	}
}

// parseQuoted reads a quoted field whose text begins at i.
func (w *window) parseQuoted(i int, delimiter byte, r *record) (span, int) {
	f := span{from: i}
	for ; ; i++ {
		c, ok := w.at(i)
		switch {
		case !ok:
			r.fault = BadQuote
			return f, i
		case i-f.from > MaxFieldBytes:
			r.fault = TooLong
			return f, i
		case c == '\n':
			r.lines++
		case c == '\r' && w.lineEnd(i) == 1:
			r.lines++
		case c == '"':
			next, more := w.at(i + 1)
			if more && next == '"' {
				f.doubled = true
				i++
				continue
			}
			f.to = i
			if more && next != delimiter && next != '\n' && next != '\r' {
				r.fault = BadQuote
			}
			return f, i + 1
		}
	}
}

// text is the value of a field as bytes of the window.
func (w *window) text(f span) []byte {
	raw := w.held[f.from:f.to]
	if f.doubled {
		raw = bytes.ReplaceAll(raw, []byte(`""`), []byte(`"`))
	}
	return raw
}
