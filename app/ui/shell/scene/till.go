package scene

import (
	"strings"

	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/present/sample"
)

// tills are the pages of the till.
func tills() []Scene {
	at := on(present.TillScreen)
	tab := func(t present.TillTab, act func(d *Desk)) func(d *Desk) {
		return func(d *Desk) {
			d.Events().Till.TabChosen(t)
			if act != nil {
				act(d)
			}
		}
	}
	pays := present.Route{Screen: present.TillScreen, Repair: sample.ID(2)}
	return []Scene{
		{Name: "till", Shop: sample.Typical, Route: at, Act: sellMixed},
		{Name: "till-day", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, func(d *Desk) { d.Events().Till.Day.RowChosen(2) })},
		{Name: "till-day-list", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, nil)},
		{Name: "till-kept", Shop: sample.Typical, Route: at, Act: tab(present.KeptTab, nil)},
		{Name: "till-control", Shop: sample.Typical, Route: at, Act: tab(present.ControlTab, verified)},

		{Name: "till-empty", Shop: sample.Empty, Route: at, Plain: true},
		{Name: "till-parts", Shop: sample.Typical, Route: at, Act: typeArticle, Plain: true},
		{Name: "till-done", Shop: sample.Typical, Route: at, Act: sold, Plain: true},
		{Name: "till-file", Shop: sample.Typical, Route: pays, Plain: true},
		{Name: "till-file-early", Shop: sample.Tampered, Route: pays, Plain: true},
		{Name: "till-minimum", Shop: sample.Typical, Route: at, Act: tooLittleByCard, Plain: true},
		{Name: "till-practice", Shop: sample.Typical, Route: at, Act: func(d *Desk) { d.Events().Till.PracticeToggled() }, Plain: true},
		{Name: "till-longest", Shop: sample.Longest, Route: at, Act: sellLongest, Plain: true},
		{Name: "till-error", Shop: sample.Broken, Route: at, Plain: true},
		{Name: "till-day-empty", Shop: sample.Empty, Route: at, Act: tab(present.DayTab, nil), Plain: true},
		{Name: "till-day-error", Shop: sample.Broken, Route: at, Act: tab(present.DayTab, nil), Plain: true},
		{Name: "till-refund", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, func(d *Desk) {
			d.Events().Till.Day.RowChosen(0)
			d.Events().Till.Day.ActionPressed("refund_part")
		}), Plain: true},
		{Name: "till-money-back", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, func(d *Desk) {
			d.Events().Till.Day.RowChosen(4)
			d.Events().Till.Day.ActionPressed("money_back")
			d.Events().Till.Day.SheetTyped("reason", "too_much_cash")
		}), Plain: true},
		{Name: "till-abroad", Shop: sample.Typical, Route: at, Act: func(d *Desk) {
			line(d, "PC portable reconditionné", "1250")
			d.Events().Till.KeyPressed(till.InCash)
		}},
		{Name: "till-discount", Shop: sample.Led, Route: at, Act: offTooMuch("Casque Sony WH-1000XM5", "149,90", "40")},
		{Name: "till-discount-longest", Shop: sample.LedLongest, Route: at, Act: offTooMuch(strings.Repeat("Adaptateur secteur universel ", 5), "999999,99", "400000"), Plain: true},
		{Name: "till-bank", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, backByTransfer)},
		{Name: "till-count", Shop: sample.Typical, Route: at, Act: tab(present.DayTab, countWrong), Plain: true},
		{Name: "till-control-broken", Shop: sample.Tampered, Route: at, Act: tab(present.ControlTab, verified), Plain: true},
	}
}

func verified(d *Desk) { d.Events().Till.Control.VerifyPressed() }

// line types a line that is no article.
func line(d *Desk, label, price string) {
	s := d.Events().Till.Sale
	s.Typed(present.LabelField, label)
	s.Typed(present.PriceField, price)
	s.AddPressed()
}

// sellMixed sells an article that was scanned and one that was typed; a part is
// paid by card with no network.
func sellMixed(d *Desk) {
	d.Events().Till.Scanned("4006381333931")
	line(d, "Pose d’un verre trempé", "19,90")
	s := d.Events().Till.Sale
	s.Typed(present.AmountField, "20")
	s.TenderPressed(till.Card)
	s.Typed(present.AmountField, "50")
	s.TenderPressed(till.InCash)
}

func sold(d *Desk) {
	sellMixed(d)
	d.Events().Till.SavePressed()
}

func typeArticle(d *Desk) {
	d.Events().Till.Sale.Typed(present.LabelField, "câble")
	d.Events().Till.Sale.PartMoved(1)
}

func tooLittleByCard(d *Desk) {
	line(d, "Câble", "13")
	d.Events().Till.KeyPressed(till.Card)
}

func sellLongest(d *Desk) {
	line(d, strings.Repeat("Adaptateur secteur universel à embouts interchangeables ", 3), "999999,99")
	line(d, "Câble", "0,05")
	d.Events().Till.KeyPressed(till.Card)
}

// offTooMuch sells something with more off than whoever sells may give: the manager allows
// it, and has their PIN to type.
func offTooMuch(what, price, off string) func(d *Desk) {
	return func(d *Desk) {
		d.Events().Shell.StaffChosen(sample.ID(70))
		line(d, what, price)
		s := d.Events().Till.Sale
		s.LinePressed(0)
		s.SheetTyped("discount_cents", off)
		s.SheetSubmitted()
		d.Events().Till.KeyPressed(till.Card)
		d.Events().Till.SavePressed()
		s.SheetTyped("discount_why", "damaged")
		s.SheetTyped("approved_by", sample.ID(72).String())
	}
}

// backByTransfer gives back what was paid twice, to the customer's account, of which one digit
// is wrong.
func backByTransfer(d *Desk) {
	day := d.Events().Till.Day
	day.RowChosen(4)
	day.ActionPressed("money_back")
	day.SheetTyped("reason", till.PaidTwice)
	day.SheetTyped("payments.0.tender", string(till.Transfer))
	day.SheetTyped("payments.0.cents", "89")
	day.SheetTyped("iban", "FR76 3000 6000 0112 3456 7890 188")
	day.SheetTyped("holder", "Amélie Durand")
	day.SheetSubmitted()
}

func countWrong(d *Desk) {
	day := d.Events().Till.Day
	day.ActionPressed("count")
	day.SheetTyped("counted_cents", "360")
	day.SheetSubmitted()
}
