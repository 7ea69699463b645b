// Package sample holds example papers with invented people and shops: what the
// gallery shows and what tests compare. Nothing in it is read by the programs
// that work.
package sample

import (
	"strings"
	"time"

	"etabli/app/domain/mention"
	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
	shipped "etabli/printing/texts"
)

// Paper is one example: a form, filled in some way.
type Paper struct {
	Form string // deposit, order, handback, quote; the others by the names of forms.Kinds
	Case string // typical, empty, longest, many, hostile
	Make func(c *lang.Catalogue, paper document.Paper) document.Document
}

// zone is fixed so that no example depends on the machine's time zones.
var zone = time.FixedZone("CET", 3600)

// atMS is the afternoon of 21 November 2026.
var atMS = time.Date(2026, 11, 21, 14, 31, 0, 0, zone).UnixMilli()

const pageURL = "https://sav.atelier-vauban.example/r/7Jp2mXq4TtVn8KcB5wLdRg"

// Papers lists all examples in a fixed order.
func Papers() []Paper {
	var out []Paper
	for _, name := range []string{"typical", "empty", "longest", "many", "hostile"} {
		out = append(out,
			Paper{"deposit", name, func(c *lang.Catalogue, p document.Paper) document.Document {
				return forms.DepositReceipt(Deposit(name), c, p)
			}},
			Paper{"order", name, func(c *lang.Catalogue, p document.Paper) document.Document {
				return forms.RepairOrder(order(name), c, p)
			}},
			Paper{"handback", name, func(c *lang.Catalogue, p document.Paper) document.Document {
				return forms.HandBackSlip(handBack(name), c, p)
			}},
			Paper{"quote", name, func(c *lang.Catalogue, p document.Paper) document.Document {
				return forms.QuoteForm(quote(name), c, p)
			}})
	}
	return append(out, trade()...)
}

// texts are the shipped wordings; without them every paper shows what is
// missing.
func texts() mention.Table {
	table, err := shipped.Shipped()
	if err != nil {
		return mention.Table{}
	}
	return table
}

var shop = forms.Shop{
	Name: "Atelier Vauban", Address: "18 rue de la Monnaie\n59800 Lille",
	Phone: "03 20 55 01 18", Email: "bonjour@atelier-vauban.example",
	SIRET: "812 345 678 00019", VATNumber: "FR40 812345678",
	Legal:    "SARL au capital de 8 000 €, RCS Lille",
	Mediator: "Médiation du Commerce de Proximité, 7 allée des Tilleuls, 75012 Paris",
	Terms:    "2026-09",
}

func sheet(number string) forms.Sheet {
	return forms.Sheet{Shop: shop, Number: number, AtMS: atMS, Zone: zone, By: "Nadia B.", Texts: texts()}
}

