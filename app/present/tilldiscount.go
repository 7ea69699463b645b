package present

import (
	"cmp"
	"context"
	"errors"

	"etabli/app/domain/discount"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/service"
)

// allowance is who lets more be let go of in a sale, and why.
type allowance struct {
	why string
	by  *ID
}

// tooMuchOff tells whether a sale was refused because more is let go of than whoever sells
// may.
func (s *Sale) tooMuchOff(err error) bool {
	return s.allowance.by == nil && errors.Is(err, fault.New(discount.AboveAuthority, ""))
}

// discountSheet asks why more is let go of, and has somebody allow it who may.
func (s *Sale) discountSheet(refused error) plan {
	w := s.Words
	caps := s.terms.Discounts
	return plan{
		sheet: Sheet{
			Title: w.T("discount.title"), Intro: s.Failure(refused).Text, Submit: w.T("discount.allow"),
			Fields: s.approvalFields(s.team, caps, ""),
		},
		fields: func(v values) []SheetField { return s.approvalFields(s.team, caps, v[approvedBy]) },
		prepare: func(v values) (job, error) {
			by, err := namedStaff(v[approvedBy])
			if err == nil {
				err = required(discountWhy, v[discountWhy])
			}
			if err == nil {
				err = required(approvedBy, v[approvedBy])
			}
			return func(ctx context.Context, _ service.Call) error {
				if err := approved(ctx, s.in.ports.Tills, s.team, by, v[approvalPIN]); err != nil {
					return err
				}
				s.Post(func() {
					s.allowance = allowance{v[discountWhy], by}
					s.record()
				})
				return nil
			}, err
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
