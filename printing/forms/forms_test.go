package forms_test

import (
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/layout"
	"etabli/printing/pdf"
	"etabli/printing/qr"
	"etabli/printing/sample"
)

var update = flag.Bool("update", false, "write the masters in testdata anew")

// Each form is compared as a tree with its master: the typical case on both
// kinds of paper in both languages, the extremes once.
func TestFormsSayWhatTheirMastersSay(t *testing.T) {
	for _, p := range sample.Papers() {
		for _, tag := range lang.Tags() {
			for _, paper := range []document.Paper{document.A5, document.Roll80} {
				extreme := p.Case == "empty" || p.Case == "longest"
				if p.Case != "typical" && !(extreme && tag == lang.French && paper == document.A5) {
					continue
				}
				if _, trade := forms.KindOf(p.Form); trade && (extreme || paper == document.Roll80 && tag == lang.English) {
					continue // their extremes are laid out and drawn below, not compared
				}
				name := strings.Join([]string{p.Form, p.Case, tag, string(paper)}, "-")
				t.Run(name, func(t *testing.T) {
					compare(t, filepath.Join("testdata", name+".txt"), p.Make(lang.For(tag), paper).String())
				})
			}
		}
	}
}

func compare(t *testing.T, master, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(master), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(master, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(master)
	if err != nil {
		t.Fatalf("the master is missing: %v", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", master, diff)
	}
}

// everyPaper runs a check over all examples in both languages.
func everyPaper(t *testing.T, check func(t *testing.T, p sample.Paper, d document.Document)) {
	t.Helper()
	for _, p := range sample.Papers() {
		for _, tag := range lang.Tags() {
			for _, paper := range document.Papers() {
				check(t, p, p.Make(lang.For(tag), paper))
			}
		}
	}
}

func TestNoWordIsMissing(t *testing.T) {
	everyPaper(t, func(t *testing.T, p sample.Paper, d document.Document) {
		if text := d.String(); strings.Contains(text, "⟦") || strings.Contains(text, " {") {
			t.Errorf("%s %s %s: a message is missing or open:\n%s", p.Form, p.Case, d.Lang, text)
		}
	})
}

func TestADepositReceiptCarriesItsMentions(t *testing.T) {
	for tag, mentions := range map[string][]string{
		"fr": {
			"LIL2-00431-X7K", "Karim Benali", "490154203237518", "« S’éteint", "Coque bleue", "Rayure au coin haut droit",
			"Déposé au magasin", "27 nov. 2026, sous réserve du diagnostic", "80,00", "SIRET 812 345 678 00019",
			"garantie légale de conformité, sous réserve du diagnostic", "Médiation du Commerce", "1903", "tribunal",
			"Conditions générales", "cnil.fr", "copie de vos données", "code n’est jamais exigé", "Signature du client",
			"Suivez votre réparation", "présente ce bon", "21 nov. 2026 à 14:31",
		},
		"en": {
			"LIL2-00431-X7K", "Karim Benali", "490154203237518", "“S’éteint", "subject to diagnosis", "€80.00",
			"Left at the shop", "27 Nov 2026", "mediator", "by decision of the court", "Customer’s signature", "Follow your repair",
		},
	} {
		for _, paper := range document.Papers() {
			d := forms.DepositReceipt(sample.Deposit("typical"), lang.For(tag), paper)
			text := strings.NewReplacer("\u202f", " ", "\u00a0", " ", `\u202f`, " ", `\u00a0`, " ").Replace(d.String())
			for _, want := range mentions {
				if !strings.Contains(text, want) {
					t.Errorf("%s %s lacks %q", tag, paper, want)
				}
			}
		}
	}
}

// The bench's paper lies about in the workshop: of a person it shows initials.
func TestARepairOrderNamesNobody(t *testing.T) {
	customer := sample.Deposit("typical").Customer
	for _, p := range sample.Papers() {
		if p.Form != "order" || p.Case != "typical" {
			continue
		}
		text := p.Make(lang.For("fr"), document.A5).String()
		if !strings.Contains(text, `"K. B."`) {
			t.Error("the initials are missing")
		}
		for _, secret := range []string{"Benali", "Karim", customer.Phone, customer.Email} {
			if strings.Contains(text, secret) {
				t.Errorf("the bench reads %q", secret)
			}
		}
	}
}

func TestInitialsAreShort(t *testing.T) {
	for name, want := range map[string]string{
		"Hélène Cœur-d'Acier": "H. C.", "élodie": "É.", "": "", "🛠️ 42": "",
		"Marie de La Tour du Pin": "M. D. L.", "محمد علي": "م. ع.",
	} {
		if got := forms.Initials(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

func TestTrainingAndDuplicatesAreMarked(t *testing.T) {
	in := sample.Deposit("typical")
	if d := forms.DepositReceipt(in, lang.For("fr"), document.A5); d.Banner != "" || strings.Contains(d.Title, "duplicata") {
		t.Errorf("an original reads %q, %q", d.Banner, d.Title)
	}
	in.Training, in.Duplicate = true, true
	d := forms.DepositReceipt(in, lang.For("fr"), document.A5)
	if !strings.Contains(d.Banner, "ÉCOLE") || !strings.Contains(d.Title, "duplicata") {
		t.Errorf("banner %q, title %q", d.Banner, d.Title)
	}
}

// A code of the input that has words must change the paper, in both languages.
func TestEveryCodeHasItsWords(t *testing.T) {
	for _, tag := range lang.Tags() {
		c := lang.For(tag)
		say := func(change func(*forms.Deposit, *forms.HandBack, *forms.Quote)) string {
			d, h, q := sample.Deposit("empty"), forms.HandBack{}, forms.Quote{}
			h.Accessories = []forms.ReturnedItem{{Name: "x"}}
			d.Product.Serial = "1"
			change(&d, &h, &q)
			return forms.DepositReceipt(d, c, document.A5).String() + forms.HandBackSlip(h, c, document.A5).String() + forms.QuoteForm(q, c, document.A5).String()
		}
		seen := map[string]string{}
		for _, list := range []struct {
			codes string
			set   func(string) func(*forms.Deposit, *forms.HandBack, *forms.Quote)
		}{
			{"imei imeisv gtin", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(d *forms.Deposit, _ *forms.HandBack, _ *forms.Quote) { d.Product.SerialKind = v }
			}},
			{"shop home phone page", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(d *forms.Deposit, _ *forms.HandBack, _ *forms.Quote) { d.Place = v }
			}},
			{"done none no_data", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(d *forms.Deposit, _ *forms.HandBack, _ *forms.Quote) { d.Backup = v }
			}},
			{"lgc commercial contract paid", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(d *forms.Deposit, _ *forms.HandBack, _ *forms.Quote) { d.Claim = v }
			}},
			{"receipt id known", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(_ *forms.Deposit, h *forms.HandBack, _ *forms.Quote) { h.Proof = v }
			}},
			{"returned left missing", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(_ *forms.Deposit, h *forms.HandBack, _ *forms.Quote) { h.Accessories[0].State = v }
			}},
			{"repaired nff ber refused exchanged refunded cancelled abandoned", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(_ *forms.Deposit, h *forms.HandBack, _ *forms.Quote) { h.Outcome = v }
			}},
			{"accepted refused unavailable not_applicable", func(v string) func(*forms.Deposit, *forms.HandBack, *forms.Quote) {
				return func(_ *forms.Deposit, _ *forms.HandBack, q *forms.Quote) { q.UsedPart = v }
			}},
		} {
			seen[say(list.set("?"))] = "none"
			for _, code := range strings.Fields(list.codes) {
				text := say(list.set(code))
				if other, ok := seen[text]; ok {
					t.Errorf("%s: %q reads as %q", tag, code, other)
				}
				seen[text] = code
			}
		}
	}
}

