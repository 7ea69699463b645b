package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"etabli/app/domain/fault"
)

// MaxBytes bounds a table. It is read whole, because its encoding is that of all
// its lines.
const MaxBytes = 64 << 20

// Reader reads rows one at a time. It is not safe for concurrent use.
type Reader struct {
	table   Table
	csv     *csv.Reader
	header  []string
	columns []*Column
}

// Row is a line of a table.
type Row struct {
	Line  int
	cells []string
}

// NewReader reads the first line of a table.
func NewReader(t Table, source io.Reader) (*Reader, error) {
	raw, err := io.ReadAll(io.LimitReader(source, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxBytes {
		return nil, fault.New(fault.TooLong, "file", "limit", strconv.Itoa(MaxBytes))
	}
	text, err := decoded(raw)
	if err != nil {
		return nil, fault.New(fault.BadText, "file").Because(err)
	}
	r := &Reader{table: t, csv: csv.NewReader(bytes.NewReader(text))}
	r.csv.Comma, r.csv.FieldsPerRecord = separator(text), -1
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

// decoded is a table as UTF-8: of UTF-16 with its mark, as spreadsheets write
// "Unicode text", of Windows-1252, or as it is.
func decoded(raw []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	case bytes.IndexByte(raw, 0) >= 0:
		return nil, errors.New("table: it holds a zero byte")
	case utf8.Valid(raw):
		return bytes.TrimPrefix(raw, []byte("\uFEFF")), nil
	}
	return charmap.Windows1252.NewDecoder().Bytes(raw)
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
