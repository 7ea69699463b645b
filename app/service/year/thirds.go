package year

import (
	"math/rand/v2"

	"etabli/app/domain/bonus"
	"etabli/app/domain/message"
	"etabli/app/domain/opinion"
	"etabli/app/service"
	"etabli/storage/journal"
)

// Third parties have dice of their own, so that the rest of a year is what it is
// without them.
func thirdDice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 367)) }

// How often something happens: one of so many.
const (
	sentOut   = 30 // repairs without a part that go to a subcontractor
	recourses = 20 // repairs that a maker is asked for
	reviewsOf = 60
)

// third sets up who answers for repairs, who mends for the shops, and the bonus.
func (y *maker) third() error {
	s := y.shops[0]
	for _, c := range []struct {
		name  string
		input map[string]any
	}{
		{"guarantor.save", map[string]any{"code": "seb", "name": "Groupe SEB", "sort": "maker"}},
		{"guarantor.save", map[string]any{"code": "plus", "name": "Extension Plus", "sort": "extension", "pay_days": 30}},
		{"subcontractor.save", map[string]any{"code": "micro", "name": "MicroSoudure Nord", "days": 10, "cap_cents": 9000}},
		{"bonus.amount", map[string]any{"body": "eco", "category": "smartphone", "from_on": "2024-01-01", "cents": 2500}},
		{"bonus.amount", map[string]any{"body": "eco", "category": "laptop", "from_on": "2024-01-01", "cents": 5000, "threshold_cents": 15000}},
	} {
		if _, err := y.by(s, c.name, c.input); err != nil {
			return err
		}
	}
	for _, s := range y.shops {
		if _, err := y.by(s, "bonus.label", map[string]any{
			"body": "eco", "name": "ecosystem", "number": "Q-" + s.Code, "from_on": "2024-01-01", "to_on": "2027-12-31", "categories": []string{"smartphone", "laptop"},
		}); err != nil {
			return err
		}
		if _, err := y.by(s, "opinion.asking", map[string]any{"on": true}); err != nil {
			return err
		}
	}
	return nil
}

// quietly runs a command about a file. What is unread about it is read first.
func (y *maker) quietly(f *file, name string, input map[string]any) (journal.EntityID, error) {
	id, err := y.by(f.shop, name, input)
	if refused(err, message.UnreadStands) {
		if err := y.readAll(f); err != nil {
			return id, err
		}
		return y.by(f.shop, name, input)
	}
	return id, err
}

// goesOut tells whether a repair goes to a subcontractor.
func (y *maker) goesOut(f *file) bool { return f.part == "" && y.other.IntN(sentOut) == 0 }

// sendsOut sends a device to the subcontractor, and has it back repaired.
func (y *maker) sendsOut(f *file) error {
	if _, err := y.by(f.shop, "repair.battery", map[string]any{"id": f.id, "swollen": false, "leaking": false, "hot": false, "struck": false, "recalled": false}); err != nil {
		return err
	}
	batch, err := y.quietly(f, "sendout.open", map[string]any{"subcontractor": "micro", "files": []journal.EntityID{f.id}})
	if err != nil {
		return err
	}
	if _, err := y.quietly(f, "sendout.leave", map[string]any{"id": batch}); err != nil {
		return err
	}
	y.made.Batches++
	y.in(3+y.other.Float64()*8, func() error {
		if _, err := y.by(f.shop, "sendout.came", map[string]any{"id": batch, "file": f.id, "state": "repaired", "scan": true, "spot": "B1"}); err != nil {
			return err
		}
		if _, err := y.by(f.shop, "sendout.invoice", map[string]any{
			"id": batch, "number": "ST-" + batch.String()[:6], "lines": []map[string]any{{"file": f.id, "cents": 3000 + 500*y.other.IntN(10)}},
		}); err != nil {
			return err
		}
		y.in(y.other.Float64(), func() error { return y.ready(f, "repaired") })
		return nil
	})
	return nil
}

// withBonus takes the repair bonus off a bill that has it, once its customer has
// validated the repair.
func (y *maker) withBonus(f *file, payments []map[string]any) ([]map[string]any, error) {
	if len(payments) != 1 {
		return payments, nil
	}
	due, err := f.shop.App.TillDue(y.ctx, &service.ByID{ID: f.id})
	if err != nil || due.Bonus == nil || due.Bonus.Cents == 0 || due.ToSell != f.cents {
		return payments, err
	}
	claim, err := y.by(f.shop, "bonus.validate", map[string]any{"repair": f.id, "how": "sms", "plate": true})
	if err != nil {
		return payments, err
	}
	y.made.Bonuses++
	payments[0]["cents"] = f.cents - due.Bonus.Cents
	y.in(1+y.other.Float64()*3, func() error { return y.claims(f, claim) })
	return append(payments, map[string]any{"tender": "bonus", "cents": due.Bonus.Cents, "ref": due.Bonus.Body}), nil
}

