package sample

import (
	"fmt"
	"strings"

	"etabli/app/domain/civil"
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
		Work:      "Remplacement de la batterie et de la nappe, essai d’une heure.",
		Amounts: forms.Amounts{Currency: "EUR", Lines: []forms.Line{
			{Text: "Batterie d’origine EB-BS921", QuantityMilli: 1000, UnitCents: 4500, RatePermille: 200, Nature: "goods"},
			{Text: "Nappe de charge", QuantityMilli: 1000, UnitCents: 1500, RatePermille: 200, Nature: "goods"},
			{Text: "Main-d’œuvre", QuantityMilli: 750, Unit: "h", UnitCents: 4800, RatePermille: 200, Nature: "services"},
		}},
		NoTravel: true, Duration: "une heure et demie, deux jours d’attente de pièce", Loan: "Galaxy A16, sans frais",
		HandOver: "au magasin", Guarantee: "6 mois sur la batterie et la main-d’œuvre",
		ValidUntil: "2026-12-21", ReadyOn: "2026-11-27", UsedPart: "refused", PageURL: pageURL,
	}
	switch name {
	case "longest":
		in.Version, in.FeeCents, in.Exempt, in.Form = 12, 2500, true, true
		in.PriceMethod, in.MaxCents = "temps passé au tarif affiché, plus les pièces", 123500000
		in.UsedPartReason = "la pièce neuve a été préférée"
		in.Lines[0].Text = strings.Repeat("Module électronique de commande reconditionné, garanti par le fabricant, ", 3)
		in.Lines[0].UnitCents, in.Lines[0].Detail = 123456789, "référence constructeur DC92-01881-ZZ, sur commande"
	case "many":
		for i := range 90 {
			in.Lines = append(in.Lines, forms.Line{Text: fmt.Sprintf("Condensateur C%d", i+1), QuantityMilli: 2000, UnitCents: 35, RatePermille: []int{55, 200}[i%2]})
		}
		in.AheadCents, in.AheadKind = 4000, "acompte"
		in.OffPremises = &forms.OffPremises{WithdrawUntil: civil.Of(2026, 12, 7), PayableFrom: civil.Of(2026, 11, 29), Urgent: true, StartNow: true}
	case "hostile":
		in.Finding, in.More, in.Currency = hostile, hostile, "\x00"
		in.Lines = append(in.Lines, forms.Line{Text: hostile, Unit: hostile, UnitCents: -9223372036854775808})
	}
	return in
}
