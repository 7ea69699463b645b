package present

import (
	"time"

	"etabli/app/views"
)

// Row is a line of a list of repairs.
type Row struct {
	ID       ID
	Number   string
	When     string // of the last change
	Product  string
	Customer string
	Chip     Chip
	Waiting  bool // some of it is not at HQ yet
	Review   bool // something has to be verified
	Loading  bool // not read yet
}

// row makes a line; a promise at risk takes the place of the status.
func (e Env) row(r views.RepairRow) Row {
	out := Row{
		ID: r.ID, Number: r.Number, When: e.when(r.TouchedMS),
		Product: r.Product, Customer: r.Customer,
		Chip: statusChip(e.Words, r.Status), Waiting: r.Tentative && !e.Desk.Alone, Review: r.Review > 0,
	}
	if worst := riskOf(r, e.today()); worst.found {
		out.Chip = worst.chip(e)
	}
	if out.Product == "" {
		out.Product = e.Words.T("row.no_product")
	}
	if out.Customer == "" {
		out.Customer = e.Words.T(nobody(r.Erased))
	}
	return out
}

// when writes a moment of today as its time and any other as its day.
func (e Env) when(ms int64) string {
	at, now := time.UnixMilli(ms).In(e.Zone), e.Clock.Now().In(e.Zone)
	if at.Year() == now.Year() && at.YearDay() == now.YearDay() {
		return at.Format("15:04")
	}
	return e.Words.AgoIn(ms, now.UnixMilli(), e.Zone)
}

// nobody is how somebody without a name is called: they were erased, or nobody
// named them.
func nobody(erased bool) string {
	if erased {
		return "row.erased_customer"
	}
	return "row.no_customer"
}
