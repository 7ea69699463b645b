package spool_test

import (
	"testing"

	"etabli/printing/profile"
	"etabli/printing/spool"
	"etabli/storage/memstore"
)

func TestAJobThatSomebodyPutAsideWaitsForThemAndNobodyWaitsForIt(t *testing.T) {
	d := newDesk(t, memstore.New())
	aside := d.print("first", receipts)
	d.do(spool.Person{ID: aside.ID, Act: spool.ActHold, By: "anna"})
	d.print("second", receipts)
	d.settle()
	if got := d.way.out(); got != "Ticket: second 80mm" {
		t.Errorf("on paper: %q", got)
	}
	d.open() // and after a start
	if j := d.job(aside.ID); j.State != spool.Held || j.Reason != spool.OnHold || j.Events[len(j.Events)-1].By != "anna" {
		t.Errorf("put aside: %+v", j)
	}
	d.do(spool.Person{ID: aside.ID, Act: spool.ActRetry, By: "anna"})
	d.settle()
	if j := d.job(aside.ID); j.State != spool.Done {
		t.Errorf("wanted after all: %+v", j)
	}
}

func TestWhatWaitsIsMadeAnewForAPrinterThatWasSetOtherwise(t *testing.T) {
	d := newDesk(t, memstore.New())
	j := d.print("deposit", receipts)
	p, _ := d.q.Setup().Find("Ticket")
	p.Format, p.Own = "58mm", nil
	if err := d.q.SavePrinter(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	d.settle()
	if got := d.way.out(); got != "Ticket: deposit 58mm" {
		t.Errorf("on paper: %q", got)
	}
	if j = d.job(j.ID); j.State != spool.Done || len(d.documents()) != 0 {
		t.Errorf("%+v, %v", j, d.documents())
	}
}

func TestAShopWithoutPrintersHasADefaultThatMayChange(t *testing.T) {
	d := newDesk(t, memstore.New())
	to := spool.Target{Role: spool.PageRole}
	if _, err := d.q.Print(t.Context(), spool.Order{Form: "quote"}, to, ""); err == nil {
		t.Error("a role without a printer took a document")
	}
	for _, at := range []string{"one", "two"} {
		if err := d.q.SetDefault(t.Context(), &spool.Printer{Name: "folder", Way: spool.WayRaw, Address: at, As: "pdf"}); err != nil {
			t.Fatal(err)
		}
		j := d.print("quote", to)
		if p, _ := d.q.Setup().Find(j.Printer); p.Address != at {
			t.Errorf("it goes to %+v", p)
		}
	}
	d.settle()
	if got := d.way.out(); got != "folder: quote \nfolder: quote " {
		t.Errorf("on paper: %q", got)
	}
}

func TestSettingsOfAPrintersOwnAreChecked(t *testing.T) {
	d := newDesk(t, memstore.New())
	p := spool.Printer{Name: "Ticket", Way: spool.WayRaw, Address: "10.0.0.9:9100", Format: "receipt-80mm", As: "escpos"}
	p.Own = &profile.Own{WidthDots: 511, CodePage: 19, Cutter: profile.NoCutter}
	if err := d.q.SavePrinter(t.Context(), p); err == nil {
		t.Error("a head of 511 dots was taken")
	}
	p.Own.WidthDots = 512
	if err := d.q.SavePrinter(t.Context(), p); err != nil {
		t.Error(err)
	}
}
