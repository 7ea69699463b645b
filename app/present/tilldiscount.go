package present

import (
	"cmp"
	"context"

	"etabli/app/domain/account"
	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// allowance is who lets more be let go of in a sale, or owed by an account, and why.
type allowance struct {
	why string
	by  *ID
}

// allowable is what asks for whoever may allow a sale that was refused; nil where nobody
// can, or whoever was named may not.
func (s *Sale) allowable(err error) func(error) plan {
	switch f := fault.Of(err); {
	case s.allowance.why == "" && (f.Code == discount.AboveAuthority || f.Code == fault.Missing && f.Field == discountWhy):
		return s.discountSheet
	case s.allowance.by == nil && f.Code == account.Ceiling:
		return s.ceilingSheet
	}
	return nil
}

// ceilingSheet has somebody allow an account to owe more than its ceiling.
func (s *Sale) ceilingSheet(refused error) plan {
	w := s.Words
	fields := func(v values) []SheetField {
		return s.approverFields(w.T("discount.approved"), s.team, overriders(s.team), v[approvedBy])
	}
	return plan{
		sheet:   Sheet{Title: w.T("sale.ceiling"), Intro: s.Failure(refused).Text, Submit: w.T("sale.ceiling.allow"), Fields: fields(nil)},
		fields:  fields,
		prepare: s.allow,
	}
}

// allow records the sale again once somebody has allowed it.
func (s *Sale) allow(v values) (job, error) {
	by, err := namedStaff(v[approvedBy])
	again := func(context.Context, service.Call) error {
		s.Post(func() {
			s.allowance = allowance{cmp.Or(v[discountWhy], s.allowance.why), by}
			s.record()
		})
		return nil
	}
	return allowing(s.in.ports.Tills, s.team, by, v[approvalPIN], again), fault.First(err, required(approvedBy, v[approvedBy]))
}

// discountSheet asks why more is let go of, and has somebody allow it who may.
func (s *Sale) discountSheet(refused error) plan {
	w := s.Words
	caps := s.terms.Discounts
	return plan{
		sheet: Sheet{
			Title: w.T("discount.title"), Intro: s.Failure(refused).Text, Submit: w.T("discount.allow"),
			Fields: s.discountFields(s.team, caps, ""),
		},
		fields: func(v values) []SheetField { return s.discountFields(s.team, caps, v[approvedBy]) },
		prepare: func(v values) (job, error) {
			act, err := s.allow(v)
			return act, fault.First(required(discountWhy, v[discountWhy]), err)
		},
	}
}

// allowedWords say of a receipt how much was let go of, why, and who allowed it.
func (e Env) allowedWords(rec *service.ReceiptSheet) []Line {
	f := rec.Lowered
	if f == nil {
		return nil
	}
	w := e.Words
	value := w.Money(f.Cents, euro)
	if f.Why != "" {
		value = joinDots(value, w.T("discount.why."+f.Why))
	}
	if rec.Who != "" {
		value = joinDots(value, w.T("discount.allowed_by", "name", rec.Who))
	}
	return []Line{{Label: w.T("discount.off"), Value: value}}
}

// allowedLog is a line of the technical log about a discount that somebody allowed.
func (e Env) allowedLog(key string, rec service.ReceiptSheet) string {
	a, ok := till.ParseAllowed(rec.Ref)
	if !ok {
		return rec.Reason
	}
	return e.Words.T(key, "percent", e.percent(a.Permille), "sum", e.Words.Money(a.Cents, euro), "name", cmp.Or(rec.Who, a.By), "why", e.Words.T("discount.why."+a.Why))
}
