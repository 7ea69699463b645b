package present_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// drawer is a fake of the till; it keeps what was recorded.
type drawer struct {
	papers *till.Papers // that come out of a sale, when a test says so
	*shop
	terms    service.TillRules
	due      service.FileDue
	now      views.TillDay
	receipts []service.ReceiptSheet
	parts    []views.Part
	proofs   []service.TillProof
	refuse   error // of the next act

	sold     []service.SellInput
	settled  []service.OwedInput
	refunded []service.RefundInput
	given    []service.GiveBackInput
	cautions []service.CautionInput
	cash     []service.CashInput
	counts   []service.CountInput
	ids      []service.Call
	printed  []string
	events   []string
	jammed   bool // no paper comes out
	others   []views.TillDay
	bon      views.Voucher
	askedFor []string
	issued   []service.IssueVoucherInput
	asked    []service.ReceiptsInput
}

func newDrawer(t *testing.T) *drawer {
	return &drawer{shop: newShop(t), terms: service.TillRules{CashCap: 100_000, CashAbroad: 1_500_000, CardMinimum: 1_500, Rates: []int{200, 55, 0}}}
}

func (d *drawer) act(call service.Call) error {
	d.ids = append(d.ids, call)
	err := d.refuse
	d.refuse = nil
	return err
}

func (d *drawer) TillTerms(context.Context, *service.Anything) (service.TillRules, error) {
	return d.terms, nil
}

func (d *drawer) TillDue(context.Context, *service.ByID) (service.FileDue, error) { return d.due, nil }

func (d *drawer) TillRecord(_ context.Context, in *service.NumberInput) (service.ReceiptSheet, error) {
	for _, r := range d.receipts {
		if r.Number == in.Number {
			return r, nil
		}
	}
	return service.ReceiptSheet{}, fault.New(fault.NotFound, "number", "what", "receipt")
}

func (d *drawer) TillGiveBack(_ context.Context, _ service.Call, in *service.GiveBackInput) (service.Result, error) {
	d.given = append(d.given, *in)
	return service.Result{Data: service.Receipt{Number: "LIL2-2026-000009", Kind: till.Payment}}, nil
}

func (d *drawer) TillNow(context.Context, *service.Practice) (views.TillDay, error) {
	return d.now, nil
}

func (d *drawer) TillDays(context.Context, *service.DaysInput) ([]views.TillDay, error) {
	return append([]views.TillDay{d.now}, d.others...), nil
}

func (d *drawer) TillReceipts(_ context.Context, in *service.ReceiptsInput) ([]service.ReceiptSheet, error) {
	d.asked = append(d.asked, *in)
	return d.receipts, nil
}

func (d *drawer) TillHistory(_ context.Context, in *service.NumberInput) (out []service.ReceiptSheet, err error) {
	for _, r := range d.receipts {
		if r.Ref == in.Number {
			out = append(out, r)
		}
	}
	return out, nil
}

func (d *drawer) TillUndone(context.Context, *service.ReceiptsInput) ([]service.ReceiptSheet, error) {
	return d.receipts, nil
}

func (d *drawer) TillVerify(context.Context, *service.Anything) ([]service.TillProof, error) {
	return d.proofs, nil
}

func (d *drawer) PartsNamed(_ context.Context, words string) (out []views.Part, err error) {
	for _, p := range d.parts {
		if p.GTIN == words || strings.Contains(strings.ToLower(p.Ref+" "+p.Label), strings.ToLower(words)) {
			out = append(out, p)
		}
	}
	return out, nil
}

func (d *drawer) TillSell(_ context.Context, call service.Call, in *service.SellInput) (service.Result, error) {
	if err := d.act(call); err != nil {
		return service.Result{}, err
	}
	d.sold = append(d.sold, *in)
	r := service.Receipt{Number: "LIL1-2026-000001", Kind: till.Sale, Lines: in.Lines, Prints: d.papers}
	if d.papers == nil {
		prints := till.Terms{}.Papers(till.Record{Kind: till.Sale, Training: true, Lines: in.Lines, Payments: in.Payments})
		r.Prints = &prints
	}
	for _, p := range in.Payments {
		r.Change += p.Change()
	}
	return service.Result{Data: r}, nil
}

func (d *drawer) TillSettle(_ context.Context, call service.Call, in *service.OwedInput) (service.Result, error) {
	d.settled = append(d.settled, *in)
	return service.Result{Data: service.Receipt{Number: "LIL1-2026-000002"}}, d.act(call)
}

func (d *drawer) TillRefund(_ context.Context, call service.Call, in *service.RefundInput) (service.Result, error) {
	d.refunded = append(d.refunded, *in)
	return service.Result{Data: service.Receipt{Number: "LIL1-2026-000003", Total: -100}}, d.act(call)
}

func (d *drawer) TillCaution(_ context.Context, call service.Call, in *service.CautionInput) (service.Result, error) {
	d.cautions = append(d.cautions, *in)
	return service.Result{Data: service.Receipt{Number: "LIL1-2026-000004"}}, d.act(call)
}

func (d *drawer) TillCash(_ context.Context, call service.Call, in *service.CashInput) (service.Result, error) {
	d.cash = append(d.cash, *in)
	return service.Result{}, d.act(call)
}

func (d *drawer) TillCount(_ context.Context, call service.Call, in *service.CountInput) (service.Result, error) {
	d.counts = append(d.counts, *in)
	return service.Result{}, d.act(call)
}

func (d *drawer) TillClose(_ context.Context, call service.Call, _ *service.CloseInput) (service.Result, error) {
	return service.Result{}, d.act(call)
}

