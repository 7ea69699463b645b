package year

import (
	"math/rand/v2"
	"time"

	"etabli/app/domain/message"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/storage/journal"
)

// What goes on beside repairs has dice of its own, so that the rest of a year is what it is
// without it.
func besideDice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 372)) }

// How often something happens: one of so many.
const (
	forgotten = 12 // customers who had their device leave something, which is sent to them
	asksLater = 20 // customers say how content they are
	refusals  = 25 // devices are refused, for each that is taken in
	ordered   = 30 // customers order goods without a repair
	backOut   = 6  // of these withdraw
	bounced   = 6  // cheques bounce
	inThree   = 2  // debts are planned in parts
)

// beside sets up carriers, a recall, and what a shop does each month.
func (y *maker) beside() error {
	for _, s := range y.shops {
		if _, err := y.by(s, "carrier.save", map[string]any{"code": "post", "name": "La Poste", "countries": []string{"FR", "BE"}, "home": true, "max_grams": 30000, "cents": 890, "lithium": true}); err != nil {
			return err
		}
	}
	if _, err := y.by(y.shops[0], "recall.list", map[string]any{
		"code": "bouilloire_26", "sort": "safety", "title": "Socle de bouilloire", "model": "Kettle", "remedies": []string{"replace", "refund"}, "source": "RappelConso", "on": y.clock.Now().Format(time.DateOnly),
	}); err != nil {
		return err
	}
	first := y.clock.Now().In(paris)
	for m := range 12 {
		on := opening(time.Date(first.Year(), first.Month()+time.Month(m), 5, opensAt, 45, 0, 0, paris))
		for _, s := range y.shops {
			y.at(on, func() error { return y.orders(s) })
			y.at(on.AddDate(0, 0, 14), func() error { return y.collected(s) })
		}
	}
	return nil
}

// orders buys parts for the shelf; the supplier keeps the day, or does not, and one piece
// that nobody needs goes back.
func (y *maker) orders(s *shop) error {
	var lines []map[string]any
	due := y.clock.Now().AddDate(0, 0, 5).Format(time.DateOnly)
	from := y.aside.IntN(len(y.parts))
	for i := range 3 {
		lines = append(lines, map[string]any{"part": y.parts[(from+i)%len(y.parts)].ref, "n": 2, "due_on": due})
	}
	order, err := y.by(s, "order.place", map[string]any{"supplier": "F03", "lines": lines})
	if err != nil {
		return err
	}
	y.made.Orders++
	y.in(3+y.aside.Float64()*8, func() error {
		var came []map[string]any
		for i, l := range lines {
			came = append(came, map[string]any{"part": l["part"], "n": 2, "for": "shelf", "order_line": i + 1, "cost_cents": 1200})
		}
		if _, err := y.by(s, "stock.receive", map[string]any{"order": order, "lines": came}); err != nil {
			return err
		}
		back, err := y.by(s, "stock.send_back", map[string]any{"supplier": "F03", "reason": "surplus", "credit_cents": 1200, "lines": []map[string]any{{"part": lines[0]["part"], "n": 1}}})
		if err != nil {
			return err
		}
		y.in(10+y.aside.Float64()*20, func() error {
			_, err := y.by(s, "stock.credit", map[string]any{"id": back, "state": "received", "cents": 1200, "number": "AV-" + back.String()[:6]})
			return err
		})
		return nil
	})
	return nil
}

func (y *maker) collected(s *shop) error {
	_, err := y.by(s, "waste.collect", map[string]any{"stream": "small", "grams": 2000 + y.aside.IntN(3000), "collector": "Ecosystem", "slip": y.clock.Now().Format("BSD-060102-") + s.Code})
	return err
}

// turnsAway refuses a device at the counter, now and then.
func (y *maker) turnsAway(s *shop) error {
	if y.aside.IntN(refusals) != 0 {
		return nil
	}
	y.made.Refused++
	_, err := y.by(s, "intake.refuse", map[string]any{"reason": []string{"no_part", "too_dear", "brand", "delay"}[y.aside.IntN(4)], "label": "Trottinette"})
	return err
}

// remembers is what comes after a hand-back: how content the customer is, what they forgot
// and what they order.
func (y *maker) remembers(f *file) error {
	if y.aside.IntN(asksLater) == 0 {
		if _, err := y.quietly(f, "survey.answer", map[string]any{"id": f.id, "score": 2 + y.aside.IntN(4), "channel": "phone"}); err != nil {
			return err
		}
	}
	if y.aside.IntN(forgotten) == 0 {
		y.in(1, func() error { return y.sends(f) })
	}
	if y.aside.IntN(ordered) == 0 {
		y.in(2, func() error { return y.preorders(f.shop) })
	}
	return nil
}

