package main

import (
	"bufio"
	"errors"
	"io"
	"path/filepath"

	"etabli/cmd/internal/cli"
	"etabli/storage/durable"
)

// toFile writes beside the target and renames, so that what was broken off never
// looks whole and what was there before is not lost.
func toFile(path string, write func(io.Writer) error) error {
	f, err := durable.Create(filepath.Dir(path))
	if err != nil {
		return cli.CannotWrite("out", path, err)
	}
	defer f.Discard()
	w := bufio.NewWriter(f)
	if err := errors.Join(write(w), w.Flush()); err != nil {
		return err
	}
	if err := f.Keep(path); err != nil {
		return cli.CannotWrite("out", path, err)
	}
	return nil
}
