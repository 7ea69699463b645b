package sim_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"etabli/sync/sim"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// run runs a world and tells how to replay it when an invariant does not hold.
func run(t *testing.T, o sim.Options) sim.Result {
	t.Helper()
	r, err := sim.Run(t.Context(), o)
	var failure *sim.Failure
	if errors.As(err, &failure) {
		t.Fatalf("seed %d: %v\n%s", o.Seed, err, strings.Join(failure.Tail, "\n"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Goal: the smallest fleet without faults comes to rest with everything
// everywhere.
func TestAFleetWithoutFaultsConverges(t *testing.T) {
	for seed := range uint64(5) {
		r := run(t, sim.Options{Seed: seed, Steps: 800, Faults: []sim.Fault{}})
		if r.Entries < 10 {
			t.Errorf("seed %d: only %d entries", seed, r.Entries)
		}
	}
}

// Goal: one seed is one run, to the last event.
func TestASeedIsOneRun(t *testing.T) {
	for seed := range uint64(4) {
		o := sim.Options{Seed: 100 + seed, Steps: 1500}
		if a, b := run(t, o), run(t, o); a.Hash != b.Hash {
			t.Errorf("seed %d ran in two ways: %x and %x", o.Seed, a.Hash[:6], b.Hash[:6])
		}
	}
}

// Goal: under all faults the invariants hold. SIM_SEEDS and SIM_STEPS ask for more, and
// scripts/test runs hundreds of fleets beside this.
func TestFleetsSurviveEverything(t *testing.T) {
	seeds, steps := asked(t, "SIM_SEEDS", 10), asked(t, "SIM_STEPS", 5000)
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			run(t, sim.Options{Seed: 1000 + seed, Steps: steps})
		})
	}
}

func asked(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Goal: the same on real files, which a crash leaves as a killed process would.
func TestFleetsSurviveOnRealFiles(t *testing.T) {
	for seed := range uint64(4) {
		r := run(t, sim.Options{Seed: 400 + seed, Steps: 500, Badger: true, Dir: t.TempDir()})
		if r.Steps < 500 {
			t.Errorf("seed %d: only %d steps", seed, r.Steps)
		}
	}
}

// Goal: a failure says how to see it again, and that is true.
func TestAFailureReplays(t *testing.T) {
	o := sim.Options{Seed: 3, Steps: 900, Mutant: sim.DroppedItem, Faults: []sim.Fault{sim.Cut}}
	var first, second *sim.Failure
	_, err := sim.Run(t.Context(), o)
	if !errors.As(err, &first) {
		t.Fatalf("no failure: %v", err)
	}
	if want := "go run ./cmd/simulate -seed 3 -steps 900 -faults cut -mutant dropped-item"; first.Replay() != want {
		t.Errorf("replay %q, want %q", first.Replay(), want)
	}
	_, err = sim.Run(t.Context(), o)
	if !errors.As(err, &second) || second.What != first.What || !slices.Equal(first.Tail, second.Tail) {
		t.Errorf("it failed otherwise: %v", err)
	}
}

func TestFaultsAreNamed(t *testing.T) {
	for text, want := range map[string][]sim.Fault{
		"none":      {},
		"all":       sim.AllFaults(),
		"cut,crash": {sim.Cut, sim.Crash},
		"-cut":      sim.AllFaults()[1:],
		"hqrestore": {sim.HQRestore},
	} {
		got, err := sim.ParseFaults(text)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if _, err := sim.ParseFaults("cut,weather"); !errors.Is(err, sim.ErrUnknownFault) {
		t.Errorf("error %v", err)
	}
}
