package papers

import (
	"context"

	"etabli/app/lang"
	"etabli/app/service"
	"etabli/printing/forms"
	"etabli/printing/profile"
)

// Voucher makes the paper of a voucher, at what is left of it.
func (s Source) Voucher(ctx context.Context, code string, o Order) (Made, error) {
	v, err := s.App.VoucherByCode(ctx, &service.ByCode{Code: code})
	if err != nil {
		return Made{}, err
	}
	set, err := profile.Shipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o.Format)
	if err != nil {
		return Made{}, err
	}
	m := material{words: lang.For(o.Tag)}
	m.file.Site = v.Site
	m.sheet = forms.Sheet{Number: v.Code, AtMS: v.BegunMS, Duplicate: o.Copy > 0, Copy: o.Copy}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, err
	}
	doc := forms.VoucherForm(forms.Voucher{
		Sheet: m.sheet, Kind: string(v.From), Holder: forms.Person{Name: v.CustomerName}, FileNumber: v.Number,
		Cents: v.RestCents, Currency: "EUR", ValidUntil: v.Until, Code: v.Code,
	}, m.words, on.paper)
	out, err := write(doc, o, on, v.BegunMS)
	return Made{Bytes: out}, err
}
