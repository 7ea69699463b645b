package coding

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of a table.
const (
	MaxRows  = 800 // of one reading: it must fit one entry
	maxWords = 120 // characters
)

// Row is one code of a table that was read in.
type Row struct {
	Column Column `cbor:"1,keyasint" json:"column"`
	Code   string `cbor:"2,keyasint" json:"code"`
	French string `cbor:"3,keyasint,omitempty" json:"fr,omitempty"`
	Words  string `cbor:"4,keyasint,omitempty" json:"en,omitempty"`
	Own    string `cbor:"5,keyasint,omitempty" json:"own,omitempty"` // our own code that means the same
}

// Table is what was read in, by column and code.
type Table []Row

// TableFacts is a part of a table as an entry keeps it.
type TableFacts struct {
	Name string `cbor:"1,keyasint"`
	Rows []Row  `cbor:"2,keyasint"`
}

func (t Table) has(c Column, code string) bool {
	return slices.ContainsFunc(t, func(r Row) bool { return r.Column == c && r.Code == code })
}

func (t Table) holds(c Column) bool {
	return slices.ContainsFunc(t, func(r Row) bool { return r.Column == c })
}

// ToIRIS is the code of a table that means the same as one of ours; empty when
// the table does not say.
func (t Table) ToIRIS(c Column, code string) string {
	for _, r := range t {
		if r.Column == c && r.Own == code {
			return r.Code
		}
	}
	return ""
}

// heading is the first line of a file; fr, en and own may be left out.
var heading = []string{"column", "code", "fr", "en", "own"}

// separators are what may stand between the columns of a file.
const separators = ",;\t|"

// separatorOf is what the heading is cut by: what occurs most in it.
func separatorOf(s string) rune {
	head, _, _ := strings.Cut(s, "\n")
	best := ','
	for _, c := range separators {
		if strings.Count(head, string(c)) > strings.Count(head, string(best)) {
			best = c
		}
	}
	return best
}

// Read reads a table with a heading, whatever its columns are separated by. A wrong line is
// named by its number, so that it can be found: "line.12". Faults: missing,
// malformed, too_long, bad_text.
func Read(s string) (Table, error) {
	s = strings.TrimPrefix(s, "\ufeff")
	r := csv.NewReader(strings.NewReader(s))
	r.FieldsPerRecord, r.Comma = -1, separatorOf(s)
	head, err := r.Read()
	if err != nil {
		return nil, fault.New(fault.Missing, "line.1").Because(err)
	}
	at := make([]int, len(heading))
	for i, name := range heading {
		if at[i] = slices.Index(head, name); at[i] < 0 && i < 2 {
			return nil, fault.New(fault.Malformed, "line.1", "expected", strings.Join(heading, ","))
		}
	}
	var out Table
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fault.New(fault.Malformed, lineOf(err, len(out)+2), "expected", "CSV").Because(err)
		}
		line, _ := r.FieldPos(0)
		row, err := rowOf(record, at)
		if err == nil && out.has(row.Column, row.Code) {
			err = fault.New(fault.Malformed, "", "expected", "once")
		}
		if err != nil {
			f := *fault.Of(err)
			f.Field = "line." + strconv.Itoa(line)
			return nil, &f
		}
		if out = append(out, row); len(out) > MaxRows {
			return nil, fault.New(fault.TooLong, "line."+strconv.Itoa(line), "limit", strconv.Itoa(MaxRows))
		}
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Missing, "line.2")
	}
	return out, nil
}

func lineOf(err error, otherwise int) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return "line." + strconv.Itoa(parse.Line)
	}
	return "line." + strconv.Itoa(otherwise)
}

func rowOf(record []string, at []int) (Row, error) {
	cell := func(i int) string {
		if at[i] < 0 || at[i] >= len(record) {
			return ""
		}
		return strings.TrimSpace(record[at[i]])
	}
	row := Row{Column: Column(cell(0)), Code: cell(1), French: cell(2), Words: cell(3), Own: cell(4)}
	if err := text.OneOf("", row.Column, Condition, Symptom, Section, Defect, Repair); err != nil {
		return row, err
	}
	if !IRIS(row.Column, row.Code) {
		return row, fault.New(fault.Malformed, "", "expected", "IRIS")
	}
	if row.Own != "" && !slices.Contains(own[row.Column], row.Own) {
		return row, fault.New(UnknownCode, "", "column", string(row.Column), "code", row.Own)
	}
	for _, words := range []string{row.French, row.Words} {
		if err := text.Line("", words, maxWords); err != nil {
			return row, err
		}
	}
	return row, nil
}
