package main

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/cmd/internal/cli"
)

// rejectList writes rows that could not be taken, made only when there is one.
// An import that goes on where it broke off goes on with its list.
type rejectList struct {
	path string
	kept int64 // bytes of the list of a run that broke off
	file *os.File
	csv  *csv.Writer
	err  error
}

func newRejectList(path, imported string, mark importMark) *rejectList {
	if path == "" {
		path = filepath.Base(imported) + ".rejected.csv"
	}
	return &rejectList{path: path, kept: mark.ListBytes}
}

func (l *rejectList) add(line int, column string, f *fault.Error) {
	if l.file == nil && l.err == nil {
		l.err = l.open()
	}
	if l.err != nil {
		return
	}
	said := cli.Spell(f)
	l.err = l.csv.Write([]string{strconv.Itoa(line), strings.TrimPrefix(string(f.Code), "import."), column, said.Message["fr"], said.Message["en"]})
}

// open drops what a run wrote after its last mark: those rows are read again.
func (l *rejectList) open() error {
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	l.file, l.csv = f, csv.NewWriter(f)
	if info, err := f.Stat(); err != nil || info.Size() < l.kept {
		l.kept = 0 // somebody took the list away
	}
	if err := f.Truncate(l.kept); err != nil {
		return err
	}
	if _, err := f.Seek(l.kept, io.SeekStart); err != nil || l.kept > 0 {
		return err
	}
	return l.csv.Write([]string{"line", "reason", "column", "fr", "en"})
}

// flush writes the list out and answers its length in bytes.
func (l *rejectList) flush() (int64, error) {
	if l.file == nil || l.err != nil {
		return l.kept, l.failure(l.err)
	}
	l.csv.Flush()
	if err := l.csv.Error(); err != nil {
		return 0, l.failure(err)
	}
	at, err := l.file.Seek(0, io.SeekCurrent)
	return at, l.failure(err)
}

func (l *rejectList) close() error {
	_, err := l.flush()
	if l.file == nil {
		return err
	}
	return errors.Join(err, l.failure(l.file.Close()))
}

func (l *rejectList) failure(err error) error {
	if err == nil {
		return nil
	}
	return cli.CannotWrite("rejected", l.path, err)
}
