package views_test

import (
	"strings"
	"testing"

	"etabli/app/domain/contract"
	"etabli/app/domain/invoice"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage/journal"
)

// drawer writes records of one series, each in its place.
type drawer struct {
	t     *testing.T
	carry till.Carry
	key   []byte
	buyer journal.EntityID
}

func (d *drawer) place(r till.Record) (till.Record, till.Sealed) {
	d.t.Helper()
	r = d.carry.Place(r, till.Place{Series: []byte("series-1"), Site: "LIL", Device: "1", AtMS: 1, Local: "2026-11-03 10:00:00", Day: "2026-11-03", Software: "test"})
	r.Form = till.Form
	raw, err := journal.MarshalFacts(r)
	if err != nil {
		d.t.Fatal(err)
	}
	sealed := till.Sealed{Record: raw, Code: till.Code(d.key, raw)}
	d.carry = d.carry.Take(&r, sealed.Code)
	return r, sealed
}

func (d *drawer) about(r till.Record) []journal.Entity {
	return []journal.Entity{
		{Type: journal.EntityType(kind.Till), ID: fold.TillID(r.Series, r.Session)}, {Type: journal.EntityType(kind.Customer), ID: d.buyer},
	}
}

func trade(t *testing.T, cents int64) till.Record {
	t.Helper()
	r, err := till.Draft{
		Kind: till.Sale, Trade: true, Lines: []till.Line{{Label: "Écran", Unit: cents, Rate: 200}}, Payments: []till.Paid{{Tender: till.Later, Cents: cents}},
	}.Make(till.Terms{CashCap: 100_000}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTillsDebtsAndInvoicesAddUp(t *testing.T) {
	for _, c := range []struct {
		name, fault, note string
		change            func(*till.Record)
		total             int64 // beyond what the receipt says
		number, paid      int64
	}{
		{name: "sound", number: 1},
		{name: "a record that was changed", change: func(r *till.Record) { r.Perpetual++ }, fault: "perpetual"},
		{name: "an invoice that says more than its receipts", total: 100, number: 1, fault: "its receipts are 9999 and it says 10099"},
		{name: "a number that is left out", number: 3, note: "number 2 is missing"},
		{name: "paid twice", number: 1, paid: 12_000, note: "2001 more was paid than was owed"},
	} {
		w := newWorld(1)
		dev, d := w.devices[0], &drawer{t: t, key: []byte("key"), buyer: id("school")}
		r, _ := d.place(trade(t, 9999))
		sold := r
		if c.change != nil {
			c.change(&sold)
		}
		raw, _ := journal.MarshalFacts(sold)
		dev.write(entry{kind: kind.TillRecorded, entities: d.about(r), facts: till.Sealed{Record: raw, Code: till.Code(d.key, raw)}})
		if c.paid > 0 {
			p, sealed := d.place(till.Record{Kind: till.Payment, Ref: r.Number, Debt: r.Debt, Payments: []till.Paid{
				{Tender: till.Transfer, Cents: c.paid}, {Tender: till.Later, Cents: -c.paid},
			}})
			dev.write(entry{kind: kind.TillRecorded, entities: d.about(p), facts: sealed})
		}
		for _, n := range []int64{1, c.number} {
			f := invoice.IssuedFacts{Number: invoice.Number(false, "LIL", "1", 2026, int(n)), Site: "LIL", On: "2026-11-04"}
			if n == 0 {
				continue
			}
			lines := append([]till.Line{}, r.Lines...)
			if c.total > 0 {
				lines = append(lines, till.Line{Label: "?", Unit: c.total, Cents: c.total, Quantity: till.One, Rate: 200, Nature: till.Service})
			}
			f.Groups = []invoice.Group{{Receipts: []string{r.Number}, Lines: lines}}
			f, err := f.Summed()
			if err != nil {
				t.Fatal(err)
			}
			dev.write(entry{kind: kind.InvoiceIssued, entities: []journal.Entity{
				{Type: journal.EntityType(kind.Invoice), ID: fold.InvoiceID(f.Number)}, {Type: journal.EntityType(kind.Customer), ID: d.buyer},
			}, facts: f})
			if c.number == 1 {
				break
			}
		}
		faults, notes := audited(t, w)
		if (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) || c.note == "" && notes != "" && c.number != 3 || !strings.Contains(notes, c.note) {
			t.Errorf("%s: %q %q", c.name, faults, notes)
		}
	}
}

func TestAContractIsUsedForWhatItGives(t *testing.T) {
	about := []journal.Entity{{Type: journal.EntityType(kind.Contract), ID: id("contract")}}
	for _, c := range []struct {
		what, fault string
		back        int64
		note        string
		beyond      int
		by          string
	}{
		{what: "visit"},
		{what: "visit", beyond: 1, by: "claire"},
		{what: "visit", beyond: 1, fault: "nobody answers for a use of visit"},
		{what: "part", fault: "part was used"},
		{what: "visit", back: -13_000, note: "1000 more went back than came in"},
	} {
		w := newWorld(1)
		d := w.devices[0]
		d.write(entry{kind: kind.ContractSigned, entities: about, facts: contract.SignedFacts{
			Site: "LIL", Number: "C-1", Sort: contract.Maintenance, StartsOn: "2026-04-01", Months: 12, Cents: 12_000, Entitled: []contract.Entitlement{{What: "visit", N: 1}},
		}})
		d.write(entry{kind: kind.ContractPaid, entities: about, facts: contract.PaidFacts{Cents: 12_000, On: "2026-04-01", Receipt: "LIL1-2026-000001"}})
		d.write(entry{kind: kind.ContractUsed, entities: about, facts: contract.UsedFacts{What: c.what, On: "2026-05-01", N: 1, Beyond: c.beyond, By: c.by}})
		if c.back < 0 {
			d.write(entry{kind: kind.ContractPaid, entities: about, facts: contract.PaidFacts{Cents: c.back, On: "2026-06-01", Ref: "VIR"}})
		}
		faults, notes := audited(t, w)
		if (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) || (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
			t.Errorf("%+v: %q %q", c, faults, notes)
		}
	}
}

// A closing says what its records add up to, whatever level it is of.
func TestAClosingIsTheSumOfItsRecords(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*till.Record)
		fault  string
	}{
		{name: "sound"},
		{"a month that says more", func(r *till.Record) { r.Closing.Month.Gross += 100 }, "closing"},
		{"another day", func(r *till.Record) { r.Closing.Period = "2026-11-02" }, "closing"},
		{"a year that was begun anew", func(r *till.Record) { r.Closing.Year = till.Totals{} }, "closing"},
	} {
		w := newWorld(1)
		d := &drawer{t: t, key: []byte("key"), buyer: id("school")}
		sale, sealed := d.place(trade(t, 9999))
		w.devices[0].write(entry{kind: kind.TillRecorded, entities: d.about(sale), facts: sealed})
		r, sealed := d.place(d.carry.Close(till.OfDay, d.carry.Day))
		if c.change != nil {
			c.change(&r)
			raw, err := journal.MarshalFacts(r)
			if err != nil {
				t.Fatal(err)
			}
			sealed = till.Sealed{Record: raw, Code: till.Code(d.key, raw)}
		}
		w.devices[0].write(entry{kind: kind.TillRecorded, entities: d.about(r), facts: sealed})
		if faults, _ := audited(t, w); (c.fault == "") != (faults == "") || !strings.Contains(faults, c.fault) {
			t.Errorf("%s: %q, want %q", c.name, faults, c.fault)
		}
	}
}
