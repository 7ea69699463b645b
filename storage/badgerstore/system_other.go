//go:build !linux

package badgerstore

import "os"

// networkKind knows file systems on Linux only; elsewhere the path tells.
func networkKind(string) string { return "" }

func allocate(f *os.File, size int64) error { return writeOut(f, size) }
