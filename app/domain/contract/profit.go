package contract

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/vat"
)

// Profit is what a contract brought in and what it cost, without tax.
type Profit struct {
	PaidCents int64 `json:"paid_cents"`   // with tax, less what went back
	EarnedNet int64 `json:"earned_cents"` // of it, for the days that are past, without tax
	CostCents int64 `json:"cost_cents"`   // uses and work on covered devices
	Margin    int64 `json:"margin_cents"`
	Permille  int   `json:"margin_permille"` // of what was earned
	Uses      int   `json:"uses"`
	Files     int   `json:"files"`
}

// Profit adds up to a day. What was paid for days to come is not earned yet.
func (c Contract) Profit(today civil.Date, filesCents int64, files int, t Terms) Profit {
	p := Profit{PaidCents: c.PaidCents(), CostCents: filesCents, Files: files}
	for _, u := range c.Used {
		p.CostCents += u.Cents
		p.Uses += max(u.N, 1)
	}
	p.EarnedNet = vat.NetOf(c.earned(today, t), c.Signed.Rate)
	p.Margin = p.EarnedNet - p.CostCents
	if p.EarnedNet > 0 {
		p.Permille = int(figure.Share(p.Margin, p.EarnedNet))
	}
	return p
}

// earned is what of the payments belongs to days that are past, with tax. What
// was kept of an early exit is earned at once.
func (c Contract) earned(today civil.Date, t Terms) int64 {
	if c.End != nil && dayOf(c.End.On) <= today {
		return c.PaidCents() - c.Owes()
	}
	paid, sum := c.PaidCents(), int64(0)
	for n := range c.At(today, t).N + 1 {
		term := c.Term(n, t)
		days := min(max(0, term.From.DaysUntil(today)+1), term.From.DaysUntil(term.To)+1)
		if term.From > today {
			days = 0
		}
		sum += term.Cents * int64(days) / int64(term.From.DaysUntil(term.To)+1)
	}
	return min(paid, sum)
}
