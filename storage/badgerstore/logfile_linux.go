package badgerstore

import (
	"errors"
	"os"
	"syscall"
)

// syncsItself says that what a program wrote through a memory map is on disk once
// the file is, by whatever handle that was asked.
const syncsItself = true

const pageBytes = 4 << 10

// makeRoom makes the file system find room for a part of a file and put on disk
// what is there, zeros mostly. Nothing is written: the system is asked to make
// pages as if something were, so it is no matter what others write there or
// whether the file still has that part.
func makeRoom(path string, from, bytes int64) error {
	const populateWrite = 23 // MADV_POPULATE_WRITE
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	part, err := syscall.Mmap(int(f.Fd()), from, int(bytes), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	err = errors.Join(
		syscall.Madvise(part, syscall.MADV_RANDOM), // page by page: a large one would be written whole each time
		syscall.Madvise(part, populateWrite),       // an older system knows no such advice
		f.Sync())
	return errors.Join(err, syscall.Munmap(part), f.Close())
}
