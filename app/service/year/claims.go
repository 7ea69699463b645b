package year

import (
	"math/rand/v2"

	"etabli/app/service"
	"etabli/storage/journal"
)

// Claims have dice of their own, so that the rest of a year is what it is without
// them.
func claimDice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 366)) }

// complaintsOf is how many repairs make one claim.
const complaintsOf = 25

var complaints = []struct{ about, words string }{
	{"quality", "La panne est revenue au bout de deux jours."}, {"delay", "Promis pour mardi, rendu le samedi suivant."},
	{"damage", "Il y a une rayure qui n’y était pas."}, {"price", "Le devis disait moins."}, {"no_answer", "J’ai appelé quatre fois, personne ne décroche."},
}

// gripes may make a claim of a repair that was handed back.
func (y *maker) gripes(f *file) {
	if y.gripe.IntN(complaintsOf) == 0 {
		y.in(1+y.gripe.Float64()*6, func() error { return y.complain(f) })
	}
}

// by runs a command as the one who runs the shop.
func (y *maker) by(s *shop, name string, input map[string]any) (journal.EntityID, error) {
	input["staff"] = s.manager[0]
	return y.do(s, nil, name, input)
}

func (y *maker) complain(f *file) error {
	what := complaints[y.gripe.IntN(len(complaints))]
	id, err := y.do(f.shop, nil, "claim.open", map[string]any{
		"repair": f.id, "about": what.about, "words": what.words, "channel": []string{"phone", "email", "visit", "review"}[y.gripe.IntN(4)],
		"loss": map[string]any{"trips": y.gripe.IntN(3)},
	})
	if err != nil {
		return err
	}
	y.made.Claims++
	y.in(y.gripe.Float64(), func() error { return y.decide(f, id) })
	return nil
}

// decide offers a voucher, money or an apology, and confirms it in writing.
func (y *maker) decide(f *file, id journal.EntityID) error {
	cents := int64(500 + 500*y.gripe.IntN(8))
	measures := []map[string]any{{"do": "voucher", "cents": cents}}
	switch y.gripe.IntN(4) {
	case 0:
		measures = []map[string]any{{"do": "refund", "cents": cents, "means": "transfer"}, {"do": "apology"}}
	case 1:
		measures = []map[string]any{{"do": "apology"}}
	}
	if _, err := y.by(f.shop, "claim.decide", map[string]any{
		"id": id, "why": "goodwill", "measures": measures, "channel": "phone", "words": "Voici ce que nous vous proposons.",
	}); err != nil {
		return err
	}
	if _, err := y.by(f.shop, "claim.confirm", map[string]any{"id": id, "channel": "email", "proof": "250 queued", "words": "Nous vous le confirmons."}); err != nil {
		return err
	}
	do, _ := measures[0]["do"].(string)
	y.in(y.gripe.Float64()*4, func() error { return y.hears(f, id, do) })
	return nil
}

// hears takes the customer's answer; who refuses is told of the mediator.
func (y *maker) hears(f *file, id journal.EntityID, do string) error {
	answer := []string{"accepted", "accepted", "accepted", "accepted", "accepted", "accepted", "refused", "none"}[y.gripe.IntN(8)]
	if _, err := y.by(f.shop, "claim.reply", map[string]any{"id": id, "n": 1, "answer": answer, "by": "phone"}); err != nil {
		return err
	}
	switch {
	case answer == "refused":
		if _, err := y.by(f.shop, "claim.mediate", map[string]any{"id": id, "step": "told"}); err != nil {
			return err
		}
		return y.ends(f, id, "rejected")
	case answer == "none":
		return y.ends(f, id, "withdrawn")
	case do == "refund":
		return y.refunds(f, id, "ordered", "executed", "confirmed")
	case do == "voucher":
		if err := y.gives(f, id); err != nil {
			return err
		}
	}
	return y.ends(f, id, "settled")
}

// gives issues the voucher that was agreed; it is spent on a later bill.
func (y *maker) gives(f *file, id journal.EntityID) error {
	if _, err := y.by(f.shop, "voucher.issue", map[string]any{"claim": id}); err != nil {
		return err
	}
	y.made.Vouchers++
	about, err := f.shop.App.ClaimsAbout(y.ctx, &service.ByID{ID: f.id})
	for _, c := range about {
		if c.ID == id {
			f.shop.vouchers = append(f.shop.vouchers, c.Offers[0].Voucher)
		}
	}
	return err
}

// refunds takes a refund through its states, a day or two apart.
func (y *maker) refunds(f *file, id journal.EntityID, states ...string) error {
	if len(states) == 0 {
		return y.ends(f, id, "settled")
	}
	if _, err := y.by(f.shop, "claim.refund", map[string]any{"id": id, "state": states[0], "ref": "VIR " + f.id.String()[:6], "proof": "relevé", "iban": "FR7630006000011234567890189", "holder": "Client"}); err != nil {
		return err
	}
	y.in(1+y.gripe.Float64(), func() error { return y.refunds(f, id, states[1:]...) })
	return nil
}

func (y *maker) ends(f *file, id journal.EntityID, outcome string) error {
	_, err := y.by(f.shop, "claim.end", map[string]any{"id": id, "outcome": outcome})
	return err
}

// withVoucher pays a part of a bill with a voucher of the shop, now and then.
func (y *maker) withVoucher(s *shop, cents int64, payments []map[string]any) ([]map[string]any, error) {
	if len(s.vouchers) == 0 || y.gripe.IntN(6) != 0 || len(payments) != 1 {
		return payments, nil
	}
	v, err := s.App.VoucherByID(y.ctx, s.vouchers[0])
	if err != nil {
		return payments, err
	}
	take := min(v.RestCents, cents/2)
	if take < 1 || v.Status != "live" {
		s.vouchers = s.vouchers[1:]
		return payments, nil
	}
	rest := payments[0]
	rest["cents"] = cents - take
	return append(payments, map[string]any{"tender": "voucher", "cents": take, "ref": v.Code}), nil
}
