package main

import (
	"context"

	"etabli/app/domain/kind"
	"etabli/app/report"
	"etabli/storage/journal"
	"etabli/storage/pgstore"
)

// reports keeps the tables for questions in SQL; nil where HQ has no database that
// could be asked.
func (h *hq) reports() *report.Keeper {
	store, is := h.store.(*pgstore.Store)
	if !is {
		return nil
	}
	return &report.Keeper{Desk: h.app, Feed: h.reported, Sheets: sheets{store.Reports()}, Watch: h.hub.Watch, Log: h.log}
}

// reported is HQ's log as the tables follow it.
func (h *hq) reported(ctx context.Context, after uint64, limit int) (report.Page, error) {
	list, head, err := h.hub.Changes(ctx, after, limit)
	page := report.Page{Lineage: head.Lineage.String(), Next: min(after, head.Position), Head: head.Position}
	for _, c := range list {
		page.Next = c.Position
		page.Entities = append(page.Entities, c.Entities...)
		for _, account := range c.Moved {
			page.Entities = append(page.Entities, journal.Entity{Type: journal.EntityType(kind.Account), ID: account})
		}
	}
	return page, err
}

// sheets are the tables of the database.
type sheets struct{ *pgstore.Reports }

// Move implements report.Sheets.
func (s sheets) Move(ctx context.Context, lineage string, from, to uint64, fresh bool, rows []report.Row) error {
	out := make([]pgstore.ReportRow, len(rows))
	for i, row := range rows {
		out[i] = pgstore.ReportRow(row)
	}
	return s.Reports.Move(ctx, lineage, from, to, fresh, out)
}
