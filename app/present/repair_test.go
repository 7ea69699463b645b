package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/loan"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

func repairOf(b *bench, s *shop) (*present.Repair, *present.RepairState) {
	var state present.RepairState
	r := present.NewRepair(b.env, present.RepairPorts{Files: s, Acts: s, Quotes: s, Settling: s, Papers: s, Loans: s, Parts: s, Matters: s, Law: s, Warranty: s, Pictures: s},
		func(next present.RepairState) { state = next })
	return r, &state
}

// onFile is a shop with one file.
func onFile(t *testing.T, f views.Repair) *shop {
	s := newShop(t)
	s.repair = func(context.Context, present.ID) (views.Repair, error) { return f, nil }
	s.customer = func(id present.ID) (views.Customer, error) {
		return views.Customer{ID: id, Name: "Amélie Durand", Phone: "+33612345647", Repairs: make([]present.ID, 3)}, nil
	}
	return s
}

// opened shows a file and settles.
func opened(t *testing.T, b *bench, s *shop) (*present.Repair, *present.RepairState) {
	r, state := repairOf(b, s)
	r.Enter(t.Context())
	t.Cleanup(r.Leave)
	r.Show(id(1))
	b.settle()
	return r, state
}

// aFile is a repair that is received on 1 January 2000, when tests begin.
func aFile(status repair.Status) views.Repair {
	begin := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	return views.Repair{
		RepairRow: views.RepairRow{
			ID: id(1), Number: "LIL2-00431-X7K", Status: status, Product: "Bosch WAX32", Serial: "704011320098",
			ReceivedMS: begin, LegalOn: "2000-01-31", PromisedOn: "2000-01-08",
		},
		CustomerID: id(50), SerialKind: "serial", Accessories: []string{"Chargeur", "Coque"}, RequestedMS: begin,
		Clocks: repair.Clocks{LegalRuns: true, LegalStartMS: begin, LegalOn: "2000-01-31", SLARuns: true, SLASinceMS: begin, TurnStartMS: begin},
		Next:   repair.Next(status),
	}
}

func TestAFileShowsItsPersonMaskedItsClocksAndTheNextStep(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		_, state := opened(t, b, onFile(t, aFile(repair.Received)))
		if state.Who != "Amélie Durand · 06 12 •• •• 47 · 3 dossiers" {
			t.Errorf("the person reads %q", state.Who)
		}
		if state.Serial != "SN\u00a07040\u00a01132\u00a00098" {
			t.Errorf("the serial reads %q", state.Serial)
		}
		if got := state.Clocks[0]; got.Value != "J-30" || got.Tone != present.Work || got.Share > 0.01 {
			t.Errorf("the legal clock reads %+v", got)
		}
		if got := state.Clocks[1]; got.Value != "J-7" || got.Tone != present.Watch {
			t.Errorf("the promise reads %+v", got)
		}
		if state.Primary.Label != "Commencer le diagnostic" {
			t.Errorf("the strong button reads %q", state.Primary.Label)
		}
	})
}

func TestNoFileSaysWhatToDo(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		r, state := repairOf(b, newShop(t))
		r.Enter(t.Context())
		defer r.Leave()
		if state.Open || state.Loading || state.Empty.Text == "" {
			t.Errorf("no file shows %+v", state)
		}
	})
}

func TestAFileThatIsNotHereIsSaid(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := newShop(t)
		s.repair = func(context.Context, present.ID) (views.Repair, error) {
			return views.Repair{}, fault.New(fault.NotFound, "id")
		}
		_, state := opened(t, b, s)
		if state.Notice.Text != "Introuvable sur cet appareil." || state.Notice.Next == "" || state.Loading {
			t.Errorf("it shows %+v", state.Notice)
		}
	})
}

func TestTheAnswerForAFileThatWasLeftIsDropped(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Received))
		slow := make(chan struct{})
		s.repair = func(_ context.Context, want present.ID) (views.Repair, error) {
			f := aFile(repair.Received)
			f.ID, f.Number = want, "SECOND"
			if want == id(1) {
				<-slow
				f.Number = "FIRST"
			}
			return f, nil
		}
		r, state := repairOf(b, s)
		r.Enter(t.Context())
		defer r.Leave()
		r.Show(id(1))
		r.Show(id(2))
		b.settle()
		close(slow)
		b.settle()
		if state.Number != "SECOND" {
			t.Errorf("the screen shows %s", state.Number)
		}
	})
}