// sends a customer what they forgot. The carrier says when it brings it, and is late at times.
func (y *maker) sends(f *file) error {
	id, err := y.quietly(f, "parcel.open", map[string]any{
		"repair": f.id, "carrier": "post", "name": "Client", "address": "3 rue du Port, 59140 Dunkerque", "lines": []map[string]any{{"label": "Chargeur"}},
	})
	if err != nil {
		return err
	}
	y.made.Parcels++
	brings := opening(y.clock.Now().AddDate(0, 0, 2))
	slot := map[string]any{"from_ms": brings.UnixMilli(), "to_ms": brings.Add(4 * time.Hour).UnixMilli()}
	for _, step := range []struct {
		name  string
		input map[string]any
	}{
		{"parcel.close", map[string]any{"id": id, "tracking": "8V" + id.String()[:8]}},
		{"parcel.slot", map[string]any{"id": id, "by": "carrier", "slot": slot}},
		{"parcel.see", map[string]any{"id": id, "to": "dropped", "by": "us"}},
	} {
		if _, err := y.quietly(f, step.name, step.input); err != nil {
			return err
		}
	}
	y.in(2+y.aside.Float64()*2, func() error {
		_, err := y.by(f.shop, "parcel.see", map[string]any{"id": id, "to": "delivered", "by": "carrier", "scanned": true})
		if refused(err, message.UnreadStands) {
			return nil
		}
		return err
	})
	return nil
}

// preorders is goods that a customer orders, with money ahead, and fetches or does not.
func (y *maker) preorders(s *shop) error {
	who, err := y.by(s, "customer.save", map[string]any{"name": "Cliente de passage", "phone": "06 39 98 00 55"})
	if err != nil {
		return err
	}
	line := func(label string, cents int64) map[string]any {
		return map[string]any{"label": label, "unit_cents": cents, "rate_permille": 200, "nature": "goods"}
	}
	id, err := y.by(s, "preorder.place", map[string]any{"customer": who, "lines": []map[string]any{line("Bol de robot", 6000)}, "ahead": "acompte", "ahead_cents": 2000})
	if err != nil {
		return err
	}
	ahead := line("Acompte", 2000)
	ahead["deposit"] = "acompte"
	took, err := y.sells(s, ahead)
	if err != nil {
		return err
	}
	y.made.Preorders++
	if _, err := y.by(s, "preorder.pay", map[string]any{"id": id, "receipt": took.Number}); err != nil {
		return err
	}
	y.in(3+y.aside.Float64()*5, func() error { return y.fetches(s, id, took.Number, line) })
	return nil
}

func (y *maker) fetches(s *shop, id journal.EntityID, took string, line func(string, int64) map[string]any) error {
	if y.aside.IntN(backOut) == 0 {
		_, err := y.by(s, "preorder.cancel", map[string]any{"id": id, "why": "by_customer"})
		return err
	}
	if _, err := y.by(s, "preorder.arrive", map[string]any{"id": id, "told": "sms"}); err != nil {
		return err
	}
	off := line("Acompte déduit", -2000)
	off["deposit"], off["of"] = "acompte", took
	bill, err := y.sells(s, line("Bol de robot", 6000), off)
	if err != nil {
		return err
	}
	_, err = y.by(s, "preorder.hand", map[string]any{"id": id, "receipt": bill.Number})
	return err
}

// sells sells lines for what they come to, by card.
func (y *maker) sells(s *shop, lines ...map[string]any) (service.Receipt, error) {
	sum := int64(0)
	for _, l := range lines {
		sum += l["unit_cents"].(int64)
	}
	y.made.Receipts++
	return result[service.Receipt](y, s, "till.sell", map[string]any{"lines": lines, "payments": []map[string]any{{"tender": "card", "cents": sum}}})
}

// bounces has a cheque come back, and paid by card later.
func (y *maker) bounces(f *file, r service.Receipt) bool {
	if p := r.Record.Payments; len(p) != 1 || p[0].Tender != till.Cheque || y.aside.IntN(bounced) != 0 {
		return false
	}
	y.made.Bounced++
	y.in(5, func() error {
		_, err := y.by(f.shop, "till.unpaid", map[string]any{"number": r.Number, "reason": "bounced"})
		return err
	})
	y.in(12, func() error {
		_, err := y.by(f.shop, "till.settle", map[string]any{"number": r.Number, "payments": []map[string]any{{"tender": "card", "cents": f.cents}}})
		return err
	})
	return true
}

// planned has a debt paid in two parts, now and then.
func (y *maker) planned(f *file, number string, cents int64) error {
	if cents < 2 || y.aside.IntN(inThree) != 0 {
		return nil
	}
	on := func(days int) string { return y.clock.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	_, err := y.by(f.shop, "receivable.plan", map[string]any{"number": number, "parts": []map[string]any{
		{"due_on": on(15), "cents": cents / 2}, {"due_on": on(30), "cents": cents - cents/2},
	}})
	return err
}
