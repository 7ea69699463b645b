package present_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// shelf is a fake of the stock of a shop. A command notes itself.
type shelf struct {
	*shop
	parts     []service.PartStock
	low       []views.Account
	orders    []views.Order
	transfers []views.Transfer
	did       []any
	explained []stock.Place
	refuse    error
}

func (s *shelf) PartIDs(_ context.Context, words string) (ids []present.ID, err error) {
	for _, p := range s.parts {
		if strings.Contains(p.Ref+" "+p.Label, words) {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

func (s *shelf) PartLines(_ context.Context, ids []present.ID) (out []views.PartLine, err error) {
	for _, want := range ids {
		for _, p := range s.parts {
			if p.ID == want {
				out = append(out, views.PartLine{ID: p.ID, Ref: p.Ref, Label: p.Label, OnHand: p.Places[0].OnHand, Rights: p.Places[0].Rights})
			}
		}
	}
	return out, nil
}

func (s *shelf) Stock(_ context.Context, part string) (service.PartStock, error) {
	for _, p := range s.parts {
		if p.ID.String() == part {
			return p, nil
		}
	}
	return service.PartStock{}, fault.New(fault.NotFound, "part")
}

func (s *shelf) ExplainStock(_ context.Context, in *service.ForExplanation) ([]views.Change, error) {
	s.explained = append(s.explained, in.Place)
	return []views.Change{{What: "timeline.stock_received", Goods: 4, OnHand: 4, Position: 1}, {What: "timeline.stock_counted", Goods: -1, OnHand: 3, Position: 2}}, nil
}

func (s *shelf) LowStock(context.Context) ([]views.Account, error) { return s.low, nil }
func (s *shelf) OrderRisks(context.Context, *service.SiteAsked) ([]service.OrderRisk, error) {
	return nil, nil
}

func (s *shelf) OpenOrders(context.Context) ([]views.Order, error)       { return s.orders, nil }
func (s *shelf) Suppliers(context.Context) ([]views.Supplier, error)     { return nil, nil }
func (s *shelf) Sites(context.Context) ([]views.Site, error)             { return nil, nil }
func (s *shelf) SiteCode() string                                        { return "LIL" }
func (s *shelf) OpenTransfers(context.Context) ([]views.Transfer, error) { return s.transfers, nil }

func (s *shelf) UnclaimedReceipts(context.Context) ([]service.OpenReceipt, error) { return nil, nil }

func (s *shelf) Order(_ context.Context, want present.ID) (views.Order, error) {
	for _, o := range s.orders {
		if o.ID == want {
			return o, nil
		}
	}
	return views.Order{}, fault.New(fault.NotFound, "id")
}

func (s *shelf) Transfer(_ context.Context, want present.ID) (views.Transfer, error) {
	for _, t := range s.transfers {
		if t.ID == want {
			return t, nil
		}
	}
	return views.Transfer{}, fault.New(fault.NotFound, "id")
}

func (s *shelf) note(in any) (service.Result, error) {
	if s.refuse != nil {
		return service.Result{}, s.refuse
	}
	s.did = append(s.did, in)
	return service.Result{Data: views.Transfer{Number: "T-1"}}, nil
}

func (s *shelf) SavePart(_ context.Context, _ service.Call, in *service.PartInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) ReceiveStock(_ context.Context, _ service.Call, in *service.ReceiveStockInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) AssignReceipt(_ context.Context, _ service.Call, in *service.AssignInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) MoveStock(_ context.Context, _ service.Call, in *service.MoveStockInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) UseStock(_ context.Context, _ service.Call, in *service.UseStockInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) AdjustStock(_ context.Context, _ service.Call, in *service.AdjustStockInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) CountStock(_ context.Context, _ service.Call, in *service.CountStockInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) SayReorder(_ context.Context, _ service.Call, in *service.ReorderInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) MakePromise(_ context.Context, _ service.Call, in *service.PromiseInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) EndPromise(_ context.Context, _ service.Call, in *service.EndPromiseInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) SendBack(_ context.Context, _ service.Call, in *service.SendBackInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) PlaceOrder(_ context.Context, _ service.Call, in *service.PlaceOrderInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) AnswerOrder(_ context.Context, _ service.Call, in *service.AnswerOrderInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) CancelOrder(_ context.Context, _ service.Call, in *service.CancelOrderInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) SendTransfer(_ context.Context, _ service.Call, in *service.TransferInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) ArriveTransfer(_ context.Context, _ service.Call, in *service.ArriveInput) (service.Result, error) {
	return s.note(in)
}

func (s *shelf) CloseTransfer(_ context.Context, _ service.Call, in *service.CloseTransferInput) (service.Result, error) {
	return s.note(in)
}

// shelved is a shop with a pump that may be promised and a joint without rights.
func shelved(t *testing.T) *shelf {
	part := func(n byte, ref string, onHand, rights int64) service.PartStock {
		at := views.Account{ID: id(n + 50), PartID: id(n), Ref: ref, Place: "LIL.shop", OnHand: onHand, Rights: rights}
		return service.PartStock{
			Part: views.Part{ID: id(n), Ref: ref, Label: "Pièce " + ref, Places: []views.Account{at}}, Heard: map[string]int64{"LIL": 1},
		}
	}
	s := &shelf{shop: newShop(t), parts: []service.PartStock{part(1, "PMP-12", 4, 2), part(2, "JOINT-9", 3, 0)}}
	s.search = func(context.Context, string) ([]views.Hit, error) {
		return []views.Hit{{RepairRow: views.RepairRow{ID: id(77), Number: "LIL2-00431-X7K"}, Exact: true}}, nil
	}
	return s
}

func stockOf(t *testing.T, b *bench, s *shelf) (*present.Stock, *seen) {
	t.Helper()
	shown := &seen{}
	p := present.NewStock(b.env, present.StockPorts{Shelves: s, Acts: s, Files: s},
		func(state present.ListState) { shown.list = state }, func(state present.Detail) { shown.open = state })
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	b.settle()
	return p, shown
}

// openPart shows a part and settles.
func openPart(b *bench, p *present.Stock, n byte) {
	p.Show(present.Route{Screen: present.StockScreen, Open: id(n)})
	b.settle()
}

func TestAPartWithoutRightsReadsToBeConfirmed(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s := stockOf(t, b, shelved(t))
		p.Row(0)
		b.settle()
		if got := p.Row(0).Chip; got.Tone != present.Good || got.Text != "2 à promettre" {
			t.Errorf("what may be promised reads %+v", got)
		}
		if got := p.Row(1).Chip; got.Text != "À confirmer" {
			t.Errorf("what may not reads %+v", got)
		}
		openPart(b, p, 2)
		if got := s.open.Clocks[2]; got.Value != "À confirmer" || got.Tone != present.Watch {
			t.Errorf("the part says %+v", got)
		}
		p.ActionPressed("stock.keep")
		if !strings.Contains(s.open.Sheet.Intro, "à confirmer") || strings.Contains(s.open.Sheet.Title, "réservé ") {
			t.Errorf("reserving says %q", s.open.Sheet.Intro)
		}
	})
}

func TestAScannedPartOpensAtOnce(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		p, s := stockOf(t, b, shelved(t))
		if !p.Scanned("JOINT-9") {
			t.Fatal("the code of a part was not taken")
		}
		b.pass(time.Second)
		if len(b.routes) != 1 || b.routes[0].Open != id(2) || s.list.Query != "" {
			t.Errorf("it went to %+v, and still looks for %q", b.routes, s.list.Query)
		}
		p.Typed("PM")
		p.Scanned("P-12") // its beginning was taken for typing
		b.settle()
		p.Typed("pompe")
		p.Scanned("JOINT-9") // over what somebody had typed
		b.settle()
		if len(b.routes) != 3 || b.routes[1].Open != id(1) || b.routes[2].Open != id(2) {
			t.Errorf("then it went to %+v", b.routes[1:])
		}
		if p.Scanned("LIL2-00431-X7P") || p.Scanned("https://exemple.fr/r/abc") {
			t.Error("a receipt was taken for a part")
		}
	})
}