func TestTheStrongButtonMovesTheRepairOnce(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Received))
		b.env.Desk.Staff = id(7)
		var calls []service.Call
		s.move = func(_ context.Context, call service.Call, in *service.MoveInput) error {
			if in.To != repair.Diag || in.ID != id(1) {
				t.Errorf("it moves %v to %s", in.ID, in.To)
			}
			calls = append(calls, call)
			return nil
		}
		r, state := opened(t, b, s)
		r.PrimaryPressed()
		r.PrimaryPressed()
		if !state.Busy {
			t.Error("the screen does not show that it works")
		}
		b.settle()
		if len(calls) != 1 || calls[0].Staff != id(7) || state.Busy {
			t.Errorf("pressing twice ran %d moves, by %v", len(calls), calls)
		}
	})
}

func TestACommandOutlivesItsScreenAndItsFailureIsToldAnyway(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Received))
		slow := make(chan struct{})
		s.move = func(ctx context.Context, _ service.Call, _ *service.MoveInput) error {
			<-slow
			if ctx.Err() != nil {
				t.Error("the command was cancelled by leaving")
			}
			return errDisk
		}
		r, _ := opened(t, b, s)
		r.PrimaryPressed()
		r.Leave()
		close(slow)
		b.settle()
		if len(b.told) != 1 || b.told[0].Tone != present.Late {
			t.Errorf("told: %+v", b.told)
		}
	})
}

func TestHandingBackAsksAboutEveryAccessory(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Ready))
		var given map[string]string
		s.handBack = func(in *service.HandBackInput) error { given = in.Accessories; return nil }
		r, state := opened(t, b, s)
		r.PrimaryPressed()
		if len(state.Sheet.Fields) != 2 || state.Sheet.Fields[0].Label != "Chargeur" {
			t.Fatalf("the sheet asks %+v", state.Sheet.Fields)
		}
		r.SheetTyped("accessory.0", "returned")
		r.SheetSubmitted()
		if given != nil || state.Sheet.Fields[1].Error == "" {
			t.Fatalf("an accessory was forgotten in silence: %+v", state.Sheet.Fields[1])
		}
		r.SheetTyped("accessory.1", "missing")
		r.SheetSubmitted()
		b.settle()
		if given["Chargeur"] != "returned" || given["Coque"] != "missing" || state.Sheet.Open {
			t.Errorf("handed back with %v, sheet open %v", given, state.Sheet.Open)
		}
	})
}

func TestASheetThatIsTriedAgainKeepsItsID(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		var seen []service.Call
		s.note = func(call service.Call, in *service.NoteInput) error {
			seen = append(seen, call)
			if in.Text != "Pompe de vidange" || !in.ForCustomer {
				t.Errorf("the note is %+v", in)
			}
			if len(seen) == 1 {
				return errDisk
			}
			return nil
		}
		r, state := opened(t, b, s)
		r.ActionPressed("note")
		r.SheetTyped("text", "Pompe de vidange")
		r.SheetTyped("for", "customer")
		r.SheetSubmitted()
		b.settle()
		if state.Sheet.Notice.Text == "" || !state.Sheet.Open {
			t.Fatalf("the failure shows %+v", state.Sheet.Notice)
		}
		r.SheetSubmitted()
		b.settle()
		if len(seen) != 2 || seen[0] != seen[1] || state.Sheet.Open {
			t.Errorf("the two tries ran as %v", seen)
		}
	})
}

func TestAFaultStandsUnderTheFieldItIsAbout(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		r, state := opened(t, b, onFile(t, aFile(repair.Diag)))
		r.ActionPressed("move:part_wait")
		r.SheetTyped("until_on", "bientôt")
		r.SheetSubmitted()
		if state.Sheet.Fields[0].Error == "" {
			t.Errorf("no error under the day: %+v", state.Sheet.Fields)
		}
		r.SheetTyped("until_on", "15/1")
		if state.Sheet.Fields[0].Error != "" {
			t.Error("the error stays while it is corrected")
		}
	})
}

func TestADiagnosisComesBeforeTheMovesThatNeedIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		s.diagnose = func(in *service.DiagnoseInput) error {
			if in.Finding != "Pompe bloquée" || in.Verdict != "manufacture" {
				t.Errorf("the diagnosis is %+v", in)
			}
			return nil
		}
		r, state := opened(t, b, s)
		if state.Primary.Label != "Saisir le diagnostic" {
			t.Fatalf("the strong button reads %q", state.Primary.Label)
		}
		r.PrimaryPressed()
		r.SheetTyped("finding", " Pompe bloquée ")
		r.SheetTyped("verdict", "manufacture")
		r.SheetSubmitted()
		b.settle()
		if state.Sheet.Open {
			t.Errorf("the sheet stays open: %+v", state.Sheet)
		}
	})
}

