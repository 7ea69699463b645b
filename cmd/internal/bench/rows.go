package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"etabli/app/service/ords"
	"etabli/assets"
)

// realRows reads the repairs that files are made of.
func (b *bench) realRows() ([]ords.Columns, error) {
	raw := assets.Demo
	if b.data != "" {
		var err error
		if raw, err = os.ReadFile(b.data); err != nil {
			return nil, err
		}
	}
	reader, err := ords.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var rows []ords.Columns
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row.Columns)
	}
}

// writeRows makes a file of n rows: the real ones again and again, each time
// with ids of their own.
func (b *bench) writeRows(path string, n int) error {
	rows, err := b.realRows()
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w, err := ords.NewWriter(f)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	for i := range n {
		row := rows[i%len(rows)]
		if round := i / len(rows); round > 0 {
			row[ords.ID] = fmt.Sprintf("%s_%d", row[ords.ID], round)
		}
		if err := w.Write(row); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(w.Flush(), f.Close())
}
