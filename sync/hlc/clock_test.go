package hlc_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"etabli/sync/hlc"

	"pgregory.net/rapid"
)

// memory keeps a state and can be told to fail.
type memory struct {
	state hlc.State
	saves int
	fail  error
}

func (m *memory) Load() (hlc.State, error) { return m.state, nil }

func (m *memory) Save(s hlc.State) error {
	if m.fail != nil {
		return m.fail
	}
	m.saves++
	m.state = s
	return nil
}

const startMS = 1_780_000_000_000

func open(t testing.TB, wall *int64, m hlc.Persist) *hlc.Clock {
	t.Helper()
	c, err := hlc.New(func() time.Time { return time.UnixMilli(*wall) }, m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Goal: stamps of one clock grow whatever the wall clock does, over crashes
// and clean restarts, and whatever is observed.
func TestStampsAlwaysGrow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		wall := int64(startMS)
		m := &memory{}
		c := open(t, &wall, m)
		last := uint64(0)
		steps := rapid.SliceOfN(rapid.IntRange(0, 6), 1, 60).Draw(rt, "steps")
		for _, step := range steps {
			switch step {
			case 0:
				wall += rapid.Int64Range(0, 60_000).Draw(rt, "forward")
			case 1:
				wall -= rapid.Int64Range(0, 10*365*24*3600*1000).Draw(rt, "back")
			case 2:
				c.Observe(rapid.Uint64().Draw(rt, "foreign"))
			case 3:
				c = open(t, &wall, m) // a crash: nothing was saved on the way out
			case 4:
				if err := c.Close(); err != nil {
					rt.Fatal(err)
				}
				c = open(t, &wall, m)
			case 5:
				c.Compare(wall+rapid.Int64Range(-1e9, 1e9).Draw(rt, "offset"), wall, wall)
			}
			stamp, _ := c.Now()
			if stamp <= last {
				rt.Fatalf("stamp %d after %d", stamp, last)
			}
			last = stamp
		}
	})
}

func TestAForeignStampIsFollowedUpToTwoMinutesAhead(t *testing.T) {
	for name, c := range map[string]struct{ leadMS, wantMS int64 }{
		"a stamp of the past changes nothing":    {-60_000, 0},
		"a stamp a minute ahead is followed":     {60_000, 60_000},
		"a stamp of next year is followed a bit": {365 * 24 * 3600 * 1000, 120_000},
	} {
		t.Run(name, func(t *testing.T) {
			wall := int64(startMS)
			clock := open(t, &wall, &memory{})
			clock.Observe(hlc.Pack(wall+c.leadMS, 7))
			stamp, _ := clock.Now()
			if got := hlc.MS(stamp) - wall; got != c.wantMS {
				t.Errorf("stamp is %d ms ahead, want %d", got, c.wantMS)
			}
		})
	}
}

func TestAStampFollowsWhatItObserved(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		wall := int64(startMS)
		clock := open(t, &wall, &memory{})
		foreign := hlc.Pack(wall+rapid.Int64Range(-1e6, hlc.MaxLead.Milliseconds()-1).Draw(rt, "lead"),
			rapid.Uint16().Draw(rt, "counter"))
		clock.Observe(foreign)
		if stamp, _ := clock.Now(); stamp <= foreign {
			rt.Fatalf("stamp %d does not follow %d", stamp, foreign)
		}
	})
}

func TestStampsAreCorrectedByHQsTime(t *testing.T) {
	wall := int64(startMS)
	m := &memory{}
	clock := open(t, &wall, m)
	if _, state := clock.Now(); !state.NeverSynced || state.WallMS != wall {
		t.Errorf("before the first exchange: %+v", state)
	}
	// HQ is 90 s ahead; the exchange took 200 ms.
	if got := clock.Compare(wall+90_100, wall, wall+200); got != 90_000 {
		t.Fatalf("offset %d ms, want 90000", got)
	}
	wall += 45_200
	clock = open(t, &wall, m) // the offset survives a restart
	stamp, state := clock.Now()
	if hlc.MS(stamp) != wall+90_000 {
		t.Errorf("stamp %d, want corrected time %d", hlc.MS(stamp), wall+90_000)
	}
	if state.NeverSynced || state.OffsetMS != 90_000 || state.OffsetAgeS != 45 || state.WallMS != wall {
		t.Errorf("clock state %+v", state)
	}
	if clock.Compare(0, wall, wall-1) != 90_000 {
		t.Error("an answer before its question changed the offset")
	}
	if clock.NowMS() != wall+90_000 {
		t.Errorf("now is %d", clock.NowMS())
	}
}

func TestTheCounterOverflowsIntoTheMilliseconds(t *testing.T) {
	wall := int64(startMS)
	m := &memory{}
	clock := open(t, &wall, m)
	last := uint64(0)
	for range 70_000 {
		stamp, _ := clock.Now()
		if stamp <= last {
			t.Fatalf("stamp %d after %d", stamp, last)
		}
		last = stamp
	}
	if hlc.MS(last) != wall+1 || m.saves != 1 {
		t.Errorf("after 70,000 stamps of one millisecond: %d ms, %d saves", hlc.MS(last)-wall, m.saves)
	}
}

func TestAFailedSaveIsToldAndStampsGoOn(t *testing.T) {
	wall := int64(startMS)
	m := &memory{fail: errors.New("disk")}
	clock := open(t, &wall, m)
	first, _ := clock.Now()
	wall -= 1000
	second, _ := clock.Now()
	if second <= first || !errors.Is(clock.Err(), m.fail) {
		t.Errorf("stamps %d, %d; error %v", first, second, clock.Err())
	}
}

func TestTheFileKeepsEveryState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clock")
	rapid.Check(t, func(rt *rapid.T) {
		want := hlc.State{
			High: rapid.Uint64().Draw(rt, "high"), Compared: rapid.Bool().Draw(rt, "compared"),
			OffsetMS: rapid.Int64().Draw(rt, "offset"), ComparedMS: rapid.Int64().Draw(rt, "at"),
		}
		if err := hlc.File(path).Save(want); err != nil {
			rt.Fatal(err)
		}
		got, err := hlc.File(path).Load()
		if err != nil || got != want {
			rt.Fatalf("got %+v, %v; want %+v", got, err, want)
		}
	})
}

func TestADamagedFileIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clock")
	if s, err := hlc.File(path).Load(); err != nil || s != (hlc.State{}) {
		t.Fatalf("a missing file: %+v, %v", s, err)
	}
	if err := hlc.File(path).Save(hlc.State{High: 42}); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := append([]byte{}, good...)
		bad[i] ^= 0x10
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := hlc.File(path).Load(); !errors.Is(err, hlc.ErrDamaged) {
			t.Fatalf("byte %d flipped: %v", i, err)
		}
	}
}