func TestEachFieldOfTheFileIsEditedAsItself(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		var last service.EditInput
		s.edit = func(in *service.EditInput) error { last = *in; return nil }
		r, _ := opened(t, b, s)
		edit := func(field, text string) service.EditInput {
			r.FactPressed(field)
			r.SheetTyped(field, text)
			r.SheetSubmitted()
			b.pass(time.Second)
			return last
		}
		if in := edit("promised_on", "27/11/2026"); in.PromisedOn == nil || *in.PromisedOn != "2026-11-27" || in.BoughtOn != nil {
			t.Errorf("the promised date becomes %+v", in)
		}
		if in := edit("accessories", "Chargeur, , Sacoche"); in.Accessories == nil || strings.Join(*in.Accessories, "|") != "Chargeur|Sacoche" {
			t.Errorf("the accessories become %+v", in)
		}
		if in := edit("ceiling_cents", "80"); in.CeilingCents == nil || *in.CeilingCents != 8000 {
			t.Errorf("the ceiling becomes %+v", in)
		}
		if in := edit("bought_on", ""); in.BoughtOn == nil || *in.BoughtOn != "" {
			t.Errorf("an emptied date becomes %+v", in)
		}
	})
}

func TestAnItemToVerifyIsSettledWithTheSideThatIsChosen(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Diag)
		f.Items = []views.ReviewItem{{ID: "abcd", Rule: "field_conflict", Field: "promised_on", Sides: []views.ReviewSide{
			{Value: "2000-01-08", Choice: "first", AuthorName: "Nadia B.", Device: "2"}, {Value: "2000-01-10", Choice: "second", AuthorName: "Yann L.", Shown: true},
		}}}
		s := onFile(t, f)
		s.settleItem = func(in *service.SettleInput) error {
			if in.Item != "abcd" || in.Choice != "second" {
				t.Errorf("settled with %+v", in)
			}
			return nil
		}
		r, state := opened(t, b, s)
		if len(state.Review) != 1 || state.Review[0].Sides[0].Value != "8 janv. 2000" {
			t.Fatalf("the question reads %+v", state.Review)
		}
		r.SideChosen("abcd", 1)
		b.settle()
	})
}

func TestPrintingSaysWhereThePaperWent(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		s.print = func(f present.Form) (string, error) {
			if f != present.DepositA5 {
				t.Errorf("it prints %s", f)
			}
			return "/docs", nil
		}
		r, state := opened(t, b, s)
		r.ActionPressed(r.Forms()[0].ID)
		b.settle()
		if state.Notice.Tone != present.Good || !strings.Contains(state.Notice.Text, "/docs") {
			t.Errorf("it says %+v", state.Notice)
		}
	})
}

func TestTheTimelineSaysWhatIsNotSentAndWhatHadNoEffect(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Diag)
		f.Timeline = []views.TimelineItem{
			{What: "timeline.waiting", AtMS: 1, Position: 4, Applied: true},
			{What: "timeline.waiting", AtMS: 2, Applied: false},
		}
		_, state := opened(t, b, onFile(t, f))
		if len(state.Timeline) != 2 || len(state.Timeline[0].Chips) != 2 || len(state.Timeline[1].Chips) != 0 {
			t.Errorf("the timeline is %+v", state.Timeline)
		}
	})
}

// A sheet may wait while its screen is locked, and somebody else takes over.
func TestTheAuthorIsWhoSendsASheet(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.Diag))
		var author present.ID
		s.note = func(call service.Call, _ *service.NoteInput) error { author = call.Staff; return nil }
		b.env.Desk.Staff = id(7)
		r, _ := opened(t, b, s)
		r.ActionPressed("note")
		r.SheetTyped("text", "Pompe de vidange")
		b.env.Desk.Staff = id(8)
		r.SheetSubmitted()
		b.settle()
		if author != id(8) {
			t.Errorf("the author is %v", author)
		}
	})
}

// withLoaner is a ready file whose loaner is out.
func withLoaner(t *testing.T) *shop {
	s := onFile(t, aFile(repair.Ready))
	s.lent = []service.LoanStanding{{Standing: loan.NotDue, Loan: views.Loan{
		ID: id(8), Unit: "Galaxy A15", Status: loan.Out, DueOn: "2000-02-01", Deposit: 10_000, Agreement: loan.Agreement{Currency: "EUR"},
	}}}
	return s
}

func TestAFileShowsItsLoanerAndLeadsToIt(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		r, state := opened(t, b, withLoaner(t))
		if len(state.Cards) != 1 || state.Cards[0].Lines[0].Value != "Galaxy A15" {
			t.Fatalf("the file shows %+v", state.Cards)
		}
		r.ActionPressed(state.Cards[0].Lines[0].Open)
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.LoansScreen, Open: id(8)}) {
			t.Errorf("it went to %+v", b.routes)
		}
	})
}

