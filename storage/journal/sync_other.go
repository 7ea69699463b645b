//go:build !linux

package journal

import "os"

// syncData puts what was written on disk.
func syncData(f *os.File) error { return f.Sync() }
