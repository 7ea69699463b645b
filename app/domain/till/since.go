package till

import (
	"strconv"

	"etabli/app/domain/fault"
)

// Since is what later records that name a record add up to, in cents.
type Since struct {
	Refunded int64 // of a sale: what went back
	Owed     int64 // by how much its debt changed: negative when it was paid
	Cash     int64 // what was paid of it in cash
	Returned int64 // of a caution: what was given back
	Deducted int64 // of money paid ahead: what later bills took off again
}

// owed is what is still owed for a sale.
func (r *Record) owed(since Since) int64 { return LaterOf(r.Payments) + since.Owed }

// LaterOf is what payments leave owed.
func LaterOf(payments []Paid) (cents int64) {
	for _, p := range payments {
		if p.Tender == Later {
			cents += p.Cents
		}
	}
	return cents
}

// After adds to what followed a record one more that names it.
func (s Since) After(r *Record) Since {
	switch r.Kind {
	case Refund:
		s.Refunded -= r.Total
		s.Owed += LaterOf(r.Payments)
	case Payment:
		s.Owed += LaterOf(r.Payments)
		s.Cash += CashOf(r.Payments)
	case Caution:
		s.Returned -= r.Held
	case Sale, Cash, Count, Closing, Copy, Event: // none of them changes another record's sums
	}
	return s
}

// Settle makes the payment of what is owed for a sale. What was paid in cash for
// the same debt counts towards the cap, in however many parts (CMF L112-6).
func Settle(sold Record, since Since, payments []Paid, t Terms, cashBefore int64) (Record, error) {
	if sold.Kind != Sale {
		return Record{}, fault.New(NotASale, "number")
	}
	var paid int64
	for i, p := range payments {
		if p.Tender == Later || p.Auth == Preauth {
			return Record{}, fault.New(NotPaid, "payments."+strconv.Itoa(i), "missing", strconv.FormatInt(p.Cents, 10))
		}
		if err := fault.Within("payments."+strconv.Itoa(i)+".cents", p.Cents, 1, MaxCents); err != nil {
			return Record{}, err
		}
		paid += p.Cents
	}
	if owed := sold.owed(since); paid > owed {
		return Record{}, fault.New(OwedLess, "payments", "left", strconv.FormatInt(owed, 10))
	}
	settled := append(append([]Paid{}, payments...), Paid{Tender: Later, Cents: -paid})
	return Draft{Kind: Payment, Payments: settled, Ref: sold.Number, Debt: sold.Debt, Trade: sold.Trade, Untaxed: sold.Untaxed}.
		Make(t, max(cashBefore, CashOf(sold.Payments)+since.Cash))
}

// Return makes the record of a caution that is given back, or a part of it.
func Return(kept Record, since Since, cents int64, by Paid) (Record, error) {
	if kept.Kind != Caution {
		return Record{}, fault.New(NotACaution, "number")
	}
	if left := kept.Held - since.Returned; cents > left {
		return Record{}, fault.New(RefundTooBig, "cents", "left", strconv.FormatInt(max(0, left), 10))
	}
	return Draft{Kind: Caution, Held: -cents, Payments: []Paid{by}, Ref: kept.Number}.Make(Terms{}, 0)
}
