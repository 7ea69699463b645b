package year

import (
	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/storage/journal"
)

// lend hands a unit out for a file.
func (y *maker) lend(f *file) error {
	s := f.shop
	f.unit = s.units[0]
	id, err := y.do(s, s.counter, "loan.issue", map[string]any{"unit": f.unit, "file": f.id, "paper": true})
	if err != nil {
		return err
	}
	s.units = s.units[1:]
	f.loan = id
	y.made.Loans++
	return nil
}

// takeBack has the unit back, looks it over and lends it again.
func (y *maker) takeBack(f *file) error {
	s := f.shop
	_, err := y.do(s, s.counter, "loan.return", map[string]any{
		"id": f.loan, "condition": []string{"Traces d’usage"}, "accessories": map[string]string{"Chargeur": "returned"}, "paper": true,
	})
	if err != nil {
		return err
	}
	unit := f.unit
	f.loan, f.unit = journal.EntityID{}, journal.EntityID{}
	y.in(y.soon(0.2), func() error {
		_, err := y.do(s, s.bench, "loaner.check", map[string]any{"id": unit, "wiped": true, "accounts_off": true, "tested": true, "charged": true})
		s.units = append(s.units, unit)
		return err
	})
	return nil
}

var questions = []string{
	"Bonjour, où en est ma réparation ?", "Puis-je passer samedi ?", "Pouvez-vous garder l’ancienne pièce ?", "Avez-vous reçu la pièce ?",
	"Merci de me rappeler avant 17 h.", "J’ai oublié le chargeur, je l’apporte demain.",
}

// asks writes to the shop; somebody answers within the day, as a rule.
func (y *maker) asks(f *file) error {
	s := f.shop
	channel := []string{"sms", "web", "email"}[y.dice.IntN(3)]
	from := map[string]string{"sms": "06 39 98 00 11", "web": "", "email": "client@example.org"}[channel]
	thread, err := y.do(s, nil, "message.receive", map[string]any{
		"channel": channel, "from": from, "text": questions[y.dice.IntN(len(questions))], "repair": f.id,
	})
	if err != nil {
		return err
	}
	y.made.Messages++
	if y.dice.IntN(12) == 0 {
		return nil // it stays unread until somebody wants to go on
	}
	y.in(y.soon(0.15), func() error { return y.replies(f, thread) })
	return nil
}

func (y *maker) replies(f *file, thread journal.EntityID) error {
	_, err := y.do(f.shop, f.shop.counter, "message.send", map[string]any{"thread": thread, "channel": "sms", "text": "Nous regardons et vous tenons au courant."})
	if refused(err, fault.NotFound) { // it went into an older thread of the same customer
		return y.readAll(f)
	}
	return err
}

// readAll ends what is unread about a file.
func (y *maker) readAll(f *file) error {
	threads, err := f.shop.App.ThreadsAbout(y.ctx, &service.ByID{ID: f.id})
	if err != nil {
		return err
	}
	for _, t := range threads {
		if t.Unread == 0 {
			continue
		}
		if _, err := y.do(f.shop, f.shop.counter, "message.settle", map[string]any{"id": t.ID, "how": "no_effect"}); err != nil {
			return err
		}
	}
	return nil
}

// handBack settles the loan and the bill, and gives the device back.
func (y *maker) handBack(f *file) error {
	if !f.loan.IsZero() {
		if y.dice.IntN(15) == 0 {
			y.in(2+y.soon(4), func() error { return y.handBack(f) }) // the loaner was forgotten at home
			return nil
		}
		if err := y.takeBack(f); err != nil {
			return err
		}
	}
	if f.cents > 0 && f.outcome == "repaired" {
		if err := y.pay(f); err != nil {
			return err
		}
	}
	settled := map[string]string{}
	for _, name := range f.accessories {
		settled[name] = "returned"
	}
	if err := y.step(f, "repair.hand_back", map[string]any{"accessories": settled, "outcome": f.outcome}); err != nil {
		return err
	}
	y.in(0.01, func() error { return y.move(f, "closed") })
	y.gripes(f)
	if err := y.signs(f); err != nil {
		return err
	}
	return y.afterwards(f)
}

// pay takes the money, by one means or two.
func (y *maker) pay(f *file) error {
	payments := []map[string]any{{"tender": "card", "cents": f.cents}}
	switch y.dice.IntN(10) {
	case 0, 1, 2:
		payments = []map[string]any{{"tender": "cash", "cents": f.cents, "given_cents": (f.cents/5000 + 1) * 5000}}
	case 3:
		part := f.cents / 3
		payments = []map[string]any{{"tender": "cash", "cents": part}, {"tender": "card", "cents": f.cents - part}}
	case 4:
		payments = []map[string]any{{"tender": "cheque", "cents": f.cents, "ref": "0001234"}}
	}
	if f.business != nil {
		return y.onAccount(f)
	}
	payments, err := y.withVoucher(f.shop, f.cents, payments)
	if err != nil {
		return err
	}
	if payments, err = y.withBonus(f, payments); err != nil {
		return err
	}
	payments = y.inParts(f, payments)
	sold, err := y.act(f.shop, "till.sell", map[string]any{
		"staff": f.shop.counter[y.dice.IntN(len(f.shop.counter))], "repair": f.id,
		"lines": []map[string]any{{"label": "Réparation", "unit_cents": f.cents, "rate_permille": 200}}, "payments": payments,
	})
	y.made.Receipts++
	if receipt, ok := sold.Data.(service.Receipt); err == nil && ok && f.owes {
		return y.owing(f, receipt)
	} else if err == nil && ok && !y.bounces(f, receipt) {
		y.givesBack(f, receipt)
	}
	return err
}