func (d *drawer) TillEvent(_ context.Context, _ service.Call, in *service.EventInput) (service.Result, error) {
	d.events = append(d.events, in.What)
	return service.Result{}, nil
}

func (d *drawer) TillPolicy(_ context.Context, call service.Call, _ *service.PolicyInput) (service.Result, error) {
	return service.Result{}, d.act(call)
}

func (d *drawer) PrintReceipt(_ context.Context, number string) (string, error) {
	if d.jammed {
		return "", errDisk
	}
	d.printed = append(d.printed, number)
	return "papers", nil
}

func (d *drawer) PrintAgain(_ context.Context, _ service.Call, in *service.CopyInput) (string, error) {
	d.printed = append(d.printed, "again "+in.Number)
	return "papers", nil
}

func (d *drawer) PrintBill(_ context.Context, number string) (string, error) {
	d.printed = append(d.printed, "bill "+number)
	return "papers", nil
}

func (d *drawer) PrintClosing(_ context.Context, level till.Level, period string, _ bool) (string, error) {
	d.printed = append(d.printed, "Z "+string(level)+" "+period)
	return "papers", nil
}

func (d *drawer) PrintVoucher(_ context.Context, code string) (string, error) {
	d.printed = append(d.printed, code)
	return "papers", nil
}

func (d *drawer) VoucherByCode(context.Context, *service.ByCode) (views.Voucher, error) {
	return d.bon, nil
}

func (d *drawer) AskVoucher(_ context.Context, _ service.Call, in *service.ByCode) (service.Result, error) {
	d.askedFor = append(d.askedFor, in.Code)
	return service.Result{}, nil
}

func (d *drawer) IssueVoucher(_ context.Context, _ service.Call, in *service.IssueVoucherInput) (service.Result, error) {
	d.issued = append(d.issued, *in)
	return service.Result{Data: d.bon}, nil
}

func (d *drawer) PrintTillNotice(context.Context) (string, error) {
	d.printed = append(d.printed, "notice")
	return "papers", nil
}

func (d *drawer) ArchiveTill(_ context.Context, year string) (string, error) {
	d.printed = append(d.printed, "archive "+year)
	return "papers", nil
}

// screens is what the till's pages show.
type screens struct {
	frame   present.TillState
	sale    present.SaleState
	day     present.TillDayState
	kept    present.KeptState
	control present.ControlState
}

// atTill runs a test at a till that was entered.
func atTill(t *testing.T, d *drawer, test func(b *bench, p *present.Till, s *screens)) {
	t.Helper()
	onBench(t, func(t *testing.T, b *bench) {
		var s screens
		p := present.NewTill(b.env, present.TillPorts{Tills: d, Vouchers: d, Papers: d, Drafts: d}, present.TillShows{
			Frame: func(v present.TillState) { s.frame = v }, Sale: func(v present.SaleState) { s.sale = v },
			Day: func(v present.TillDayState) { s.day = v }, Kept: func(v present.KeptState) { s.kept = v },
			Control: func(v present.ControlState) { s.control = v },
		})
		p.Enter(t.Context())
		defer p.Leave()
		b.settle()
		test(b, p, &s)
	})
}

// ring types a line that is no article.
func ring(b *bench, p *present.Till, label, price string) {
	p.Sale.Typed(present.LabelField, label)
	p.Sale.Typed(present.PriceField, price)
	p.Sale.AddPressed()
	b.settle()
}

func TestASaleIsPaidByMixedMeansToTheCentAndOnlyThenRecorded(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "32,90")
		p.SavePressed()
		if len(d.sold) != 0 || !strings.Contains(s.sale.Notice.Text, "32,90") {
			t.Fatalf("unpaid, it says %+v", s.sale.Notice)
		}
		p.Sale.Typed(present.AmountField, "20")
		p.KeyPressed(till.Card)
		if s.sale.Ready || s.sale.Paid {
			t.Error("a part makes it ready")
		}
		p.Sale.Typed(present.AmountField, "50")
		p.KeyPressed(till.InCash)
		if !s.sale.Ready || !strings.Contains(s.sale.Change, "37,10") {
			t.Fatalf("paid, it shows %q, ready %v", s.sale.Change, s.sale.Ready)
		}
		p.SavePressed()
		b.settle()
		got := d.sold[0].Payments
		if len(got) != 2 || got[0].Cents != 2_000 || got[1].Cents != 1_290 || got[1].Given != 5_000 {
			t.Errorf("recorded %+v", got)
		}
		if !s.sale.Done.Shown || s.sale.Done.Number != "LIL1-2026-000001" || len(d.printed) != 0 {
			t.Errorf("done: %+v, printed %v", s.sale.Done, d.printed)
		}
		p.PrimaryPressed()
		b.settle()
		p.PrimaryPressed()
		b.settle()
		if len(d.printed) != 2 || d.printed[0] != "LIL1-2026-000001" || d.printed[1] != "again LIL1-2026-000001" {
			t.Errorf("printed %v", d.printed)
		}
		p.SavePressed()
		if s.sale.Done.Shown || len(s.sale.Lines) != 0 {
			t.Error("the next sale is not empty")
		}
	})
}

