package sample

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"etabli/app/domain/bank"
	"etabli/app/domain/civil"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/staff"
	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Till is what a shop's till answers.
type Till struct {
	Now      views.TillDay
	Days     []views.TillDay
	Receipts []service.ReceiptSheet // the latest first
	Log      []service.ReceiptSheet // the technical log, the latest first
	Due      service.FileDue
	Terms    service.TillRules
	Parts    []views.Part
	Proofs   []service.TillProof
	After    map[string][]service.ReceiptSheet // what became of a receipt, by its number
}

// TillTerms implements present.Tills.
func (s *Shop) TillTerms(context.Context, *service.Anything) (service.TillRules, error) {
	return s.Till.Terms, s.broken()
}

// TillDue implements present.Tills.
func (s *Shop) TillDue(context.Context, *service.ByID) (service.FileDue, error) {
	return s.Till.Due, s.broken()
}

// TillRecord implements present.Tills.
func (s *Shop) TillRecord(_ context.Context, in *service.NumberInput) (service.ReceiptSheet, error) {
	for _, r := range s.Till.Receipts {
		if r.Number == in.Number {
			return r, s.broken()
		}
	}
	return service.ReceiptSheet{}, fault.New(fault.NotFound, "number", "what", "receipt")
}

// TillNow implements present.Tills.
func (s *Shop) TillNow(context.Context, *service.Practice) (views.TillDay, error) {
	return s.Till.Now, s.broken()
}

// TillDays implements present.Tills.
func (s *Shop) TillDays(_ context.Context, in *service.DaysInput) (out []views.TillDay, err error) {
	for _, d := range s.Till.Days {
		if d.Day >= in.From {
			out = append(out, d)
		}
	}
	return out, s.broken()
}

// TillReceipts implements present.Tills.
func (s *Shop) TillReceipts(_ context.Context, in *service.ReceiptsInput) (out []service.ReceiptSheet, err error) {
	if slices.Contains(in.Kinds, till.Event) {
		return s.Till.Log, s.broken()
	}
	for _, r := range s.Till.Receipts {
		if r.Record.Is(in.What, strings.ToLower) {
			out = append(out, r)
		}
	}
	return out, s.broken()
}

// TillHistory implements present.Tills.
func (s *Shop) TillHistory(_ context.Context, in *service.NumberInput) (out []service.ReceiptSheet, err error) {
	for _, r := range s.Till.Receipts {
		if r.Ref == in.Number {
			out = append(out, r)
		}
	}
	return append(out, s.Till.After[in.Number]...), s.broken()
}

// TillUndone implements present.Tills.
func (s *Shop) TillUndone(context.Context, *service.ReceiptsInput) (out []service.ReceiptSheet, err error) {
	for _, r := range s.Till.Receipts {
		if r.Owed > 0 || r.Kept > 0 {
			out = append(out, r)
		}
	}
	return out, s.broken()
}

// TillVerify implements present.Tills.
func (s *Shop) TillVerify(context.Context, *service.Anything) ([]service.TillProof, error) {
	return s.Till.Proofs, s.broken()
}

// PartsNamed implements present.Tills.
func (s *Shop) PartsNamed(_ context.Context, words string) (out []views.Part, err error) {
	for _, p := range s.Till.Parts {
		if strings.Contains(strings.ToLower(p.Label+" "+p.Ref+" "+p.GTIN), strings.ToLower(words)) {
			out = append(out, p)
		}
	}
	for _, p := range s.Shelved {
		if strings.Contains(strings.ToLower(p.Label+" "+p.Ref), strings.ToLower(words)) {
			out = append(out, p.Part)
		}
	}
	return out, s.broken()
}

// usualDiscount is how much of a price the counter may let go of, in thousandths.
const usualDiscount = 100

// TillSell implements present.Tills: more than the usual discount somebody has to allow.
func (s *Shop) TillSell(_ context.Context, _ service.Call, in *service.SellInput) (service.Result, error) {
	for _, l := range in.Lines {
		if off := l.Discount * 1000 / max(1, l.Unit); off > usualDiscount && in.ApprovedBy == nil {
			return service.Result{}, fault.New(discount.AboveAuthority, "approved_by", "permille", strconv.Itoa(int(off)), "cap_permille", strconv.Itoa(usualDiscount))
		}
	}
	r := service.Receipt{Number: "LIL2-2026-001208", Kind: till.Sale, Lines: in.Lines}
	for _, p := range in.Payments {
		r.Change += p.Change()
		r.Total += p.Cents
	}
	return service.Result{Data: r}, s.broken()
}

