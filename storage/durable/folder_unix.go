//go:build unix

package durable

import (
	"errors"
	"fmt"
	"os"
)

// SyncFolder returns when the names in dir are on disk.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}
