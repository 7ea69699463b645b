package service

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/service/table"
	"etabli/storage"
	"etabli/storage/journal"
)

// TableImport brings the rows of a table in, each as a command of its own. A row
// that is brought again adds nothing.
type TableImport struct {
	Table string // a name of package table
	Staff journal.EntityID
	Dry   bool // only tell what would be refused
	// Encoding names that of the table; empty leaves it to what its bytes show.
	Encoding string
	Refused  func(line int, column string, f *fault.Error)

	rehearsed map[string]bool // the rows that a rehearsal took already
}

// Brought counts the rows of a table.
type Brought struct {
	Rows     int `json:"rows"`
	Added    int `json:"added"`
	Known    int `json:"known"`
	Rejected int `json:"rejected"`
	// Encoding is that in which the table was read, by its name in package charset.
	Encoding string `json:"encoding"`
}

// ImportTable reads a table to its end. A bad row is told and passed over.
func (a *App) ImportTable(ctx context.Context, im TableImport, source io.Reader) (out Brought, err error) {
	t, ok := table.Named(im.Table)
	if !ok {
		return out, fault.New(fault.UnknownName, "format", "name", im.Table)
	}
	reader, err := table.NewReader(t, source, im.Encoding)
	if err != nil {
		return out, err
	}
	out.Encoding = reader.Encoding
	at, err := read(ctx, a, func(r storage.Reader) (law, error) { return a.lawAt(r, a.place.Site) })
	if err != nil {
		return out, err
	}
	im.rehearsed = map[string]bool{}
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		out.Rows++
		var repeated bool
		if err == nil {
			repeated, err = a.bring(ctx, im, t, reader, row, at.zone)
		}
		switch f := fault.Of(err); {
		case err != nil && fatal(f):
			return out, err
		case err != nil:
			out.Rejected++
			said := *f
			said.Field = reader.Column(f.Field)
			im.Refused(row.Line, said.Field, &said)
		case repeated:
			out.Known++
		default:
			out.Added++
		}
	}
}

// fatal tells a fault that is not about the row.
func fatal(f *fault.Error) bool {
	return f.Code == StoreFull || f.Code == StoreStopped || f.Code == Interrupted || f.Code == fault.Internal
}

func (a *App) bring(ctx context.Context, im TableImport, t table.Table, reader *table.Reader, row table.Row, zone *time.Location) (repeated bool, err error) {
	in, err := reader.Input(row, zone)
	if err != nil {
		return false, err
	}
	var fields map[string]any
	if err := json.Unmarshal(in.JSON, &fields); err != nil {
		return false, err
	}
	fields["command_id"] = journal.CommandIDFrom("table", t.Name, in.Key)
	if !im.Staff.IsZero() {
		fields["staff"] = im.Staff
	}
	raw, err := json.Marshal(fields)
	if err != nil {
		return false, err
	}
	if im.Dry {
		repeated, err := a.Rehearse(ctx, t.Command, raw)
		repeated = repeated || im.rehearsed[in.Key]
		im.rehearsed[in.Key] = err == nil
		return repeated, err
	}
	done, err := a.Do(ctx, t.Command, raw)
	return done.Repeated, err
}
