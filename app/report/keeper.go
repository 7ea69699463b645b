package report

import (
	"context"
	"log/slog"
	"time"

	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// Row is one row of a table, by its id; one without columns is gone.
type Row struct {
	Table, ID string
	Columns   []string
	Values    []any
}

// Page is what headquarters recorded after a position.
type Page struct {
	Lineage  string
	Entities []journal.Entity // that the entries are about
	Next     uint64           // the position of the last one
	Head     uint64
}

// Feed is headquarters' log.
type Feed func(ctx context.Context, after uint64, limit int) (Page, error)

// Sheets are where the tables are kept.
type Sheets interface {
	At(ctx context.Context) (lineage string, position uint64, err error)
	// Move writes rows and how far they go, at once; fresh empties the tables before.
	Move(ctx context.Context, lineage string, from, to uint64, fresh bool, rows []Row) error
}

// Keeper keeps the tables.
type Keeper struct {
	Desk   Desk
	Feed   Feed
	Sheets Sheets
	Watch  func(func([]journal.Entity)) (stop func())
	Log    *slog.Logger
}

// The times and sizes of keeping.
const (
	pageSize = 200
	rest     = time.Minute
	calm     = 5 * time.Second // after a fault, or when another server was at it
)

// Run keeps the tables until ctx ends.
func (k *Keeper) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	stop := k.Watch(func([]journal.Entity) {
		select {
		case wake <- struct{}{}:
		default: // it will look anyway
		}
	})
	defer stop()
	for {
		pause := rest
		if err := k.Follow(ctx); err != nil && ctx.Err() == nil {
			k.Log.Warn("the tables for reports wait", "error", err)
			pause = calm
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wake:
		case <-time.After(pause):
		}
	}
}

// Follow writes what the tables lack. Headquarters that was restored, or lost what
// they already tell, begins them anew.
func (k *Keeper) Follow(ctx context.Context) error {
	for {
		lineage, at, err := k.Sheets.At(ctx)
		if err != nil {
			return err
		}
		page, err := k.Feed(ctx, at, pageSize)
		if err != nil {
			return err
		}
		fresh, from := lineage != page.Lineage || at > page.Head, at
		if fresh {
			if page, err = k.Feed(ctx, 0, pageSize); err != nil {
				return err
			}
		}
		if !fresh && page.Next <= at {
			return nil
		}
		rows, err := k.rows(ctx, page.Entities)
		if err != nil {
			return err
		}
		if err := k.Sheets.Move(ctx, page.Lineage, from, page.Next, fresh, rows); err != nil {
			return err
		}
	}
}

// rows are those of all that was changed, each once.
func (k *Keeper) rows(ctx context.Context, changed []journal.Entity) (out []Row, err error) {
	done := map[journal.Entity]bool{}
	for _, e := range changed {
		read, is := readers[uint8(e.Type)]
		if !is || done[e] {
			continue
		}
		done[e] = true
		rows, err := read(ctx, k.Desk, e.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// readers make the rows of one thing.
var readers = map[uint8]func(ctx context.Context, d Desk, id journal.EntityID) ([]Row, error){
	kind.Repair: repairRows, kind.Loan: loanRows, kind.Account: stockRows, kind.Claim: claimRows, kind.Till: paymentRows,
}
