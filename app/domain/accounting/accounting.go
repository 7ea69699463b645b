// Package accounting turns the records of a till into entries of double-entry
// books: what was sold by nature and rate, the tax in it, and how it was paid. Each
// record balances by itself, so that a day, a month or a shop does too. Account
// numbers are a plan that a shop's accountant can change.
package accounting

import (
	"slices"
	"strconv"

	"etabli/app/domain/till"
)

// Plan says which account each thing goes to.
type Plan struct {
	Goods     string                 `json:"goods"`
	Services  string                 `json:"services"`
	Tax       string                 `json:"tax"`
	Deposits  string                 `json:"deposits"` // money paid ahead
	Kept      string                 `json:"kept"`     // cautions
	Tenders   map[till.Tender]string `json:"tenders"`
	Transfers string                 `json:"transfers"` // cash on its way to the bank
	Gap       string                 `json:"gap"`       // a drawer that does not agree
	Losses    string                 `json:"losses"`    // what somebody who owes does not pay
	Gestures  string                 `json:"gestures"`  // vouchers that were given: what they pay is a rebate
}

// Backing is what stands behind a voucher in the books.
type Backing uint8

// The backings.
const (
	Owed    Backing = iota // money came in for it, or did not go out: it stood among what we owe
	Given                  // nothing was booked when it was issued, so that redeeming it is a rebate
	Foreign                // of somebody else, who pays us
)

// Vouchers tells what stands behind a voucher by its code.
type Vouchers func(code string) Backing

// Usual is the plan of the French general chart of accounts.
func Usual() Plan {
	return Plan{
		Goods: "707000", Services: "706000", Tax: "445710", Deposits: "419100", Kept: "165000", Transfers: "580000", Gap: "658000", Losses: "654000", Gestures: "709700",
		Tenders: map[till.Tender]string{
			till.InCash: "531000", till.Card: "511500", till.Cheque: "511200", till.Transfer: "512000", till.Link: "511700",
			till.Voucher: "419800", till.Bonus: "467000", till.Later: "411000",
		},
	}
}

// Entry is one line of the books.
type Entry struct {
	On      string // day of the till
	Journal string // VTE for what turns, CAI for cash
	Account string
	Ref     string // number of the record, or its place in its series
	Kind    till.Kind
	Label   string // a code of why, beside the kind; often nothing
	Debit   int64
	Credit  int64
}

// Of are the lines of a record; none where nothing moves. They balance. Without
// vouchers all that pay stood among what we owe.
func Of(r *till.Record, p Plan, vouchers Vouchers) []Entry {
	if r.Training {
		return nil
	}
	b := builder{rec: r, journal: "CAI", vouchers: vouchers}
	switch r.Kind {
	case till.Sale, till.Refund:
		b.journal = "VTE"
		b.sold(p)
	case till.Payment: // what the debt becomes is among the payments
	case till.Caution:
		b.add(p.Kept, 0, r.Held, "")
	case till.Cash:
		if r.Drawer != nil {
			b.add(p.Tenders[till.InCash], r.Drawer.Cents, 0, r.Drawer.Why)
			b.add(p.Transfers, 0, r.Drawer.Cents, r.Drawer.Why)
		}
		return b.out
	case till.Count:
		if r.Drawer != nil {
			gap := r.Drawer.Counted - r.Drawer.Expected
			b.add(p.Tenders[till.InCash], gap, 0, r.Reason)
			b.add(p.Gap, 0, gap, r.Reason)
		}
		return b.out
	default:
		return nil
	}
	b.paid(p)
	return b.out
}

// pieceOf names what an entry is booked from. A movement or a count of cash has no
// number of its own and is named by its place in the series of its till.
func pieceOf(r *till.Record) string {
	if r.Number != "" {
		return r.Number
	}
	return r.Site + r.Device + "-" + strconv.Itoa(r.Seq)
}

type builder struct {
	rec      *till.Record
	journal  string
	vouchers Vouchers
	out      []Entry
}

// add books an amount: below zero it goes to the other side. What is on the same
// account is one line.
func (b *builder) add(account string, debit, credit int64, label string) {
	net := debit - credit
	if net == 0 {
		return
	}
	at := slices.IndexFunc(b.out, func(e Entry) bool { return e.Account == account && e.Label == label })
	if at < 0 {
		at = len(b.out)
		b.out = append(b.out, Entry{On: b.rec.Day, Journal: b.journal, Account: account, Ref: pieceOf(b.rec), Kind: b.rec.Kind, Label: label})
	}
	e := &b.out[at]
	net += e.Debit - e.Credit
	e.Debit, e.Credit = max(net, 0), max(-net, 0)
}

// sold books what was sold without tax, by nature, and the tax by rate. The tax of
// a rate is that of the record, so that no line is rounded by itself.
func (b *builder) sold(p Plan) {
	for _, rate := range b.rec.Rates {
		left, last := rate.Net, -1
		for i, l := range b.rec.Lines {
			if l.Rate == rate.Permille && l.Cents != 0 {
				last = i
			}
		}
		for i, l := range b.rec.Lines {
			if l.Rate != rate.Permille || l.Cents == 0 {
				continue
			}
			net := left
			if i != last && rate.Gross != 0 {
				net = l.Cents * rate.Net / rate.Gross
			}
			left -= net
			b.add(accountOf(l, p), 0, net, "")
		}
		b.add(p.Tax, 0, rate.Tax, strconv.FormatFloat(float64(rate.Permille)/10, 'f', -1, 64)+" %")
	}
}

func accountOf(l till.Line, p Plan) string {
	switch {
	case l.Deposit != "":
		return p.Deposits
	case l.Nature == till.Gift:
		return p.Tenders[till.Voucher] // owed until it is redeemed
	case l.Nature == till.Goods:
		return p.Goods
	}
	return p.Services
}

func (b *builder) paid(p Plan) {
	why := ""
	if b.rec.Kind == till.Payment && slices.Contains(till.Reasons(), b.rec.Reason) {
		why = b.rec.Reason // it takes a payment back
	}
	for _, pay := range b.rec.Payments {
		if pay.Auth != till.Preauth {
			b.add(b.by(pay, p), pay.Cents, 0, why)
		}
	}
}

// by is the account of a payment.
func (b *builder) by(pay till.Paid, p Plan) string {
	if pay.Tender != till.Voucher || pay.Ref == "" || b.vouchers == nil {
		return p.Tenders[pay.Tender]
	}
	switch b.vouchers(pay.Ref) {
	case Given:
		return p.Gestures
	case Foreign:
		return p.Tenders[till.Bonus]
	}
	return p.Tenders[till.Voucher]
}
