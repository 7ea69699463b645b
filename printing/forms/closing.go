package forms

import (
	"etabli/app/domain/vat"
	"etabli/app/lang"
	"etabli/printing/document"
)

// Tender is what came in by one means.
type Tender struct {
	Means string `json:"means" form:"cash,card,cheque,transfer,voucher,preauth,account,other"`
	Count int    `json:"count,omitempty"`
	Cents int64  `json:"cents"`
}

// Tally is how often something happened.
type Tally struct {
	Text  string `json:"text" form:"need"`
	Count int    `json:"count"`
}

// Closing is a sealed period of one till, the Z.
type Closing struct {
	Sheet                     // Number: of the closing in its series
	Till           string     `json:"till" form:"need"`
	Period         string     `json:"period" form:"day,month,year"`
	FromMS         int64      `json:"from_ms"`
	ToMS           int64      `json:"to_ms"`
	First          string     `json:"first,omitempty"` // number of the first record
	Last           string     `json:"last,omitempty"`
	Count          int        `json:"count"`
	Currency       string     `json:"currency"`
	Rates          []vat.Rate `json:"rates,omitempty"`
	Tenders        []Tender   `json:"tenders,omitempty"`
	Tallies        []Tally    `json:"tallies,omitempty"` // duplicates, credit notes, drawer openings
	FloatCents     int64      `json:"float_cents,omitempty"`
	ExpectedCents  int64      `json:"expected_cents,omitempty"` // in the drawer
	CountedCents   *int64     `json:"counted_cents,omitempty"`  // nothing: not counted
	Drawer         string     `json:"drawer,omitempty"`         // name of one that several tills share: expected and counted are of all of it
	OwnCents       int64      `json:"own_cents,omitempty"`      // of a shared drawer: the cash of this till in the period
	CountedBy      string     `json:"counted_by,omitempty"`     // the till that counted a shared drawer
	PeriodCents    int64      `json:"period_cents"`             // grand total of the period, with tax
	PerpetualCents int64      `json:"perpetual_cents"`
	AbsoluteCents  int64      `json:"perpetual_absolute_cents,omitempty"` // of amounts without their sign
	Pending        string     `json:"pending,omitempty"`                  // payments that a bank has not answered for
	Software       string     `json:"software,omitempty"`
	Seal           string     `json:"seal,omitempty"`
}

// check compares the sums that a closing states with its parts: a sealed paper
// must not contradict itself. The fault names the field.
func (in Closing) check() error {
	sum := int64(0)
	for _, r := range in.Rates {
		if r.NetCents+r.TaxCents != r.GrossCents {
			return wrongSum("rates")
		}
		sum += r.GrossCents
	}
	if len(in.Rates) > 0 && sum != in.PeriodCents {
		return wrongSum("period_cents")
	}
	return nil
}

// ClosingSheet writes the Z.
func ClosingSheet(in Closing, c *lang.Catalogue, paper document.Paper) document.Document {
	w := writer{c, paper, in.Sheet}
	body := w.opening(w.chosen(periods, in.Period), "")
	body = append(body, w.beside(
		pairs(
			row(w.T("paper.till"), strong(in.Till)),
			row(w.T("paper.closing.from"), document.Plain(w.momentOr(in.FromMS))),
			row(w.T("paper.closing.to"), document.Plain(w.momentOr(in.ToMS))),
		),
		pairs(
			row(w.T("paper.closing.first"), document.MonoRun(in.First)),
			row(w.T("paper.closing.last"), document.MonoRun(in.Last)),
			row(w.T("paper.closing.count"), document.Plain(w.Number(in.Count))),
		)))
	body = append(body, w.section(w.T("paper.closing.rates"), w.rateTable(in.Rates, in.Currency))...)
	body = append(body, w.section(w.T("paper.closing.tenders"), w.tenders(in.Tenders, in.Currency))...)
	if d := w.drawer(in); len(d) > 0 {
		title := w.T("paper.closing.drawer")
		if in.Drawer != "" {
			title = w.T("paper.closing.drawer.shared", "name", in.Drawer)
		}
		body = append(body, document.Heading{Text: title}, w.sumTable(in.Currency, d))
		body = append(body, w.section("", pairs(row(w.T("paper.closing.counted.by"), document.Plain(in.CountedBy))))...)
	}
	totals := []sumRow{{w.T("paper.closing.period"), in.PeriodCents, true}, {w.T("paper.closing.perpetual"), in.PerpetualCents, true}}
	if in.AbsoluteCents != 0 {
		totals = append(totals, sumRow{w.T("paper.closing.absolute"), in.AbsoluteCents, false})
	}
	body = append(body, document.Heading{Text: w.T("paper.closing.totals")}, w.sumTable(in.Currency, totals))
	var tallies []document.Pair
	for _, t := range in.Tallies {
		tallies = append(tallies, row(t.Text, document.Plain(w.Number(t.Count))))
	}
	body = append(body, w.section(w.T("paper.closing.tallies"), pairs(tallies...))...)
	body = append(body, pairs(
		row(w.T("paper.closing.pending"), document.Plain(in.Pending)),
		row(w.T("paper.software"), document.Plain(in.Software)),
		row(w.T("paper.seal"), document.MonoRun(in.Seal)),
	))
	body = append(body, w.smallPrint(w.laws("closing"))...)
	return w.document(w.T("paper.closing.title"), body)
}

