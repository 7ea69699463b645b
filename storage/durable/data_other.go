//go:build !linux

package durable

import "os"

// SyncData puts what was written on disk.
func SyncData(f *os.File) error { return f.Sync() }
