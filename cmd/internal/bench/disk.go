package main

import (
	"errors"
	"os"
	"path/filepath"
)

// rawDisk appends to a plain file and waits for the disk: what any durable
// write costs at least.
type rawDisk struct {
	file *os.File
	took spans
}

func (b *bench) openRaw(name string) (*rawDisk, error) {
	f, err := os.OpenFile(filepath.Join(b.work, name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	return &rawDisk{file: f}, err
}

func (d *rawDisk) append(record []byte) error {
	return d.took.timed(func() error {
		if _, err := d.file.Write(record); err != nil {
			return err
		}
		return d.file.Sync()
	})
}

func (d *rawDisk) close() error {
	return errors.Join(d.file.Close(), os.Remove(d.file.Name()))
}