func TestASaleThatFailedIsTheSameWhenItIsTriedAgain(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "20")
		p.KeyPressed(till.InCash)
		d.refuse = errDisk
		p.SavePressed()
		b.settle()
		if s.sale.Notice.IsZero() || s.sale.Done.Shown || s.sale.Busy {
			t.Fatalf("it shows %+v", s.sale.Notice)
		}
		p.SavePressed()
		b.settle()
		if len(d.ids) != 2 || d.ids[0].ID != d.ids[1].ID || !s.sale.Done.Shown {
			t.Errorf("the acts are %v", d.ids)
		}
		p.SavePressed()
		ring(b, p, "Câble", "20")
		p.KeyPressed(till.InCash)
		p.SavePressed()
		b.settle()
		if d.ids[2].ID == d.ids[1].ID {
			t.Error("the next sale has the id of the one before")
		}
	})
}

func TestWhatIsNotAllowedIsSaidBeforeMoneyIsTaken(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "13")
		p.KeyPressed(till.Card)
		if len(s.sale.Payments) != 0 || !strings.Contains(s.sale.Notice.Text, "15,00") {
			t.Fatalf("13 € by card: %+v", s.sale.Notice)
		}
		p.Sale.Typed(present.AmountField, "3")
		p.KeyPressed(till.Card)
		p.KeyPressed(till.InCash)
		if !s.sale.Ready {
			t.Error("13 € are not paid by two means")
		}
		p.Sale.AgainPressed()
		ring(b, p, "Carte mère", "1 200")
		if note := s.sale.Tenders[0].Note; !strings.Contains(note, "000,00") {
			t.Errorf("the cap of cash reads %q", note)
		}
		p.KeyPressed(till.InCash)
		if len(s.sale.Payments) != 0 || !s.sale.Sheet.Open || !strings.Contains(s.sale.Sheet.Intro, "000,00") {
			t.Errorf("1 200 € in cash: %+v", s.sale.Sheet)
		}
		p.Sale.SheetClosed()
		p.Sale.AgainPressed()
		ring(b, p, "Serveur", "16 000")
		p.KeyPressed(till.InCash)
		if s.sale.Sheet.Open || len(s.sale.Payments) != 0 || !strings.Contains(s.sale.Notice.Text, "000,00") {
			t.Errorf("16 000 € in cash: %+v", s.sale.Notice)
		}
		p.Sale.AgainPressed()
		ring(b, p, "Carte mère", "1 200")
		p.Sale.Typed(present.AmountField, "1 300")
		p.KeyPressed(till.Card)
		if s.sale.Errors[present.AmountField] == "" || len(s.sale.Payments) != 0 {
			t.Error("a card pays more than the rest")
		}
		p.Sale.Typed(present.AmountField, "")
		p.KeyPressed(till.Later)
		if s.sale.Errors[present.AmountField] == "" {
			t.Error("nobody in particular pays later")
		}
	})
}

func TestAConsumerWhoLivesAbroadPaysMoreInCashOnceThatIsSaid(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Ordinateur", "1 200")
		p.KeyPressed(till.InCash)
		p.Sale.SheetSubmitted()
		if !s.sale.Sheet.Open || s.sale.Sheet.Fields[0].Error == "" {
			t.Fatalf("nobody said where they live: %+v", s.sale.Sheet)
		}
		p.Sale.SheetTyped("lives_abroad", "yes")
		p.Sale.SheetSubmitted()
		b.settle()
		if len(s.sale.Payments) != 1 || s.sale.Notice.Tone != present.Watch {
			t.Fatalf("it shows %+v, %+v", s.sale.Payments, s.sale.Notice)
		}
		p.SavePressed()
		b.settle()
		if in := d.sold[0]; !in.Abroad || in.Payments[0].Cents != 120_000 {
			t.Errorf("sold %+v", in)
		}
		p.Sale.AgainPressed()
		ring(b, p, "Câble", "13")
		p.KeyPressed(till.InCash)
		p.SavePressed()
		b.settle()
		if d.sold[1].Abroad {
			t.Error("the next customer lives abroad too")
		}
	})
}

func TestMoneyGoesBackWhileTheSaleStands(t *testing.T) {
	d := newDrawer(t)
	twice := service.ReceiptSheet{Receipt: service.Receipt{Number: "LIL1-2026-000005", Kind: till.Sale, Total: 6_000, Lines: []till.Line{{Label: "Écran", Cents: 6_000}}},
		Owed: -6_000, Payments: []till.Paid{{Tender: till.Later, Cents: 6_000}}}
	d.receipts = []service.ReceiptSheet{twice, aReceipt(t)}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.RowChosen(0)
		b.settle()
		p.Day.ActionPressed("money_back")
		if sheet := s.day.Sheet; !sheet.Open || sheet.Fields[1].Value != "60" {
			t.Fatalf("it asks %+v", sheet)
		}
		p.Day.SheetSubmitted()
		if s.day.Sheet.Fields[0].Error == "" {
			t.Fatal("money goes back without a reason")
		}
		p.Day.SheetTyped("reason", "paid_twice")
		if len(s.day.Sheet.Fields) != 4 {
			t.Errorf("of what was paid twice something is owed again: %+v", s.day.Sheet.Fields)
		}
		p.Day.SheetTyped("reason", "too_much_cash")
		if len(s.day.Sheet.Fields) != 5 {
			t.Errorf("nothing is owed again: %+v", s.day.Sheet.Fields)
		}
		p.Day.SheetTyped("payments.0.tender", "transfer")
		p.Day.SheetTyped("ref", "VIR-77")
		p.Day.SheetSubmitted()
		b.settle()
		if in := d.given[0]; in.Number != "LIL1-2026-000005" || in.Reason != "too_much_cash" || in.Payments[0] != (till.Paid{Tender: till.Transfer, Cents: -6_000, Ref: "VIR-77"}) {
			t.Errorf("given back %+v", in)
		}
		if s.day.Notice.Tone != present.Good || len(d.printed) != 1 {
			t.Errorf("then %+v, printed %q", s.day.Notice, d.printed)
		}
	})
}

