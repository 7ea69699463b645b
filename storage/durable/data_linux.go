package durable

import (
	"errors"
	"os"
	"syscall"
)

// SyncData puts what was written, and the file's length, on disk. It leaves out
// the file's times, which spares the file system a write of its own and the
// store's sync beside it a wait.
func SyncData(f *os.File) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var syncErr error
	err = conn.Control(func(fd uintptr) {
		for {
			if syncErr = syscall.Fdatasync(int(fd)); !errors.Is(syncErr, syscall.EINTR) {
				return
			}
		}
	})
	return errors.Join(err, syncErr)
}