func TestWhyAFigureIsWhatItIs(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		p, s := stockOf(t, b, f)
		openPart(b, p, 1)
		p.ActionPressed(s.open.Cards[0].Acts[0].ID)
		b.settle()
		if len(f.explained) != 1 || f.explained[0] != "LIL.shop" || len(s.open.Events) != 2 || !s.open.First {
			t.Fatalf("it explains %v with %+v", f.explained, s.open.Events)
		}
		if got := s.open.Events[0].Text; got != "−1, il en reste 3" {
			t.Errorf("the latest change reads %q", got)
		}
		p.ActionPressed(s.open.Cards[0].Acts[0].ID)
		if s.open.Story != "" {
			t.Error("asked again, the history stays")
		}
	})
}

func TestPiecesUsedOnAFileKeepItsPromise(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		f.parts[0].Promises = []views.Promise{{ID: id(9), FileID: id(77), Place: "LIL.shop", N: 2, Status: stock.Reserved}}
		p, s := stockOf(t, b, f)
		openPart(b, p, 1)
		p.PrimaryPressed()
		p.SheetTyped("lines.0.n", "2")
		p.SheetTyped("old", "old")
		p.SheetSubmitted()
		if s.field(t, "file").Error == "" {
			t.Fatal("it was used on no file")
		}
		p.SheetTyped("file", "LIL2-00431-X7K")
		p.SheetSubmitted()
		b.settle()
		in := f.did[0].(*service.UseStockInput)
		if in.File != id(77) || in.Promise == nil || *in.Promise != id(9) || in.Lines[0].N != 2 || len(in.Old) != 1 {
			t.Errorf("it was used as %+v", in)
		}
	})
}

