package present

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// paidSince tells whether a receipt changed since it was written: its means have to
// be named then.
func paidSince(rec service.ReceiptSheet) bool {
	return rec.Refunded != 0 || rec.Owed != lentOf(rec)
}

func lentOf(rec service.ReceiptSheet) (cents int64) {
	for _, p := range rec.Payments {
		if p.Tender == till.Later {
			cents += p.Cents
		}
	}
	return cents
}

// firstTender is the means by which most people would give a part back: the first
// one that brought money.
func firstTender(rec service.ReceiptSheet) till.Tender {
	for _, p := range rec.Payments {
		if p.Tender != till.Later && p.Auth != till.Preauth {
			for _, t := range refundTenders {
				if t == p.Tender {
					return t
				}
			}
		}
	}
	return till.InCash
}

// refundOf is the refund that a sheet was filled in for. What is still owed is
// forgiven before money is given back.
func refundOf(rec service.ReceiptSheet, part bool, v values) (*service.RefundInput, error) {
	in := &service.RefundInput{Number: rec.Number, Repair: rec.File, Reason: v[tillReason]}
	if in.Reason == "" {
		return nil, fault.New(till.ReasonNeeded, tillReason)
	}
	tender := v["tender"]
	if till.Tender(tender) == till.Voucher && v["agreed"] != "yes" {
		return nil, fault.New(voucherNotAgreed, "agreed")
	}
	if !part && tender == asPaid {
		return in, nil
	}
	var sum int64
	for i, l := range rec.Lines {
		if part && v[lineKey(i)] != "back" {
			continue
		}
		back := l
		back.Quantity, back.Discount, back.Eco, back.Unit, back.Cents = till.One, 0, 0, -l.Cents, -l.Cents
		in.Lines = append(in.Lines, back)
		sum += l.Cents
	}
	if len(in.Lines) == 0 {
		return nil, fault.New(fault.Missing, lineKey(0))
	}
	forgiven := min(rec.Owed, sum)
	if forgiven > 0 {
		in.Payments = append(in.Payments, till.Paid{Tender: till.Later, Cents: -forgiven})
	}
	if sum > forgiven {
		in.Payments = append(in.Payments, till.Paid{Tender: till.Tender(tender), Cents: forgiven - sum})
	}
	return in, nil
}

// voucherNotAgreed says that a voucher needs the customer's yes.
const voucherNotAgreed fault.Code = "till_voucher_not_agreed"

// lineKey is the field of the refund's sheet for the n-th line.
func lineKey(n int) string { return "lines." + strconv.Itoa(n) }
