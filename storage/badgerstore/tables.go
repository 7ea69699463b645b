package badgerstore

import "time"

const (
	tableSuffix = ".sst"
	// After every tablesEvery written bytes it is looked at how much memory the mapped
	// files take. More than is meant for them is let go, and again tablesAgain times, a
	// tablesPause apart: Badger goes on moving them about. Whatever is let go has to be
	// read from the disk again.
	tablesEvery = 4 << 20
	tablesAgain = 4
	tablesPause = 500 * time.Millisecond
)

// tables keeps the memory of mapped tables from growing with what is written.
type tables struct {
	dir     string
	most    int64 // bytes of mapped files that may stay in memory
	written int
	enough  chan struct{}
	quit    chan struct{}
	ended   chan struct{}
}

func newTables(dir string, most int64) *tables {
	t := &tables{dir: dir, most: most, enough: make(chan struct{}, 1), quit: make(chan struct{}), ended: make(chan struct{})}
	go t.keep()
	return t
}

// wrote notes that a commit wrote some bytes.
func (t *tables) wrote(bytes int) {
	if t.written += bytes; t.written < tablesEvery {
		return
	}
	t.written = 0
	select {
	case t.enough <- struct{}{}:
	default:
	}
}

func (t *tables) keep() {
	defer close(t.ended)
	for {
		select {
		case <-t.quit:
			return
		case <-t.enough:
		}
		for range tablesAgain {
			if mappedBytes() > t.most {
				_ = letTablesGo(t.dir) // it is advice
			}
			select {
			case <-t.quit:
				return
			case <-time.After(tablesPause):
			}
		}
	}
}

// close ends the keeping.
func (t *tables) close() {
	close(t.quit)
	<-t.ended
}
