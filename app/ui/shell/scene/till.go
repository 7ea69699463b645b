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

func countWrong(d *Desk) {
	day := d.Events().Till.Day
	day.ActionPressed("count")
	day.SheetTyped("counted_cents", "360")
	day.SheetSubmitted()
}