func TestTheCeilingAndTheFeeAreSaidInFull(t *testing.T) {
	in := sample.Deposit("typical")
	c := lang.For("en")
	for _, step := range []struct {
		cents int64
		fee   forms.DiagnosisFee
		want  string
	}{
		{0, forms.DiagnosisFee{}, "no paid repair without your agreement"},
		{8000, forms.DiagnosisFee{}, "up to €80.00"},
		{0, forms.DiagnosisFee{Announced: true}, `"Diagnosis" = "free"`},
		{0, forms.DiagnosisFee{Announced: true, Cents: 5900}, "€59.00 incl. VAT, due if you refuse"},
		{0, forms.DiagnosisFee{Announced: true, Cents: 5900, Deducted: true}, "€59.00 incl. VAT, deducted"},
	} {
		in.CeilingCents, in.Diagnosis = step.cents, step.fee
		text := forms.DepositReceipt(in, c, document.A5).String()
		if !strings.Contains(text, step.want) {
			t.Errorf("%+v: %q is missing", step, step.want)
		}
		if strings.Contains(text, `"Diagnosis" =`) != step.fee.Announced {
			t.Errorf("%+v: a fee that was not announced is printed", step)
		}
	}
}

// The white around a code is what readers find it by.
func TestNothingIsPrintedInTheQuietZoneOfACode(t *testing.T) {
	everyPaper(t, func(t *testing.T, p sample.Paper, d document.Document) {
		pages, err := layout.Lay(d)
		if err != nil {
			t.Fatalf("%s %s: %v", p.Form, p.Case, err)
		}
		for _, page := range pages {
			for _, m := range page.Marks {
				if c, ok := m.(layout.Cells); ok && c.Code.Kind != layout.Code128 { // bars are read across
					checkQuiet(t, page, c, p.Form+" "+p.Case+" "+string(d.Paper))
				}
			}
		}
	})
}

