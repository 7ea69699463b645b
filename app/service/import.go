package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/service/ords"
	"etabli/storage"
	"etabli/storage/journal"
)

// IDTaken is the fault of a row of an import.
const IDTaken fault.Code = "id_taken" // the id was imported before with other content

// importBatch is how many rows share one transaction and one pair of fsyncs.
const importBatch = 256

// BulkJournal is a journal that writes many commands in one transaction, each
// with its own id and outcome.
type BulkJournal interface {
	CommitMany(ctx context.Context, commands []journal.Command) ([]journal.Outcome, error)
}

// ImportedRow is one good row of a file: its place in the file, the id it has
// at its source and its columns.
type ImportedRow struct {
	Line    int
	ID      string
	Columns [14]string
	Meaning ords.Meaning
}

// Importer writes rows of one source in batches. It is not safe for concurrent use.
type Importer struct {
	app    *App
	bulk   BulkJournal
	source string
	staff  journal.EntityID
	rows   []ImportedRow
	Dry    bool // nothing is written: Added counts what would be
	// Added and Known count the rows that were new and those that an earlier
	// run had brought.
	Added, Known int
	// Refused is told of a row that could not be taken, with its fault.
	Refused func(row ImportedRow, err error)
}

// NewImporter begins an import from a source such as "ords". A row's id makes
// it idempotent: a second run adds nothing.
func (a *App) NewImporter(source string, staff journal.EntityID, refused func(ImportedRow, error)) (*Importer, error) {
	bulk, ok := a.journal.(BulkJournal)
	if !ok {
		return nil, fault.New(fault.Internal, "")
	}
	return &Importer{app: a, bulk: bulk, source: source, staff: staff, Refused: refused}, nil
}

// Add takes one row; it is on disk when a later Add or Flush has returned.
func (im *Importer) Add(ctx context.Context, row ImportedRow) error {
	im.rows = append(im.rows, row)
	if len(im.rows) < importBatch {
		return nil
	}
	return im.Flush(ctx)
}

// Flush writes what Add has gathered.
func (im *Importer) Flush(ctx context.Context) error {
	if len(im.rows) == 0 {
		return nil
	}
	commands := make([]journal.Command, len(im.rows))
	for i, row := range im.rows {
		commands[i] = im.command(row)
	}
	results, err := im.commit(ctx, commands)
	if err != nil {
		return Explain(err)
	}
	for i, res := range results {
		switch {
		case res.Err != nil:
			im.Refused(im.rows[i], Explain(res.Err))
		case res.Receipt.Repeated:
			im.checkKnown(ctx, im.rows[i], commands[i].ID)
		default:
			im.Added++
		}
	}
	im.rows = im.rows[:0]
	return nil
}

// commit writes commands, or, dry, only makes what they would write.
func (im *Importer) commit(ctx context.Context, commands []journal.Command) ([]journal.Outcome, error) {
	if !im.Dry {
		return im.bulk.CommitMany(ctx, commands)
	}
	return read(ctx, im.app, func(r storage.Reader) ([]journal.Outcome, error) {
		out := make([]journal.Outcome, len(commands))
		for i, c := range commands {
			_, done, err := journal.OfCommand(r, c.ID)
			if err != nil {
				return nil, err
			}
			if out[i].Receipt.Repeated = done; !done {
				_, out[i].Err = c.Plan(r)
			}
		}
		return out, nil
	})
}

func (im *Importer) command(row ImportedRow) journal.Command {
	id := journal.CommandIDFrom("import", im.source, row.ID)
	call := Call{ID: id, Staff: im.staff}
	return journal.Command{ID: id, Plan: func(r storage.Reader) (*journal.Draft, error) {
		facts := im.facts(row)
		if err := repair.CheckImported(facts); err != nil {
			return nil, err
		}
		number, err := im.app.nextNumber(r)
		if err != nil {
			return nil, err
		}
		facts.Number = number
		return newDraft(call, kind.RepairImported, entity(kind.Repair, journal.NewEntityID(id, 0))).with(facts)
	}}
}

// facts keeps the row as it is, and beside it what it means, so that a later
// reading of the columns never changes what was recorded.
func (im *Importer) facts(row ImportedRow) repair.ImportedFacts {
	m := row.Meaning
	return repair.ImportedFacts{
		Site: im.app.place.Site, Columns: row.Columns, Source: im.source,
		Label: m.Label, Brand: m.Brand, Category: m.Category,
		Status: m.Status, Outcome: m.Outcome, Barrier: string(m.Barrier), DoneOn: m.On,
	}
}

// checkKnown tells a row that was imported before from one that only has its id.
func (im *Importer) checkKnown(ctx context.Context, row ImportedRow, id journal.CommandID) {
	file, err := im.app.Repair(ctx, journal.NewEntityID(id, 0))
	if err == nil && (file.Imported == nil || file.Imported.Columns != row.Columns) {
		err = fault.New(IDTaken, "id", "id", row.ID)
	}
	if err != nil {
		im.Refused(row, err)
		return
	}
	im.Known++
}
