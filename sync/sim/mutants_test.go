package sim_test

import (
	"errors"
	"testing"

	"etabli/sync/sim"
)

// enough seeds find every planted bug; most need one, some one in ten of them.
const enough = 60

// Goal: the checker sees what it is there to see. Each bug is planted at a port
// and must be found within a few seeds.
func TestPlantedBugsAreFound(t *testing.T) {
	if len(sim.Mutants()) < 10 {
		t.Fatalf("only %d bugs are planted", len(sim.Mutants()))
	}
	for _, m := range sim.Mutants() {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(enough) {
				_, err := sim.Run(t.Context(), sim.Options{Seed: seed, Mutant: m})
				var failure *sim.Failure
				if errors.As(err, &failure) {
					t.Logf("seed %d: %s: %s", seed, failure.Invariant, failure.What)
					return
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			t.Errorf("%d seeds did not find it", enough)
		})
	}
}
