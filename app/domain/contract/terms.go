package contract

import (
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
)

// Terms are the rules that a contract goes by.
type Terms struct {
	Version string
	Region  civil.Region

	NoticeMost    Before     // the letter goes out no earlier than this before the last day to refuse
	NoticeLeast   Before     // and no later
	Back          rules.Span // within which what was paid ahead goes back
	BackWithdrawn rules.Span // the same after a withdrawal
	Asked         bool       // who is telephoned must have agreed to it before
	quote         quote.Terms
}

// Before is a length of time that is counted back from a day.
type Before rules.Span

// Before is the day that lies so long before another one.
func (b Before) Before(d civil.Date) civil.Date {
	if b.Unit == rules.Months {
		return d.AddMonths(-b.N)
	}
	return d.AddDays(-b.N)
}

// TermsOf takes the terms out of the rules of a case.
func TermsOf(set rules.Set, region civil.Region) (Terms, error) {
	t := Terms{Version: set.Version(), Region: region}
	var faults [6]error
	var most, least rules.Span
	most, faults[0] = set.Span("renewal_notice_most_months")
	least, faults[1] = set.Span("renewal_notice_least_months")
	t.Back, faults[2] = set.Span("contract_back_days")
	t.BackWithdrawn, faults[3] = set.Span("withdrawal_back_days")
	asked, err := set.Chosen("phone_consent")
	t.quote, faults[5] = quote.TermsOf(set, region)
	faults[4] = err
	t.NoticeMost, t.NoticeLeast, t.Asked = Before(most), Before(least), asked == "yes"
	return t, errors.Join(faults[:]...)
}

// protects tells whether the rules about renewals protect a buyer: consumers, and
// those who are none but act outside a trade.
func (t Terms) protects(b warranty.Buyer) bool { return b != warranty.Professional }

// made is the contract as the rules about contracts away from the shop see it.
func (f SignedFacts) made() quote.Contract {
	return quote.Contract{Place: quote.Place(f.Made), On: dayOf(f.SignedOn), Trade: f.Buyer == warranty.Professional}
}

func (t Terms) withdrawUntil(f SignedFacts) civil.Date { return f.made().WithdrawUntil(false, t.quote) }

// WithdrawUntil is the last day on which the customer may withdraw, none when
// there is no such right.
func (c Contract) WithdrawUntil(t Terms) civil.Date { return t.withdrawUntil(c.Signed) }

// PayFrom is the first day on which anything may be paid.
func (c Contract) PayFrom(t Terms) civil.Date { return c.Signed.made().PayFrom(false, t.quote) }
