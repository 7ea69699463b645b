package till

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
)

// Back makes a refund of a sale, or of a part of it. Without lines all goes back,
// and by the means of the sale when none are named: a refund goes the way the
// money came (C. conso. L217-17). Where a debt was paid since, its means have to
// be named. What was never paid does not go back as money: it is owed no more.
func Back(sold Record, since Since, d Draft) (Record, error) {
	if sold.Kind != Sale {
		return Record{}, fault.New(NotASale, "number")
	}
	left := sold.Total - since.Refunded - since.Deducted
	if len(d.Lines) == 0 {
		if since.Refunded != 0 || since.Deducted != 0 {
			return Record{}, fault.New(RefundTooBig, "lines", "left", strconv.FormatInt(left, 10))
		}
		d.Lines = reversed(sold.Lines)
		if len(d.Payments) == 0 && since.Owed != 0 {
			return Record{}, fault.New(fault.Missing, "payments")
		}
		if len(d.Payments) == 0 {
			d.Payments = returned(sold.Payments)
		}
	}
	d.Kind, d.Ref, d.Debt, d.Trade, d.Untaxed = Refund, sold.Number, sold.Debt, sold.Trade, sold.Untaxed
	r, err := d.Make(Terms{}, 0)
	if err != nil {
		return r, err
	}
	if r.Total >= 0 {
		return r, fault.New(fault.OutOfRange, "lines.0.unit_cents", "min", strconv.Itoa(-MaxCents), "max", "0")
	}
	if -r.Total > left {
		return r, fault.New(RefundTooBig, "lines", "left", strconv.FormatInt(left, 10))
	}
	if owed := sold.owed(since); -LaterOf(r.Payments) > owed {
		return r, fault.New(OwedLess, "payments", "left", strconv.FormatInt(owed, 10))
	}
	if paid := left - sold.owed(since); -r.PaidNow() > paid {
		return r, fault.New(UnpaidBack, "payments", "left", strconv.FormatInt(max(0, paid), 10))
	}
	return r, nil
}

func reversed(lines []Line) []Line {
	out := slices.Clone(lines)
	for i := range out {
		out[i].Quantity, out[i].Discount, out[i].Unit, out[i].Cents = One, 0, -out[i].Cents, -out[i].Cents
	}
	return out
}

func returned(payments []Paid) []Paid {
	var out []Paid
	for _, p := range payments {
		if p.Auth != Preauth {
			out = append(out, Paid{Tender: p.Tender, Cents: -p.Cents, Ref: p.Ref})
		}
	}
	return out
}
