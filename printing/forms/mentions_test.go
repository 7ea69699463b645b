package forms_test

import (
	"strings"
	"testing"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/mention"
	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/sample"
	"etabli/printing/texts"
)

// What the law or prudence wants on each form, on every paper.
var mandatory = map[string][]string{
	"waiting-number":      {"pas un reçu de dépôt", "A 42"},
	"emergency-slips":     {"LIL2-S26-041", "LIL2-S26-042", "vaut reçu de dépôt"},
	"condition-report":    {"Coin haut droit", "abîmé", "Photo"},
	"amendment":           {"nouveau devis accepté", "115,20", "132,00", "Nouveau total TTC", "J’accepte cet avenant"},
	"intervention-report": {"Droit de rétractation", "7 déc. 2026", "29 nov. 2026", "Formulaire de rétractation", "nécessaire", "TVA 20 %", "Arrivée d’eau"},
	"loan-agreement":      {"Prêt à usage", "reste la propriété", "352099001761481", "100,00", "Aucune pénalité", "ne coûte rien", "21 déc. 2026"},
	"loan-return":         {"effacées", "rendu en entier", "manquant"},
	"exchange-slip":       {"490154203237518", "358240051111110", "nouveau délai de garantie légale", "21 nov. 2028"},
	"irreparability":      {"Irréparable économiquement", "480,00", "Attestation établie à la demande"},
	"refusal-slip":        {"motive ce refus par écrit", "médiateur ou au juge", "n’est pas un défaut"},
	"claim-confirmation":  {"23 déc. 2026", "3 déc. 2026", "dans les trente jours", "suspend la garantie"},
	"service-note":        {"deux exemplaires", "Total HT", "TVA 20 %", "Total TTC", "−25,00", "0,00", "Garantie commerciale", "geste commercial"},
	"invoice":             {"195 900 123", "FR12 195900123", "SIRET 812 345 678 00019", "TVA FR40", "SARL au capital", "TVA 5,5 % sur 36,00", "195,18", "40 €", "biens et services", "d’après les débits", "21 déc. 2026"},
	"credit-note":         {"LIL2-F2026-000198", "114,00", "19,00", "quatorze jours"},
	"monthly-invoice":     {"LIL2-00407-B3C", "LIL2-00431-X7K", "200,40", "33,40"},
	"payment-receipt":     {"durée minimale de deux ans", "espèces", "2,80", "Établi 0.4", "LIL2-C1", "7F3A"},
	"voucher":             {"20,00", "TVA est due lors de l’utilisation", "sans reconnaissance de responsabilité"},
	"closing":             {"perpétuel", "98 745,12", "208,40", "six ans", "Écart"},
	"parcel-slip":         {"jamais par avion", "ADR2611240044", "Micro-Soudure", "500,00"},
	"subcontractor-slip":  {"reste responsable envers le client", "K. B.", "60,00"},
	"supplier-slip":       {"RMA-55120", "EB-BS921"},
	"hand-over-list":      {"LIL2-00431-X7K", "LIL2-00440-C8D", "Reçu par, tout est là"},
	"transfer-slip":       {"LIL2-T0032", "GH82-33385A", "Nombre de pièces", "Reçu par, tout est là"},
	"till-notice":         {"à partir de 15,00", "1 000,00", "ne sont pas imprimés d’office", "25 € TTC ou plus"},
	"stock-count":         {"Écart", "−1", "………"},
	"shift-list":          {"21 nov. 2026", "Rappeler M. Vasseur", "LIL2-00427-X5C", "En retard", "23 nov. 2026", "16:31", "Nadia B.", "à prévenir", "Relève prise par"},
	"renewal-letter":      {"28 févr. 2027", "refuser la reconduction", "dans les trente jours", "89,00"},
}

