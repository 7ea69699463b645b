//go:build !linux

package main

import "os"

// peakMB is not known here.
func peakMB(*os.ProcessState) float64 { return 0 }

// onDisk is the size of a file.
func onDisk(info os.FileInfo) int64 { return info.Size() }

// forget does nothing here; a cold opening is then one of a new process only.
func forget(string) error { return nil }
