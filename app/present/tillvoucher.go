package present

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/service"
	"etabli/app/views"
)

// Vouchers is what the till reads and does with vouchers.
type Vouchers interface {
	VoucherByCode(ctx context.Context, in *service.ByCode) (views.Voucher, error)
	AskVoucher(ctx context.Context, call service.Call, in *service.ByCode) (service.Result, error)
	IssueVoucher(ctx context.Context, call service.Call, in *service.IssueVoucherInput) (service.Result, error)
}

// voucherSheet asks which voucher pays. One of ours is looked up; of somebody
// else's the number is kept.
func (s *Sale) voucherSheet() plan {
	w := s.Words
	return plan{
		sheet: Sheet{Title: w.T("tender.voucher"), Intro: w.T("voucher.text"), Submit: w.T("voucher.take"), Fields: []SheetField{
			{Key: "code", Label: w.T("payment.ref"), Hint: "AV-7K2M-9QXD-3"},
		}},
		prepare: func(v values) (job, error) {
			code := strings.TrimSpace(v["code"])
			if err := required("code", code); err != nil {
				return nil, err
			}
			if voucher.Mistyped(code) {
				return nil, fault.New(fault.Malformed, "code", "expected", "AV-7K2M-9QXD-3")
			}
			return func(ctx context.Context, _ service.Call) error {
				if _, ours := voucher.ParseCode(code); !ours {
					s.Post(func() { s.payForeign(code) })
					return nil
				}
				found, err := s.in.ports.Vouchers.VoucherByCode(ctx, &service.ByCode{Code: code})
				if err == nil {
					s.Post(func() { s.payVoucher(found) })
				}
				return err
			}, nil
		},
	}
}

// payForeign pays by a voucher that somebody else issued.
func (s *Sale) payForeign(ref string) {
	p, err := s.typedPayment(till.Voucher)
	p.Ref = ref
	s.take(p, err)
}

// findVoucher pays by the voucher whose code was scanned, or tells what is left of
// it while there is nothing to pay.
func (s *Sale) findVoucher(code string) {
	ask(&s.stay, &s.loads, func(ctx context.Context) (views.Voucher, error) {
		return s.in.ports.Vouchers.VoucherByCode(ctx, &service.ByCode{Code: code})
	}, func(v views.Voucher, err error) {
		switch {
		case err != nil:
			s.notice = s.Failure(err)
		case s.rest() > 0 && s.done == nil:
			s.payVoucher(v)
			return
		default:
			s.notice = s.voucherNotice(v)
		}
		s.publish()
	})
}

// voucherNotice tells what is left of a voucher.
func (s *Sale) voucherNotice(v views.Voucher) Notice {
	if err := v.State().Usable(s.day()); err != nil {
		return s.Failure(err)
	}
	return Notice{Tone: Work, Text: s.Words.T("voucher.left", "code", v.Code, "sum", s.Words.Money(v.RestCents, "EUR"), "date", s.Words.Date(v.Until.String()))}
}

func (s *Sale) day() civil.Date { return civil.At(s.nowMS(), s.Zone) }

// payVoucher pays by a voucher as much as was typed, as is left of it, or as there
// is to pay. One that this device cannot be sure of is asked for at HQ.
func (s *Sale) payVoucher(v views.Voucher) {
	if slices.ContainsFunc(s.payments, func(p till.Paid) bool { return p.Ref == v.Code }) {
		s.notice = s.voucherNotice(v)
		s.publish()
		return
	}
	p, err := s.typedPayment(till.Voucher)
	if p.Ref = v.Code; err == nil && v.Known {
		p.Cents = min(p.Cents, max(1, v.RestCents))
	}
	if err == nil {
		err = v.State().Redeem(p.Cents, s.day(), false, 0)
	}
	if fault.Of(err).Code != voucher.NotHeld || err == nil {
		s.take(p, err)
		return
	}
	s.unsure = append(s.unsure, v.Code)
	s.take(p, nil)
	s.notice = s.Failure(err)
	s.notice.Tone = Watch
	s.askVoucher(v.Code)
	s.publish()
}

// take adds a payment that nothing speaks against.
func (s *Sale) take(p till.Paid, err error) {
	list := append(slices.Clone(s.payments), p)
	if err == nil {
		err = s.allowed(list)
	}
	if err != nil {
		s.notice = s.Failure(err)
		s.publish()
		return
	}
	s.payments, s.text[AmountField], s.notice = list, "", Notice{}
	s.focus(AmountField)
	s.publish()
}

// askVoucher asks HQ for the right; the answer comes with a later exchange.
func (s *Sale) askVoucher(code string) {
	call, err := s.in.ports.Tills.NewCall(s.Desk.Staff)
	if err != nil {
		return // it can be asked for again
	}
	act(&s.stay, func(ctx context.Context) (service.Result, error) {
		return s.in.ports.Vouchers.AskVoucher(ctx, call, &service.ByCode{Code: code})
	}, func(_ service.Result, err error) {
		if err != nil {
			s.notice = s.Failure(err)
			s.publish()
		}
	})
}

// doubtful tells whether a payment is by a voucher that this device is not sure of.
func (s *Sale) doubtful() bool {
	return slices.ContainsFunc(s.payments, func(p till.Paid) bool { return slices.Contains(s.unsure, p.Ref) })
}

// The reasons for which somebody answers for a voucher.
var anywayReasons = []struct{ code, key string }{
	{"no_network", "voucher.anyway.no_network"}, {"known_customer", "voucher.anyway.known_customer"},
}

// anywaySheet lets somebody who may answer for a voucher that nobody is sure of.
func (s *Sale) anywaySheet() plan {
	w := s.Words
	var reasons []Choice
	for _, r := range anywayReasons {
		reasons = append(reasons, Choice{r.code, w.T(r.key)})
	}
	return plan{
		sheet: Sheet{Title: w.T("voucher.anyway"), Intro: w.T("voucher.anyway.text"), Submit: w.T("voucher.anyway"), Fields: []SheetField{
			{Key: tillReason, Label: w.T("refund.reason"), Kind: ChoiceInput, Choices: reasons},
		}},
		prepare: func(v values) (job, error) {
			reason := v[tillReason]
			return func(context.Context, service.Call) error {
				s.Post(func() {
					s.anyway = reason
					s.record()
				})
				return nil
			}, required(tillReason, reason)
		},
	}
}