func TestACardWithoutANetworkBearsItsRiskAndCanBeSaidOtherwise(t *testing.T) {
	d := newDrawer(t)
	d.link = present.Connection{State: present.Offline}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Batterie", "89")
		p.KeyPressed(till.Card)
		if !strings.Contains(s.sale.Payments[0].Detail, "sans réponse") {
			t.Fatalf("the payment reads %+v", s.sale.Payments[0])
		}
		p.Sale.PaymentPressed(0)
		p.Sale.SheetTyped("auth", "online")
		p.Sale.SheetSubmitted()
		b.settle()
		p.SavePressed()
		b.settle()
		if d.sold[0].Payments[0].Auth != till.Online {
			t.Errorf("recorded %+v", d.sold[0].Payments)
		}
	})
}

func TestArticlesAreSoldByScannerAlone(t *testing.T) {
	d := newDrawer(t)
	d.parts = []views.Part{{Ref: "CAB-2", Label: "Câble", GTIN: "4006381333931", Price: 1_300}, {Ref: "CAB-3", Label: "Câble long", Price: 1_990}}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		if !p.Scanned("4006381333931") {
			t.Fatal("the code is not taken")
		}
		b.settle()
		if len(s.sale.Lines) != 1 || s.sale.Total != frenchWords().Money(1_300, "EUR") {
			t.Fatalf("after the scan: %+v", s.sale.Lines)
		}
		p.Sale.Typed(present.LabelField, "câble")
		b.settle()
		p.Sale.PartMoved(1)
		p.Sale.PartMoved(1)
		p.Sale.LabelSubmitted()
		b.settle()
		if len(s.sale.Lines) != 2 || s.sale.Lines[1].Title != "Câble long" {
			t.Fatalf("after the arrows: %+v", s.sale.Lines)
		}
		p.Scanned("3017620422003")
		b.settle()
		if s.sale.Notice.IsZero() || s.sale.At != present.PriceField || len(s.sale.Lines) != 2 {
			t.Errorf("an unknown article: %+v, at %s", s.sale.Notice, s.sale.At)
		}
		if p.Scanned("Benali") {
			t.Error("what a fast typist wrote is taken for a code")
		}
	})
}

func TestAReceiptThatIsScannedLetsItsFilePay(t *testing.T) {
	d := newDrawer(t)
	d.search = func(context.Context, string) ([]views.Hit, error) {
		return []views.Hit{{RepairRow: views.RepairRow{ID: id(7)}, Exact: true}}, nil
	}
	d.due = service.FileDue{ID: id(7), Number: "LIL2-00431-X7K", Lines: []till.Line{{Label: "Écran", Quantity: till.One, Unit: 15_000, Cents: 15_000, Rate: 200}}, ToSell: 15_000}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		if !p.Scanned("https://suivi.exemple/r/ABCDEF") {
			t.Fatal("the receipt is not taken")
		}
		b.settle()
		if s.frame.Tab != present.SaleTab || s.sale.File.Number != "LIL2-00431-X7K" || len(s.sale.Lines) != 1 {
			t.Fatalf("it shows %+v on %s", s.sale.File, s.frame.Tab)
		}
		p.Sale.Typed(present.AmountField, "100")
		p.KeyPressed(till.Card)
		p.KeyPressed(till.Later)
		p.Sale.SheetTyped("due_on", "15/01/2000")
		p.Sale.SheetSubmitted()
		b.settle()
		p.SavePressed()
		b.settle()
		in := d.sold[0]
		if in.Repair == nil || *in.Repair != id(7) || in.Payments[1].Tender != till.Later || in.Payments[1].Due != "2000-01-15" {
			t.Errorf("recorded %+v", in)
		}
	})
}

func TestADebtIsPaidInPartsAndNothingIsSoldAgain(t *testing.T) {
	d := newDrawer(t)
	d.due = service.FileDue{ID: id(7), Number: "LIL2-00431-X7K", Debts: []service.FileDebt{{Number: "LIL1-2026-000009", Owed: 6_000}}, Owed: 6_000}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.Show(present.Route{Screen: present.TillScreen, Repair: id(7)})
		b.settle()
		if s.sale.Typing || s.sale.Total != frenchWords().Money(6_000, "EUR") {
			t.Fatalf("it shows %+v", s.sale)
		}
		p.Sale.Typed(present.AmountField, "40")
		p.KeyPressed(till.Card)
		p.SavePressed()
		b.settle()
		if len(d.sold) != 0 || len(d.settled) != 1 || d.settled[0].Number != "LIL1-2026-000009" || d.settled[0].Payments[0].Cents != 4_000 {
			t.Errorf("recorded %+v", d.settled)
		}
	})
}

func TestPracticeIsSaidAndRecordedAsSuch(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.ActionPressed("school")
		p.TabChosen(present.SaleTab)
		b.settle()
		if s.frame.Practice.IsZero() || s.frame.Practice.Retry == "" {
			t.Fatal("nothing says that it is practice, or how it ends")
		}
		ring(b, p, "Essai", "20")
		p.KeyPressed(till.InCash)
		p.SavePressed()
		b.settle()
		if !d.sold[0].Training {
			t.Error("practice is recorded as a sale")
		}
		p.PracticeToggled()
		b.settle()
		if !s.frame.Practice.IsZero() {
			t.Error("practice does not end")
		}
	})
}

