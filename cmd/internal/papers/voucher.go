package papers

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/voucher"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/profile"
)

// VoucherForm is the form of a voucher.
const VoucherForm Form = "voucher"

// Voucher makes the paper of a voucher for what is left on it. One that was
// replaced, or of which nothing is left, has none.
func (s Source) Voucher(ctx context.Context, code string, o Order) (Made, error) {
	v, err := s.App.VoucherByCode(ctx, &service.ByCode{Code: code})
	if err != nil {
		return Made{}, err
	}
	if v.Status != voucher.Live {
		return Made{}, fault.New(NoPaperYet, "form", "form", string(VoucherForm))
	}
	set, err := profile.Shipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o.Format)
	if err != nil {
		return Made{}, err
	}
	m := material{}
	m.file.Site, m.file.Number = v.Site, v.Number
	if !v.Customer.IsZero() {
		if m.customer, err = s.App.Customer(ctx, v.Customer); err != nil {
			return Made{}, err
		}
	}
	tag := o.Tag
	if tag == "" {
		tag = m.customer.Language
	}
	m.words = lang.For(tag)
	m.sheet = forms.Sheet{Number: v.Code, AtMS: v.BegunMS, Duplicate: o.Copy > 0, Copy: o.Copy}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, err
	}
	out, err := write(m.voucher(v, on.paper), o, on, v.BegunMS)
	return Made{Bytes: out}, err
}

func (m material) voucher(v views.Voucher, paper document.Paper) document.Document {
	return forms.VoucherForm(forms.Voucher{
		Sheet: m.sheet, Kind: string(v.From), Holder: m.person(), FileNumber: m.file.Number,
		Cents: v.RestCents, Currency: "EUR", ValidUntil: v.Until, Code: v.Code,
	}, m.words, paper)
}
