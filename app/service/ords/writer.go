package ords

import (
	"encoding/csv"
	"fmt"
	"io"
)

// Writer writes rows in the standard's own form: UTF-8, commas, all fourteen
// columns in order, lines ended by a line feed.
type Writer struct {
	csv *csv.Writer
}

// NewWriter writes the header. Rows are buffered until Flush.
func NewWriter(w io.Writer) (*Writer, error) {
	out := &Writer{csv: csv.NewWriter(w)}
	if err := out.csv.Write(Names[:]); err != nil {
		return nil, fmt.Errorf("ords: writing the header: %w", err)
	}
	return out, nil
}

// Write adds a row.
func (w *Writer) Write(c Columns) error {
	if err := w.csv.Write(c[:]); err != nil {
		return fmt.Errorf("ords: writing row %s: %w", c[ID], err)
	}
	return nil
}

// Flush hands on what is buffered and reports any error of writing so far.
func (w *Writer) Flush() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return fmt.Errorf("ords: writing: %w", err)
	}
	return nil
}