// aReceipt is a sale of two lines, a part of it owed.
func aReceipt(t *testing.T) service.ReceiptSheet {
	t.Helper()
	r, err := till.Draft{Kind: till.Sale, Lines: []till.Line{{Label: "Écran", Unit: 10_000, Rate: 200}, {Label: "Verre", Unit: 2_000, Rate: 200}},
		Payments: []till.Paid{{Tender: till.Card, Cents: 9_000}, {Tender: till.Later, Cents: 3_000}}}.Make(till.Terms{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return service.ReceiptSheet{
		Receipt: service.Receipt{Number: "LIL1-2026-000009", Record: r, Kind: r.Kind, Lines: r.Lines, Total: r.Total, Rates: r.Rates},
		AtMS:    time.Date(2000, 1, 1, 10, 0, 0, 0, time.UTC).UnixMilli(), Debt: "LIL1-2026-000009", Payments: r.Payments, Owed: 3_000,
	}
}

func TestOneLineOfAReceiptGoesBackWhatIsOwedFirst(t *testing.T) {
	d := newDrawer(t)
	d.receipts, d.bon = []service.ReceiptSheet{aReceipt(t)}, views.Voucher{Code: bonCode}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.RowChosen(0)
		p.Day.ActionPressed("refund_part")
		p.Day.SheetTyped("lines.0", "back")
		p.Day.SheetSubmitted()
		if len(d.refunded) != 0 {
			t.Fatal("a refund needs no reason")
		}
		p.Day.SheetTyped("reason", "defective")
		p.Day.SheetTyped("tender", "voucher")
		p.Day.SheetSubmitted()
		if len(d.refunded) != 0 {
			t.Fatal("a voucher takes the place of money without the customer's yes")
		}
		p.Day.SheetTyped("agreed", "yes")
		p.Day.SheetSubmitted()
		b.settle()
		if len(d.issued) != 1 || d.issued[0].Receipt != "LIL1-2026-000003" || !d.issued[0].Legal || !d.issued[0].Agreed || !slices.Contains(d.printed, bonCode) {
			t.Fatalf("issued %+v, printed %v", d.issued, d.printed)
		}
		p.Day.ActionPressed("refund_part")
		p.Day.SheetTyped("lines.0", "back")
		p.Day.SheetTyped("reason", "defective")
		p.Day.SheetTyped("tender", "card")
		p.Day.SheetSubmitted()
		b.settle()
		in := d.refunded[1]
		if len(in.Lines) != 1 || in.Lines[0].Unit != -10_000 || len(in.Payments) != 2 ||
			in.Payments[0] != (till.Paid{Tender: till.Later, Cents: -3_000}) || in.Payments[1] != (till.Paid{Tender: till.Card, Cents: -7_000}) {
			t.Errorf("recorded %+v", in)
		}
	})
}

func TestReceiptsAreLookedForFurtherBackAndOpened(t *testing.T) {
	d := newDrawer(t)
	d.receipts = []service.ReceiptSheet{aReceipt(t)}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.Typed("120,00")
		p.Day.SpanChosen("week")
		b.pass(time.Second)
		if last := d.asked[len(d.asked)-1]; last.What != "120,00" || last.From != "1999-12-25" {
			t.Errorf("asked for %+v", last)
		}
		p.Day.RowChosen(0)
		if s.day.Receipt.Number != "LIL1-2026-000009" || s.day.Receipt.Primary.Label != "Encaisser le reste" {
			t.Fatalf("it opens %+v", s.day.Receipt)
		}
		p.PrimaryPressed()
		b.settle()
		if s.frame.Tab != present.SaleTab || s.sale.Total != frenchWords().Money(3_000, "EUR") {
			t.Errorf("what is owed: %s on %s", s.sale.Total, s.frame.Tab)
		}
	})
}

func TestAReceiptOfAnotherYearTellsTheYear(t *testing.T) {
	d := newDrawer(t)
	old := aReceipt(t)
	old.AtMS = time.Date(1998, 11, 30, 10, 0, 0, 0, time.UTC).UnixMilli()
	d.receipts = []service.ReceiptSheet{old}
	atTill(t, d, func(b *bench, p *present.Till, _ *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		if when := p.Day.Row(0).When; when != "30 nov. 1998" {
			t.Errorf("it stands there with %q", when)
		}
	})
}

func TestACountThatDiffersAsksWhy(t *testing.T) {
	d := newDrawer(t)
	d.now = views.TillDay{Day: "2000-01-01", Open: true, Drawer: 18_500}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.ActionPressed("count")
		p.Day.SheetTyped("counted_cents", "180")
		p.Day.SheetSubmitted()
		if len(d.counts) != 0 || !strings.Contains(s.day.Sheet.Fields[1].Error, "5,00") {
			t.Fatalf("the sheet says %+v", s.day.Sheet.Fields)
		}
		p.Day.SheetTyped("reason", "change_error")
		p.Day.SheetSubmitted()
		b.settle()
		if len(d.counts) != 1 || d.counts[0].Counted != 18_000 || d.counts[0].Reason != "change_error" {
			t.Errorf("counted %+v", d.counts)
		}
		p.Day.ActionPressed("drop")
		p.Day.SheetTyped("cents", "100")
		p.Day.SheetSubmitted()
		b.settle()
		if len(d.cash) != 1 || d.cash[0].Cents != -10_000 || d.cash[0].Why != "drop" {
			t.Errorf("moved %+v", d.cash)
		}
		p.Day.ActionPressed("close")
		p.Day.SheetSubmitted()
		b.settle()
		if len(d.printed) != 1 || d.printed[0] != "Z day 2000-01-01" {
			t.Errorf("printed %v", d.printed)
		}
	})
}

