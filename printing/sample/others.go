package sample

import (
	"fmt"
	"strings"

	"etabli/printing/forms"
)

func order(name string) forms.Order {
	d := Deposit(name)
	in := forms.Order{
		Sheet: d.Sheet, Initials: forms.Initials(d.Customer.Name), Product: d.Product,
		Fault: d.Fault, Accessories: d.Accessories, Condition: d.Condition,
		PromisedOn: d.PromisedOn, CeilingCents: d.CeilingCents, Currency: d.Currency,
		Claim: d.Claim, ScanCode: "ETABLI:" + d.Number,
	}
	if name == "longest" {
		in.Finding = "Roulement de tambour usé, résistance coupée (mesure : infini). Joint de hublot à changer en même temps."
	}
	return in
}

func handBack(name string) forms.HandBack {
	d := Deposit(name)
	if name == "empty" {
		return forms.HandBack{Sheet: d.Sheet}
	}
	in := forms.HandBack{
		Sheet: d.Sheet, Customer: d.Customer, Product: d.Product, ReceivedOn: "2026-11-21",
		Outcome: "repaired", Work: "Batterie remplacée, prise nettoyée, une heure d’essai.",
		Accessories: []forms.ReturnedItem{
			{Name: "Coque bleue", State: "returned"}, {Name: "Chargeur", State: "left"}, {Name: "Carte SIM", State: "missing"},
		},
		GuaranteeUntil: "2027-02-27", Proof: "receipt", PageURL: d.PageURL, Signature: d.Signature,
	}
	switch name {
	case "longest":
		in.Work = strings.Repeat("Roulement, joint et résistance remplacés ; essai de deux programmes complets. ", 4)
		in.Outcome = "ber"
	case "many":
		in.Accessories = nil
		for i := range 120 {
			in.Accessories = append(in.Accessories, forms.ReturnedItem{Name: fmt.Sprintf("Pièce n° %d", i+1), State: "returned"})
		}
	case "hostile":
		in.Work, in.Outcome, in.ReceivedOn = hostile, "?", "?"
		in.Accessories = []forms.ReturnedItem{{Name: hostile, State: "?"}, {Name: hostile, State: "missing"}}
	}
	return in
}

func quote(name string) forms.Quote {
	d := Deposit(name)
	if name == "empty" {
		return forms.Quote{Sheet: d.Sheet}
	}
	in := forms.Quote{
		Sheet: d.Sheet, Version: 1, Customer: d.Customer, Product: d.Product,
		PlaceLine: "À l’atelier, 18 rue de la Monnaie, Lille",
		Finding:   "Batterie gonflée, sans danger immédiat. Nappe de charge oxydée.",
		Lines: []forms.QuoteLine{
			{Text: "Batterie d’origine EB-BS921", Quantity: "1", UnitCents: 4500, TotalCents: 4500},
			{Text: "Nappe de charge", Quantity: "1", UnitCents: 1500, TotalCents: 1500},
			{Text: "Main-d’œuvre", Quantity: "0,75 h", UnitCents: 4800, TotalCents: 3600},
		},
		NetCents: 9600, Taxes: []forms.Tax{{RatePermille: 200, Cents: 1920}}, TotalCents: 11520, Currency: "EUR",
		ValidUntil: "2026-12-21", ReadyOn: "2026-11-27", UsedPart: "refused", PageURL: pageURL,
	}
	switch name {
	case "longest":
		in.Version, in.FeeCents, in.NetCents, in.Taxes = 12, 2500, 0, nil
		in.TaxNote = "TVA non applicable, article 293 B du code général des impôts."
		in.Lines[0].Text = strings.Repeat("Module électronique de commande reconditionné, garanti par le fabricant, ", 3)
		in.Lines[0].UnitCents, in.Lines[0].TotalCents, in.TotalCents = 123456789, 123456789, 123461889
	case "many":
		for i := range 90 {
			in.Lines = append(in.Lines, forms.QuoteLine{Text: fmt.Sprintf("Condensateur C%d", i+1), Quantity: "2", UnitCents: 35, TotalCents: 70})
		}
		in.Taxes = []forms.Tax{{RatePermille: 55, Cents: 100}, {RatePermille: 200, Cents: 3080}}
		in.NetCents, in.TotalCents = 15900, 19080
	case "hostile":
		in.Finding, in.TaxNote, in.Currency = hostile, hostile, "\x00"
		in.Lines = append(in.Lines, forms.QuoteLine{Text: hostile, Quantity: hostile})
		in.Lines[0].TotalCents = -9223372036854775808
	}
	return in
}