func TestEveryFormCarriesWhatItMust(t *testing.T) {
	plain := strings.NewReplacer("\u202f", " ", "\u00a0", " ", `\u202f`, " ", `\u00a0`, " ")
	seen := map[string]bool{}
	for _, p := range sample.Papers() {
		if p.Case != "typical" || mandatory[p.Form] == nil {
			continue
		}
		seen[p.Form] = true
		for _, paper := range document.Papers() {
			text := plain.Replace(p.Make(lang.For("fr"), paper).String())
			for _, want := range mandatory[p.Form] {
				if !strings.Contains(text, want) {
					t.Errorf("%s on %s lacks %q", p.Form, paper, want)
				}
			}
		}
	}
	for _, k := range forms.Kinds() {
		hand := k.Name == "deposit-receipt" || k.Name == "repair-order" || k.Name == "quote" || k.Name == "hand-back"
		if !seen[k.Name] && !hand {
			t.Errorf("nothing is asked of %s", k.Name)
		}
	}
}

// A subcontractor reads initials, and no form of the workshop names anybody.
func TestASubcontractorReadsNobodysName(t *testing.T) {
	for _, p := range sample.Papers() {
		if p.Case == "typical" && (p.Form == "subcontractor-slip" || p.Form == "hand-over-list") {
			if text := p.Make(lang.For("fr"), document.A4).String(); strings.Contains(text, "Benali") {
				t.Errorf("%s names the customer", p.Form)
			}
		}
	}
}

func table(t *testing.T) mention.Table {
	t.Helper()
	table, err := texts.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// A paper that is printed again carries the wording of its own day.
func TestAnOldPaperKeepsTheWordingOfItsDay(t *testing.T) {
	in := forms.Receipt{Sheet: forms.Sheet{Number: "1", Zone: time.UTC, Texts: table(t)}, Durable: true}
	for at, want := range map[time.Time]bool{
		time.Date(2021, 6, 30, 12, 0, 0, 0, time.UTC): false,
		time.Date(2021, 7, 1, 12, 0, 0, 0, time.UTC):  true,
	} {
		in.AtMS = at.UnixMilli()
		text := forms.PaymentReceipt(in, lang.For("fr"), document.A5).String()
		if strings.Contains(text, "durée minimale de deux ans") != want || strings.Contains(text, "⟦") {
			t.Errorf("on %s: %s", at, text)
		}
	}
}

func TestAnInputIsCheckedByField(t *testing.T) {
	for _, k := range forms.Kinds() {
		if _, err := k.Read(k.New(), table(t)); err == nil {
			t.Errorf("%s takes an empty input", k.Name)
		}
	}
	for _, p := range sample.Papers() {
		k, ok := forms.KindOf(p.Form)
		if !ok || p.Case != "typical" || p.Form == "quote" { // made by hand
			continue
		}
		if _, err := k.Read(sample.Input(k, "typical"), table(t)); err != nil {
			t.Errorf("%s: %v", p.Form, err)
		}
	}
}

// A note of a contract that was made away from the shop says so, with the form to
// withdraw; one made at a distance is called by its name and bans no payment.
func TestANoteSaysThatItsContractWasMadeAwayFromTheShop(t *testing.T) {
	note := func(away *forms.OffPremises) string {
		in := forms.Bill{Sheet: forms.Sheet{Number: "1", Zone: time.UTC, Texts: table(t)}, OffPremises: away, Amounts: forms.Amounts{Currency: "EUR"}}
		text := forms.ServiceNote(in, lang.For("fr"), document.A4).String()
		return strings.NewReplacer("\u00a0", " ", `\u00a0`, " ").Replace(text)
	}
	until, pay := civil.Of(2026, 12, 8), civil.Of(2026, 12, 2)
	for _, c := range []struct {
		away        *forms.OffPremises
		has, hasNot []string
	}{
		{nil, nil, []string{"rétractation"}},
		{&forms.OffPremises{WithdrawUntil: until, PayableFrom: pay, Urgent: true}, []string{"hors établissement", "8 déc.", "Aucun paiement", "2 déc.", "urgents", "Formulaire de rétractation"}, []string{"à distance"}},
		{&forms.OffPremises{Distance: true, WithdrawUntil: until}, []string{"à distance", "Formulaire de rétractation"}, []string{"hors établissement", "Aucun paiement"}},
	} {
		text := note(c.away)
		for _, want := range c.has {
			if !strings.Contains(text, want) {
				t.Errorf("%+v lacks %q", c.away, want)
			}
		}
		for _, not := range c.hasNot {
			if strings.Contains(text, not) {
				t.Errorf("%+v says %q", c.away, not)
			}
		}
	}
}
