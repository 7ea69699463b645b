package hlc

import (
	"fmt"
	"sync"
	"time"

	"etabli/storage/journal"
)

// MaxLead is how far ahead of the own time a foreign stamp is followed.
const MaxLead = 2 * time.Minute

// reserve is how far ahead of the stamps in use the high-water mark is saved,
// so that a busy clock writes to disk once in ten seconds and not once a
// stamp. After a crash the clock goes on from the saved mark.
const reserve = 10 * time.Second

// State is what a clock keeps over a restart.
type State struct {
	High       uint64 // no stamp at or below it is given out again
	Compared   bool   // whether the clock was ever compared with HQ's
	OffsetMS   int64  // HQ's clock minus the wall clock, when last compared
	ComparedMS int64  // the wall clock when it was compared
}

// Persist keeps a State. Load of a clock that was never saved returns the zero
// State and no error.
type Persist interface {
	Load() (State, error)
	Save(State) error
}

// Clock gives out stamps. Its methods may be called from several goroutines.
type Clock struct {
	wall    func() time.Time
	persist Persist

	mu    sync.Mutex
	state State // State.High is what was saved; high is what was given out
	high  uint64
	err   error
}

// New opens a clock on its saved state.
func New(wall func() time.Time, persist Persist) (*Clock, error) {
	state, err := persist.Load()
	if err != nil {
		return nil, fmt.Errorf("hlc: load: %w", err)
	}
	return &Clock{wall: wall, persist: persist, state: state, high: state.High}, nil
}

// Now gives out a stamp that is greater than every earlier one, and what is
// known of the time.
func (c *Clock) Now() (stamp uint64, state journal.ClockState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	wallMS := c.wall().UnixMilli()
	stamp = max(Pack(c.corrected(wallMS), 0), c.high+1)
	c.raise(stamp)
	return stamp, c.clockState(wallMS)
}

// Observe follows a foreign stamp, at most MaxLead ahead of the own time.
func (c *Clock) Observe(stamp uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	limit := Pack(c.corrected(c.wall().UnixMilli())+MaxLead.Milliseconds(), 0)
	if followed := min(stamp, limit); followed > c.high {
		c.raise(followed)
	}
}

// Compare takes HQ's time as the middle of the exchange that told it: the
// wall clock read sentMS before and receivedMS after. It returns the new
// offset in milliseconds. An answer that came before its question is ignored.
func (c *Clock) Compare(hqMS, sentMS, receivedMS int64) (offsetMS int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if receivedMS < sentMS {
		return c.state.OffsetMS
	}
	c.state.Compared = true
	c.state.OffsetMS = hqMS - (sentMS + (receivedMS-sentMS)/2)
	c.state.ComparedMS = receivedMS
	c.save()
	return c.state.OffsetMS
}

// ComparedMS is the wall clock when it was last compared with HQ's; 0 when it never
// was.
func (c *Clock) ComparedMS() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.state.Compared {
		return 0
	}
	return c.state.ComparedMS
}

// NowMS returns the corrected time in Unix milliseconds, without giving out a
// stamp.
func (c *Clock) NowMS() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.corrected(c.wall().UnixMilli())
}

// Err returns the last failure to save, or nil. Stamps keep growing while the
// process lives; only a restart could then repeat some.
func (c *Clock) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Close saves the exact mark, so that a clean restart does not run ahead.
func (c *Clock) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state.High = c.high
	c.save()
	return c.err
}

func (c *Clock) corrected(wallMS int64) int64 { return wallMS + c.state.OffsetMS }

func (c *Clock) clockState(wallMS int64) journal.ClockState {
	if !c.state.Compared {
		return journal.ClockState{WallMS: wallMS, NeverSynced: true}
	}
	return journal.ClockState{
		WallMS:     wallMS,
		OffsetMS:   c.state.OffsetMS,
		OffsetAgeS: max(0, wallMS-c.state.ComparedMS) / 1000,
	}
}

// raise sets the mark in use and saves a reserve when the saved one is used up.
func (c *Clock) raise(stamp uint64) {
	c.high = stamp
	if c.high < c.state.High {
		return
	}
	c.state.High = max(c.high, Pack(MS(c.high)+reserve.Milliseconds(), 0))
	c.save()
}

func (c *Clock) save() {
	if c.err = c.persist.Save(c.state); c.err != nil {
		c.err = fmt.Errorf("hlc: save: %w", c.err)
	}
}
