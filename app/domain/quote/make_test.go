package quote_test

import (
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/quote"
)

func draft(t testing.TB, lines ...quote.Line) quote.Draft {
	return quote.Draft{Facts: quote.Facts{Work: "Écran", Currency: "EUR", Lines: lines}, On: day(t, "2026-11-21")}
}

func made(t testing.TB, d quote.Draft) quote.Facts {
	t.Helper()
	f, err := d.Make(terms(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAQuoteBindsThirtyDaysAtLeast(t *testing.T) {
	d := draft(t, line(quote.Part, 11000))
	f := made(t, d)
	if f.ValidUntil != "2026-12-21" || f.Version != 1 || f.TotalCents != 11000 || f.IssuedOn != "2026-11-21" || f.Rules == "" {
		t.Errorf("got %+v", f)
	}
	if !f.Binds(day(t, "2026-12-21")) || f.Binds(day(t, "2026-12-22")) {
		t.Error("the last day is not the last")
	}
	d.Facts.ValidUntil = "2027-01-31"
	if f := made(t, d); f.ValidUntil != "2027-01-31" {
		t.Errorf("a longer time became %s", f.ValidUntil)
	}
	d.Facts.ValidUntil = "2026-12-20"
	_, err := d.Make(terms(t))
	wants(t, err, fault.OutOfRange, "valid_until")
}

func TestAPriceDoesNotRiseWithoutAReason(t *testing.T) {
	first := made(t, draft(t, line(quote.Part, 11000)))
	d := draft(t, line(quote.Part, 12000))
	d.Before = &first
	_, err := d.Make(terms(t))
	wants(t, err, quote.RiseNeedsWhy, "reason")
	d.Facts.Reason = "hidden_damage"
	if f := made(t, d); f.Version != 2 || f.Amends != 0 {
		t.Errorf("got %+v", f)
	}
	d.Agreed = &first
	if f := made(t, d); f.Amends != 1 {
		t.Errorf("an accepted quote is changed without an amendment: %+v", f)
	}
	d.Facts.Reason, d.On = "", day(t, "2026-12-22")
	_, err = d.Make(terms(t))
	wants(t, err, quote.RiseNeedsWhy, "reason")
	d.Agreed = nil
	if f := made(t, d); f.Version != 2 {
		t.Errorf("a quote that has lapsed still binds: %+v", f)
	}
	lower := draft(t, line(quote.Part, 10000))
	lower.Before, lower.Agreed = &first, &first
	if f := made(t, lower); f.Amends != 1 || f.TotalCents != 10000 {
		t.Errorf("got %+v", f)
	}
}

// An amendment that nobody answered yet is replaced by another one: it is what was
// agreed that is amended, and whose price is not passed without a word.
func TestAnAmendmentOfAnAmendmentAmendsWhatWasAgreed(t *testing.T) {
	first := made(t, draft(t, line(quote.Part, 11000)))
	second := first
	second.Version, second.TotalCents, second.Amends = 2, 14000, 1
	d := draft(t, line(quote.Part, 13000))
	d.Before, d.Agreed = &second, &first
	_, err := d.Make(terms(t))
	wants(t, err, quote.RiseNeedsWhy, "reason")
	d.Facts.Reason = "hidden_damage"
	if f := made(t, d); f.Version != 3 || f.Amends != 1 {
		t.Errorf("got %+v", f)
	}
}

func TestAMarginBelowTheFloorNeedsAManager(t *testing.T) {
	l := line(quote.Part, 12000)
	l.CostCents = 9000
	d := draft(t, l)
	_, err := d.Make(terms(t))
	wants(t, err, quote.BelowFloor, "approved_by")
	d.Facts.Approved = make([]byte, 16)
	if f := made(t, d); f.TotalCents != 12000 {
		t.Errorf("got %+v", f)
	}
}

func TestACircularPartIsOfferedOrExplained(t *testing.T) {
	d := draft(t, line(quote.Part, 11000))
	d.Category = "smartphone"
	_, err := d.Make(terms(t))
	wants(t, err, quote.OfferMissing, "circular.state")
	d.Facts.Circular = quote.Circular{State: quote.Unavailable}
	_, err = d.Make(terms(t))
	wants(t, err, fault.Missing, "circular.reason")
	d.Facts.Circular.Reason = "not_in_time"
	made(t, d)
	d.Facts.Circular = quote.Circular{State: quote.Offered, Cents: 7900}
	offered := made(t, d)
	answer := quote.AnswerFacts{Version: 1, Accepted: true, Channel: "counter"}
	_, err = answer.Make(offered, day(t, "2026-11-22"), terms(t))
	wants(t, err, quote.ChoiceMissing, "circular")
	answer.Circular = quote.Declined
	if _, err = answer.Make(offered, day(t, "2026-11-22"), terms(t)); err != nil {
		t.Error(err)
	}
	for _, other := range []quote.Draft{
		func() quote.Draft { d := draft(t, line(quote.Labour, 5000)); d.Category = "smartphone"; return d }(),
		func() quote.Draft { d := draft(t, line(quote.Part, 5000)); d.Category = "kettle"; return d }(),
	} {
		if f := made(t, other); f.Circular.State != quote.NotApplicable {
			t.Errorf("got %+v", f.Circular)
		}
	}
	used := line(quote.Part, 5000)
	used.Origin = quote.UsedPart
	u := draft(t, used)
	u.Category = "smartphone"
	if f := made(t, u); f.Circular.State != quote.Offered {
		t.Errorf("a used part is no offer: %+v", f.Circular)
	}
}

func TestAnAnswerKeepsTheDaysThatFollowFromIt(t *testing.T) {
	f := made(t, draft(t, line(quote.Part, 11000)))
	for channel, want := range map[string][3]string{
		"counter": {"2026-11-24", "", "2026-11-24"},
		"home":    {"2026-12-02", "2026-12-08", "2026-12-09"},
		"phone":   {"2026-11-24", "2026-12-08", "2026-12-09"},
		"page":    {"2026-11-24", "2026-12-08", "2026-12-09"},
	} {
		a, err := quote.AnswerFacts{Version: 1, Accepted: true, Channel: channel}.Make(f, day(t, "2026-11-24"), terms(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]string{a.PayFrom, a.Withdraw, a.StartOn}; got != want || a.Contract.Place != quote.PlaceOf(channel) {
			t.Errorf("%s: got %v, want %v", channel, got, want)
		}
	}
	a, err := quote.AnswerFacts{Version: 1, Channel: "home"}.Make(f, day(t, "2026-11-24"), terms(t))
	if err != nil || a.PayFrom != "" || a.ContractOf(f) != nil {
		t.Errorf("a refusal makes a contract: %+v, %v", a, err)
	}
}

func TestTheFeeIsDueOnlyAsAnnounced(t *testing.T) {
	f := made(t, draft(t, line(quote.Part, 11000)))
	f.Fee = quote.Fee{Cents: 3000}
	if f.DueOnRefusal() != 0 {
		t.Error("a fee that was not announced is due")
	}
	f.Fee.Announced = true
	if f.DueOnRefusal() != 3000 {
		t.Error("an announced fee is not due")
	}
	f.TotalCents = 0
	if f.DueOnRefusal() != 0 {
		t.Error("finding a fault that a guarantee bears costs something")
	}
}

func TestMoreThanWasAgreedNeedsAnAmendment(t *testing.T) {
	f := quote.Facts{TotalCents: 11000}
	capped := quote.Facts{TotalCents: 11000, Form: quote.Form{Method: "à l'heure", MaxCents: 15000}}
	for _, c := range []struct {
		price, ceiling int64
		accepted       *quote.Facts
		over           bool
	}{
		{11000, 0, &f, false}, {11001, 50000, &f, true}, {15000, 0, &capped, false}, {15001, 0, &capped, true},
		{5000, 5000, nil, false}, {5001, 5000, nil, true}, {1, 0, nil, true}, {0, 0, nil, false},
	} {
		if got := quote.Over(c.price, c.accepted, c.ceiling); got != c.over {
			t.Errorf("%d against %+v and %d: %v", c.price, c.accepted, c.ceiling, got)
		}
	}
}

func TestARepairNearThePriceOfANewOneSaysSo(t *testing.T) {
	for _, c := range []struct {
		total, replacement int64
		beyond             bool
	}{{7000, 10000, true}, {6999, 10000, false}, {7000, 0, false}} {
		if got := (quote.Facts{TotalCents: c.total, NewCents: c.replacement}).BeyondRepair(terms(t)); got != c.beyond {
			t.Errorf("%d of %d: %v", c.total, c.replacement, got)
		}
	}
}

func TestWrongLinesAreNamed(t *testing.T) {
	for field, change := range map[string]func(*quote.Line){
		"lines.0.kind":       func(l *quote.Line) { l.Kind = "gift" },
		"lines.0.label":      func(l *quote.Line) { l.Label = " " },
		"lines.0.quantity":   func(l *quote.Line) { l.Quantity = 0 },
		"lines.0.unit_cents": func(l *quote.Line) { l.UnitCents = -1 },
		"lines.0.cost_cents": func(l *quote.Line) { l.CostCents = -1 },
		"lines.0.rate":       func(l *quote.Line) { l.Rate = 196 },
		"lines.0.layer":      func(l *quote.Line) { l.Layer = "xyz" },
		"lines.0.origin":     func(l *quote.Line) { l.Origin = "moon" },
	} {
		l := line(quote.Part, 100)
		change(&l)
		_, err := draft(t, l).Make(terms(t))
		if f := fault.Of(err); f.Field != field {
			t.Errorf("got %v, want %s", err, field)
		}
	}
	_, err := draft(t).Make(terms(t))
	wants(t, err, quote.NothingToQuote, "lines")
	d := draft(t, line(quote.Part, 100))
	d.Facts.Form = quote.Form{Printed: true, Defect: "écran"}
	_, err = d.Make(terms(t))
	wants(t, err, fault.Missing, "form.days")
	_, err = draft(t, line(quote.Reduction, 100)).Make(terms(t))
	wants(t, err, fault.OutOfRange, "lines")
}

func TestADeviceIsKnownByWhatTheFileSays(t *testing.T) {
	for _, c := range []struct{ category, product, want string }{
		{"Mobile", "Samsung S21", "smartphone"}, {"", "iPhone 13", "smartphone"}, {"Laptop", "", "laptop"}, {"", "ThinkPad T14", "laptop"},
		{"Lave-linge", "Bosch", "washing_machine"}, {"", "TV LG 55", "television"}, {"", "Grille-pain", ""}, {"", "TVA", ""},
		{"", "PC portable Lenovo", "laptop"}, {"Téléphone portable", "", "smartphone"}, {"Lave-linge séchant", "", "washer_dryer"},
		{"Flat screen 22-24\"", "x", "monitor"}, {"", "lave-vaisselle Miele", "dishwasher"},
	} {
		if got := quote.CategoryOf(c.category, c.product); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.category, c.product, got, c.want)
		}
	}
}