func TestEveryScanOfACountCountsAndADifferenceNeedsItsReason(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		p, s := stockOf(t, b, f)
		p.ScopeChosen(present.CountScope)
		for range 3 {
			p.Scanned("PMP-12") // faster than answers come
		}
		p.Scanned("JOINT-9")
		b.settle()
		p.Scanned("JOINT-9")
		b.settle()
		p.Scanned("JOINT-9")
		p.Scanned("NOBODY-KNOWS-IT")
		b.settle()
		if s.list.Total != 2 || s.open.Cards[1].Text != "NOBODY-KNOWS-IT" {
			t.Fatalf("two parts and an unknown code make %+v, %+v", s.list, s.open.Cards)
		}
		if p.Row(0).Chip.Text != "Juste" || p.Row(1).Chip.Text != "−1" {
			t.Errorf("the lines read %+v and %+v", p.Row(0), p.Row(1))
		}
		p.PrimaryPressed()
		p.SheetSubmitted()
		if f.did != nil || s.field(t, "lines.1.reason").Error == "" {
			t.Fatal("a difference was recorded without a reason")
		}
		p.SheetTyped("lines.1.reason", "lost")
		p.SheetSubmitted()
		b.settle()
		in := f.did[0].(*service.CountStockInput)
		if len(in.Lines) != 2 || in.Lines[1].Counted != 3 || in.Lines[1].Reason != "lost" || in.Lines[0].Counted != 3 {
			t.Errorf("the count is %+v", in)
		}
		if s.list.Total != 0 {
			t.Error("a count that was saved is still there")
		}
	})
}

