package papers

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/voucher"
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
	m, on, err := s.numbered(ctx, v.Customer, v.Site, forms.Sheet{Number: v.Code, AtMS: v.BegunMS}, o)
	if err != nil {
		return Made{}, err
	}
	doc := forms.VoucherForm(forms.Voucher{
		Sheet: m.sheet, Kind: string(v.From), Holder: m.person(), FileNumber: v.Number,
		Cents: v.RestCents, Currency: "EUR", ValidUntil: v.Until, Code: v.Code,
	}, m.words, on.paper)
	out, err := write(doc, o, on, v.BegunMS)
	return Made{Bytes: out}, err
}