func TestACautionIsGivenBackWithItsReceipt(t *testing.T) {
	d := newDrawer(t)
	kept := service.ReceiptSheet{Receipt: service.Receipt{Number: "LIL1-2026-000004", Kind: till.Caution, Held: 20_000}, Kept: 15_000, Payments: []till.Paid{{Tender: till.Card, Cents: 20_000}}}
	d.receipts = []service.ReceiptSheet{kept, aReceipt(t)}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.KeptTab)
		b.settle()
		if len(s.kept.Kept) != 1 || len(s.kept.Owed) != 1 || s.kept.KeptSum != frenchWords().Money(15_000, "EUR") {
			t.Fatalf("it shows %+v", s.kept)
		}
		p.Kept.KeptPressed(0)
		p.Kept.SheetSubmitted()
		b.settle()
		if in := d.cautions[0]; in.Cents != -15_000 || in.Number != "LIL1-2026-000004" || in.Payment.Tender != till.Card {
			t.Errorf("recorded %+v", in)
		}
		p.PrimaryPressed()
		p.Kept.SheetTyped("cents", "300")
		p.Kept.SheetTyped("tender", "preauth")
		p.Kept.SheetSubmitted()
		b.settle()
		if in := d.cautions[1]; in.Cents != 30_000 || in.Payment.Auth != till.Preauth || in.Payment.Tender != till.Card {
			t.Errorf("recorded %+v", in)
		}
	})
}

func TestAnInspectorIsAnsweredInWords(t *testing.T) {
	d := newDrawer(t)
	d.now = views.TillDay{Day: "2000-01-01", Series: "01", MonthClosed: true}
	d.proofs = []service.TillProof{
		{Site: "LIL", Device: "1", Records: 14, LastDay: "2000-01-01"},
		{Site: "LIL", Device: "2", Records: 3, LastDay: "2000-01-01", Problems: []till.Problem{{Seq: 2, Number: "LIL2-2026-000002", What: "code"}}},
	}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.ControlTab)
		b.settle()
		p.PrimaryPressed()
		b.settle()
		if s.control.Proofs[0].Tone != present.Good || s.control.Proofs[1].Tone != present.Late || !strings.Contains(s.control.Proofs[1].Next, "a été changé") {
			t.Errorf("it says %+v", s.control.Proofs)
		}
		p.Control.ClosingPressed(0)
		b.settle()
		p.Control.YearChosen("1999")
		p.Control.ArchivePressed()
		b.settle()
		p.Control.NoticePressed()
		b.settle()
		if !slices.Equal(d.printed, []string{"Z month 2000-01", "archive 1999", "notice"}) {
			t.Errorf("printed %v", d.printed)
		}
	})
}

func TestAFileThatHasToPayLeadsToTheTill(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Ready)
		f.Quote = &views.Quote{Version: 1, TotalCents: 15_000, Answer: "accepted"}
		r, state := opened(t, b, onFile(t, f))
		if !slices.ContainsFunc(state.Actions, func(a present.Action) bool { return a.ID == "pay" }) {
			t.Fatalf("it offers %+v", state.Actions)
		}
		r.ActionPressed("pay")
		if len(b.routes) != 1 || b.routes[0] != (present.Route{Screen: present.TillScreen, Repair: id(1)}) {
			t.Errorf("it leads to %+v", b.routes)
		}
		f.Money = &views.RepairMoney{SoldCents: 15_000, PaidCents: 15_000}
		_, state = opened(t, b, onFile(t, f))
		if slices.ContainsFunc(state.Actions, func(a present.Action) bool { return a.ID == "pay" }) {
			t.Error("a file that has paid is to pay again")
		}
	})
}

func TestAReceiptThatCouldNotBePrintedIsToldAndLogged(t *testing.T) {
	d := newDrawer(t)
	d.jammed = true
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Câble", "20")
		p.KeyPressed(till.InCash)
		p.SavePressed()
		b.settle()
		p.PrimaryPressed()
		b.settle()
		if s.sale.Notice.Tone != present.Late || len(d.events) != 1 || d.events[0] != "printer_failed" {
			t.Fatalf("it says %+v, logged %v", s.sale.Notice, d.events)
		}
		d.jammed = false
		p.PrimaryPressed()
		b.settle()
		if len(d.printed) != 1 || d.printed[0] != "LIL1-2026-000001" {
			t.Errorf("printed %v: what never came out is no duplicate", d.printed)
		}
	})
}

func TestGoodsWhoseReceiptNamesTheGuaranteePrintItUnasked(t *testing.T) {
	d := newDrawer(t)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Lave-linge", "499")
		p.Sale.LinePressed(0)
		p.Sale.SheetTyped("kind", "listed")
		p.Sale.SheetTyped("discount_cents", "20")
		p.Sale.SheetSubmitted()
		b.settle()
		if s.sale.Total != frenchWords().Money(47_900, "EUR") {
			t.Fatalf("with its discount it is %s", s.sale.Total)
		}
		p.KeyPressed(till.Card)
		p.SavePressed()
		b.settle()
		if !d.sold[0].Lines[0].Listed || len(d.printed) != 1 {
			t.Errorf("sold %+v, printed %v", d.sold[0].Lines, d.printed)
		}
	})
}

