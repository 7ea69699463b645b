package present_test

import (
	"slices"
	"strings"
	"testing"

	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/views"
)

// atPrinters runs the printers' screen over a shop.
func atPrinters(t *testing.T, test func(t *testing.T, b *bench, s *sample.Shop, on *printing)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		s := sample.Printing()
		on := &printing{}
		on.PrintDesk = present.NewPrintDesk(b.env, s, func(l present.ListState) { on.list = l }, func(d present.Detail) { on.one = d })
		on.Enter(t.Context())
		b.settle()
		test(t, b, s, on)
		on.Leave()
	})
}

// printing is the screen with what it shows.
type printing struct {
	*present.PrintDesk
	list present.ListState
	one  present.Detail
}

// row opens a line of a part.
func (p *printing) row(b *bench, scope present.Scope, i int) {
	p.ScopeChosen(scope)
	b.settle()
	p.Show(present.Route{Screen: present.PrintersScreen, Open: p.Row(i).ID})
	b.settle()
}

func labels(list []present.Action) (out []string) {
	for _, a := range list {
		out = append(out, a.ID)
	}
	return out
}

func TestADoubtAsksWhetherItCameOutAndNothingElseIsTheStrongButton(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.row(b, present.QueueScope, 0)
		if on.one.Primary.ID != "print.yes" || !strings.Contains(on.one.Cards[0].Text, "Ticket comptoir") || len(on.one.Cards[0].Acts) != 2 {
			t.Fatalf("%+v", on.one)
		}
		on.ActionPressed("print.no")
		b.settle()
		if len(s.Prints.Did) != 1 || s.Prints.Did[0].Act != present.PrintCameOut || s.Prints.Did[0].Yes || s.Prints.Did[0].Job != 41 {
			t.Errorf("did %+v", s.Prints.Did)
		}
	})
}

func TestAJobThatWaitsSaysWhyAndIsMovedPutAsideOrCalledBack(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.row(b, present.QueueScope, 1)
		if on.one.Chips[0].Text != "Plus de papier" || !strings.Contains(on.one.Cards[0].Text, "Remettez du papier") {
			t.Errorf("why: %+v, %+v", on.one.Chips, on.one.Cards)
		}
		want := []string{"print.move", "print.hold", "print.cancel", "print.again", "print.file"}
		if got := labels(on.one.Actions); on.one.Primary.ID != "print.retry" || !slices.Equal(got, want) {
			t.Errorf("acts: %v, %v", on.one.Primary.ID, got)
		}
		on.ActionPressed("print.hold")
		b.settle()
		on.ActionPressed("print.move")
		if n := len(on.one.Sheet.Fields[0].Choices); n != 3 {
			t.Errorf("it can move to %d printers", n)
		}
		on.SheetSubmitted()
		b.settle()
		if on.one.Sheet.Fields[0].Error == "" {
			t.Error("it moved to nowhere")
		}
		on.SheetTyped("printer", "Bureau A4")
		on.SheetSubmitted()
		b.settle()
		on.ActionPressed("print.again")
		b.settle()
		did := s.Prints.Did
		if len(did) != 2 || did[0].Act != present.PrintHold || did[1].Act != present.PrintMove || did[1].Printer != "Bureau A4" || !slices.Equal(s.Prints.Again, []uint64{43}) {
			t.Errorf("did %+v, again %v", did, s.Prints.Again)
		}
		on.ActionPressed("print.file")
		if at := b.routes[len(b.routes)-1]; at.Screen != present.CounterScreen || at.Repair != sample.ID(1) {
			t.Errorf("led to %+v", at)
		}
	})
}

func TestAJobShowsAPictureOfItsPaper(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, _ *sample.Shop, on *printing) {
		on.row(b, present.PrintedScope, 0)
		last := on.one.Cards[len(on.one.Cards)-1]
		if !strings.HasPrefix(string(last.Page), "\x89PNG") || on.one.Title != "Reçu de dépôt · duplicata 1" || on.one.Primary.ID != "print.again" {
			t.Errorf("%q, %v, page of %d bytes", on.one.Title, on.one.Primary, len(last.Page))
		}
	})
}

