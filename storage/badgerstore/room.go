package badgerstore

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"etabli/storage"
)

const (
	// DefaultReserveBytes is the free space at which writes stop. It covers
	// Badger's log files, which are mapped before they are filled, and a
	// compaction.
	DefaultReserveBytes = 64 << 20
	// DefaultBallastBytes covers what closing still writes.
	DefaultBallastBytes = 32 << 20

	ballastFile = "ballast"
	// roomEvery is the number of bulk writes between two looks at the disk.
	roomEvery = 1000
)

// room watches the free space of the store's disk.
type room struct {
	dir              string
	reserve, ballast uint64
	free             func(dir string) (uint64, error)

	mu   sync.Mutex
	held bool // the ballast file is there
}

func newRoom(o Options) *room {
	r := &room{dir: o.Dir, reserve: measuresOf(o.Dir).reserveBytes, ballast: DefaultBallastBytes, free: o.FreeBytes}
	if o.ReserveBytes > 0 {
		r.reserve = uint64(o.ReserveBytes)
	}
	if o.BallastBytes != 0 {
		r.ballast = uint64(max(o.BallastBytes, 0))
	}
	if r.free == nil {
		r.free = freeBytes
	}
	return r
}

// Room is how the disk of a store stands.
type Room struct {
	Free, Kept uint64 // bytes; writing stops when no more than Kept is left
	Ballast    bool   // what closing down needs on a full disk is there
}

// Room tells how the disk stands.
func (s *Store) Room() (Room, error) {
	s.backend.room.mu.Lock()
	defer s.backend.room.mu.Unlock()
	free, err := s.backend.room.free(s.backend.room.dir)
	return Room{Free: free, Kept: s.backend.room.reserve, Ballast: s.backend.room.held || s.backend.room.ballast == 0}, err
}

func (r *room) path() string { return filepath.Join(r.dir, ballastFile) }

// forOpening makes the ballast where there is room, gives it up where there is
// not, and refuses a disk on which not even opening is safe.
func (r *room) forOpening() error {
	info, err := os.Stat(r.path())
	r.held = err == nil && uint64(info.Size()) >= r.ballast
	free, err := r.free(r.dir)
	switch {
	case err != nil:
		return fmt.Errorf("free space: %w", err)
	case r.held && free >= r.reserve, r.ballast == 0 && free >= r.reserve:
		return nil
	case !r.held && free >= r.reserve+r.ballast:
		return r.fill()
	}
	r.release()
	if free, err = r.free(r.dir); err != nil {
		return fmt.Errorf("free space: %w", err)
	}
	if free < r.ballast {
		return r.full(free)
	}
	return nil
}

// fill makes the ballast file. Its absence is no reason not to open.
func (r *room) fill() error {
	f, err := os.OpenFile(r.path(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = errors.Join(allocate(f, int64(r.ballast)), f.Close())
	r.held = err == nil
	if err != nil {
		r.release()
	}
	return nil
}

// release gives the ballast back to the disk.
func (r *room) release() {
	r.held = os.Remove(r.path()) != nil && r.held
}

// forWriting answers ErrFull when the disk has too little room. The ballast,
// once given up, is not room for writing.
func (r *room) forWriting() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	free, err := r.free(r.dir)
	if err != nil {
		return nil // a system that cannot tell must not stop the shop
	}
	need := r.reserve
	if !r.held {
		need += r.ballast
	}
	if free >= need {
		return nil
	}
	r.release()
	return r.full(free)
}

// forClosing gives up the ballast when what closing writes might not fit.
func (r *room) forClosing() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if free, err := r.free(r.dir); err == nil && free < r.ballast {
		r.release()
	}
}

func (r *room) full(free uint64) error {
	return fmt.Errorf("%w: %d MB free, %d MB are kept for safety",
		storage.ErrFull, free>>20, (r.reserve+r.ballast)>>20)
}

// writeOut fills f with bytes that no file system can store in less room.
func writeOut(f *os.File, size int64) error {
	noise := rand.NewChaCha8([32]byte{})
	_, err := io.CopyN(f, noise, size)
	return errors.Join(err, f.Sync())
}
