package table

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/service/charset"
)

// MaxBytes bounds a table. It is read whole, because its encoding is that of all
// its lines.
const MaxBytes = 64 << 20

// Reader reads rows one at a time. It is not safe for concurrent use.
type Reader struct {
	Encoding string // that the table was read in, by its name in package charset

	table   Table
	csv     *csv.Reader
	header  []string
	columns []*Column
	seen    map[string]seen // by what a row may stand for once
}

// seen is a row that was read: where, and what it said.
type seen struct {
	line int
	sum  [sha256.Size]byte
}

// once refuses a row that stands for what another one stands for, and says otherwise: one
// of the two would be lost without a word.
func (r *Reader) once(row Row, at int, key string, said []byte) error {
	now := seen{row.Line, sha256.Sum256(said)}
	before, known := r.seen[key]
	if known && before.sum != now.sum {
		return fault.New(Twice, r.header[at], "value", strings.TrimSpace(row.cells[at]), "line", strconv.Itoa(before.line))
	}
	if r.seen == nil {
		r.seen = map[string]seen{}
	}
	if !known {
		r.seen[key] = now
	}
	return nil
}

// Row is a line of a table.
type Row struct {
	Line  int
	cells []string
}

// NewReader reads the first line of a table, in the encoding that is named, else in the one
// that its bytes show.
func NewReader(t Table, source io.Reader, encoding string) (*Reader, error) {
	raw, err := io.ReadAll(io.LimitReader(source, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxBytes {
		return nil, fault.New(fault.TooLong, "file", "limit", strconv.Itoa(MaxBytes))
	}
	text, err := charset.Read(raw, encoding)
	if err != nil {
		return nil, err
	}
	r := &Reader{table: t, csv: csv.NewReader(bytes.NewReader(text.Bytes)), Encoding: text.Encoding}
	r.csv.Comma, r.csv.FieldsPerRecord = separator(text.Bytes), -1
	if r.header, err = r.csv.Read(); errors.Is(err, io.EOF) {
		return nil, fault.New(NoRows, "file")
	}
	if err != nil {
		return nil, fault.New(fault.Malformed, "file", "expected", "CSV").Because(err)
	}
	r.columns, err = t.match(r.header)
	return r, err
}

// Next reads a row; io.EOF behind the last one. A fault is about the row alone:
// Next can be called again. Empty rows are passed over.
func (r *Reader) Next() (Row, error) {
	for {
		cells, err := r.csv.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return Row{}, err
		case errors.As(err, &bad):
			return Row{Line: bad.StartLine}, fault.New(fault.Malformed, "", "expected", "CSV").Because(err)
		case err != nil:
			return Row{}, err
		}
		line, _ := r.csv.FieldPos(0)
		switch {
		case strings.TrimSpace(strings.Join(cells, "")) == "":
			continue
		case tooWide(cells, len(r.header)):
			return Row{Line: line}, fault.New(WrongSize, "", "got", strconv.Itoa(len(cells)), "want", strconv.Itoa(len(r.header)))
		}
		return Row{line, cells}, nil
	}
}

// tooWide tells whether cells stand beyond the last column; empty ones are
// forgiven, because spreadsheets add them.
func tooWide(cells []string, want int) bool {
	return len(cells) > want && strings.TrimSpace(strings.Join(cells[want:], "")) != ""
}

// separator is the mark that stands most often in the first line.
func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, mark := range []rune{',', ';', '\t', '|'} {
		if n := bytes.Count(first, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}
