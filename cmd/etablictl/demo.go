package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"etabli/app/service/ords"
	"etabli/assets"
	"etabli/cmd/internal/device"
)

type demoCmd struct {
	Files int    `default:"60" help:"How many open files to make."`
	Seed  uint64 `default:"1" help:"Another seed makes other people and dates."`
	Year  bool   `help:"Make a year of a business of five shops instead; the store must be new."`
	Size  int    `default:"0" help:"Repairs of the year; 40,000 when 0."`
}

// Run fills the store: the first rows of the sample become files with people,
// all of them are imported as the repairs they were.
func (c *demoCmd) Run(r *run) error {
	rows, err := sampleRows()
	if err != nil {
		return err
	}
	if c.Year {
		return c.year(r, rows)
	}
	return r.with(func(d *device.Device) error {
		made, err := d.App.Demo(r.ctx, rows, c.Files, c.Seed)
		if err != nil {
			return err
		}
		return r.Answer(map[string]int{"files": made}, func(w io.Writer) {
			fmt.Fprintln(w, r.Words.N("ctl.demo", made))
		})
	})
}

func sampleRows() ([]ords.Columns, error) {
	reader, err := ords.NewReader(bytes.NewReader(assets.Demo))
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
			return nil, fmt.Errorf("sample: %w", err)
		}
		rows = append(rows, row.Columns)
	}
}
