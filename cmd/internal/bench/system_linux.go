package main

import (
	"os"
	"path/filepath"
	"syscall"
)

// peakMB is the most memory that an ended process had resident at once, files
// that it had mapped included.
func peakMB(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}

// onDisk is how much of the disk a file takes, holes left out.
func onDisk(info os.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Blocks * 512
	}
	return info.Size()
}

// forget asks the system to drop its copies of the files of a folder, so that
// the next reading comes from the disk.
func forget(dir string) error {
	const dontNeed = 4 // POSIX_FADV_DONTNEED
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0)
		if errno != 0 {
			return errno
		}
		return nil
	})
}