func TestTheNoteThatIsDueForAServiceIsPrintedUnasked(t *testing.T) {
	d := newDrawer(t)
	d.papers = &till.Papers{Receipt: till.OnRequest, Note: till.Always}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Réparation", "40")
		p.KeyPressed(till.Card)
		p.SavePressed()
		b.settle()
		if !slices.Equal(d.printed, []string{"bill LIL1-2026-000001"}) {
			t.Fatalf("printed %v", d.printed)
		}
		p.PrimaryPressed() // the receipt, which somebody asked for
		b.settle()
		if !slices.Equal(d.printed, []string{"bill LIL1-2026-000001", "LIL1-2026-000001"}) {
			t.Errorf("printed %v", d.printed)
		}
	})
}

func TestTheShopsDrawersAddUp(t *testing.T) {
	d := newDrawer(t)
	d.now = views.TillDay{Site: "LIL", Device: "1", Series: "01", Day: "2000-01-01", Drawer: 10_000, Today: till.Totals{Gross: 5_000}}
	d.others = []views.TillDay{
		{Site: "LIL", Device: "2", Series: "02", Day: "2000-01-01", Drawer: 2_500, Today: till.Totals{Gross: 1_000}},
		{Site: "LIL", Device: "2T", Series: "03", Day: "2000-01-01", Training: true, Drawer: 99_900},
	}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabMoved(1)
		b.settle()
		if len(s.day.Others) != 2 || !strings.Contains(s.day.Others[1].Value, "60,00") || !strings.Contains(s.day.Others[1].Value, "125,00") {
			t.Errorf("it shows %+v", s.day.Others)
		}
		p.TabMoved(-1)
		p.TabMoved(-1)
		b.settle()
		if s.frame.Tab != present.ControlTab {
			t.Errorf("before the first page is %s", s.frame.Tab)
		}
	})
}

// bonCode is the code of a voucher of ours.
var bonCode = voucher.FormatCode([voucher.CodeChars]byte{1, 2, 3, 4, 5, 6, 7, 8})

// aVoucher is a voucher with 20 € left.
func aVoucher(held int64) views.Voucher {
	return views.Voucher{Code: bonCode, Status: voucher.Live, Known: true, RestCents: 2_000, HeldCents: held, Until: civil.Of(2000, time.December, 31)}
}

func TestAVoucherPaysWhatIsLeftOfIt(t *testing.T) {
	d := newDrawer(t)
	d.bon = aVoucher(2_000)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.Scanned(bonCode)
		b.settle()
		if !strings.Contains(s.sale.Notice.Text, "20,00") {
			t.Errorf("with nothing to pay it says %+v", s.sale.Notice)
		}
		ring(b, p, "Coque", "30")
		p.Scanned(bonCode)
		b.settle()
		p.Sale.Typed(present.LabelField, strings.ToLower(bonCode)) // typed; twice is once
		b.settle()
		p.Sale.LabelSubmitted()
		b.settle()
		if s.sale.Text[present.LabelField] != "" || len(s.sale.Lines) != 1 {
			t.Errorf("a code that was typed is sold: %+v", s.sale.Lines)
		}
		p.KeyPressed(till.InCash)
		p.SavePressed()
		b.settle()
		got := d.sold[0].Payments
		if len(got) != 2 || got[0] != (till.Paid{Tender: till.Voucher, Cents: 2_000, Ref: bonCode}) || got[1].Cents != 1_000 || d.sold[0].Anyway != "" {
			t.Errorf("recorded %+v", d.sold[0])
		}
	})
}

func TestAVoucherThatNobodyIsSureOfIsAskedForAndAnsweredFor(t *testing.T) {
	d := newDrawer(t)
	d.bon = aVoucher(0)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Coque", "15")
		p.KeyPressed(till.Voucher)
		p.Sale.SheetTyped("code", strings.ToLower(bonCode))
		p.Sale.SheetSubmitted()
		b.settle()
		if len(d.askedFor) != 1 || s.sale.Notice.Tone != present.Watch || !s.sale.Ready {
			t.Fatalf("asked for %v, it says %+v", d.askedFor, s.sale.Notice)
		}
		p.SavePressed()
		if len(d.sold) != 0 || !s.sale.Sheet.Open {
			t.Fatal("it is taken without anybody answering for it")
		}
		p.Sale.SheetTyped("reason", "no_network")
		p.Sale.SheetSubmitted()
		b.settle()
		if len(d.sold) != 1 || d.sold[0].Anyway != "no_network" || d.sold[0].Payments[0].Cents != 1_500 {
			t.Errorf("recorded %+v", d.sold)
		}
	})
}

func TestAMistypedVoucherPaysNothing(t *testing.T) {
	d := newDrawer(t)
	last := map[bool]string{true: "1", false: "0"}[strings.HasSuffix(bonCode, "0")]
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Coque", "15")
		p.KeyPressed(till.Voucher)
		p.Sale.SheetTyped("code", bonCode[:len(bonCode)-1]+last)
		p.Sale.SheetSubmitted()
		b.settle()
		if len(s.sale.Payments) != 0 || s.sale.Sheet.Fields[0].Error == "" {
			t.Errorf("it pays %+v", s.sale.Payments)
		}
	})
}

func TestAVoucherThatIsOverPaysNothing(t *testing.T) {
	d := newDrawer(t)
	d.bon = aVoucher(2_000)
	d.bon.Until = civil.Of(1999, time.December, 31)
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		ring(b, p, "Coque", "15")
		p.Scanned(bonCode)
		b.settle()
		if len(s.sale.Payments) != 0 || s.sale.Notice.Tone != present.Late {
			t.Errorf("it pays %+v, and says %+v", s.sale.Payments, s.sale.Notice)
		}
	})
}

