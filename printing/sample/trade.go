package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"etabli/app/domain/civil"
	"etabli/app/domain/vat"
	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
)

// trade lists the forms of the trade in all cases; those that differ from the
// typical one are made from it, see vary.
func trade() []Paper {
	var out []Paper
	for _, k := range forms.Kinds() {
		if _, ok := typical[k.Name]; !ok {
			continue // shown by hand-made examples
		}
		for _, name := range []string{"typical", "empty", "longest", "many", "hostile"} {
			out = append(out, Paper{k.Name, name, func(c *lang.Catalogue, p document.Paper) document.Document {
				return k.Write(Input(k, name), c, p)
			}})
		}
	}
	return out
}

// Input is the input of a form of the trade for a case, as a pointer.
func Input(k forms.Kind, name string) any {
	in := k.New()
	if name != "empty" {
		in = typical[k.Name]()
	}
	vary(in, name)
	return in
}

var (
	karim  = forms.Person{Name: "Karim Benali", Phone: "06 44 10 22 35", Email: "karim.benali@courriel.example", Address: "7 rue des Arts\n59000 Lille"}
	phone  = forms.Product{Label: "Samsung Galaxy S24 · 256 Go", Category: "Smartphone", Serial: "490154203237518", SerialKind: "imei"}
	lent   = forms.Product{Label: "Samsung Galaxy A16 · 128 Go", Category: "Smartphone", Serial: "352099001761481", SerialKind: "imei"}
	washer = forms.Product{Label: "Lave-linge Électro-Vosges WX-810", Category: "Gros électroménager", Serial: "WX810-2023-004417"}
	school = forms.Person{Name: "Lycée Gaston-Berger", Address: "Avenue Gaston-Berger\n59000 Lille", Email: "intendance@lycee.example", SIREN: "195 900 123", VATNumber: "FR12 195900123"}
	sub    = forms.Party{Name: "Micro-Soudure du Nord", Address: "4 rue de l’Industrie\n59300 Valenciennes", Phone: "03 27 11 22 33", Email: "atelier@microsoudure.example", Account: "AV-0042"}
	signed = forms.Signature{Strokes: strokes, Aspect: 3}
)

const euro = "EUR"

func day(month, d int) civil.Date { return civil.Of(2026, 1, 1).AddMonths(month - 1).AddDays(d - 1) }

func repairLines() []forms.Line {
	return []forms.Line{
		{Text: "Écran complet d’origine", Detail: "réf. GH82-33385A", QuantityMilli: 1000, UnitCents: 9500, RatePermille: 200, Nature: "goods"},
		{Text: "Main-d’œuvre", QuantityMilli: 750, Unit: "h", UnitCents: 4800, RatePermille: 200, Nature: "services"},
		{Text: "Joint d’étanchéité", QuantityMilli: 1000, UnitCents: 900, RatePermille: 200, Nature: "goods", Layer: "goodwill"},
	}
}

func bill(number string) forms.Bill {
	return forms.Bill{
		Sheet: sheet(number), FileNumber: "LIL2-00431-X7K", Buyer: karim, Product: phone, DoneOn: day(11, 21), DoneAt: "à l’atelier, Lille",
		Amounts: forms.Amounts{Currency: euro, Lines: repairLines()},
	}
}

