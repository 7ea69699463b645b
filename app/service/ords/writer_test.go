package ords_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/service/ords"
	"etabli/assets"
)

func write(t testing.TB, rows []ords.Row) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := ords.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Write(row.Columns); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The standard library's reader is the independent judge of what is in a file.
func TestTheSampleComesBackWithEveryColumnEqual(t *testing.T) {
	rows, _ := rowsOf(t, assets.Demo)
	want, err := csv.NewReader(bytes.NewReader(assets.Demo)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(bytes.NewReader(write(t, rows))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 500 || len(got) != len(want) {
		t.Fatalf("%d rows read, %d of %d written", len(rows), len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("row %d: got %q, want %q", i, got[i], want[i])
		}
	}
}

// Any text that is text can be written and read again letter by letter.
func TestWhatIsWrittenIsRead(t *testing.T) {
	value := rapid.StringMatching(`([a-zé€",;\t\r\n' ]|""){0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		var rows []ords.Row
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			var row ords.Row
			for column := range row.Columns {
				row.Columns[column] = value.Draw(t, ords.Names[column])
			}
			row.Columns[ords.ID] = "x" + row.Columns[ords.ID]
			rows = append(rows, row)
		}
		var out bytes.Buffer
		w, err := ords.NewWriter(&out)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if err := w.Write(row.Columns); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		r, err := ords.NewReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range rows {
			got, err := r.Next()
			if err != nil || got.Columns != want.Columns {
				t.Fatalf("row %d: got %q %v, want %q", i, got.Columns, err, want.Columns)
			}
		}
	})
}

type full struct{}

var errFull = errors.New("the disk is full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestAFullDiskIsToldByFlush(t *testing.T) {
	w, err := ords.NewWriter(full{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}
