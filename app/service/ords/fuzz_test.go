package ords_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"etabli/app/service/ords"
)

// Whatever the bytes: the reader ends, moves forward with every row, gives only
// text, and agrees with the standard library on files that it finds in order.
func FuzzReader(f *testing.F) {
	f.Add([]byte("id,problem\r\na,\"x\r\ny\"\r\nb,z\r\n"))
	f.Add([]byte("\ufeffid;problem\na;\"x\nb;y\n"))
	f.Add([]byte("id\tproblem\na\tcaf\xe9\x00\n\x81\t\n"))
	f.Add([]byte("id,problem\na,\"\"\"\nb,\"x\"\"\r\r\n,,,\n"))
	f.Add([]byte("problem,id\n\"\n\",\"\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := ords.NewReader(bytes.NewReader(file))
		if err != nil {
			return
		}
		inOrder := true
		var rows []ords.Row
		for before := r.Mark(); ; before = r.Mark() {
			row, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			after := r.Mark()
			if after.Offset <= before.Offset || after.Line <= before.Line || after.Offset > int64(len(file)) {
				t.Fatalf("from %+v to %+v", before, after)
			}
			var bad *ords.RowError
			if errors.As(err, &bad) {
				if bad.Line != lineOf(before, bad) || bad.Lines < 1 {
					t.Fatalf("%+v after %+v", bad, before)
				}
				inOrder = false
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, value := range row.Columns {
				if !utf8.ValidString(value) {
					t.Fatalf("no text: %q", value)
				}
			}
			rows = append(rows, row)
		}
		if inOrder && utf8.Valid(file) && r.Foreign() == 0 {
			compare(t, file, r.Header(), rows)
		}
	})
}

// lineOf allows for empty lines that were passed over before a bad row.
func lineOf(before ords.Mark, bad *ords.RowError) int { return max(before.Line+1, bad.Line) }

// compare reads the file with encoding/csv, which turns line endings inside
// quotes into line feeds and has no lone carriage returns.
func compare(t *testing.T, file []byte, h ords.Header, rows []ords.Row) {
	text := strings.TrimPrefix(string(file), "\ufeff")
	if strings.Contains(strings.ReplaceAll(text, "\r\n", "\n"), "\r") {
		return
	}
	std := csv.NewReader(strings.NewReader(text))
	std.Comma, std.FieldsPerRecord, std.LazyQuotes = rune(h.Delimiter), -1, false
	records, err := std.ReadAll()
	if err != nil {
		return // a bare quote, which we take as it stands
	}
	var ids []string
	place := -1
	for i, name := range records[0] {
		if strings.EqualFold(strings.TrimSpace(name), "id") {
			place = i
		}
	}
	for _, record := range records[1:] {
		if len(record) == 1 && record[0] == "" {
			continue // a quoted empty line
		}
		ids = append(ids, record[place])
	}
	if len(ids) != len(rows) {
		t.Fatalf("%d rows, the standard library reads %d", len(rows), len(ids))
	}
	for i, row := range rows {
		if got := strings.ReplaceAll(row.Columns[ords.ID], "\r\n", "\n"); got != ids[i] {
			t.Fatalf("row %d: id %q, the standard library reads %q", i, got, ids[i])
		}
	}
}
