package service

import (
	"etabli/app/domain/account"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/domain/vat"
	"etabli/app/views"
	"etabli/storage"
)

// reverse takes the tax out of what a business of another state of the Union pays for a
// file. Parts of a repair are of the service; what was paid ahead stays as it was paid.
func (a *App) reverse(r storage.Reader, file views.Repair, due *FileDue) error {
	b, err := a.business(r, file.CustomerID)
	if err != nil || b == nil || !account.OfUnion(b.Scheme, b.Country) {
		return err
	}
	due.Reversed, due.ToSell = true, 0
	for i := range due.Lines {
		if l := &due.Lines[i]; l.Rate > 0 && l.Deposit == "" {
			l.Unit, l.Discount = vat.NetOf(l.Unit, l.Rate), vat.NetOf(l.Discount, l.Rate)
			l.Rate, l.Nature = 0, till.Service
			if l.Cents, err = vat.Amount(l.Unit, l.Quantity, l.Discount); err != nil {
				return err
			}
		}
		due.ToSell += due.Lines[i].Cents
	}
	return nil
}

// untaxedLines refuses tax on what a business of another state of the Union owes it for
// itself (CGI, art. 259-1 and 283-2): a service, and with a file its parts too. Goods that
// it buys here are taxed here; what was paid ahead stays as it was paid.
func untaxedLines(b *views.Business, in *SellInput) error {
	if !account.OfUnion(b.Scheme, b.Country) {
		return nil
	}
	for i, l := range in.Lines {
		service := l.Nature == till.Service || l.Nature == ""
		if l.Rate > 0 && l.Deposit == "" && (service || in.Repair != nil) {
			return fault.New(till.TaxReversed, "lines."+itoa(i)+".rate_permille", "label", l.Label)
		}
	}
	return nil
}
