package papers

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/voucher"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/printing/forms"
)

// VoucherForm is the form of a voucher.
const VoucherForm Form = "voucher"

// Voucher makes the paper of a voucher, at what is left of it. One that was
// replaced, or of which nothing is left, has none.
func (s Source) Voucher(ctx context.Context, code string, o Order) (Made, error) {
	v, err := s.App.VoucherByCode(ctx, &service.ByCode{Code: code})
	if err != nil {
		return Made{}, err
	}
	if v.Status != voucher.Live {
		return Made{}, fault.New(NoPaperYet, "form", "form", string(VoucherForm))
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, err
	}
	m := material{}
	if !v.Customer.IsZero() {
		if m.customer, err = s.App.Customer(ctx, v.Customer); err != nil {
			return Made{}, err
		}
	}
	m.words = lang.For(cmp.Or(o.Tag, m.customer.Language))
	m.file.Site = v.Site
	m.sheet = forms.Sheet{Number: v.Code, AtMS: v.BegunMS, Duplicate: o.Copy > 0, Copy: o.Copy}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, err
	}
	doc := forms.VoucherForm(forms.Voucher{
		Sheet: m.sheet, Kind: string(v.From), Holder: m.person(), FileNumber: v.Number,
		Cents: v.RestCents, Currency: "EUR", ValidUntil: v.Until, Code: v.Code,
	}, m.words, on.paper)
	out, err := write(doc, o, on, v.BegunMS)
	return Made{Bytes: out}, err
}
