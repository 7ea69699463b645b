package papers

import (
	"cmp"
	"context"

	"etabli/app/domain/account"
	"etabli/app/domain/civil"
	"etabli/app/domain/invoice"
	"etabli/app/domain/text"
	"etabli/app/domain/till"
	"etabli/app/service"
	"etabli/printing/document"
	"etabli/printing/forms"
)

// The forms of what was issued to an account. Which of them an invoice is follows
// from what it is over: one file, or those of a month.
const (
	InvoiceForm    Form = "invoice"
	MonthlyInvoice Form = "monthly-invoice"
)

// Invoice makes the paper of an invoice over files, or of a credit note, from what
// was issued.
func (s Source) Invoice(ctx context.Context, number string, o Order) (Made, error) {
	i, err := s.App.Invoice(ctx, &service.ByInvoice{Number: number})
	if err != nil {
		return Made{}, err
	}
	m, on, err := s.numbered(ctx, i.Customer, i.Site, forms.Sheet{Number: i.Number, AtMS: i.IssuedMS}, o)
	if err != nil {
		return Made{}, err
	}
	m.sheet.Shop.Name, m.sheet.Shop.Address = i.Seller.Name, i.Seller.Address
	m.sheet.Shop.SIRET, m.sheet.Shop.VATNumber = i.Seller.SIRET, cmp.Or(i.Seller.VAT, m.sheet.Shop.VATNumber)
	doc := m.invoice(i, on.paper)
	out, err := write(doc, o, on, i.IssuedMS)
	return Made{Bytes: out}, unprintable(err)
}

func (m material) invoice(i service.InvoiceNow, paper document.Paper) document.Document {
	b := forms.Bill{
		Sheet: m.sheet, Business: true, DueOn: day(i.DueOn),
		Buyer:   forms.Person{Name: i.Buyer.Name, Address: i.Buyer.Address, SIREN: i.Buyer.SIREN, Number: otherNumber(i.Buyer), VATNumber: i.Buyer.VAT},
		Amounts: forms.Amounts{Currency: "EUR", Prices: "gross", NetUnits: true},
		Refers:  i.Refers, RefersOn: day(i.RefersOn),
	}
	b.ReverseCharge, b.UnionDelivery = i.Has(i.Buyer, invoice.Reversed), i.Has(i.Buyer, invoice.Supplied)
	if i.Seller.IBAN != "" {
		b.BankLine = text.Fours(i.Seller.IBAN)
	}
	if i.Agreed {
		b.Late = &forms.Late{RatePermille: i.Penalty, FeeCents: i.Fee}
	}
	if i.Paid != 0 {
		b.Payments = []forms.Payment{{Means: "before", Cents: i.Paid}}
	}
	if i.Refers != "" && i.Paid != i.Total {
		b.Payments = append(b.Payments, forms.Payment{Means: "deducted", Cents: i.Total - i.Paid})
	}
	if i.Refers != "" || i.Paid >= i.Total {
		b.DueOn, b.BankLine = civil.None, "" // nothing is left to pay
	}
	if i.Refers != "" {
		for _, g := range i.Groups {
			b.FileNumber, b.OrderRef = g.File, g.Order
			b.Lines = append(b.Lines, billLines(g.Lines)...)
		}
		return forms.CreditNote(b, m.words, paper)
	}
	if len(i.Groups) == 1 {
		g := i.Groups[0]
		b.FileNumber, b.OrderRef, b.Product.Label, b.DoneOn, b.Lines = g.File, g.Order, g.Device, day(g.On), billLines(g.Lines)
		return forms.Invoice(b, m.words, paper)
	}
	in := forms.Monthly{Bill: b, From: day(i.From), To: day(i.To)}
	for _, g := range i.Groups {
		in.Groups = append(in.Groups, forms.Group{
			FileNumber: cmp.Or(g.File, g.Receipts[0]), Product: g.Device, OrderRef: g.Order, DoneOn: day(g.On), Lines: billLines(g.Lines),
		})
	}
	return forms.MonthlyInvoice(in, m.words, paper)
}

func billLines(lines []till.Line) []forms.Line {
	var out []forms.Line
	for _, l := range lines {
		out = append(out, forms.Line{
			Text: l.Label, QuantityMilli: l.Quantity, UnitCents: l.Unit, DiscountCents: l.Discount, RatePermille: l.Rate, Nature: natures[l.Nature], EcoCents: l.Eco,
		})
	}
	return out
}

// otherNumber is by what a buyer without SIREN is known. A VAT number stands on its own line.
func otherNumber(b invoice.BuyerBox) string {
	if account.Scheme(b.Scheme) == account.ByVAT {
		return ""
	}
	return b.Number
}
