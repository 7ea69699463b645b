package ords_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"etabli/app/service/ords"
	"etabli/assets"
)

// A reading that is broken off after any row and taken up at its mark gives the
// rows that one reading gives.
func TestAReadingIsTakenUpWhereItWasLeft(t *testing.T) {
	want, marks := rowsOf(t, assets.Demo)
	for i, m := range marks {
		if i%37 != 0 && i != len(marks)-1 {
			continue
		}
		r, err := ords.Resume(bytes.NewReader(assets.Demo), m)
		if err != nil {
			t.Fatal(err)
		}
		row, err := r.Next()
		switch {
		case i == len(want)-1:
			if !errors.Is(err, io.EOF) {
				t.Fatalf("behind the last row: %v %v", row, err)
			}
		case err != nil || row != want[i+1]:
			t.Fatalf("after row %d: got %v %v, want %v", i, row, err, want[i+1])
		}
	}
	if last := marks[len(marks)-1]; last.Offset != int64(len(assets.Demo)) {
		t.Errorf("the progress ends at %d of %d", last.Offset, len(assets.Demo))
	}
}

func rowsOf(t *testing.T, file []byte) (rows []ords.Row, marks []ords.Mark) {
	t.Helper()
	r, err := ords.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, marks
		}
		if err != nil {
			t.Fatal(err)
		}
		rows, marks = append(rows, row), append(marks, r.Mark())
	}
}

func TestAMarkOfAnotherFileIsRefused(t *testing.T) {
	const file = "id,problem\na,x\nb,y\n"
	for name, m := range map[string]ords.Mark{
		"in the middle of a row": {Offset: 13, Line: 2},
		"inside the header":      {Offset: 3, Line: 1},
		"behind the end":         {Offset: 900, Line: 90},
		"before the start":       {Offset: -4, Line: 1},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ords.Resume(strings.NewReader(file), m); !errors.Is(err, ords.ErrChanged) {
				t.Errorf("got %v", err)
			}
		})
	}
	r, err := ords.Resume(strings.NewReader(file), ords.Mark{})
	if err != nil {
		t.Fatal(err)
	}
	if row, err := r.Next(); err != nil || row.Columns[ords.ID] != "a" {
		t.Errorf("the empty mark is not the start: %v %v", row, err)
	}
}