func TestADeliveryOfAnOrderTakesWhatIsStillAwaited(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		f.orders = []views.Order{{ID: id(30), Status: stock.OrderOpen, Number: "CMD-1", Lines: []views.OrderLine{
			{Line: 1, PartID: id(1), Label: "Pompe", Place: "LIL.shop", N: 5, Wanted: 5, Arrived: 2, FileID: id(77), Number: "LIL2-00431-X7K"},
			{Line: 2, PartID: id(2), Label: "Joint", Place: "LIL.shop", N: 1, Wanted: 1, Arrived: 1},
			{Line: 3, PartID: id(2), Label: "Joint", Place: "LIL.shop", N: 4, Wanted: 4},
		}}}
		p, s := stockOf(t, b, f)
		openPart(b, p, 30)
		if line := s.open.Cards[0].Lines[2]; line.Value != "LIL2-00431-X7K" {
			t.Errorf("the line does not know its file: %+v", s.open.Cards[0])
		}
		p.PrimaryPressed()
		if s.field(t, "lines.0.n").Value != "3" {
			t.Errorf("of five, two here, it proposes %q", s.field(t, "lines.0.n").Value)
		}
		p.SheetTyped("lines.1.n", "0")
		p.SheetSubmitted()
		b.settle()
		in := f.did[0].(*service.ReceiveStockInput)
		if *in.Order != id(30) || len(in.Lines) != 1 || in.Lines[0].OrderLine != 1 || in.Lines[0].N != 3 {
			t.Errorf("it receives %+v", in)
		}
	})
}

func TestATransferOfWhichNobodyHeardIsReceived(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		f.transfers = []views.Transfer{{ID: id(40), Number: "T-1234567890", From: "ROU.shop", To: "LIL.shop", Status: stock.OnTheWay}}
		p, s := stockOf(t, b, f)
		p.Scanned("t-1234567890")
		if len(b.routes) != 1 || b.routes[0].Open != id(40) {
			t.Fatalf("a known slip leads to %+v", b.routes)
		}
		p.Scanned("T-9999999999")
		if !s.open.Sheet.Open || s.field(t, "number").Value != "T-9999999999" {
			t.Fatalf("an unknown slip shows %+v", s.open.Sheet)
		}
		p.SheetTyped("lines.0.part", "PMP-12")
		p.SheetSubmitted()
		b.settle()
		if in := f.did[0].(*service.ArriveInput); in.Number != "T-9999999999" || in.Lines[0].Part != "PMP-12" {
			t.Errorf("it receives %+v", in)
		}
	})
}

func TestPiecesGoBackToTheirSupplierFromTheShelf(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		p, s := stockOf(t, b, f)
		openPart(b, p, 2)
		p.ActionPressed("stock.back")
		p.SheetTyped("supplier", "SEB")
		p.SheetTyped("lines.0.n", "2")
		p.SheetSubmitted()
		b.settle()
		if len(f.did) != 0 || s.field(t, "reason").Error == "" {
			t.Fatalf("without a reason: %v, %+v", f.did, s.field(t, "reason"))
		}
		p.SheetTyped("reason", "dead_on_arrival")
		p.SheetTyped("number", "RMA-7")
		p.SheetTyped("credit_cents", "12,50")
		p.SheetSubmitted()
		b.settle()
		if len(f.did) != 1 {
			t.Fatalf("%v", f.did)
		}
		in, ok := f.did[0].(*service.SendBackInput)
		if !ok || in.Supplier != "SEB" || in.Lines[0].N != 2 || in.Reason != "dead_on_arrival" || in.Number != "RMA-7" || in.CreditCents != 1250 {
			t.Errorf("it sends back %+v", f.did[0])
		}
	})
}

func TestAnOrderForALowPartFillsItUp(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := shelved(t)
		f.low = []views.Account{{PartID: id(2), OnHand: 3, Least: 4, Full: 10}}
		p, s := stockOf(t, b, f)
		openPart(b, p, 2)
		p.ActionPressed("stock.order")
		if s.field(t, "lines.0.n").Value != "7" {
			t.Errorf("it proposes %q", s.field(t, "lines.0.n").Value)
		}
		p.SheetTyped("supplier", "SEB")
		p.SheetTyped("file", "LIL2-00431-X7K")
		p.SheetSubmitted()
		b.settle()
		if in := f.did[0].(*service.PlaceOrderInput); in.Supplier != "SEB" || *in.Lines[0].File != id(77) || in.Lines[0].N != 7 {
			t.Errorf("it orders %+v", in)
		}
	})
}