func (s *Shop) forgotten() (service.Result, error) { return service.Result{}, s.broken() }

// TillSettle implements present.Tills.
func (s *Shop) TillSettle(context.Context, service.Call, *service.OwedInput) (service.Result, error) {
	return s.forgotten()
}

// TillRefund implements present.Tills.
func (s *Shop) TillRefund(context.Context, service.Call, *service.RefundInput) (service.Result, error) {
	return s.forgotten()
}

// TillGiveBack implements present.Tills: an account whose number is wrong is none.
func (s *Shop) TillGiveBack(_ context.Context, _ service.Call, in *service.GiveBackInput) (service.Result, error) {
	if err := bank.Of(in.Holder, in.IBAN).Check(); err != nil {
		return service.Result{}, err
	}
	return service.Result{Data: service.Receipt{Number: "LIL2-2026-001209", Kind: till.Payment}}, s.broken()
}

// TillCaution implements present.Tills.
func (s *Shop) TillCaution(context.Context, service.Call, *service.CautionInput) (service.Result, error) {
	return s.forgotten()
}

// TillCash implements present.Tills.
func (s *Shop) TillCash(context.Context, service.Call, *service.CashInput) (service.Result, error) {
	return s.forgotten()
}

// TillCount implements present.Tills.
func (s *Shop) TillCount(context.Context, service.Call, *service.CountInput) (service.Result, error) {
	return s.forgotten()
}

// TillClose implements present.Tills.
func (s *Shop) TillClose(context.Context, service.Call, *service.CloseInput) (service.Result, error) {
	return s.forgotten()
}

// TillEvent implements present.Tills.
func (s *Shop) TillEvent(context.Context, service.Call, *service.EventInput) (service.Result, error) {
	return s.forgotten()
}

// TillPolicy implements present.Tills.
func (s *Shop) TillPolicy(context.Context, service.Call, *service.PolicyInput) (service.Result, error) {
	return s.forgotten()
}

// PrintReceipt implements present.TillPapers.
func (s *Shop) PrintReceipt(context.Context, string) (string, error) { return folder, s.broken() }

// PrintAgain implements present.TillPapers.
func (s *Shop) PrintAgain(context.Context, service.Call, *service.CopyInput) (string, error) {
	return folder, s.broken()
}

// PrintBill implements present.TillPapers.
func (s *Shop) PrintBill(context.Context, string) (string, error) { return folder, s.broken() }

// PrintVoucher implements present.TillPapers.
func (s *Shop) PrintVoucher(context.Context, string) (string, error) { return folder, s.broken() }

// VoucherByCode implements present.Vouchers.
func (s *Shop) VoucherByCode(context.Context, *service.ByCode) (views.Voucher, error) {
	return views.Voucher{}, fault.New(fault.NotFound, "code", "what", "voucher")
}

// AskVoucher implements present.Vouchers.
func (s *Shop) AskVoucher(context.Context, service.Call, *service.ByCode) (service.Result, error) {
	return s.forgotten()
}

// IssueVoucher implements present.Vouchers.
func (s *Shop) IssueVoucher(context.Context, service.Call, *service.IssueVoucherInput) (service.Result, error) {
	return s.forgotten()
}

// PrintClosing implements present.TillPapers.
func (s *Shop) PrintClosing(context.Context, till.Level, string, bool) (string, error) {
	return folder, s.broken()
}

// ArchiveTill implements present.TillPapers.
func (s *Shop) ArchiveTill(context.Context, string) (string, error) { return folder, s.broken() }

// PrintTillNotice implements present.TillPapers.
func (s *Shop) PrintTillNotice(context.Context) (string, error) { return folder, s.broken() }

const folder = "~/Documents/Établi"

var _ present.Tills = (*Shop)(nil)

// sold is a record of today, minutes ago, as the till would have written it.
func sold(n int, ago time.Duration, d till.Draft) service.ReceiptSheet {
	rec, err := d.Make(till.Terms{}, 0)
	if err != nil {
		panic(err)
	}
	at := Now.Add(-ago)
	rec.Number = fmt.Sprintf("LIL2-2026-%06d", n)
	rec.Local, rec.Debt = at.Format(time.DateTime), rec.Number
	return service.ReceiptSheet{
		Receipt: service.Receipt{Number: rec.Number, Record: rec, Kind: rec.Kind, Day: at.Format(time.DateOnly), Seq: n, Lines: rec.Lines, Rates: rec.Rates, Total: rec.Total, Held: rec.Held},
		AtMS:    at.UnixMilli(), Local: rec.Local, Site: "LIL", Device: "2", Ref: rec.Ref, Debt: rec.Debt, Payments: rec.Payments,
		Software: "0.1.0", Code: "772960076746840f1b4b2bd7", Owed: rec.Owed(till.Since{}), Kept: rec.Kept(till.Since{}),
	}
}

