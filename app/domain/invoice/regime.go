package invoice

import (
	"slices"

	"etabli/app/domain/account"
	"etabli/app/domain/till"
)

// Regime says by which rule a line to a business has no tax.
type Regime string

// The regimes.
const (
	Usual    Regime = ""         // it has its tax, or nothing of its kind has any
	Reversed Regime = "reversed" // a service to a taxable person of the Union, who owes the tax (CGI, art. 283-2)
	Supplied Regime = "supplied" // goods that go to one (CGI, art. 262 ter, I)
)

// Regime is that of a line: without tax, to a business of another state of the Union.
func (b BuyerBox) Regime(l till.Line) Regime {
	switch {
	case l.Rate != 0 || !account.OfUnion(account.Scheme(b.Scheme), b.Country):
		return Usual
	case l.Nature == till.Goods:
		return Supplied
	}
	return Reversed
}

// Has tells whether a line of an invoice to a buyer is under a regime.
func (f IssuedFacts) Has(b BuyerBox, r Regime) bool {
	return slices.ContainsFunc(f.Groups, func(g Group) bool {
		return slices.ContainsFunc(g.Lines, func(l till.Line) bool { return b.Regime(l) == r })
	})
}
