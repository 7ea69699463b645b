package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/till"
	"etabli/storage/journal"
)

// The rules that make items of money. Each till holds to what it knows; two that are
// cut off from each other can go past it together.
const (
	CashTooMuch   = "cash_too_much"  // more cash on one debt than law allows
	PaidTooEarly  = "paid_too_early" // more than may be paid before a day of the law
	PaidTwice     = "paid_twice"     // more of a debt was paid than was owed
	RefundedTwice = "refunded_twice" // more went back than was sold
	CautionTwice  = "caution_twice"  // more of a caution was given back than was kept
	BilledTwice   = "billed_twice"   // two tills sold one file the same sum
)

// takings are the records of a till that concern a file, or a day.
type takings struct{ list []taken }

type taken struct {
	*act
	till.Record
	bounds till.Bounds
}

func (t *taken) side(value int64) Side {
	number := t.Number
	if number == "" {
		number = t.Record.Ref
	}
	return Side{Write: Write{Ref: t.act.ref, Value: []byte(number + " · " + repair.FormatAmount(value, "EUR")), AtMS: t.atMS()}, Shown: true}
}

// items are those of money, as it stands: what is given back takes its item away.
func (m *takings) items(e journal.Entity) []Item {
	switch {
	case len(m.list) < 2:
		return nil
	case is(e, kind.Repair):
		return m.ofFile(e)
	case is(e, kind.Till):
		return m.ofDay(e)
	}
	return nil
}

func (m *takings) ofFile(e journal.Entity) (items []Item) {
	var cash, most, early, atOnce int64
	var inCash, tooEarly []Side
	for i := range m.list {
		t := &m.list[i]
		if t.Kind == till.Caution {
			continue // no payment of a debt
		}
		most, atOnce = max(most, t.bounds.Cash), max(atOnce, t.bounds.AtOnce)
		if n := till.CashOf(t.Payments); n != 0 {
			cash += n
			inCash = append(inCash, t.side(n))
		}
		if n := till.Money(t.Payments); n != 0 {
			early += n
			if t.bounds.From != "" {
				tooEarly = append(tooEarly, t.side(n))
			}
		}
	}
	if most > 0 && cash > most {
		items = append(items, newItem(e, CashTooMuch, "", inCash...))
	}
	if len(tooEarly) > 0 && early > atOnce {
		items = append(items, newItem(e, PaidTooEarly, "", tooEarly...))
	}
	return append(items, m.billed(e)...)
}

// billed are the items about sums that two tills sold one file, neither knowing of the
// other, while both stand.
func (m *takings) billed(e journal.Entity) (items []Item) {
	back := map[string]int64{}
	for i := range m.list {
		back[m.list[i].Record.Ref] += m.list[i].Total
	}
	for i := range m.list {
		for k := range i {
			a, b := &m.list[k], &m.list[i]
			if a.Kind != till.Sale || b.Kind != till.Sale || a.Total != b.Total || a.Total <= 0 ||
				a.saw(b.act.ref) || b.saw(a.act.ref) || back[a.Number]+back[b.Number] < 0 {
				continue
			}
			items = append(items, newItem(e, BilledTwice, "", a.side(a.Total), b.side(b.Total)))
		}
	}
	return items
}

// ofDay are the items about the records that a day holds, by what others say of them.
func (m *takings) ofDay(e journal.Entity) (items []Item) {
	since, sides := map[string]till.Since{}, map[string][]Side{}
	for i := range m.list {
		t := &m.list[i]
		if t.Record.Ref == "" || t.Kind == till.Copy {
			continue
		}
		since[t.Record.Ref] = since[t.Record.Ref].After(&t.Record)
		sides[t.Record.Ref] = append(sides[t.Record.Ref], t.side(t.Total+t.Held+till.Money(t.Payments)*into(t.Kind == till.Payment)))
	}
	for i := range m.list {
		t := &m.list[i]
		after := since[t.Number]
		if e.ID != TillID(t.Series, t.Session) || len(sides[t.Number]) == 0 {
			continue
		}
		add := func(on bool, rule string) {
			if on {
				items = append(items, newItem(e, rule, t.Number, sides[t.Number]...))
			}
		}
		add(t.Kind == till.Sale && t.Total > 0 && after.Refunded > t.Total, RefundedTwice)
		add(t.Kind == till.Sale && t.Owed(after) < 0, PaidTwice)
		add(t.Kind == till.Caution && t.Held > 0 && after.Returned > t.Held, CautionTwice)
		add(t.Debt == t.Number && m.most(t.Number) > 0 && till.CashOf(t.Payments)+after.Cash > m.most(t.Number), CashTooMuch)
	}
	return items
}

// most is the most cash that law allowed for a debt without a file.
func (m *takings) most(number string) (cents int64) {
	for i := range m.list {
		if t := &m.list[i]; t.Number == number || t.Record.Ref == number {
			cents = max(cents, t.bounds.Cash)
		}
	}
	return cents
}

func into(on bool) int64 {
	if on {
		return 1
	}
	return 0
}
