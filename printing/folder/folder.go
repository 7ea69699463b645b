// Package folder is the way out into a folder: for shops that print from there,
// and for those that have no printer yet. A file appears under its name when it
// is whole and on disk, and never twice for one job.
//
// The file is begun, empty, before a job is sent. After a crash its passing name
// says that the document did not arrive, and its absence that it did.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"etabli/printing/spool"
	"etabli/storage/durable"
)

// Way implements spool.Way.
type Way struct{}

var endings = map[string]string{
	"application/pdf": ".pdf", "image/png": ".png", "application/vnd.escpos": ".escpos", "application/vnd.zpl": ".zpl",
}

// Claim begins the file. Its name is what the job is called there.
func (Way) Claim(_ context.Context, t spool.Task) (string, error) {
	dir := t.Printer.Address
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", explain(err)
	}
	f, err := os.OpenFile(begun(t), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", explain(err)
	}
	if err := errors.Join(f.Close(), durable.SyncFolder(dir)); err != nil {
		return "", explain(err)
	}
	return free(dir, fileName(t.Title), endings[t.Type])
}

// free is the first name that no file has: what came out before stays.
func free(dir, name, ending string) (string, error) {
	for n := 1; ; n++ {
		try := name + ending
		if n > 1 {
			try = fmt.Sprintf("%s (%d)%s", name, n, ending)
		}
		_, err := os.Lstat(filepath.Join(dir, try))
		if errors.Is(err, fs.ErrNotExist) {
			return try, nil
		}
		if err != nil {
			return "", explain(err)
		}
	}
}

// begun is the passing name of a job's file.
func begun(t spool.Task) string {
	return filepath.Join(t.Printer.Address, "."+fileName(t.Name)+durable.Suffix)
}

// fileName is a name that every file system takes.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, s)
	return strings.TrimLeft(s, ".")
}

// Send writes the file and gives it its name.
func (w Way) Send(ctx context.Context, t spool.Task) spool.Progress {
	err := write(begun(t), t.Content)
	if err == nil {
		err = os.Rename(begun(t), filepath.Join(t.Printer.Address, t.Remote))
	}
	if err != nil {
		return spool.Progress{Standing: spool.NotArrived, Reason: spool.ReasonOf(explain(err))}
	}
	if err := durable.SyncFolder(t.Printer.Address); err != nil {
		return spool.Progress{Standing: spool.Unknown, Reason: spool.Lost}
	}
	return spool.Progress{Standing: spool.CameOut}
}

func write(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Ask looks for the begun file: while it is there, the document is not.
func (Way) Ask(_ context.Context, t spool.Task) (spool.Progress, error) {
	if _, err := os.Stat(t.Printer.Address); err != nil {
		return spool.Progress{}, explain(err)
	}
	_, err := os.Lstat(begun(t))
	switch {
	case err == nil:
		return spool.Progress{Standing: spool.NotArrived}, nil
	case errors.Is(err, fs.ErrNotExist):
		return spool.Progress{Standing: spool.CameOut}, nil
	}
	return spool.Progress{}, explain(err)
}

// Cancel removes a file that is begun; one that is there stays.
func (w Way) Cancel(ctx context.Context, t spool.Task) (spool.Progress, error) {
	p, err := w.Ask(ctx, t)
	if err == nil && p.Standing == spool.NotArrived {
		err = os.Remove(begun(t))
	}
	return p, err
}

func explain(err error) error {
	reason := spool.Offline
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		reason = spool.Denied
	case errors.Is(err, syscall.ENOSPC):
		reason = spool.FolderFull
	}
	return &spool.Trouble{Reason: reason, Cause: fmt.Errorf("folder: %w", err)}
}