func TestAPrinterThatIsFoundIsSetUpAndTestedAtOnce(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.row(b, present.FoundScope, 2)
		on.PrimaryPressed()
		on.SheetTyped("name", "Bureau A4")
		on.SheetSubmitted()
		b.settle()
		if on.one.Sheet.Fields[0].Error == "" {
			t.Error("two printers have one name")
		}
		on.SheetTyped("name", "Ticket 2")
		on.SheetSubmitted()
		b.settle()
		if len(s.Prints.Saved) != 1 || s.Prints.Saved[0].Address != "/dev/usb/lp1" || s.Prints.Saved[0].Way != "device" {
			t.Errorf("saved %+v", s.Prints.Saved)
		}
		// there is a printer of receipts already: this one helps out
		if !slices.Equal(s.Prints.Uses, []string{"Ticket 2: /receipt"}) || !slices.Equal(s.Prints.Tests, []string{"Ticket 2"}) {
			t.Errorf("uses %v, tests %v", s.Prints.Uses, s.Prints.Tests)
		}
	})
}

func TestAPrinterIsAddedByItsAddress(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.EmptyPressed()
		on.SheetTyped("name", "Étiquettes")
		on.SheetSubmitted()
		b.settle()
		if on.one.Sheet.Fields[1].Error == "" {
			t.Error("a printer is nowhere")
		}
		on.SheetTyped("way", "ipp")
		on.SheetTyped("address", " ipp://serveur/printers/dymo ")
		on.SheetTyped("kind", "dymo-99012|pdf")
		on.SheetSubmitted()
		b.settle()
		if p := s.Prints.Saved; len(p) != 1 || p[0].Way != "ipp" || p[0].Address != "ipp://serveur/printers/dymo" || p[0].Kind != "dymo-99012|pdf" {
			t.Errorf("saved %+v", p)
		}
	})
}

func TestAReceiptPrintersProfileIsChanged(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.row(b, present.PrintersScope, 0)
		on.ActionPressed("printer.profile")
		on.SheetTyped("width_dots", "large")
		on.SheetSubmitted()
		b.settle()
		if on.one.Sheet.Fields[0].Error == "" {
			t.Error("a word is a width")
		}
		on.SheetTyped("width_dots", "512")
		on.SheetTyped("code_page", "16")
		on.SheetTyped("drawer_pin", "0")
		on.SheetSubmitted()
		b.settle()
		want := present.RollProfile{WidthDots: 512, CodePage: 16, Cutter: "partial"}
		if p := s.Prints.Saved; len(p) != 1 || p[0].Own != want || p[0].Name != "Ticket comptoir" || p[0].Answers != "escpos" {
			t.Errorf("saved %+v", p)
		}
		on.ActionPressed("printer.use")
		on.SheetTyped("a4", "fallback")
		on.SheetTyped("receipt", "none")
		on.SheetSubmitted()
		b.settle()
		if !slices.Equal(s.Prints.Uses, []string{"Ticket comptoir: /a4"}) {
			t.Errorf("uses %v", s.Prints.Uses)
		}
	})
}

func TestTheLastTestPageSaysWhatToChange(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, _ *sample.Shop, on *printing) {
		on.row(b, present.PrintersScope, 0)
		last := on.one.Cards[len(on.one.Cards)-1]
		if !strings.Contains(last.Text, "Accents justes") || !slices.Equal(labels(last.Acts), []string{"printer.use", "printer.profile"}) {
			t.Errorf("%+v", last)
		}
	})
}

func TestTheTopBarTellsOfPapersThatWait(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.counts = func() (views.Counts, error) { return views.Counts{}, nil }
		s.staff = func() ([]views.Staff, error) { return nil, nil }
		s.queue = sample.Printing().Prints.Queue
		var state present.ShellState
		shell := present.NewShell(b.env, s, func(now present.ShellState) { state = now })
		shell.Enter(t.Context())
		b.settle()
		if state.Prints.Text != "3 impressions attendent quelqu’un" || state.Prints.Tone != present.Late {
			t.Errorf("the bar says %+v", state.Prints)
		}
		i := slices.IndexFunc(state.Nav, func(n present.NavItem) bool { return n.Screen == present.PrintersScreen })
		if i < 0 || state.Nav[i].Count != "3" {
			t.Errorf("the rail says %+v", state.Nav)
		}
		shell.Leave()
	})
}

func TestAFailureToPrintIsSaidOverThePrinter(t *testing.T) {
	atPrinters(t, func(t *testing.T, b *bench, s *sample.Shop, on *printing) {
		on.row(b, present.PrintersScope, 0)
		s.Broken = true
		on.PrimaryPressed()
		b.settle()
		if on.one.Notice.Text == "" || on.one.Busy {
			t.Errorf("%+v", on.one.Notice)
		}
	})
}
