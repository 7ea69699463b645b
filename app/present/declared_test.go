package present_test

import (
	"context"
	"strings"
	"testing"

	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/invoice"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/warranty"
	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/present/sample"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

func (l *ledger) MakeSalesReport(_ context.Context, _ service.Call, in *service.SalesReportInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) StepSalesReport(_ context.Context, _ service.Call, in *service.StepSalesReportInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) GiveOpinion(_ context.Context, _ service.Call, in *service.GiveOpinionInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) SettleCore(_ context.Context, _ service.Call, in *service.CoreInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) AmendQuote(_ context.Context, _ service.Call, in *service.AmendInput) (service.Result, error) {
	return l.note(in)
}

// regimeless is a shop that never said how it reports.
type regimeless struct{ *ledger }

func (regimeless) SalesReportsDue(context.Context, *service.SiteAsked) ([]service.PeriodDue, error) {
	return nil, fault.New(ereport.NoRegime, "")
}

func reporting(t *testing.T, env present.Env, port present.Declaring, acts present.DeclareActs, d *shown) *present.Reporting {
	t.Helper()
	p := present.NewReporting(env, present.DeclarePorts{Reports: port, Acts: acts}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	return p
}

func TestAPeriodWithAnObstacleIsNotReportedBeforeItIsGone(t *testing.T) {
	env, l, d := caringFor(t)
	var at present.Route
	env.Go = func(r present.Route) { at = r }
	p := reporting(t, env, l, l, d)
	p.RowChosen(1)
	p.Show(at)
	if d.one.Primary.ID != "report.till" || len(d.one.Cards) != 1 || len(d.one.Cards[0].Lines) != 2 {
		t.Fatalf("shown: %+v", d.one)
	}
	p.PrimaryPressed()
	if len(l.did) != 0 || at.Screen != present.TillScreen {
		t.Errorf("done %+v, gone to %+v", l.did, at)
	}
}

func TestAPeriodIsReportedOnceAndThenStandsAmongWhatIsOnItsWay(t *testing.T) {
	env, l, d := caringFor(t)
	var at present.Route
	env.Go = func(r present.Route) { at = r }
	p := reporting(t, env, l, l, d)
	p.RowChosen(0)
	p.Show(at)
	p.PrimaryPressed()
	if in := did[service.SalesReportInput](t, l); in.On != "2026-09-21" {
		t.Errorf("%+v", in)
	}
	if d.one.Open || !d.list.Tabs[1].Selected {
		t.Errorf("then %+v, %+v", d.one, d.list.Tabs)
	}
}

func TestAReportIsHandedOverWithTheReferenceThatProvesIt(t *testing.T) {
	env, l, d := caringFor(t)
	p := reporting(t, env, l, l, d)
	p.Show(present.Route{Screen: present.ReportingScreen, Open: l.Declared.Reports[3].ID})
	p.PrimaryPressed()
	p.SheetSubmitted()
	if len(l.did) != 0 || d.one.Sheet.Fields[0].Error == "" {
		t.Fatalf("without a reference: %+v, %+v", l.did, d.one.Sheet)
	}
	p.SheetTyped("ref", "PA-2026-90001")
	p.SheetSubmitted()
	if in := did[service.StepSalesReportInput](t, l); in.State != ereport.Handed || in.Ref != "PA-2026-90001" {
		t.Errorf("%+v", in)
	}
}

func TestAnInvoiceIsHandedOverFromThePageOfReportsToo(t *testing.T) {
	env, l, d := caringFor(t)
	var at present.Route
	env.Go = func(r present.Route) { at = r }
	p := reporting(t, env, l, l, d)
	p.ScopeChosen(present.HandInvoices)
	p.RowChosen(0)
	p.Show(at)
	p.PrimaryPressed()
	p.SheetTyped("ref", "PA-7")
	p.SheetSubmitted()
	if in := did[service.StepInvoiceInput](t, l); in.State != invoice.Handed || in.Ref != "PA-7" || in.Number == "" {
		t.Errorf("%+v", in)
	}
}

func TestAShopThatNeverSaidHowItReportsIsAskedThat(t *testing.T) {
	env, l, d := caringFor(t)
	p := reporting(t, env, regimeless{l}, l, d)
	if !d.list.Notice.IsZero() || d.list.Empty.Action == "" {
		t.Fatalf("shown: %+v", d.list)
	}
	p.EmptyPressed()
	if !d.one.Sheet.Open || d.one.Sheet.Fields[0].Key != "regime" {
		t.Errorf("asked: %+v", d.one.Sheet)
	}
}

func TestANoOpensAClaimInTheCustomersWordsAndLeadsThere(t *testing.T) {
	env, l, d := caringFor(t)
	var at present.Route
	env.Go = func(r present.Route) { at = r }
	p := present.NewCare(env, present.CarePorts{Care: l, Acts: l, Asked: l, Opinions: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.ScopeChosen(present.SurveysScope)
	if d.list.Total != 2 {
		t.Fatalf("to be asked: %+v", d.list)
	}
	p.Show(present.Route{Screen: present.CareScreen, Open: l.Cares.Surveys[0].ID})
	p.ActionPressed("care.unwell")
	p.SheetSubmitted()
	if len(l.did) != 0 {
		t.Fatal("a no without words")
	}
	p.SheetTyped("words", "Elle fuit encore.")
	p.SheetSubmitted()
	in := did[service.GiveOpinionInput](t, l)
	if in.Well || in.Words != "Elle fuit encore." || in.ID != l.Cares.Surveys[0].ID {
		t.Errorf("%+v", in)
	}
	if at.Screen != present.ClaimsScreen || at.Open != journal.NewEntityID(journal.CommandID{1}, 0) || d.one.Open {
		t.Errorf("gone to %+v, open %v", at, d.one.Open)
	}
}

func TestAnOldDeviceThatIsOwedIsSettledWhereItStands(t *testing.T) {
	env, l, d := caringFor(t)
	p := present.NewThirds(env, present.ThirdPorts{Thirds: l, Acts: l, Files: l}, d.showHead, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.ScopeChosen(present.CoresScope)
	if d.list.Total != 4 || p.Row(0).Chip.Tone != present.Late || p.Row(2).Chip.Tone != present.Late {
		t.Fatalf("owed: %d, %+v, %+v", d.list.Total, p.Row(0), p.Row(2))
	}
	p.Show(present.Route{Screen: present.ThirdsScreen, Open: l.Others.Cores[0].File})
	p.PrimaryPressed()
	p.SheetTyped("state", "invoiced")
	p.SheetTyped("here", "yes")
	p.SheetSubmitted()
	if in := did[service.CoreInput](t, l); in.File != l.Others.Cores[0].File || in.State != "invoiced" || !in.Here {
		t.Errorf("%+v", in)
	}
}

func TestADearerPartMakesAnAmendmentTheNextThingToDoAndNeverTwice(t *testing.T) {
	env, l, _ := caringFor(t)
	var file present.RepairState
	open := func(shop *sample.Shop) *present.Repair {
		l.Shop, l.did = shop, nil
		p := present.NewRepair(env, present.RepairPorts{Files: l, Acts: l, Quotes: l, Settling: l, Papers: l, Loans: l, Parts: l, Matters: l, Law: l, Warranty: l, Pictures: l, Opinions: l},
			func(s present.RepairState) { file = s })
		p.Enter(t.Context())
		t.Cleanup(p.Leave)
		p.Show(l.Repairs[1].ID)
		return p
	}
	p := open(sample.Dearer())
	if file.Primary.ID != "amend" {
		t.Fatalf("next: %+v", file.Primary)
	}
	p.PrimaryPressed()
	p.SheetSubmitted()
	if in := did[service.AmendInput](t, l); in.ID != l.Repairs[1].ID {
		t.Errorf("%+v", in)
	}
	open(sample.Amended())
	if file.Primary.ID != "move:"+string(repair.QuoteOK) {
		t.Errorf("while it waits for its answer: %+v", file.Primary)
	}
	for _, a := range file.Actions {
		if a.ID == "amend" {
			t.Error("it can be sent twice")
		}
	}
}

func TestOrdersWithALineAtRiskStandFirstAndSayWhatToDo(t *testing.T) {
	env, l, d := caringFor(t)
	l.Shop = sample.Dearer()
	calm := l.Ordered[0]
	calm.ID, calm.Lines = sample.ID(119), calm.Lines[1:2]
	l.Ordered = append(l.Ordered[:0:0], append([]views.Order{calm}, l.Ordered...)...)
	p := present.NewStock(env, present.StockPorts{Shelves: l, Acts: l, Files: l, Papers: l}, d.showList, d.showOne)
	p.Enter(t.Context())
	t.Cleanup(p.Leave)
	p.ScopeChosen(present.OrderScope)
	if first := p.Row(0); first.ID != sample.ID(110) || first.Chip.Text != "plus cher que le devis" {
		t.Fatalf("first: %+v", first)
	}
	p.Show(present.Route{Screen: present.StockScreen, Open: sample.ID(110)})
	said := ""
	for _, c := range d.one.Cards {
		for _, line := range c.Lines {
			if line.Label == "À risque" {
				said += line.Value + "\n"
			}
		}
	}
	if strings.Count(said, "\n") != 3 || !strings.Contains(said, "avenant") || !strings.Contains(said, "relancer") {
		t.Errorf("said: %s", said)
	}
}

func TestTheVanBringsBackInOneActWhatNobodyNeeds(t *testing.T) {
	env := sample.Env(lang.For("fr"))
	env.Field = true
	shop := sample.Rounds()
	l := &ledger{Shop: shop}
	var state present.VanState
	v := present.NewVan(env, l, l, l, func(s present.VanState) { state = s })
	v.Enter(t.Context())
	t.Cleanup(v.Leave)
	if len(state.Back) != 2 || !strings.Contains(state.Bring, "3") {
		t.Fatalf("to bring back: %+v, %q", state.Back, state.Bring)
	}
	v.BringPressed()
	in := did[service.MoveStockInput](t, l)
	if in.To != "LIL.shop" || len(in.Lines) != 2 || in.Lines[1].N != 2 || in.Lines[1].Place != "LIL.van4" {
		t.Errorf("moved %+v", in)
	}
}

func (l *ledger) MoveStock(_ context.Context, _ service.Call, in *service.MoveStockInput) (service.Result, error) {
	return l.note(in)
}

func (l *ledger) StepInvoice(_ context.Context, _ service.Call, in *service.StepInvoiceInput) (service.Result, error) {
	return l.note(in)
}

func TestTheSearchLeadsToPagesByTheirNames(t *testing.T) {
	env := sample.Env(lang.For("fr"))
	env.Desk.May = staff.Rights()
	var at present.Route
	env.Go = func(r present.Route) { at = r }
	var state present.SearchState
	s := present.NewSearch(env, sample.Typical(), func(next present.SearchState) { state = next })
	s.Enter(t.Context())
	t.Cleanup(s.Leave)
	s.Typed("prets")
	if len(state.Hits) == 0 || state.Hits[0].Product != "Prêts" {
		t.Fatalf("found %+v", state.Hits)
	}
	s.EnterPressed()
	if at.Screen != present.LoansScreen {
		t.Errorf("gone to %+v", at)
	}
	s.Typed("decl")
	s.EnterPressed()
	if at.Screen != present.ReportingScreen {
		t.Errorf("gone to %+v", at)
	}
	env.Desk.May = nil
	if s.Typed("declarations"); len(state.Hits) != 0 {
		t.Errorf("a page that does not open is offered: %+v", state.Hits)
	}
	s.Typed("durand") // a person before any page
	if len(state.Hits) == 0 || !strings.HasPrefix(state.Hits[0].Number, "LIL") {
		t.Errorf("found %+v", state.Hits)
	}
}

func TestTheVersionsOfAQuoteSayTheirTotals(t *testing.T) {
	env := sample.Env(lang.For("fr"))
	shop := sample.Typical()
	var state present.QuoteState
	q := present.NewQuote(env, present.QuotePorts{Bases: shop, Quotes: shop, Papers: shop, Drafts: shop}, func(s present.QuoteState) { state = s })
	q.Enter(t.Context())
	t.Cleanup(q.Leave)
	q.Show(present.Route{Screen: present.QuoteScreen, Repair: shop.Repairs[1].ID})
	if len(state.Versions) != 2 || !strings.HasPrefix(state.Versions[0].Value, "189,00") {
		t.Errorf("the versions: %+v", state.Versions)
	}
}

// owedByUs is a shop in which every repair is ours to pay for.
type owedByUs struct{ *ledger }

func (owedByUs) Verdict(context.Context, present.ID) (service.Verdict, error) {
	return service.Verdict{Age: warranty.Final, Answer: warranty.Covered, Layer: "lgc", Owes: warranty.Us, Pays: warranty.Us}, nil
}

func TestWhatTheCustomerDoesNotPayIsRepairedWithoutAQuote(t *testing.T) {
	env, l, _ := caringFor(t)
	r := &l.Repairs[1]
	r.Status, r.Finding, r.Quote, r.Next = repair.Diag, "Pompe bloquée", nil, []repair.Status{repair.QuoteSent, repair.Repairing}
	var file present.RepairState
	for _, c := range []struct {
		law  present.Judging
		next string
	}{{l, "move:quote_sent"}, {owedByUs{l}, "move:repair"}} {
		p := present.NewRepair(env, present.RepairPorts{Files: l, Acts: l, Quotes: l, Settling: l, Papers: l, Loans: l, Parts: l, Matters: l, Law: c.law, Warranty: l, Pictures: l, Opinions: l},
			func(s present.RepairState) { file = s })
		p.Enter(t.Context())
		t.Cleanup(p.Leave)
		p.Show(r.ID)
		if file.Primary.ID != c.next {
			t.Errorf("next is %s, not %s", file.Primary.ID, c.next)
		}
	}
}
