package papers

import (
	"cmp"
	"context"
	"fmt"

	"etabli/app/domain/till"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/printing/document"
	"etabli/printing/forms"
)

// Receipt makes the paper of a record of the till, from the record as it was
// sealed. Copy says which duplicate it is.
func (s Source) Receipt(ctx context.Context, number string, o Order) (Made, error) {
	rec, err := s.App.TillRecord(ctx, &service.NumberInput{Number: number})
	if err != nil {
		return Made{}, err
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
	if rec.File != nil && o.Tag == "" { // in the customer's language
		if m, err = s.around(ctx, rec.Site, *rec.File, m.customer.ID, o); err != nil {
			return Made{}, err
		}
	}
	m.words = lang.For(cmp.Or(o.Tag, m.customer.Language))
	m.file.Site = rec.Site
	m.sheet = forms.Sheet{Number: rec.Number, AtMS: rec.AtMS, Training: rec.Training, Duplicate: o.Copy > 0, Copy: o.Copy}
	if err := s.shop(ctx, &m); err != nil {
		return Made{}, err
	}
	out, err := write(m.receipt(rec, on.paper), o, on, rec.AtMS)
	return Made{Bytes: out}, err
}

// sealShown is how much of a record's code its paper shows.
const sealShown = 16

func (m material) receipt(rec service.ReceiptSheet, paper document.Paper) document.Document {
	in := forms.Receipt{
		Sheet: m.sheet, Refund: rec.Kind == till.Refund, Reason: whyBack(m.words, rec.Reason), Till: rec.Site + rec.Device, BillNumber: rec.Ref, Software: rec.Software, Seal: rec.Code[:min(sealShown, len(rec.Code))],
		Amounts: forms.Amounts{Currency: "EUR", Prices: "gross"},
	}
	if rec.Debt != rec.Number && rec.Debt != rec.Ref {
		in.FileNumber = rec.Debt
	}
	for _, l := range rec.Lines {
		in.Lines = append(in.Lines, forms.Line{
			Text: l.Label, QuantityMilli: l.Quantity, UnitCents: l.Unit, DiscountCents: l.Discount, RatePermille: l.Rate, Nature: natures[l.Nature], EcoCents: l.Eco,
		})
		in.Durable = in.Durable || l.Listed
	}
	in.Payments, in.Bonus = paid(rec.Payments)
	for _, p := range rec.Payments {
		in.GivenCents += p.Given
	}
	if len(in.Lines) == 0 {
		in.DueCents = rec.Held
		for _, p := range rec.Payments {
			if rec.Held == 0 && p.Tender != till.Later {
				in.DueCents += p.Cents
			}
		}
		in.Payments = paidNow(in.Payments)
	}
	return forms.PaymentReceipt(in, m.words, paper)
}

// paid are the payments of a record, and apart from them what a body bears of it:
// it is taken off the customer's bill.
func paid(list []till.Paid) (out []forms.Payment, bonus *forms.Bonus) {
	for _, p := range list {
		if p.Tender != till.Bonus {
			out = append(out, forms.Payment{Means: means(p), Cents: p.Cents, Ref: p.Ref, On: day(p.Due)})
			continue
		}
		if bonus == nil {
			bonus = &forms.Bonus{}
		}
		bonus.Cents += p.Cents
	}
	return out, bonus
}

// paidNow leaves out what was owed: of a debt that is paid, the paper says what
// came in.
func paidNow(list []forms.Payment) (out []forms.Payment) {
	for _, p := range list {
		if p.Means != "account" {
			out = append(out, p)
		}
	}
	return out
}

var natures = map[till.Nature]string{till.Goods: "goods", till.Service: "services"}

// means is a tender in the words of the forms.
func means(p till.Paid) string {
	if p.Auth == till.Preauth {
		return "preauth"
	}
	switch p.Tender {
	case till.Later:
		return "account"
	case till.Bonus:
		return "other"
	case till.Link:
		return "card"
	}
	return fmt.Sprint(p.Tender)
}
