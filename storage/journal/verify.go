package journal

import (
	"context"
	"fmt"

	"etabli/storage"
)

// MaxFaults bounds the faults one report lists; More counts the others.
const MaxFaults = 1000

// Report is what Verify found.
type Report struct {
	Entries  int     `json:"entries"`
	Entities int     `json:"entities"`
	Chains   int     `json:"chains"`
	Segments int     `json:"segments"`
	Faults   []Fault `json:"faults"`
	More     int     `json:"more"`
	// Notes are findings that need nobody: what a power failure left behind.
	Notes []string `json:"notes"`
}

// Fault is one thing that is not as it must be.
type Fault struct {
	Place string `json:"place"` // which row or file, with the offset in a file
	What  string `json:"what"`
}

func (f Fault) String() string { return f.Place + ": " + f.What }

// Verify proves the journal's rows of a store, and its outbox when outboxDir is
// not empty: every row's sum, every chain's digests and links, the indexes
// against the entries, the outbox against the store. What it finds wrong is in
// the report; its error says that it could not look. No log should be open.
func Verify(ctx context.Context, store storage.Store, outboxDir string, key Key) (Report, error) {
	var report Report
	err := store.View(ctx, func(r storage.Reader) error {
		v := &verifier{ctx: ctx, r: r, report: &report, entries: map[Entity]uint64{}, books: map[EntityID]*Books{}}
		for _, pass := range []func() error{v.rows, v.ledger, v.chains, v.indexes} {
			if err := pass(); err != nil {
				return err
			}
		}
		if outboxDir == "" {
			return nil
		}
		return v.outbox(outboxDir, key)
	})
	if err != nil {
		return report, fmt.Errorf("journal: verify: %w", err)
	}
	return report, nil
}

// verifier walks one snapshot.
type verifier struct {
	ctx     context.Context
	r       storage.Reader
	report  *Report
	entries map[Entity]uint64 // how many entries name each entity
	books   map[EntityID]*Books
}

func (v *verifier) fault(place, what string, args ...any) {
	if len(v.report.Faults) >= MaxFaults {
		v.report.More++
		return
	}
	v.report.Faults = append(v.report.Faults, Fault{place, fmt.Sprintf(what, args...)})
}

func placeOfRow(key []byte) string { return "store row " + rowName(key) }

func placeOfEntry(ref Ref) string {
	return fmt.Sprintf("store row %s (entry %s)", rowName(entryKey(ref)), ref)
}