// Deposit is the input of a deposit receipt for a case.
func Deposit(name string) forms.Deposit {
	in := forms.Deposit{
		Sheet: sheet("LIL2-00431-X7K"), Place: "shop",
		Customer:    forms.Person{Name: "Karim Benali", Phone: "06 44 10 22 35", Email: "karim.benali@courriel.example"},
		Product:     forms.Product{Label: "Samsung Galaxy S24 · 256 Go", Category: "Smartphone", Serial: "490154203237518", SerialKind: "imei"},
		Fault:       "S’éteint tout seul, même chargé à 60 %. Ça a commencé après la mise à jour.",
		Accessories: []string{"Coque bleue", "Chargeur"},
		Condition:   []string{"Écran intact", "Rayure au coin haut droit"}, Photos: 2,
		PromisedOn: "2026-11-27", CeilingCents: 8000, Currency: "EUR",
		Diagnosis: forms.DiagnosisFee{Announced: true}, Claim: "lgc", Backup: "done",
		Loaner: "P-11 · Galaxy A16", PageURL: pageURL, PageCode: "4821",
		Proof:     "ETB1:LIL2-00431-X7K:20261121:K7QZ8V3N0T5M2R9D4",
		Signature: forms.Signature{Strokes: strokes, Aspect: 3},
	}
	switch name {
	case "empty":
		return forms.Deposit{Sheet: forms.Sheet{Number: "LIL2-00432-R4P", Zone: time.UTC, Texts: texts()}}
	case "longest":
		in.Customer = longestPerson
		in.Product = longestProduct
		in.Fault = strings.Repeat("Il ne chauffe plus du tout et fait un bruit de roulement très fort pendant l’essorage. ", 4)
		in.Accessories = []string{"Tuyau d’arrivée d’eau avec aquastop", "Notice", "Clé de bridage de transport", "Bac à lessive"}
		in.Condition = []string{"Hublot rayé sur toute la largeur", "Pied avant gauche manquant", "Calcaire dans le bac"}
		in.Diagnosis = forms.DiagnosisFee{Announced: true, Cents: 5900, Deducted: true}
		in.Backup, in.Loaner, in.PageCode, in.Duplicate = "no_data", "", "", true
		in.CeilingCents, in.Signature = 0, forms.Signature{Refused: true}
	case "many":
		in.Fault = strings.TrimSpace(strings.Repeat("Le client décrit longuement ce qui s’est passé, jour par jour et bruit par bruit.\n", 110))
		in.Training = true
	case "hostile":
		in.Customer = hostilePerson
		in.Product.Label, in.Product.Serial, in.Product.SerialKind = "Théière 字 "+hostile, hostile, "?"
		in.Fault = hostile
		in.Accessories = []string{hostile, "", "\x00"}
		in.PromisedOn, in.Currency, in.Claim = "demain", "☂", "?"
	}
	return in
}

// strokes is a signature that was made up on paper: a loop and a line.
var strokes = [][]document.Point{
	{{X: 0.10, Y: 0.70}, {X: 0.16, Y: 0.30}, {X: 0.20, Y: 0.12}, {X: 0.22, Y: 0.40}, {X: 0.21, Y: 0.78}, {X: 0.26, Y: 0.52}, {X: 0.34, Y: 0.20}, {X: 0.29, Y: 0.48}, {X: 0.38, Y: 0.76}, {X: 0.44, Y: 0.58}, {X: 0.47, Y: 0.52}, {X: 0.46, Y: 0.68}, {X: 0.52, Y: 0.62}, {X: 0.56, Y: 0.52}, {X: 0.57, Y: 0.68}, {X: 0.66, Y: 0.56}, {X: 0.72, Y: 0.60}, {X: 0.86, Y: 0.50}},
	{{X: 0.08, Y: 0.88}, {X: 0.40, Y: 0.84}, {X: 0.90, Y: 0.80}},
}

const hostile = "Hélène Cœur-d'Acier, 12 bis rue de l'Épée, 75 005 €, 🛠️ مرحبا שלום 日本語 e\u0301 👨‍👩‍👧 \u202e\xff\x1b[31m ^XA~"

var hostilePerson = forms.Person{Name: hostile, Phone: "٠٦ ٤٤", Email: "<script>@x", Address: hostile}

var longestPerson = forms.Person{
	Name:    "Marie-Charlotte de La Rochefoucauld-Montbéliard",
	Phone:   "+33 6 44 10 22 35",
	Email:   "marie-charlotte.de-la-rochefoucauld-montbeliard@association-des-anciens.example",
	Address: "Résidence des Trois-Fontaines, bâtiment C, appartement 412\n12 bis rue de l’Épée\n59491 Villeneuve-d’Ascq Cedex",
}

var longestProduct = forms.Product{
	Label: "Lave-linge séchant professionnel encastrable 12 kg Électro-Vosges WDX-12000-PRO-SILENCE", Category: "Gros électroménager",
	Serial: "WDX12000PRO-2024-0000-8812-7765-4433-FR-0098", SerialKind: "serial",
}
