package ords

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
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

// decode reads the text of a field. It is false for bytes that are no text in
// the encoding, and for a NUL.
func decode(raw []byte, western bool) (string, bool) {
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", false
	}
	if !western {
		return string(raw), true
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	return string(text), true
}
