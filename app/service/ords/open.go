package ords

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"etabli/app/service/charset"
)

// delimiters are those that are tried, the usual one first.
var delimiters = []byte{',', ';', '\t'}

// open reads the byte order mark, the delimiter and the header.
func (r *Reader) open() error {
	if err := r.skipMark(); err != nil {
		return err
	}
	for {
		n := r.window.lineEnd(0)
		if n == 0 {
			break
		}
		r.window.drop(n)
		r.line++
	}
	delimiter, names, ok := r.sniff()
	if err := r.window.failure(); err != nil {
		return fmt.Errorf("ords: reading the header: %w", err)
	}
	if _, more := r.window.at(0); !more {
		return ErrEmpty
	}
	if !ok {
		return ErrHeader
	}
	header, err := readHeader(names, delimiter)
	if err != nil {
		return err
	}
	r.header = header
	r.window.parse(&r.record, delimiter)
	r.done()
	return nil
}

// skipMark passes over a UTF-8 byte order mark and refuses one of UTF-16.
func (r *Reader) skipMark() error {
	r.window.at(2)
	switch {
	case bytes.HasPrefix(r.window.held, []byte("\xef\xbb\xbf")):
		r.window.drop(3)
	case bytes.HasPrefix(r.window.held, []byte("\xff\xfe")), bytes.HasPrefix(r.window.held, []byte("\xfe\xff")):
		return ErrEncoding
	}
	return nil
}

// sniff reads the header with each delimiter and takes the one that finds the
// most standard columns.
func (r *Reader) sniff() (delimiter byte, names []string, ok bool) {
	best := 0
	for _, d := range delimiters {
		if !r.window.parse(&r.record, d) || r.record.fault != "" {
			continue
		}
		var read []string
		known := 0
		for _, f := range r.record.fields {
			name := string(r.window.text(f))
			read = append(read, name)
			if columnOf(name) >= 0 {
				known++
			}
		}
		if known > best {
			best, delimiter, names = known, d, read
		}
	}
	return delimiter, names, best > 0
}

// usualLegacy is the encoding of rows that are no UTF-8 where nobody looked at them.
const usualLegacy = "windows-1252"

// asUTF8 is the text of a field in UTF-8; false where it holds a NUL.
func asUTF8(raw []byte) (string, bool) { return string(raw), bytes.IndexByte(raw, 0) < 0 }

// decode is the text of a field in the encoding of rows that are no UTF-8. It is false for
// bytes that are no text in it.
func (r *Reader) decode(raw []byte) (string, bool) {
	text, err := charset.Read(raw, r.legacy)
	if err != nil || bytes.ContainsRune(text.Bytes, utf8.RuneError) {
		return "", false
	}
	return string(text.Bytes), true
}