func TestAReceiptTellsWhatBecameOfIt(t *testing.T) {
	d := newDrawer(t)
	back := service.ReceiptSheet{Receipt: service.Receipt{Number: "LIL2-2000-000003", Kind: till.Refund, Total: -2_000}, Ref: "LIL1-2026-000009", Site: "LIL", Device: "2"}
	again := service.ReceiptSheet{Receipt: service.Receipt{Kind: till.Copy, Record: till.Record{Copies: 2}}, Ref: "LIL1-2026-000009"}
	d.receipts = []service.ReceiptSheet{aReceipt(t), back, again}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		p.Day.RowChosen(0)
		b.settle()
		h := s.day.Receipt.History
		if len(h) != 2 || !strings.Contains(h[0].Detail, "LIL2-2000-000003") || !strings.Contains(h[0].Amount, "20,00") || h[1].Title != "Duplicata n°\u00a02" && h[1].Title != "Duplicata n° 2" {
			t.Errorf("it tells %+v", h)
		}
	})
}

func TestADayThatIsOverIsClosedByItselfAndItsZIsPrinted(t *testing.T) {
	d := newDrawer(t)
	d.now = views.TillDay{Day: "1999-12-31", Open: true}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.TabChosen(present.DayTab)
		b.settle()
		if s.day.Chip.Tone != present.Watch {
			t.Errorf("yesterday's day reads %+v", s.day.Chip)
		}
		d.refuse = fault.New(till.NothingOpen, "")
		p.Day.ActionPressed("close")
		p.Day.SheetSubmitted()
		b.settle()
		if s.day.Sheet.Open || len(d.printed) != 1 || d.printed[0] != "Z day 1999-12-31" {
			t.Errorf("the sheet says %+v, printed %v", s.day.Sheet.Notice, d.printed)
		}
	})
}

func TestAHandBackSaysWhatIsStillToPay(t *testing.T) {
	onBench(t, func(t *testing.T, b *bench) {
		f := aFile(repair.Ready)
		f.Quote = &views.Quote{Version: 1, TotalCents: 15_000, Answer: "accepted"}
		f.Money = &views.RepairMoney{SoldCents: 5_000, PaidCents: 4_000, DueCents: 1_000}
		r, state := opened(t, b, onFile(t, f))
		r.ActionPressed("move:returned")
		if !strings.Contains(state.Sheet.Notice.Text, "110,00") {
			t.Errorf("it says %+v", state.Sheet.Notice)
		}
	})
}

func TestADiscountBeyondOnesOwnIsAllowedByAManagersPIN(t *testing.T) {
	d := newDrawer(t)
	d.terms.Discounts = discount.Caps{staff.Counter: 100, staff.Manager: 1000}
	claire := views.Staff{ID: id(3), Display: "Claire", Role: staff.Manager, HasPIN: true}
	d.staff = func() ([]views.Staff, error) {
		return []views.Staff{claire, {ID: id(4), Display: "Yann", Role: staff.Counter}, {ID: id(5), Display: "Partie", Role: staff.Manager, Gone: true}}, nil
	}
	d.pins = map[present.ID]string{claire.ID: "2580"}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		b.env.Desk.Staff = id(4)
		ring(b, p, "Casque", "100")
		p.KeyPressed(till.Card)
		d.refuse = fault.New(discount.AboveAuthority, "approved_by", "permille", "900", "cap_permille", "100")
		p.SavePressed()
		b.settle()
		sheet := s.sale.Sheet
		if !sheet.Open || len(sheet.Fields) != 2 || len(sheet.Fields[1].Choices) != 1 || sheet.Fields[1].Choices[0].Value != claire.ID.String() {
			t.Fatalf("it asks %+v", sheet)
		}
		p.Sale.SheetTyped("discount_why", "damaged")
		p.Sale.SheetTyped("approved_by", claire.ID.String())
		p.Sale.SheetTyped("pin", "1111")
		p.Sale.SheetSubmitted()
		b.settle()
		if f := s.sale.Sheet.Fields; len(f) != 3 || f[2].Error == "" || len(d.sold) != 0 {
			t.Fatalf("with a wrong PIN it shows %+v, sold %+v", f, d.sold)
		}
		p.Sale.SheetTyped("pin", "2580")
		p.Sale.SheetSubmitted()
		b.settle()
		if len(d.sold) != 1 || d.sold[0].Why != "damaged" || *d.sold[0].ApprovedBy != claire.ID || d.ids[0].ID != d.ids[1].ID {
			t.Errorf("sold %+v by %v", d.sold, d.ids)
		}
	})
}

func TestWhoOwesTheTaxItselfIsSoldLinesWithoutIt(t *testing.T) {
	d := newDrawer(t)
	d.due = service.FileDue{ID: id(7), Number: "LIL1-00001", Reversed: true, ToSell: 5_000, Lines: []till.Line{{Label: "Moteur", Quantity: till.One, Unit: 5_000, Cents: 5_000, Nature: till.Service}}}
	d.parts = []views.Part{{Ref: "PMP", Label: "Pompe", Price: 12_000, GTIN: "4006381333931"}}
	atTill(t, d, func(b *bench, p *present.Till, s *screens) {
		p.Sale.OpenFile(id(7))
		b.settle()
		if s.sale.Rate != "0" || s.sale.File.Warning.Text == "" {
			t.Fatalf("a line begins with the rate %s, and the file says %+v", s.sale.Rate, s.sale.File)
		}
		p.Scanned("4006381333931")
		b.settle()
		if want := frenchWords().Money(15_000, "EUR"); s.sale.Total != want {
			t.Errorf("with a part of 120,00 with tax the total is %s, want %s", s.sale.Total, want)
		}
	})
}
