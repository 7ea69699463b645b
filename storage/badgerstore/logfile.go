package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"etabli/storage/durable"
	"etabli/storage/engine"
)

const (
	logSuffix = ".mem"
	// entryOverhead is about what Badger's log adds to a key and its value.
	entryOverhead = 24
	// While commits are small, room is made roomBytes at a time, whenever less than
	// roomAhead of it is left.
	roomBytes   = 256 << 10
	roomAhead   = 128 << 10
	smallCommit = 64 << 10
)

// logFile is the file to which Badger appends. Where Badger itself waits for the
// disk, it first makes the disk empty its cache for the file of large values, in
// which there never is one, and then waits for the file system to find room. Here
// a commit waits for the bytes it wrote; room was made for them before.
type logFile struct {
	dir    string
	number int
	file   *os.File
	end    int64 // about how far it is filled
	room   int64 // up to where there is room for it on the disk
	making sync.WaitGroup
}

// openLog finds the file to which Badger appends since it was opened.
func openLog(dir string) (*logFile, error) {
	l := &logFile{dir: dir}
	logs, err := l.all()
	if err != nil {
		return nil, err
	}
	for _, path := range logs {
		var n int
		if _, err := fmt.Sscanf(filepath.Base(path), "%d"+logSuffix, &n); err == nil {
			l.number = max(l.number, n)
		}
	}
	return l, l.take(l.number)
}

func (l *logFile) all() ([]string, error) { return filepath.Glob(filepath.Join(l.dir, "*"+logSuffix)) }

func (l *logFile) path(number int) string {
	return filepath.Join(l.dir, fmt.Sprintf("%05d%s", number, logSuffix))
}

// take goes on with a file that Badger has just begun.
func (l *logFile) take(number int) error {
	file, err := os.OpenFile(l.path(number), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	l.close()
	l.number, l.file, l.end, l.room = number, file, 0, 0
	return durable.SyncFolder(l.dir)
}

// follow goes on with the next file when Badger has. A commit is never divided
// between two.
func (l *logFile) follow() error {
	for {
		err := l.take(l.number + 1)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// sync returns when the last commit is on disk.
func (l *logFile) sync(writes *engine.Writes) error {
	if err := l.follow(); err != nil {
		return fmt.Errorf("follow the log: %w", err)
	}
	if err := durable.SyncData(l.file); err != nil {
		return fmt.Errorf("write the log: %w", err)
	}
	l.end += int64(writes.Bytes() + entryOverhead*(writes.Len()+1))
	if l.end+roomAhead > l.room && writes.Bytes() < smallCommit {
		l.makeRoom()
	}
	return nil
}

func (l *logFile) makeRoom() {
	number, from := l.number, max(l.room, l.end&^(pageBytes-1))
	l.room = from + roomBytes
	l.making.Go(func() { _ = makeRoom(l.path(number), from, roomBytes) }) // it saves time and nothing else
}

// syncAll returns when everything is on disk that was written before, whatever
// files it went to. One that is gone by now has become a table, which is.
func (l *logFile) syncAll() error {
	logs, err := l.all()
	if err != nil {
		return err
	}
	for _, path := range logs {
		if err := syncOne(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write the log: %w", err)
		}
	}
	return l.follow()
}

func syncOne(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(durable.SyncData(f), f.Close())
}

func (l *logFile) close() {
	l.making.Wait()
	if l.file != nil {
		_ = l.file.Close() // what was written through it is on disk
	}
}