// typical holds one plausible input of each form.
var typical = map[string]func() any{
	"waiting-number": func() any {
		return &forms.Waiting{Sheet: sheet("A 42"), Service: "Déposer un appareil", Ahead: new(3), Minutes: 12, PageURL: pageURL}
	},
	"emergency-slips": func() any { return &forms.Emergency{Sheet: sheet("LIL2-S26"), From: 41, Count: 2} },
	"condition-report": func() any {
		return &forms.Condition{
			Sheet: sheet("LIL2-00431-X7K"), Moment: "intake", Customer: karim, Product: phone,
			Points: []forms.Point{
				{Place: "Écran", State: "ok"}, {Place: "Coin haut droit", State: "damaged", Note: "éclat de 3 mm, antérieur au dépôt", Photo: 1},
				{Place: "Dos", State: "worn", Note: "micro-rayures", Photo: 2}, {Place: "Tiroir SIM", State: "missing"}, {Place: "Appareil photo", State: "unseen"},
			},
			Remarks:   "Appareil propre, allumé devant le client.",
			Photos:    []forms.Photo{{Data: picture(1), Caption: "coin haut droit"}, {Data: picture(2), Caption: "dos"}, {Data: picture(3)}},
			Signature: signed,
		}
	},
	"amendment": func() any {
		return &forms.Amendment{
			Sheet: sheet("LIL2-00431-X7K"), QuoteVersion: 1, QuotedOn: day(11, 21), Rank: 1, Customer: karim, Product: phone,
			Reason: "À l’ouverture, la carte de charge est oxydée ; la batterie seule ne suffit pas.", BeforeCents: 11520,
			Amounts: forms.Amounts{Currency: euro, Lines: []forms.Line{
				{Text: "Carte de charge", QuantityMilli: 1000, UnitCents: 2900, RatePermille: 200},
				{Text: "Nappe de charge, retirée", QuantityMilli: -1000, UnitCents: 1500, RatePermille: 200},
			}},
			ReadyOn: day(11, 30), AnswerBy: day(11, 28), PageURL: pageURL,
		}
	},
	"intervention-report": func() any {
		return &forms.Intervention{
			Sheet: sheet("LIL2-00518-Q2M"), Customer: karim, PlaceLine: "7 rue des Arts, 59000 Lille, 2e étage", Product: washer,
			ArrivedMS: atMS - 5400_000, LeftMS: atMS, Outcome: "done",
			Fault: "N’essore plus et laisse de l’eau dans le tambour.", Finding: "Pompe de vidange bloquée par une pièce de monnaie ; turbine fendue.",
			Work:   "Pompe remplacée, filtre nettoyé, un programme complet.",
			Tests:  []forms.Test{{Text: "Terre et isolement", Result: "0,4 Ω · > 2 MΩ"}, {Text: "Vidange"}, {Text: "Arrivée d’eau", Result: "tuyau craquelé, à changer", Failed: true}},
			Safety: "Tuyau d’arrivée craquelé : fermer le robinet après chaque lessive jusqu’au remplacement.",
			Advice: "Vider les poches, nettoyer le filtre chaque mois.", Next: "Retour le 28 novembre avec le tuyau.",
			Amounts: forms.Amounts{Currency: euro, Prices: "gross", Lines: []forms.Line{
				{Text: "Déplacement, zone 1", QuantityMilli: 1000, UnitCents: 3900, RatePermille: 200, Nature: "travel", Necessary: true},
				{Text: "Pompe de vidange", QuantityMilli: 1000, UnitCents: 5490, RatePermille: 200, Nature: "goods", Necessary: true},
				{Text: "Main-d’œuvre", QuantityMilli: 1000, Unit: "h", UnitCents: 5800, RatePermille: 200, Nature: "services"},
			}},
			Payments:    []forms.Payment{{Means: "card", Cents: 9390, On: day(11, 21)}},
			OffPremises: &forms.OffPremises{WithdrawUntil: day(12, 7), PayableFrom: day(11, 29), Urgent: true, StartNow: true},
			PageURL:     pageURL, Signature: signed,
		}
	},
	"loan-agreement": func() any {
		return &forms.Loan{
			Sheet: sheet("LIL2-P0117"), FileNumber: "LIL2-00431-X7K", Customer: karim, Unit: lent, UnitName: "P-11",
			Accessories: []string{"Câble USB-C", "Coque souple"}, Condition: []string{"Écran intact", "Dos rayé"},
			Currency: euro, ValueCents: 14900, DepositCents: 10000, DepositMeans: "preauth", DepositUntil: day(12, 28), DueOn: day(12, 21),
			DueNote: "15 jours de plus sur demande", LegalClaim: true, PageURL: pageURL, Signature: signed,
			Damages: []forms.Damage{{Text: "Écran cassé", Cents: 8900}, {Text: "Perte de l’appareil", Cents: 14900}},
		}
	},
	"loan-return": func() any {
		return &forms.LoanBack{
			Sheet: sheet("LIL2-P0117"), FileNumber: "LIL2-00431-X7K", Customer: karim, Unit: lent, UnitName: "P-11", OutOn: day(11, 21),
			Accessories: []forms.ReturnedItem{{Name: "Câble USB-C", State: "returned"}, {Name: "Coque souple", State: "missing"}},
			Condition:   []string{"Écran intact", "Dos rayé, comme au départ"}, Currency: euro, Damages: []forms.Damage{{Text: "Coque souple", Cents: 900}},
			DepositCents: 10000, Deposit: "released", Wiped: true, WipeMethod: "réinitialisation et contrôle", Signature: signed,
		}
	},
	"exchange-slip": func() any {
		return &forms.Exchange{
			Sheet: sheet("LIL2-00431-X7K"), FileNumber: "LIL2-00431-X7K", Customer: karim, Taken: phone,
			Given: forms.Product{Label: "Samsung Galaxy S24 · 256 Go", Serial: "358240051111110", SerialKind: "imei"}, GivenState: "neuf, sous scellé",
			Layer: "lgc", Wish: "repair", Reason: "réparation impossible dans les 30 jours", GuaranteeUntil: day(11, 21).AddMonths(24),
			Currency: euro, Wiped: true, PageURL: pageURL, Signature: signed,
			Accessories: []forms.ReturnedItem{{Name: "Chargeur", State: "returned"}},
		}
	},
	"irreparability": func() any {
		return &forms.Irreparable{
			Sheet: sheet("LIL2-00431-X7K"), Customer: karim, Product: phone, Why: "cost", Fault: "Tombé dans l’eau de mer.",
			Finding:  "Oxydation étendue sous le blindage de la carte mère, courts-circuits sur deux étages d’alimentation.",
			Tests:    []forms.Test{{Text: "Alimentation", Result: "court-circuit", Failed: true}, {Text: "Écran sur autre carte"}},
			Currency: euro, EstimateCents: 48000, ValueCents: 31000, For: "l’assurance du client", Technician: "Lucas M.",
		}
	},
	"refusal-slip": func() any {
		return &forms.Refusal{
			Sheet: sheet("LIL2-00431-X7K"), Customer: karim, Product: phone, Layer: "lgc", Wish: "replacement",
			Reason:       "L’écran s’est cassé par un choc après la remise : l’impact est visible au coin bas gauche. Ce n’est pas un défaut de conformité.",
			Tests:        []forms.Test{{Text: "Impact", Result: "visible, photo 1", Failed: true}, {Text: "Châssis", Result: "déformé", Failed: true}},
			Alternatives: []string{"Réparation payante, devis joint, 131,00 €", "Avis d’un autre réparateur, pris en compte par écrit"},
			DecidedBy:    "Nadia B., responsable", PageURL: pageURL, Signature: forms.Signature{Refused: true},
		}
	},
	"claim-confirmation": func() any {
		return &forms.Claim{
			Sheet: sheet("LIL2-R0032"), FileNumber: "LIL2-00431-X7K", Customer: karim, Product: phone, Layer: "lgc", Wish: "repair",
			Facts: "Il s’éteint encore, deux semaines après.", RequestedOn: day(11, 23), AnswerBy: day(12, 3), RemedyBy: day(12, 23), Channel: "courriel", PageURL: pageURL,
		}
	},
	"service-note": func() any {
		b := bill("LIL2-N2026-000118")
		b.Payments = []forms.Payment{{Means: "card", Cents: 13320, On: day(11, 21)}}
		b.Bonus, b.Guarantee = &forms.Bonus{Cents: 2500, Body: "éco-organisme"}, "6 mois sur l’écran"
		b.Payments[0].Cents = 13220
		return &b
	},
	"invoice": func() any {
		b := bill("LIL2-F2026-000212")
		b.Buyer, b.Business, b.DueOn, b.OrderRef, b.DeliverTo = school, true, day(12, 21), "BC-2026-118", "Salle informatique B12"
		b.Lines = append(b.Lines, forms.Line{Text: "Manuel d’atelier", QuantityMilli: 2000, UnitCents: 1895, DiscountCents: 190, RatePermille: 55, Nature: "goods"})
		b.BankLine, b.OnDebits = "FR76 3000 4000 0500 0012 3456 789", true
		return &b
	},
	"credit-note": func() any {
		b := bill("LIL2-A2026-000009")
		b.Refers, b.RefersOn, b.Reason = "LIL2-F2026-000198", day(11, 12), "Écran repris sous garantie légale"
		b.Lines = b.Lines[:1]
		b.Lines[0].UnitCents *= -1
		b.Payments = []forms.Payment{{Means: "card", Cents: -11400, On: day(11, 21)}}
		return &b
	},
	"monthly-invoice": func() any {
		b := bill("LIL2-F2026-000230")
		b.Buyer, b.Business, b.DueOn, b.Lines, b.FileNumber, b.Product, b.DoneOn, b.DoneAt = school, true, day(12, 31), nil, "", forms.Product{}, civil.None, ""
		return &forms.Monthly{Bill: b, From: day(11, 1), To: day(11, 30), Groups: []forms.Group{
			{FileNumber: "LIL2-00407-B3C", Product: "Tablette, salle B12", OrderRef: "BC-101", DoneOn: day(11, 4), Lines: repairLines()[:2]},
			{FileNumber: "LIL2-00431-X7K", Product: "Ordinateur portable", DoneOn: day(11, 21), Lines: repairLines()[1:2]},
		}}
	},
	"payment-receipt": func() any {
		return &forms.Receipt{
			Sheet: sheet("LIL2-P2026-000803"), Till: "LIL2-C1", FileNumber: "LIL2-00431-X7K", BillNumber: "LIL2-N2026-000118", Customer: karim,
			Amounts: forms.Amounts{Currency: euro, Lines: repairLines()}, Payments: []forms.Payment{{Means: "cash", Cents: 15720}}, GivenCents: 16000,
			Durable: true, Software: "Établi 0.4", Seal: "7F3A-90C2-11DE",
		}
	},
	"voucher": func() any {
		return &forms.Voucher{
			Sheet: sheet("LIL2-B0021-K4"), Kind: "goodwill", Holder: karim, FileNumber: "LIL2-00431-X7K", Cents: 2000, Currency: euro,
			ValidUntil: day(11, 21).AddMonths(12), Reason: "retard de trois jours",
		}
	},
	"closing": func() any {
		counted := int64(41830)
		return &forms.Closing{
			Sheet: sheet("LIL2-C1-Z2026-0326"), Till: "LIL2-C1", Period: "day", FromMS: atMS - 6*3600_000, ToMS: atMS, First: "LIL2-P2026-000790", Last: "LIL2-P2026-000803", Count: 14,
			Currency: euro, Rates: []vat.Rate{{Permille: 200, NetCents: 104200, TaxCents: 20840, GrossCents: 125040}, {Permille: 55, NetCents: 3600, TaxCents: 198, GrossCents: 3798}},
			Tenders:    []forms.Tender{{Means: "card", Count: 9, Cents: 96878}, {Means: "cash", Count: 4, Cents: 31860}, {Means: "voucher", Count: 1, Cents: 100}},
			Tallies:    []forms.Tally{{Text: "Duplicatas", Count: 1}, {Text: "Avoirs", Count: 0}, {Text: "Ouvertures du tiroir", Count: 6}},
			FloatCents: 10000, ExpectedCents: 41860, CountedCents: &counted, PeriodCents: 128838, PerpetualCents: 9_874_512, AbsoluteCents: 9_921_004,
			Software: "Établi 0.4", Seal: "C01D-55A2-8F10",
		}
	},
	"parcel-slip": func() any {
		return &forms.Parcel{
			Sheet: sheet("LIL2-E0044"), Reason: "to_subcontractor", To: sub, Carrier: "Transports Delattre, route (ADR)", Tracking: "ADR2611240044", WeightGrams: 640,
			Currency: euro, InsuredCents: 50000, Battery: "damaged",
			Contents: []forms.Item{{Ref: "LIL2-00431-X7K", Name: "Samsung Galaxy S24", Serial: "490154203237518"}, {Name: "Chargeur", Quantity: 1, Note: "du client"}},
		}
	},
	"subcontractor-slip": func() any {
		return &forms.Subcontract{
			Sheet: sheet("LIL2-00431-X7K"), To: sub, Initials: "K. B.", Product: phone, Fault: "Ne charge plus.", Finding: "Circuit de charge en court-circuit.",
			Asked: "Remplacer le circuit de charge U3300, essai de charge complet.", Accessories: []string{"Tiroir SIM"}, Condition: []string{"Écran intact"},
			Currency: euro, CeilingCents: 6000, BackOn: "2026-12-01", Claim: "paid", Battery: "ok",
		}
	},
	"supplier-slip": func() any {
		return &forms.SupplierSlip{
			Sheet: sheet("LIL2-BC0088"), Kind: "warranty", To: forms.Party{Name: "Pièces & Co", Address: "ZA des Prés\n77000 Melun", Account: "C-20118"},
			Return: "RMA-55120", WantedOn: "2026-11-30", Deliver: "Atelier Vauban, réserve",
			Items: []forms.Item{{Ref: "EB-BS921", Name: "Batterie", Serial: "B77120", Note: "gonflée au montage"}, {Ref: "GH82-33385A", Name: "Écran complet", Quantity: 2, Note: "tactile muet"}},
			Note:  "Échange souhaité, pas d’avoir.",
		}
	},
	"hand-over-list": func() any {
		return &forms.HandOver{
			Sheet: sheet("LIL2-T0031"), From: "Lille Monnaie", To: "Atelier central", Carrier: "navette du soir",
			Devices: []forms.Carried{
				{Number: "LIL2-00431-X7K", Product: "Samsung Galaxy S24", Serial: "490154203237518", Initials: "K. B.", Accessories: 2},
				{Number: "LIL2-00440-C8D", Product: "MacBook Air 13", Initials: "M. D.", Accessories: 1, Note: "batterie gonflée, bac fermé"},
			},
		}
	},
	"transfer-slip": func() any {
		return &forms.Transfer{
			Sheet: sheet("LIL2-T0032"), From: "Lille Monnaie (LIL.shop)", To: "Roubaix (ROU.shop)", Carrier: "navette du soir", FileNumber: "LIL2-00431-X7K",
			Items: []forms.Item{{Ref: "GH82-33385A", Name: "Écran complet Galaxy S24"}, {Ref: "EB-BS921", Name: "Batterie Galaxy S24", Quantity: 4}},
		}
	},
	"till-notice": func() any {
		return &forms.TillNotice{Sheet: sheet("LIL"), Currency: euro, CardMinimumCents: 1500, CashCapCents: 100_000}
	},
	"shift-list": func() any {
		return &forms.Shift{
			Sheet: sheet("LIL"), On: civil.Of(2026, 11, 21), NextOn: civil.Of(2026, 11, 23), ToTell: 2,
			Late:     []forms.Duty{{What: "Rappeler M. Vasseur : la carte est chère", Number: "LIL2-00427-X5C", For: "Paul Vasseur", Who: "Nadia B.", On: civil.Of(2026, 11, 20)}},
			Today:    []forms.Duty{{What: "Appeler Mme Lopez, elle passe samedi", Number: "LIL2-00428-XMB", For: "Jeanne Lopez", Who: "Yann L.", AtMS: atMS + 2*3600_000}, {What: "Compter les batteries en sécurité"}},
			Calls:    []forms.Duty{{What: "Rappel promis", For: "Karim Benali", AtMS: atMS + 3600_000, Who: "Nadia B."}},
			Messages: []forms.Duty{{What: "Est-ce que mon téléphone est prêt ?", Number: "LIL2-00431-X7K", For: "Karim Benali"}},
			Numbers:  []forms.Duty{{What: "1-042 · Radio", Number: "LIL1-00042-R4D", For: "Léa", AtMS: atMS - 3600_000}},
			Next:     []forms.Duty{{What: "Relancer SEB pour la pompe", Who: "Nadia B.", On: civil.Of(2026, 11, 23)}},
			Done:     []forms.Duty{{What: "Dépôt à la banque : 1 200 €", Who: "Yann L."}},
		}
	},
	"stock-count": func() any {
		four, three, six := 4, 3, 6
		return &forms.StockCount{Sheet: sheet("LIL2-I0007"), Place: "Réserve, travée B", Items: []forms.Counted{
			{Ref: "EB-BS921", Name: "Batterie Galaxy S24", Place: "B-02", Expected: &four, Counted: &three},
			{Ref: "GH82-33385A", Name: "Écran complet Galaxy S24", Place: "B-03", Expected: &six, Counted: &six},
			{Ref: "USBC-25W", Name: "Chargeur USB-C 25 W", Place: "B-07", Expected: &three},
		}}
	},
	"renewal-letter": func() any {
		return &forms.Renewal{
			Sheet: sheet("LIL2-K0012"), Customer: karim, Contract: "Entretien lave-linge, visite annuelle", Covered: []string{"une visite par an", "pièces d’usure", "déplacement"},
			EndsOn: civil.Of(2027, 3, 31), RefuseUntil: civil.Of(2027, 2, 28), RenewsUntil: civil.Of(2028, 3, 31), Currency: euro, PriceCents: 8900, PageURL: pageURL,
		}
	},
}

// picture is a photo that nobody took: soft shades with a mark in them.
func picture(n int) []byte {
	const w, h = 480, 360
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			d := math.Hypot(float64(x-w/2-30*n), float64(y-h/2))
			v := uint8(225 - 70*math.Exp(-d/90))
			img.Set(x, y, color.RGBA{R: v, G: v - uint8(6*n), B: v - 18, A: 255})
			if math.Abs(d-60) < 3 {
				img.Set(x, y, color.RGBA{R: 60, G: 66, B: 80, A: 255})
			}
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}) // a buffer takes everything
	return b.Bytes()
}
