package cli

import (
	"errors"
	"io/fs"
	"os"

	"etabli/app/domain/fault"
)

// The faults of files that the command line names; args: name.
const (
	FileMissing    fault.Code = "file_missing"
	FileUnreadable fault.Code = "file_unreadable"
	FileUnwritable fault.Code = "file_unwritable"
)

// OpenFile opens a file to read; a folder is none.
func OpenFile(field, path string) (*os.File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(FileMissing, field, "name", path).Because(err)
	}
	if err != nil {
		return nil, fault.New(FileUnreadable, field, "name", path).Because(err)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("a folder")
	}
	if err != nil {
		return nil, fault.New(FileUnreadable, field, "name", path).Because(errors.Join(err, f.Close()))
	}
	return f, nil
}

// CannotWrite says that a file could not be written.
func CannotWrite(field, path string, err error) error {
	return fault.New(FileUnwritable, field, "name", path).Because(err)
}
