package invoice_test

import (
	"testing"

	"etabli/app/domain/domaintest"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
)

func sold(number, day, file, order string, lines ...till.Line) invoice.Sold {
	return invoice.Sold{Record: till.Record{Kind: till.Sale, Number: number, Day: day, Lines: lines}, File: file, Order: order}
}

func TestAnInvoiceGathersFilesAndItsTaxIsThatOfAllLines(t *testing.T) {
	line := func(cents int64, rate int, n till.Nature) till.Line {
		return till.Line{Label: "x", Quantity: till.One, Unit: cents, Cents: cents, Rate: rate, Nature: n}
	}
	groups, err := invoice.Gather([]invoice.Sold{
		sold("R1", "2026-11-03", "LIL1-1", "BC-1", line(3333, 200, till.Service)),
		sold("R2", "2026-11-10", "", "", line(1000, 55, till.Goods)),
		sold("R3", "2026-11-05", "LIL1-1", "BC-1", line(3333, 200, till.Service)),
		sold("R4", "2026-11-05", "LIL1-1", "BC-2", line(3333, 200, till.Goods)),
	})
	if err != nil || len(groups) != 3 || len(groups[0].Receipts) != 2 || groups[0].On != "2026-11-05" || groups[2].Receipts[0] != "R2" {
		t.Fatalf("%+v, %v", groups, err)
	}
	f, err := invoice.IssuedFacts{Groups: groups}.Summed()
	if err != nil || f.Total != 10999 || f.Rates[0].Tax != 1667 || f.Rates[1].Tax != 52 || f.Nature() != "mixed" || len(f.Receipts()) != 4 {
		t.Fatalf("%+v, %v", f, err)
	}
	if wrong := f.Wrong(); wrong != "" {
		t.Error(wrong)
	}
	f.Rates[0].Tax++
	if f.Wrong() == "" {
		t.Error("a wrong tax adds up")
	}
}

func TestAnInvoiceIsDueByTheAgreedDays(t *testing.T) {
	issued := domaintest.Day(t, "2026-11-30")
	for _, c := range []struct {
		days int
		end  bool
		want string
	}{{30, false, "2026-12-30"}, {0, false, "2026-11-30"}, {45, true, "2027-01-14"}, {0, true, "2026-11-30"}} {
		if got := invoice.Due(issued, c.days, c.end); got.String() != c.want {
			t.Errorf("%d days, end of month %v: %s", c.days, c.end, got)
		}
	}
}

func TestWhatARejectedInvoiceMayBecome(t *testing.T) {
	for _, c := range []struct {
		from, to    invoice.State
		ref, reason string
		field       string
	}{
		{invoice.Issued, invoice.Handed, "PA-1", "", ""},
		{invoice.Issued, invoice.Handed, "", "", "ref"},
		{invoice.Issued, invoice.Delivered, "", "", "state"},
		{invoice.Handed, invoice.Rejected, "", "", "reason"},
		{invoice.Handed, invoice.Rejected, "", "SIREN inconnu", ""},
		{invoice.Rejected, invoice.Handed, "PA-2", "", ""},
		{invoice.Delivered, invoice.Refused, "", "déjà payé", ""},
		{invoice.Refused, invoice.Handed, "PA-3", "", "state"},
	} {
		err := invoice.CheckStepped(invoice.SteppedFacts{State: c.to, Ref: c.ref, Reason: c.reason, AtMS: 1_795_000_000_000}, c.from)
		if (err == nil) != (c.field == "") {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
}