// claims hands a bonus in, if its file is complete, and has it paid.
func (y *maker) claims(f *file, claim journal.EntityID) error {
	_, err := y.by(f.shop, "bonus.submit", map[string]any{"id": claim, "ref": "E-" + claim.String()[:6]})
	if refused(err, bonus.Incomplete) {
		return nil // nobody gave an address: it is on the list of duties
	}
	if err != nil {
		return err
	}
	y.in(12+y.other.Float64()*10, func() error {
		due, err := f.shop.App.BonusByID(y.ctx, claim)
		if err != nil {
			return err
		}
		if _, err := y.by(f.shop, "bonus.answer", map[string]any{"id": claim, "cents": due.Cents}); err != nil {
			return err
		}
		_, err = y.by(f.shop, "bonus.pay", map[string]any{"id": claim, "ref": "VIR " + claim.String()[:6]})
		return err
	})
	return nil
}

// afterwards is what follows a hand-back: the old part in its stream, a question
// to the customer, a review now and then, and what a maker owes.
func (y *maker) afterwards(f *file) error {
	if f.part != "" && f.outcome == "repaired" {
		if _, err := y.by(f.shop, "waste.keep", map[string]any{"repair": f.id, "stream": "small", "what": "Pièce remplacée", "grams": 50 + y.other.IntN(400)}); err != nil {
			return err
		}
	}
	if y.other.IntN(4) == 0 {
		y.in(1, func() error { return y.wonders(f) })
	}
	if y.other.IntN(reviewsOf) == 0 {
		y.in(2, func() error { return y.reviewed(f) })
	}
	if f.outcome == "repaired" && y.other.IntN(recourses) == 0 {
		y.in(1, func() error { return y.recourse(f) })
	}
	return y.remembers(f)
}

// wonders asks a customer whether all is well; most say so.
func (y *maker) wonders(f *file) error {
	_, err := y.by(f.shop, "opinion.ask", map[string]any{"id": f.id, "channel": "sms"})
	if refused(err, opinion.AskedLately, opinion.NotOver) {
		return nil
	}
	if err != nil || y.other.IntN(2) == 0 {
		return err // half of them never answer
	}
	y.made.Asked++
	y.in(y.other.Float64(), func() error {
		_, err := y.by(f.shop, "opinion.give", map[string]any{"id": f.id, "well": true, "channel": "sms"})
		return err
	})
	return nil
}

func (y *maker) reviewed(f *file) error {
	id, err := y.by(f.shop, "review.log", map[string]any{"where": "Google", "stars": 1 + y.other.IntN(5), "words": "Accueil agréable, un peu long.", "repair": f.id})
	if err != nil || y.other.IntN(3) == 0 {
		return err
	}
	y.in(1+y.other.Float64()*2, func() error {
		_, err := y.by(f.shop, "review.answer", map[string]any{"id": id, "words": "Merci de votre avis."})
		return err
	})
	return nil
}

// recourse asks a maker or an extension for a repair; not all of it is taken.
func (y *maker) recourse(f *file) error {
	cents := int64(4000 + 500*y.other.IntN(12))
	id, err := y.by(f.shop, "recourse.open", map[string]any{
		"repair": f.id, "guarantor": []string{"seb", "plus"}[y.other.IntN(2)], "authorise": false,
		"lines": []map[string]any{{"label": "Pièce", "kind": "part", "cents": cents / 2}, {"label": "Main-d’œuvre", "kind": "labour", "cents": cents - cents/2}},
	})
	if err != nil {
		return err
	}
	y.made.Recourses++
	if _, err := y.by(f.shop, "recourse.submit", map[string]any{"id": id, "ref": "W-" + id.String()[:6]}); err != nil {
		return err
	}
	y.in(5+y.other.Float64()*20, func() error { return y.theyAnswer(f, id, cents) })
	return nil
}

func (y *maker) theyAnswer(f *file, id journal.EntityID, cents int64) error {
	in := map[string]any{"id": id, "cents": cents}
	way := y.other.IntN(5)
	switch way {
	case 0:
		in["cents"], in["reason"] = 0, "no_proof"
	case 1:
		in["cents"], in["reason"] = cents*3/4, "price"
	}
	if _, err := y.by(f.shop, "recourse.answer", in); err != nil {
		return err
	}
	y.in(10+y.other.Float64()*20, func() error {
		if way == 0 {
			_, err := y.by(f.shop, "recourse.drop", map[string]any{"id": id, "reason": "no_proof"})
			return err
		}
		_, err := y.by(f.shop, "recourse.pay", map[string]any{"id": id, "ref": "VIR " + id.String()[:6]})
		return err
	})
	return nil
}
