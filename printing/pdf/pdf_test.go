package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"time"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/forms"
	"etabli/printing/pdf"
	"etabli/printing/sample"
)

var created = time.Date(2026, 11, 21, 14, 31, 0, 0, time.UTC)

func render(t *testing.T, d document.Document) []byte {
	t.Helper()
	data, err := pdf.Render(d, pdf.Options{Created: created})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Every example on every paper in both languages: the same bytes twice, the
// second time after other documents were made.
func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	var first [][]byte
	for pass := range 2 {
		i := 0
		for _, p := range sample.Papers() {
			if p.Case == "many" || p.Case == "longest" {
				continue
			}
			_, trade := forms.KindOf(p.Form)
			for _, tag := range lang.Tags() {
				for _, paper := range document.Papers() {
					if trade && (tag == lang.English || paper == document.A4 || paper == document.Roll58) {
						continue
					}
					data := render(t, p.Make(lang.For(tag), paper))
					if pass == 0 {
						first = append(first, data)
					} else if !bytes.Equal(first[i], data) {
						t.Errorf("%s %s %s %s differs", p.Form, p.Case, tag, paper)
					}
					i++
				}
			}
		}
	}
}

func TestWhatIsPrintedCanBeReadBackAsText(t *testing.T) {
	for _, paper := range document.Papers() {
		in := sample.Deposit("typical")
		in.Customer.Name = "Hélène Cœur-d'Acier, 12 bis rue de l'Épée, 75 005 €, 🛠️"
		in.Fault = "Il dit « non » e\u0301trange\u202f!"
		d := sampleDeposit(in, "fr", paper)
		got := extracted(t, render(t, d))
		for _, want := range []string{
			"LIL2-00431-X7K", "Hélène", "Cœur-d'Acier", "Épée", "75 005 €, □", "non", "étrange !",
			"490154203237518", "SIRET 812 345 678 00019", "sous réserve",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in %q", paper, want, got)
			}
		}
	}
}

func TestScriptsWithoutGlyphsDoNotStopThePrinter(t *testing.T) {
	for name, text := range map[string]string{
		"Arabic": "مرحبا بالعالم", "Hebrew": "שלום עולם", "Chinese": "修理店", "Korean": "수리점",
		"Devanagari": "नमस्ते", "accents apart": "e\u0301a\u0300o\u0302", "emoji": "👩🏽‍🔧🛠️🇫🇷",
		"a stack of accents": "z" + strings.Repeat("\u0310", 500), "edges of the plane": "\uffff\ufffe\ufdd0\ue000",
		"broken bytes": "\xff\xfe\xc3\x28", "PDF syntax": ") Tj ET \\( %%EOF << >> endobj",
	} {
		t.Run(name, func(t *testing.T) {
			d := document.Document{Paper: document.Roll80, Title: text, Author: text, Lang: text, Body: []document.Block{
				document.Text(text), document.Paragraph{Runs: document.MonoRun(text)}, document.Text("fin"),
			}}
			data := render(t, d)
			run(t, "qpdf", "--check", save(t, data))
			if got := extracted(t, data); !strings.Contains(got, "fin") {
				t.Errorf("the text after it is lost: %q", got)
			}
		})
	}
}

// All characters of the basic plane, in every face.
func TestEveryCharacterCanBePrinted(t *testing.T) {
	var body []document.Block
	for from := rune(0); from <= 0xffff; from += 2048 {
		var b strings.Builder
		for c := from; c < from+2048; c++ {
			b.WriteRune(c)
		}
		body = append(body, document.Paragraph{Size: document.Small, Runs: []document.Run{
			{Text: b.String(), Mono: from%4096 == 0, Weight: document.Weight(from / 2048 % 3)},
		}})
	}
	data := render(t, document.Document{Paper: document.A4, Body: body})
	run(t, "qpdf", "--check", save(t, data))
}

func TestFontsAreEmbeddedAndFilesAreSound(t *testing.T) {
	for _, p := range sample.Papers() {
		if p.Case != "typical" && p.Case != "many" {
			continue
		}
		papers := document.Papers()
		if p.Case == "many" {
			papers = []document.Paper{document.A5}
		}
		for _, paper := range papers {
			checkFile(t, p, paper)
		}
	}
}

func checkFile(t *testing.T, p sample.Paper, paper document.Paper) {
	t.Helper()
	data := render(t, p.Make(lang.For("fr"), paper))
	name := save(t, data)
	run(t, "qpdf", "--check", name)
	fonts := strings.Split(strings.TrimSpace(run(t, "pdffonts", name)), "\n")[2:]
	if len(fonts) == 0 {
		t.Errorf("%s: no fonts", p.Form)
	}
	for _, font := range fonts {
		if !regexp.MustCompile(`(?i)plex.*(Identity-H|WinAnsi|Custom)\s+yes`).MatchString(font) {
			t.Errorf("%s: not embedded: %s", p.Form, font)
		}
	}
	if len(data) > 200_000 {
		t.Errorf("%s %s: %d bytes", p.Form, p.Case, len(data))
	}
}

func TestAFileSaysItsTitleAndItsDateAndNothingOfThisMachine(t *testing.T) {
	data := render(t, sampleDeposit(sample.Deposit("typical"), "fr", document.A5))
	info := run(t, "pdfinfo", "-isodates", save(t, data))
	for _, want := range []string{"Bon de dépôt LIL2-00431-X7K", "Atelier Vauban", "Établi", "2026-11-21T14:31"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is missing in\n%s", want, info)
		}
	}
}

func TestALogoIsPrintedAndARollHasNoColour(t *testing.T) {
	in := sample.Deposit("typical")
	logo := image.NewRGBA(image.Rect(0, 0, 120, 40))
	for x := range 120 {
		for y := range 40 {
			logo.Set(x, y, color.RGBA{R: 230, G: 30, B: 30, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, logo); err != nil {
		t.Fatal(err)
	}
	in.Shop.Logo = b.Bytes()
	in.Signature.Strokes, in.Signature.Data = nil, b.Bytes()
	data := render(t, sampleDeposit(in, "fr", document.Roll80))
	if images := run(t, "pdfimages", "-list", save(t, data)); strings.Count(images, "image") < 2 {
		t.Errorf("pictures are missing:\n%s", images)
	} else if strings.Contains(images, "rgb") {
		t.Errorf("pictures on a roll have colours:\n%s", images)
	}
	raw, err := pdf.Render(sampleDeposit(sample.Deposit("typical"), "fr", document.Roll80), pdf.Options{Uncompressed: true})
	if err != nil {
		t.Fatal(err)
	}
	if colours := regexp.MustCompile(`[\d.]+ [\d.]+ [\d.]+ (rg|RG)\n`).FindAll(raw, -1); len(colours) != 0 {
		t.Errorf("a roll has %d colours, the first %s", len(colours), colours[0])
	}
}

func TestADocumentThatCannotBeLaidOutGivesAnError(t *testing.T) {
	if data, err := pdf.Render(document.Document{Paper: "a3"}, pdf.Options{}); err == nil || data != nil {
		t.Errorf("got %d bytes, %v", len(data), err)
	}
}