// rateTable lists what was sold at each rate.
func (w writer) rateTable(rates []vat.Rate, currency string) document.Table {
	end := document.End
	t := document.Table{Columns: []document.Column{
		{Title: w.T("paper.vat"), Share: 0.16}, {Title: w.T("paper.quote.total.net"), Share: 0.28, Align: end},
		{Title: w.T("paper.vat.amount"), Share: 0.28, Align: end}, {Title: w.T("paper.quote.total.gross"), Share: 0.28, Align: end},
	}}
	for _, r := range rates {
		t.Rows = append(t.Rows, document.Row{Cells: []string{
			w.T("paper.percent", "rate", w.rate(r.Permille)), w.Money(r.NetCents, currency),
			w.Money(r.TaxCents, currency), w.Money(r.GrossCents, currency),
		}})
	}
	if w.paper == document.Roll58 {
		return stood(t)
	}
	return t
}

// stood brings a table down to its first and last columns for the narrowest roll:
// what is between stands below the first, with its title.
func stood(t document.Table) document.Table {
	last := len(t.Columns) - 1
	out := document.Table{Columns: []document.Column{
		{Title: t.Columns[0].Title, Share: 0.6}, {Title: t.Columns[last].Title, Share: 0.4, Align: document.End},
	}}
	for _, r := range t.Rows {
		lines := []string{r.Cells[0]}
		for i := 1; i < last; i++ {
			lines = append(lines, joined(" ", t.Columns[i].Title, r.Cells[i]))
		}
		out.Rows = append(out.Rows, document.Row{Cells: []string{joined("\n", lines...), r.Cells[last]}, Strong: r.Strong})
	}
	return out
}

func (w writer) tenders(list []Tender, currency string) document.Table {
	t := document.Table{Columns: []document.Column{
		{Title: w.T("paper.means"), Share: 0.5}, {Title: w.T("paper.count"), Share: 0.2, Align: document.End},
		{Title: w.T("paper.total.plain"), Share: 0.3, Align: document.End},
	}}
	for _, x := range list {
		t.Rows = append(t.Rows, document.Row{Cells: []string{w.chosen(means, x.Means), w.countOr(x.Count), w.Money(x.Cents, currency)}})
	}
	return t
}

// drawer compares what should lie in the drawer with what was counted.
func (w writer) drawer(in Closing) []sumRow {
	var rows []sumRow
	if in.FloatCents != 0 {
		rows = append(rows, sumRow{w.T("paper.closing.float"), in.FloatCents, false})
	}
	if in.ExpectedCents != 0 || in.CountedCents != nil {
		rows = append(rows, sumRow{w.T("paper.closing.expected"), in.ExpectedCents, false})
	}
	if in.Drawer != "" {
		rows = append(rows, sumRow{w.T("paper.closing.own"), in.OwnCents, false})
	}
	if in.CountedCents != nil {
		rows = append(rows, sumRow{w.T("paper.closing.counted"), *in.CountedCents, false},
			sumRow{w.T("paper.closing.difference"), *in.CountedCents - in.ExpectedCents, *in.CountedCents != in.ExpectedCents})
	}
	return rows
}