func TestAFileWithoutALoanerLeadsToThePool(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		r, state := opened(t, b, onFile(t, aFile(repair.Diag)))
		if last := state.Actions[len(state.Actions)-1]; last.Label != "Prêter un appareil" {
			t.Fatalf("the last act is %+v", last)
		}
		r.ActionPressed("lend")
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.LoansScreen, Repair: id(1)}) {
			t.Errorf("it went to %+v", b.routes)
		}
	})
}

func TestAHandBackAsksAboutTheLoanerThatIsOut(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := withLoaner(t)
		var got *service.HandBackInput
		s.handBack = func(in *service.HandBackInput) error {
			if got = in; in.LoanerReason == "" {
				return fault.New(loan.StillOut, "loaner_reason", "label", "Galaxy A15")
			}
			return nil
		}
		r, state := opened(t, b, s)
		r.ActionPressed("move:returned")
		if !strings.Contains(state.Sheet.Notice.Text, "Galaxy A15") {
			t.Errorf("it does not say that the loaner is out: %+v", state.Sheet.Notice)
		}
		r.SheetTyped("accessory.0", "returned")
		r.SheetTyped("accessory.1", "returned")
		r.SheetSubmitted()
		b.settle()
		field := state.Sheet.Fields[len(state.Sheet.Fields)-1]
		if field.Key != "loaner_reason" || !strings.Contains(field.Error, "n’est pas revenu") {
			t.Fatalf("the refusal stands at %+v", field)
		}
		r.SheetTyped("loaner_reason", "Il l’apporte lundi")
		r.SheetSubmitted()
		b.settle()
		if got.LoanerReason != "Il l’apporte lundi" || state.Sheet.Open {
			t.Errorf("it was handed back as %+v", got)
		}
	})
}

// Work that the customer may still withdraw from asks whether they want it now: their
// wish is noted and the work begins, or somebody says why it does.
func TestWorkThatMayBeWithdrawnFromAsksFirst(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.QuoteOK))
		wished := false
		var moved *service.MoveInput
		s.wish = func(in *service.WishInput) error {
			wished = in.Channel == "phone" && in.Acknowledged
			return nil
		}
		s.move = func(_ context.Context, _ service.Call, in *service.MoveInput) error {
			if moved = in; !wished && in.Early == "" {
				return fault.New(quote.TooEarly, "early_reason", "date", "2026-12-08")
			}
			return nil
		}
		r, state := opened(t, b, s)
		press := func() {
			r.ActionPressed("move:repair")
			b.settle()
			if !state.Sheet.Open || !strings.Contains(state.Sheet.Notice.Text, "8 déc. 2026") {
				t.Fatalf("it asks nothing: %+v, %+v", state.Sheet, state.Notice)
			}
		}
		press()
		r.SheetTyped("how", "anyway")
		r.SheetSubmitted()
		b.settle()
		if field := state.Sheet.Fields[1]; field.Key != "early_reason" || field.Error == "" {
			t.Fatalf("it begins without a reason: %+v", field)
		}
		r.SheetTyped("early_reason", "Il attend devant la porte")
		r.SheetSubmitted()
		b.settle()
		if moved.Early != "Il attend devant la porte" || wished || state.Sheet.Open {
			t.Fatalf("it moved as %+v", moved)
		}
		press()
		r.SheetSubmitted()
		b.settle()
		if !wished || moved.Early != "" || state.Sheet.Open {
			t.Errorf("it moved as %+v, wish noted: %v", moved, wished)
		}
	})
}

func TestAFileShowsTheParts(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		s := onFile(t, aFile(repair.PartWait))
		s.promised = []views.Promise{{ID: id(9), PartID: id(30), Label: "Joint", N: 1, Status: stock.Asked}}
		s.ordered = []views.Order{{ID: id(31), Status: stock.OrderOpen, Lines: []views.OrderLine{
			{Line: 1, Label: "Pompe", N: 2, Wanted: 2, DueOn: "1999-12-30", FileID: id(1)}, {Line: 2, Label: "Vis", N: 1, Wanted: 1, FileID: id(99)},
		}}}
		r, state := opened(t, b, s)
		lines := state.Cards[0].Lines
		if len(lines) != 2 || lines[0].Value != "1 · À confirmer" || lines[1].Label != "Pompe" || lines[1].Tone != present.Late {
			t.Fatalf("the file shows %+v", lines)
		}
		r.ActionPressed(lines[1].Open)
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.StockScreen, Open: id(31)}) {
			t.Errorf("it went to %+v", b.routes)
		}
	})
}
