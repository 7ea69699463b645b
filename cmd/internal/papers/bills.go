package papers

import (
	"context"
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/till"
	"etabli/app/lang"
	"etabli/app/service"
	"etabli/printing/forms"
	"etabli/storage/journal"
)

// The forms of a record of the till beside its receipt. They are asked for by its
// number.
const (
	ServiceNote Form = "service-note"
	CreditNote  Form = "credit-note"
)

// Bill makes the note of a sale, or the credit note of a refund, from the record
// as it was sealed.
func (s Source) Bill(ctx context.Context, number string, o Order) (Made, error) {
	rec, err := s.App.TillRecord(ctx, &service.NumberInput{Number: number})
	if o.Form == CreditNote && errors.Is(err, fault.New(fault.NotFound, "")) { // of an invoice, then
		return s.Invoice(ctx, number, o)
	}
	if err != nil {
		return Made{}, err
	}
	want := till.Sale
	if o.Form == CreditNote {
		want = till.Refund
	}
	if rec.Kind != want || len(rec.Lines) == 0 {
		return Made{}, fault.New(NoPaperYet, "form", "form", string(o.Form))
	}
	set, err := s.Profiles.OrShipped()
	if err != nil {
		return Made{}, err
	}
	on, err := target(set, o)
	if err != nil {
		return Made{}, err
	}
	m, err := s.aroundRecord(ctx, rec, o)
	if err != nil {
		return Made{}, err
	}
	in := m.billed(rec)
	if rec.File != nil && o.Form == ServiceNote {
		if err := s.madeAway(ctx, *rec.File, &in); err != nil {
			return Made{}, err
		}
	}
	doc := forms.ServiceNote
	if o.Form == CreditNote {
		doc = forms.CreditNote
	}
	out, err := write(doc(in, m.words, on.paper), o, on, rec.AtMS)
	return Made{Bytes: out}, err
}

// aroundRecord is the material of a record, with the file that it is about.
func (s Source) aroundRecord(ctx context.Context, rec service.ReceiptSheet, o Order) (m material, err error) {
	if rec.File != nil {
		m, err = s.around(ctx, rec.Site, *rec.File, m.file.CustomerID, o)
	} else {
		m, err = s.around(ctx, rec.Site, m.file.ID, m.file.CustomerID, o)
	}
	m.sheet.Number, m.sheet.AtMS, m.sheet.Training = rec.Number, rec.AtMS, rec.Training
	return m, err
}

// madeAway says on a note that its contract was made away from the shop, while the
// customer may withdraw. Of such a contract no receipt mentions the legal guarantee.
func (s Source) madeAway(ctx context.Context, file journal.EntityID, in *forms.Bill) error {
	away, err := s.App.AwayContract(ctx, file)
	if err != nil || away == nil {
		return err
	}
	in.Durable = false
	if in.DoneOn <= away.WithdrawUntil {
		in.OffPremises = offPremises(away)
	}
	return nil
}

// whyBack is why something went back.
func whyBack(words *lang.Catalogue, reason string) string { return inWords(words, "refund.", reason) }

// inWords is a code in words; one of which nobody wrote any is not for people outside.
func inWords(words *lang.Catalogue, begin, code string) string {
	if key := begin + code; code != "" && words.Has(key) {
		return words.T(key)
	}
	return ""
}

func (m material) billed(rec service.ReceiptSheet) forms.Bill {
	in := forms.Bill{
		Sheet: m.sheet, FileNumber: m.file.Number, Buyer: m.person(), NoName: m.customer.Name == "", Product: m.product(),
		DoneOn: civil.At(rec.AtMS, m.sheet.Zone), Amounts: forms.Amounts{Currency: "EUR", Prices: "gross"},
		Refers: rec.Ref, Reason: whyBack(m.words, rec.Reason), Software: rec.Software, Seal: rec.Code[:min(sealShown, len(rec.Code))], PageURL: m.link,
	}
	for _, l := range rec.Lines {
		in.Lines = append(in.Lines, forms.Line{
			Text: l.Label, QuantityMilli: l.Quantity, UnitCents: l.Unit, DiscountCents: l.Discount, RatePermille: l.Rate, Nature: natures[l.Nature], EcoCents: l.Eco,
		})
		in.Durable = in.Durable || l.Listed
	}
	in.Payments, in.Bonus = paid(rec.Payments)
	return in
}
