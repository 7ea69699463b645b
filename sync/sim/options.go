package sim

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Fault is a kind of thing that goes wrong in a run.
type Fault string

// The faults.
const (
	Cut       Fault = "cut"       // a connection breaks, in the middle of what is under way
	HalfOpen  Fault = "halfopen"  // one or both directions go silent and nobody is told
	Stall     Fault = "stall"     // a direction stands still and goes on later
	Partition Fault = "partition" // a device, or HQ, cannot be reached for seconds to days
	Storm     Fault = "storm"     // all connections break and all devices come back at once
	Crash     Fault = "crash"     // a device loses power between two steps or inside a write
	HQCrash   Fault = "hqcrash"   // so does HQ
	DiskError Fault = "diskerror" // a read or a write fails, or its answer is lost
	DiskFull  Fault = "diskfull"  // a device's disk is full for a while
	SlowDisk  Fault = "slowdisk"  // answers of a disk take seconds
	Clock     Fault = "clock"     // a device's clock jumps by minutes to years
	HQClock   Fault = "hqclock"   // HQ's clock does
	Restore   Fault = "restore"   // a device goes back to an older image of its disk
	Clone     Fault = "clone"     // a copy of a device's disk runs beside it
	Flip      Fault = "flip"      // a bit of an outbox segment turns over while the device is off
	Rot       Fault = "rot"       // a bit of a journal row does; the store is then begun anew
	Skew      Fault = "skew"      // newer programs write kinds that nobody here knows
	HQRestore Fault = "hqrestore" // HQ is restored from a backup, and recovers until a person ends that
	Meet      Fault = "meet"      // two devices of a site exchange without HQ, mostly cut off from it
	Join      Fault = "join"      // a new device joins, and begins with nothing
	Relocate  Fault = "relocate"  // HQ sends a device to another site
	HQCut     Fault = "hqcut"     // HQ loses the end of its log and nobody is told
)

// AllFaults are the faults of which every one must leave the invariants whole.
func AllFaults() []Fault {
	return []Fault{
		Cut, HalfOpen, Stall, Partition, Storm, Crash, HQCrash, DiskError, DiskFull, SlowDisk,
		Clock, HQClock, Restore, Clone, Flip, Rot, Skew, HQRestore, HQCut, Meet, Join, Relocate,
	}
}

// ErrUnknownFault says that a list of faults names one that there is not.
var ErrUnknownFault = errors.New("sim: no such fault")

// ParseFaults reads a list such as "cut,crash"; "all" and "none" stand for
// themselves, and a name after a minus is left out of all.
func ParseFaults(text string) ([]Fault, error) {
	switch text {
	case "", "all":
		return AllFaults(), nil
	case "none":
		return []Fault{}, nil
	}
	var list []Fault
	known := AllFaults()
	for name := range strings.SplitSeq(text, ",") {
		bare, without := strings.CutPrefix(strings.TrimSpace(name), "-")
		if !slices.Contains(known, Fault(bare)) {
			return nil, fmt.Errorf("%w: %q", ErrUnknownFault, bare)
		}
		if !without {
			list = append(list, Fault(bare))
			continue
		}
		if list == nil {
			list = AllFaults()
		}
		list = slices.DeleteFunc(list, func(f Fault) bool { return f == Fault(bare) })
	}
	return list, nil
}

// DefaultSteps is how many events a run has before it heals.
const DefaultSteps = 1500

// Options say what to run. The same options give the same run.
type Options struct {
	Seed   uint64
	Steps  int     // events before the healing; 0 for DefaultSteps
	Faults []Fault // nil for AllFaults
	Mutant Mutant  // a bug that is planted; none when empty
	Badger bool    // stores are real files, which is far slower
	// Trace is told every event, when it is set.
	Trace io.Writer
	// Dir is where the outboxes of the run lie while it runs. It is made and
	// removed; empty for a folder in memory, or the system's for such things.
	Dir string
}

func (o Options) has(f Fault) bool {
	return o.Faults == nil || slices.Contains(o.Faults, f)
}

// Result is what a run was.
type Result struct {
	Hash      [32]byte // of everything that happened
	Steps     int      // events, those of the healing included
	VirtualMS int64    // how long it took in the simulated world
	Devices   int
	Acts      int            // commands that were acknowledged
	Entries   int            // in HQ's log at the end
	Items     int            // of "À vérifier" at HQ at the end
	Faults    map[string]int // how often each thing happened
}

// Failure is an invariant that did not hold.
type Failure struct {
	Seed      uint64
	Steps     int
	Faults    []Fault // nil for all
	Mutant    Mutant
	Badger    bool
	Invariant string
	What      string
	Tail      []string // the last lines of the trace
}

// Replay is the command that runs the failing seed again.
func (f *Failure) Replay() string {
	line := fmt.Sprintf("go run ./cmd/simulate -seed %d -steps %d", f.Seed, f.Steps)
	if f.Faults != nil {
		names := make([]string, len(f.Faults))
		for i, name := range f.Faults {
			names[i] = string(name)
		}
		if len(names) == 0 {
			names = []string{"none"}
		}
		line += " -faults " + strings.Join(names, ",")
	}
	if f.Badger {
		line += " -badger"
	}
	if f.Mutant != "" {
		line += " -mutant " + string(f.Mutant)
	}
	return line
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s: %s\nreplay: %s", f.Invariant, f.What, f.Replay())
}