func goods(label string, cents int64) till.Line {
	return till.Line{Label: label, Unit: cents, Rate: 200, Nature: till.Goods}
}

// tillLog is the technical log of a till, the latest first.
func tillLog() []service.ReceiptSheet {
	line := func(ago time.Duration, what, ref, who string) service.ReceiptSheet {
		return service.ReceiptSheet{Receipt: service.Receipt{Kind: till.Event}, Reason: what, Ref: ref, Who: who, AtMS: before(ago), Site: "LIL", Device: "2"}
	}
	return []service.ReceiptSheet{
		line(50*time.Minute, till.SignedIn, ID(7).String(), "Nadia Benali"),
		line(52*time.Minute, till.SignedOut, ID(8).String(), "Yann Leroy"),
		line(2*time.Hour, till.PrinterFailed, "LIL2-2026-001205", ""),
		line(5*time.Hour, till.PriceChanged, till.Repriced{From: in(0), Before: 1_190, After: 1_300, Article: "CAB-USBC-2"}.String(), ""),
		line(5*time.Hour, till.SignedIn, ID(8).String(), "Yann Leroy"),
		line(26*time.Hour, till.ArchiveMade, "9f0c2f1d5b7e44aa01c3d2e4f5a6b7c8", ""),
		line(30*time.Hour, till.SyncBack, "2026-11-20 08:35:12", ""),
	}
}

// tillOf is a till on a normal Saturday afternoon.
func tillOf() Till {
	file := ID(4)
	lent := sold(1205, 61*time.Minute, till.Draft{Kind: till.Sale, Lines: []till.Line{
		{Label: "Remplacement de l’écran", Unit: 12_900, Rate: 200, Nature: till.Service}, goods("Verre trempé", 1_900),
	}, Payments: []till.Paid{{Tender: till.Card, Cents: 9_800}, {Tender: till.Later, Cents: 5_000, Due: in(14)}}})
	lent.File, lent.Debt = &file, number("2", 428, "MB")
	back := sold(1206, 47*time.Minute, till.Draft{Kind: till.Refund, Ref: "LIL2-2026-001198", Lines: []till.Line{{Label: "Chargeur 65 W", Unit: -3_990, Rate: 200, Nature: till.Goods}},
		Payments: []till.Paid{{Tender: till.Card, Cents: -3_990}}})
	receipts := []service.ReceiptSheet{
		sold(1207, 9*time.Minute, till.Draft{Kind: till.Sale, Lines: []till.Line{goods("Câble USB-C 2 m", 1_300), goods("Coque Galaxy S24", 1_990)},
			Payments: []till.Paid{{Tender: till.Card, Cents: 1_300, Auth: till.Offline}, {Tender: till.InCash, Cents: 1_990, Given: 2_000}}}),
		back, lent,
		sold(1204, 3*time.Hour, till.Draft{Kind: till.Caution, Held: 20_000, Payments: []till.Paid{{Tender: till.InCash, Cents: 20_000}}}),
		sold(1203, 5*time.Hour, till.Draft{Kind: till.Sale, Lines: []till.Line{goods("Batterie ThinkPad T14", 8_900)}, Payments: []till.Paid{{Tender: till.Card, Cents: 8_900}}}),
	}
	receipts[1].AtHQ, receipts[2].AtHQ, receipts[3].AtHQ, receipts[4].AtHQ = true, true, true, true
	receipts[4].Copies = 1
	today := Now.Format(time.DateOnly)
	day := views.TillDay{
		Site: "LIL", Device: "2", Series: "816ddc0739230e8c", Day: today, Session: 214, Open: true, Drawer: 36_990, Perpetual: 18_422_310,
		Today: till.Totals{Records: 5, Gross: 23_000, Held: 20_000, Drawer: 36_990, Tenders: []till.Sum{{Tender: till.InCash, Cents: 21_990}, {Tender: till.Card, Cents: 16_010}, {Tender: till.Later, Cents: 5_000}}},
	}
	days := []views.TillDay{}
	for i := -8; i < 0; i++ {
		closed := views.TillDay{Site: "LIL", Device: "2", Series: day.Series, Day: in(i), Today: till.Totals{Gross: int64(41_280 + 7_310*(i+9))}}
		days = append(days, closed)
	}
	days[2].MonthClosed = true
	neighbour := views.TillDay{Site: "LIL", Device: "1", Series: "51b1", Day: today, Open: true, Drawer: 21_450, Today: till.Totals{Gross: 41_200}}
	copied := service.ReceiptSheet{Receipt: service.Receipt{Kind: till.Copy, Record: till.Record{Kind: till.Copy, Copies: 1}}, AtMS: before(20 * time.Minute), Site: "LIL", Device: "1"}
	return Till{
		After: map[string][]service.ReceiptSheet{lent.Number: {copied}},
		Now:   day, Days: append(days, neighbour, day), Receipts: receipts, Log: tillLog(),
		Terms: tillTerms(),
		Due: service.FileDue{
			ID: ID(2), Number: number("2", 430, "W3"), Product: "ThinkPad T14", Customer: "Karim Benali", ToSell: 18_900, Cash: 0,
			Lines: []till.Line{
				{Label: "Clavier rétroéclairé FR", Quantity: till.One, Unit: 8_900, Cents: 8_900, Rate: 200, Nature: till.Goods},
				{Label: "Batterie 57 Wh", Quantity: till.One, Unit: 7_000, Cents: 7_000, Rate: 200, Nature: till.Goods},
				{Label: "Main-d’œuvre", Quantity: 500, Unit: 6_000, Cents: 3_000, Rate: 200, Nature: till.Service},
			},
		},
		Parts: []views.Part{
			{ID: ID(81), Ref: "CAB-USBC-2", Label: "Câble USB-C 2 m", GTIN: "4006381333931", Price: 1_300, Currency: "EUR"},
			{ID: ID(82), Ref: "CAB-USBC-1", Label: "Câble USB-C 1 m", Price: 990, Currency: "EUR"},
			{ID: ID(83), Ref: "COQ-S24", Label: "Coque Galaxy S24", Price: 1_990, Currency: "EUR"},
		},
		Proofs: []service.TillProof{{Series: day.Series, Site: "LIL", Device: "2", Records: 9_417, Perpetual: day.Perpetual, LastDay: today}},
	}
}