func checkQuiet(t *testing.T, page layout.Page, c layout.Cells, name string) {
	t.Helper()
	modules := 0
	for _, s := range c.Spans {
		modules = max(modules, s.X+s.W)
	}
	quiet := qr.QuietModules * c.WidthMM
	left, top, side := c.X-quiet, c.Y-quiet, float64(modules)*c.WidthMM+2*quiet
	if left < 0 || top < 0 || left+side > page.WidthMM || top+side > page.HeightMM {
		t.Errorf("%s: a code leaves the paper", name)
	}
	for _, m := range page.Marks {
		x, y, ok := 0.0, 0.0, false
		switch m := m.(type) {
		case layout.Text:
			x, y, ok = m.X, m.Y, true
		case layout.Rect:
			x, y, ok = max(m.X, min(left+side/2, m.X+m.W)), max(m.Y, min(top+side/2, m.Y+m.H)), true
		}
		if ok && x > left && x < left+side && y > top && y < top+side {
			t.Errorf("%s: %+v stands in the quiet zone", name, m)
		}
	}
}

// Whatever people type, every form prints or says why not.
func FuzzTextIntoForms(f *testing.F) {
	for _, seed := range []string{"", "Hélène 🛠️ \u202e", "مرحبا", strings.Repeat("W", 300), "\x00\n\n\t\xff", "e\u0301\u200d", "字 字"} {
		f.Add(seed, int64(-1), true)
		f.Add(seed, int64(8), false)
	}
	f.Fuzz(func(t *testing.T, text string, n int64, flag bool) {
		shop := forms.Shop{Name: text, Address: text, Phone: text, Email: text, SIRET: text, VATNumber: text, Legal: text, Mediator: text, Terms: text, Logo: []byte(text)}
		sheet := forms.Sheet{Shop: shop, Number: text, AtMS: n, By: text, Training: flag, Duplicate: flag}
		person := forms.Person{Name: text, Phone: text, Email: text, Address: text}
		product := forms.Product{Label: text, Category: text, Serial: text, SerialKind: text}
		list := []string{text, text}
		signature := forms.Signature{Data: []byte(text), Refused: flag, Aspect: float64(n)}
		papers, tags := document.Papers(), lang.Tags()
		pick := int(uint64(n) % uint64(len(papers)*len(tags)))
		c, paper := lang.For(tags[pick%len(tags)]), papers[pick/len(tags)]
		for _, d := range []document.Document{
			forms.DepositReceipt(forms.Deposit{Sheet: sheet, Place: text, Customer: person, Product: product, Fault: text, Accessories: list, Condition: list, Photos: int(n), PromisedOn: text, CeilingCents: n, Currency: text, Diagnosis: forms.DiagnosisFee{Announced: true, Cents: n, Deducted: flag}, Claim: text, Backup: text, Loaner: text, PageURL: text, PageCode: text, Signature: signature}, c, paper),
			forms.RepairOrder(forms.Order{Sheet: sheet, Initials: forms.Initials(text), Product: product, Fault: text, Accessories: list, CeilingCents: n, Currency: text, PromisedOn: text, Finding: text}, c, paper),
			forms.HandBackSlip(forms.HandBack{Sheet: sheet, Customer: person, Product: product, ReceivedOn: text, Outcome: text, Work: text, Accessories: []forms.ReturnedItem{{Name: text, State: "missing"}}, GuaranteeUntil: text, Proof: text, PageURL: text, Signature: signature}, c, paper),
			forms.QuoteForm(forms.Quote{Sheet: sheet, Version: int(n), Customer: person, Product: product, PlaceLine: text, Finding: text, Amounts: forms.Amounts{Lines: []forms.Line{{Text: text, Detail: text, Unit: text, QuantityMilli: n, UnitCents: n, DiscountCents: n, RatePermille: int(n), Layer: text}}, Currency: text, Exempt: flag}, FeeCents: n, ValidUntil: text, PageURL: text}, c, paper),
		} {
			pages, err := layout.Lay(d)
			refused := errors.Is(err, qr.ErrContent) || errors.Is(err, qr.ErrTooDense) || errors.Is(err, layout.ErrTooLong)
			if err != nil && !refused {
				t.Fatal(err)
			}
			if len(pages) > 0 && n%8 == 0 { // the PDF itself takes a hundred times longer
				if _, err := pdf.Render(d, pdf.Options{}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// What people read out, tick or look up stands on one line, and a box to tick
// is a box and no letter that is missing.
func TestNumbersAndHeadsStandWholeOnSheets(t *testing.T) {
	for form, whole := range map[string][]string{
		"parcel-slip":    {"490154203237518", "LIL2-00431-X7K"},
		"supplier-slip":  {"GH82-33385A", "N° de série"},
		"stock-count":    {"Emplacement", "GH82-33385A"},
		"hand-over-list": {"LIL2-00431-X7K", "490154203237518"},
	} {
		kind, _ := forms.KindOf(form)
		for _, paper := range []document.Paper{document.A5, document.A4} {
			pages, err := layout.Lay(kind.Write(sample.Input(kind, "typical"), lang.For(lang.French), paper))
			if err != nil {
				t.Fatal(err)
			}
			said, boxes := map[string]bool{}, 0
			for _, m := range pages[0].Marks {
				switch m := m.(type) {
				case layout.Text:
					said[m.String] = true
				case layout.Stroke:
					boxes++
				}
			}
			for _, want := range whole {
				if !said[want] {
					t.Errorf("%s on %s: %q is broken", form, paper, want)
				}
			}
			if form == "hand-over-list" && (boxes != 2 || said["□"] || said[document.Tick]) {
				t.Errorf("on %s there are %d boxes to tick", paper, boxes)
			}
		}
	}
}

// An invoice says what one costs without tax, to the hundredth of a cent where that
// is not whole cents.
func TestAnInvoiceSaysUnitPricesWithoutTax(t *testing.T) {
	for _, c := range []struct {
		cents int64
		rate  int
		want  string
	}{{12000, 200, ": 100,00"}, {9999, 200, ": 83,325"}, {-1000, 200, ": −8,3333"}, {1055, 55, ": 10,00"}, {100, 0, ": 1,00"}, {math.MinInt64, 200, "92"}} {
		in := forms.Bill{Sheet: forms.Sheet{Number: "F-1"}, Amounts: forms.Amounts{Currency: "EUR", Prices: "gross", NetUnits: true}}
		in.Lines = []forms.Line{{Text: "Écran", QuantityMilli: 1000, UnitCents: c.cents, RatePermille: c.rate}}
		text := strings.NewReplacer("\u202f", " ", "\u00a0", " ", `\u202f`, " ", `\u00a0`, " ").Replace(forms.Invoice(in, lang.For("fr"), document.A4).String())
		if _, after, ok := strings.Cut(text, "Prix unitaire HT"); c.cents > math.MinInt64 && (!ok || !strings.Contains(after[:20], c.want)) {
			t.Errorf("%d at %d: %q is missing in %s", c.cents, c.rate, c.want, text)
		}
	}
}
