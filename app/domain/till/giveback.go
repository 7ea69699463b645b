package till

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// PaidTwice says that nothing is owed again for money that goes back.
const PaidTwice = "paid_twice"

// BackReasons lists why money goes back while the sale stands: it was paid twice, it was
// taken before law allows, or more of it in cash than law allows.
func BackReasons() []string { return []string{PaidTwice, "too_early", "too_much_cash"} }

// GiveBack makes the record of money that goes back while what was sold stays sold.
// What was paid too much is then even; what the buyer still owes is owed again, by the
// day that is named. Money that comes by other means in its stead is among the payments.
func GiveBack(sold Record, since Since, payments []Paid, reason, due string) (Record, error) {
	if sold.Kind != Sale {
		return Record{}, fault.New(NotASale, "number")
	}
	if err := fault.First(text.OneOf("reason", reason, BackReasons()...), text.Date("due_on", due)); err != nil {
		return Record{}, err
	}
	var net, cash int64
	for i, p := range payments {
		field := "payments." + strconv.Itoa(i)
		if err := fault.First(
			text.OneOf(field+".tender", p.Tender, InCash, Card, Cheque, Transfer, Link),
			fault.Within(field+".cents", p.Cents, -MaxCents, MaxCents),
		); err != nil {
			return Record{}, err
		}
		net += p.Cents
		cash += min(0, p.Tender.cash(p.Cents))
	}
	if !slices.ContainsFunc(payments, func(p Paid) bool { return p.Cents < 0 }) || net > 0 {
		return Record{}, fault.New(fault.OutOfRange, "payments", "min", strconv.Itoa(-MaxCents), "max", "0")
	}
	paid := sold.Total - since.Refunded - since.Deducted - sold.owed(since)
	if -net > paid {
		return Record{}, fault.New(UnpaidBack, "payments", "left", strconv.FormatInt(max(0, paid), 10))
	}
	if had := CashOf(sold.Payments) + since.Cash; -cash > had {
		return Record{}, fault.New(UnpaidBack, "payments", "left", strconv.FormatInt(max(0, had), 10))
	}
	payments = slices.Clone(payments)
	if net < 0 {
		payments = append(payments, Paid{Tender: Later, Cents: -net, Due: due})
	}
	return Draft{Kind: Payment, Ref: sold.Number, Debt: sold.Debt, Reason: reason, Trade: sold.Trade, Untaxed: sold.Untaxed, Payments: payments}.Make(Terms{}, 0)
}

// cash is what of an amount is cash.
func (t Tender) cash(cents int64) int64 {
	if t == InCash {
		return cents
	}
	return 0
}
