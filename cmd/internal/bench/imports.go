package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// imports measures the import that fills the shop.
func (b *bench) imports(ctx context.Context) error {
	run, err := b.importInto(ctx, b.shop, b.sizes.Repairs)
	if err != nil {
		return err
	}
	rate := float64(b.sizes.Repairs) / run.took.Seconds()
	b.report.least(fmt.Sprintf("import of %d rows", b.sizes.Repairs), rate, leastImportRowsPerS, "rows/s",
		fmt.Sprintf("%.1f s, %.1f s of CPU; entries, views and search kept", run.took.Seconds(), run.cpu.Seconds()))
	b.report.most(fmt.Sprintf("peak memory of %d rows", b.sizes.Repairs), run.peakMB, mostPeakMB, "MB", "resident, mapped files included")
	return nil
}

// memory imports a longer file, which must not need more memory.
func (b *bench) memory(ctx context.Context) error {
	dir := filepath.Join(b.work, "long")
	run, err := b.importInto(ctx, dir, b.sizes.Long)
	if err != nil {
		return err
	}
	b.report.most(fmt.Sprintf("peak memory of %d rows", b.sizes.Long), run.peakMB, mostPeakMB, "MB",
		fmt.Sprintf("%.0f rows/s", float64(b.sizes.Long)/run.took.Seconds()))
	return os.RemoveAll(dir)
}

// needShop fills the shop if no part before did.
func (b *bench) needShop(ctx context.Context) error {
	if _, err := os.Stat(b.shop); err == nil {
		return nil
	}
	_, err := b.importInto(ctx, b.shop, b.sizes.Repairs)
	return err
}

// importInto sets a shop up and imports n rows with etablictl.
func (b *bench) importInto(ctx context.Context, dir string, n int) (ended, error) {
	file := filepath.Join(b.work, "rows.csv")
	if err := b.writeRows(file, n); err != nil {
		return ended{}, err
	}
	if _, err := b.program(ctx, "etablictl", "--store", dir, "init", "--site", "LIL"); err != nil {
		return ended{}, err
	}
	run, err := b.program(ctx, "etablictl", "--store", dir, "--json", "import", file)
	if err != nil {
		return run, err
	}
	var answer struct{ Added int }
	if err := json.Unmarshal(run.out, &answer); err != nil {
		return run, err
	}
	if answer.Added != n {
		return run, fmt.Errorf("%d rows of %d were imported", answer.Added, n)
	}
	return run, errors.Join(os.Remove(file))
}
