// Package durable writes files that are whole on disk or not there at all,
// also after a power cut.
package durable

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Suffix ends the names of files that are being written. What carries it after
// a crash is rubbish.
const Suffix = ".writing"

// WriteFile puts content under path, readable by the user alone. Whoever opens
// path finds the old content or the new one.
func WriteFile(path string, content []byte) error {
	f, err := Create(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := f.Write(content); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return f.Keep(path)
}

// File is being written under a passing name.
type File struct {
	file *os.File
	io.Writer
}

// Create begins a file in dir, readable by the user alone.
func Create(dir string) (*File, error) {
	f, err := os.CreateTemp(dir, "*"+Suffix)
	if err != nil {
		return nil, err
	}
	return &File{f, f}, nil
}

// Keep gives the file its name and returns when file and name are on disk.
func (f *File) Keep(path string) error {
	if err := errors.Join(f.file.Sync(), f.file.Close()); err != nil {
		return fmt.Errorf("keep %s: %w", path, err)
	}
	if err := os.Rename(f.file.Name(), path); err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	f.file = nil
	return SyncFolder(filepath.Dir(path))
}

// Discard removes a file that was not kept; after Keep it does nothing.
func (f *File) Discard() {
	if f.file == nil {
		return
	}
	_ = f.file.Close()           // nobody will read it
	_ = os.Remove(f.file.Name()) // if it stays, its name says what it is
	f.file = nil
}