func tillTerms() service.TillRules {
	return service.TillRules{CashCap: 100_000, CashAbroad: 1_500_000, CardMinimum: 1_500, Rates: []int{200, 100, 55, 21, 0},
		Discounts: discount.Caps{staff.Counter: usualDiscount, staff.Technician: usualDiscount, staff.Workshop: 200, staff.Manager: discount.Anything}}
}

// tamperedTill is the same till when one of its records was changed.
func tamperedTill() Till {
	t := tillOf()
	t.Proofs[0].Problems = []till.Problem{
		{Seq: 4112, Number: "LIL2-2026-000512", What: "code"}, {Seq: 4112, Number: "LIL2-2026-000512", What: "sum"}, {Seq: 4113, Number: "LIL2-2026-000513", What: "chain"},
	}
	t.Due.LaterCents, t.Due.LaterFrom = 18_900, must(civil.Parse("day", in(6)))
	return t
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Led is a shop at which somebody works who may allow more than the counter may.
func Led() *Shop {
	s := Typical()
	s.People = append(s.People, views.Staff{ID: ID(72), Initials: "CM", Display: "Claire M.", Role: staff.Manager, Site: "LIL", HasPIN: true, May: staff.Rights()})
	return s
}

// LedLongest is the same shop where everything is as long as it gets.
func LedLongest() *Shop {
	s := Longest()
	s.People = append(s.People, views.Staff{ID: ID(72), Initials: "MF", Display: "Marie-Françoise de La Rochefoucauld-Montbel", Role: staff.Manager, Site: "LIL", HasPIN: true, May: staff.Rights()})
	return s
}

// Tampered is the shop whose till does not add up, and whose file may not pay yet.
func Tampered() *Shop {
	s := Typical()
	s.Till = tamperedTill()
	return s
}

// TillSignIn implements present.Shop.
func (s *Shop) TillSignIn(context.Context, service.Call, *service.Practice) (service.Result, error) {
	return service.Result{}, s.broken()
}

// TillSignOut implements present.Shop.
func (s *Shop) TillSignOut(context.Context, service.Call, *service.Practice) (service.Result, error) {
	return service.Result{}, s.broken()
}
