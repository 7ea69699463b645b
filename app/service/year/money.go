package year

import (
	"fmt"
	"math/rand/v2"
	"time"

	"etabli/app/domain/debt"
	"etabli/app/domain/ereport"
	"etabli/app/domain/invoice"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// Accounts, debts and contracts have dice of their own, so that the rest of a year is
// what it is without them.
func moneyDice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 368)) }

// How often something happens: one of so many.
const (
	ofBusiness = 20 // repairs are a business's
	paidLater  = 40 // private bills are paid in two parts
	neverPaid  = 8  // of these
	contracted = 50 // customers sign a contract when they fetch their device
	credited   = 9  // invoices are corrected
	leavesSoon = 6  // contracts end early
)

// business is a customer with an account.
type business struct {
	id    journal.EntityID
	shop  *shop
	owing bool // something was sold that stands on no invoice
}

var firms = []struct{ name, siren string }{
	{"Lycée Gaston-Berger", "732829320"}, {"Clinique Saint-Roch", "356000000"}, {"Ferrand et fils", "552100554"}, {"Mairie annexe", "542065479"},
}

// accounts opens accounts for businesses, says how each shop reports its sales, and
// lets every month end.
func (y *maker) accounts() error {
	for i, s := range y.shops {
		for n := range 2 {
			firm := firms[(i+n)%len(firms)]
			id, err := y.by(s, "customer.save", map[string]any{"name": firm.name + " " + s.Code})
			if err != nil {
				return err
			}
			if _, err := y.by(s, "account.save", map[string]any{
				"id": id, "legal_name": firm.name, "siren": firm.siren, "address": towns["LIL"].address, "monthly": true,
			}); err != nil {
				return err
			}
			s.businesses = append(s.businesses, &business{id: id, shop: s})
			y.made.Accounts++
		}
		if _, err := y.by(s, "ereport.regime", map[string]any{"regime": string(ereport.Quarterly)}); err != nil {
			return err
		}
	}
	first := y.clock.Now().In(paris)
	for m := 1; m <= 12; m++ {
		on := time.Date(first.Year(), first.Month()+time.Month(m), 1, opensAt, 30, 0, 0, paris)
		for _, s := range y.shops {
			y.at(opening(on), func() error { return y.monthEnds(s) })
		}
	}
	return nil
}

// whose makes a repair a business's, now and then.
func (y *maker) whose(s *shop) *business {
	if len(s.businesses) == 0 || y.money.IntN(ofBusiness) != 0 {
		return nil
	}
	return s.businesses[y.money.IntN(len(s.businesses))]
}

// result runs a command as the one who runs the shop, and answers what it made.
func result[T any](y *maker, s *shop, name string, input map[string]any) (out T, err error) {
	input["staff"] = s.manager[0]
	res, err := y.act(s, name, input)
	if err != nil {
		return out, err
	}
	out, _ = res.Data.(T)
	return out, nil
}

// monthEnds invoices the businesses of a shop, and reports what consumers bought.
func (y *maker) monthEnds(s *shop) error {
	for _, b := range s.businesses {
		if !b.owing {
			continue
		}
		b.owing = false
		made, err := result[views.Invoice](y, s, "invoice.issue", map[string]any{"customer": b.id})
		if refused(err, invoice.Nothing) {
			continue
		}
		if err != nil {
			return err
		}
		y.made.Invoices++
		y.in(1, func() error { return y.handsOver(s, made) })
	}
	_, err := y.by(s, "ereport.make", map[string]any{})
	if refused(err, ereport.Nothing) {
		return nil
	}
	y.made.Reports++
	return err
}

// handsOver gives an invoice to a platform; now and then a part of it is credited, and
// in the end it is paid.
func (y *maker) handsOver(s *shop, made views.Invoice) error {
	for i, state := range []invoice.State{invoice.Handed, invoice.Delivered} {
		if _, err := y.by(s, "invoice.step", map[string]any{"number": made.Number, "state": state, "ref": fmt.Sprintf("PA-%s-%d", made.Number, i)}); err != nil {
			return err
		}
	}
	if y.money.IntN(credited) == 0 {
		if err := y.credits(s, made); err != nil {
			return err
		}
	}
	y.in(20+y.money.Float64()*20, func() error {
		now, err := s.App.Invoice(y.ctx, &service.ByInvoice{Number: made.Number})
		if err != nil || now.OwedCents == 0 {
			return err
		}
		_, err = y.by(s, "invoice.pay", map[string]any{"number": made.Number, "payment": map[string]any{"tender": "transfer", "ref": "VIR " + made.Number}})
		return err
	})
	return nil
}

// credits gives a part of the first line of an invoice back, and corrects the invoice.
func (y *maker) credits(s *shop, made views.Invoice) error {
	line := made.Groups[0].Lines[0]
	back := map[string]any{"label": line.Label, "unit_cents": -line.Cents / 4, "rate_permille": line.Rate}
	refund, err := result[service.Receipt](y, s, "till.refund", map[string]any{
		"number": made.Groups[0].Receipts[0], "reason": "price", "lines": []map[string]any{back},
		"payments": []map[string]any{{"tender": "later", "cents": -line.Cents / 4}},
	})
	if err != nil {
		return err
	}
	y.made.Credits++
	_, err = y.by(s, "invoice.credit", map[string]any{"receipt": refund.Number})
	return err
}

// onAccount sells to a business, which pays when it is invoiced.
func (y *maker) onAccount(f *file) error {
	f.business.owing = true
	y.made.Receipts++
	_, err := y.by(f.shop, "till.sell", map[string]any{
		"repair": f.id, "lines": []map[string]any{{"label": "Réparation", "unit_cents": f.cents, "rate_permille": 200}},
		"payments": []map[string]any{{"tender": "later", "cents": f.cents}},
	})
	return err
}

// inParts lets a customer owe half of a bill, now and then.
func (y *maker) inParts(f *file, payments []map[string]any) []map[string]any {
	if len(payments) != 1 || payments[0]["tender"] != "card" || y.money.IntN(paidLater) != 0 {
		return payments
	}
	half := f.cents / 2
	payments[0]["cents"] = f.cents - half
	f.owes = true
	return append(payments, map[string]any{"tender": "later", "cents": half, "due_on": y.clock.Now().AddDate(0, 0, 30).Format(time.DateOnly)})
}

// owing follows a debt: most pay, some after a reminder, some never.
func (y *maker) owing(f *file, receipt service.Receipt) error {
	y.made.Debts++
	if err := y.planned(f, receipt.Number, till.LaterOf(receipt.Record.Payments)); err != nil {
		return err
	}
	if y.money.IntN(neverPaid) != 0 {
		y.in(10+y.money.Float64()*18, func() error {
			later := till.LaterOf(receipt.Record.Payments)
			_, err := y.by(f.shop, "till.settle", map[string]any{"number": receipt.Number, "payments": []map[string]any{{"tender": "card", "cents": later}}})
			return err
		})
		return nil
	}
	y.in(45, func() error {
		_, err := y.by(f.shop, "receivable.remind", map[string]any{"number": receipt.Number, "channel": "letter"})
		if refused(err, debt.NotOver) {
			return nil
		}
		return err
	})
	y.in(120, func() error {
		_, err := y.by(f.shop, "receivable.give_up", map[string]any{"number": receipt.Number, "reason": "too_small"})
		return err
	})
	return nil
}
