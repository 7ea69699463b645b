package year

import (
	"time"

	"etabli/app/domain/message"
)

var findings = []struct{ words, verdict string }{
	{"Pièce d’usure à remplacer", "wear"}, {"Connecteur oxydé", "liquid"}, {"Soudure froide sur la carte", "manufacture"},
	{"Choc visible, module fendu", "accident"}, {"Logiciel corrompu, réinstallé", "software"}, {"Mauvais réglage", "user"},
}

// step does the next thing with a file. Nothing goes on while a message is
// unread, so that is answered first.
func (y *maker) step(f *file, name string, input map[string]any) error {
	input["id"] = f.id
	who := f.shop.bench
	if name == "repair.hand_back" || name == "quote.answer" {
		who = f.shop.counter
	}
	_, err := y.do(f.shop, who, name, input)
	if refused(err, message.UnreadStands) {
		if err := y.readAll(f); err != nil {
			return err
		}
		_, err = y.do(f.shop, who, name, input)
	}
	return err
}

func (y *maker) move(f *file, to string) error {
	return y.step(f, "repair.move", map[string]any{"to": to})
}

// diagnose finds the fault, and decides which way the file goes.
func (y *maker) diagnose(f *file) error {
	found := findings[y.dice.IntN(len(findings))]
	way := y.dice.IntN(100)
	if way < 6 {
		found.words, found.verdict = "Aucune panne constatée après essais", "nff"
	}
	if err := y.move(f, "diag"); err != nil {
		return err
	}
	if err := y.step(f, "repair.diagnose", map[string]any{"finding": found.words, "verdict": found.verdict}); err != nil {
		return err
	}
	switch {
	case way < 6:
		y.in(y.soon(0.3), func() error { return y.ready(f, "nff") })
	case way < 10:
		y.in(y.soon(0.5), func() error { return y.ready(f, "ber") })
	case way < 48:
		y.in(y.soon(0.4), func() error { return y.quote(f) })
	default:
		f.cents = int64(2900 + 500*y.dice.IntN(12))
		y.in(y.soon(0.8), func() error { return y.repair(f) })
	}
	return nil
}

// quote offers a repair with a part and labour.
func (y *maker) quote(f *file) error {
	p := y.parts[y.dice.IntN(len(y.parts))]
	labour := int64(3900 + 500*y.dice.IntN(10))
	f.cents, f.part = p.price+labour, p.ref
	on := opening(y.clock.Now().AddDate(0, 0, 3+y.dice.IntN(6)))
	err := y.step(f, "repair.quote", map[string]any{
		"work": "Remplacement : " + p.label, "ready_on": on.Format(time.DateOnly),
		"lines": []map[string]any{
			{"kind": "part", "label": p.label, "article": p.ref, "unit_cents": p.price, "cost_cents": p.price * 55 / 120},
			{"kind": "labour", "label": "Main-d’œuvre", "unit_cents": labour, "cost_cents": labour / 3},
		},
		"circular": map[string]any{"state": "unavailable", "reason": "no_part"},
	})
	if err != nil {
		return err
	}
	if y.dice.IntN(30) == 0 {
		return nil // no answer ever came
	}
	y.in(y.soon(1.5), func() error { return y.answer(f) })
	return nil
}

func (y *maker) answer(f *file) error {
	accepted := y.dice.IntN(100) < 78
	channel := []string{"phone", "counter", "page"}[y.dice.IntN(3)]
	if err := y.step(f, "quote.answer", map[string]any{"version": 1, "accepted": accepted, "channel": channel, "start_now": true, "acknowledged": true}); err != nil {
		return err
	}
	if !accepted {
		f.cents, f.part = 0, ""
		y.in(y.soon(0.5), func() error { return y.ready(f, "refused") })
		return nil
	}
	y.in(y.soon(0.6), func() error { return y.repair(f) })
	return nil
}

// repair mends the device; a part that is not on the shelf is waited for.
func (y *maker) repair(f *file) error {
	if f.part != "" && f.shop.stock[f.part] <= 0 {
		until := opening(y.clock.Now().AddDate(0, 0, 2+y.dice.IntN(9)))
		if err := y.step(f, "repair.move", map[string]any{"to": "part_wait", "until_on": until.Format(time.DateOnly)}); err != nil {
			return err
		}
		y.at(until, func() error { return y.partCame(f) })
		return nil
	}
	if y.goesOut(f) {
		return y.sendsOut(f)
	}
	if err := y.move(f, "repair"); err != nil {
		return err
	}
	if f.part != "" {
		if err := y.use(f); err != nil {
			return err
		}
	}
	y.in(y.soon(0.4), func() error {
		if err := y.move(f, "test"); err != nil {
			return err
		}
		y.in(y.soon(0.1), func() error { return y.ready(f, "repaired") })
		return nil
	})
	return nil
}

// partCame takes a part in for a file.
func (y *maker) partCame(f *file) error {
	_, err := y.do(f.shop, f.shop.counter, "stock.receive", map[string]any{"supplier": "F02", "lines": []map[string]any{
		{"part": f.part, "n": 1, "for": "file", "file": f.id, "cost_cents": 1500},
	}})
	if err != nil {
		return err
	}
	f.shop.stock[f.part]++
	return y.repair(f)
}

func (y *maker) use(f *file) error {
	_, err := y.do(f.shop, f.shop.bench, "stock.use", map[string]any{"file": f.id, "lines": []map[string]any{{"part": f.part, "n": 1}}})
	if err == nil {
		f.shop.stock[f.part]--
	}
	return err
}

// ready ends the work and waits for the customer, who may never come.
func (y *maker) ready(f *file, outcome string) error {
	f.outcome = outcome
	if err := y.step(f, "repair.move", map[string]any{"to": "ready", "outcome": outcome}); err != nil {
		return err
	}
	if y.dice.IntN(60) == 0 {
		return nil
	}
	y.in(y.soon(3), func() error { return y.handBack(f) })
	return nil
}
