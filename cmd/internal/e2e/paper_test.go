package e2e_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// paper STORE FORM SUBJECT CODE [fr=WORDS] [en=WORDS] [WORDS]... prints a form from
// a store in both languages, French on A4 and English on a roll of 80 mm, and lets
// programs that nobody here wrote look at it: the file is sound, its fonts are in
// it, its text says the words, and both readers of codes read CODE; - where there
// is none, @KIND where its words only begin so.
func paper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: paper STORE FORM SUBJECT CODE [fr=WORDS] [en=WORDS] [WORDS]...")
	}
	store, form, subject, code := args[0], args[1], args[2], args[3]
	for _, at := range []struct{ tag, format string }{{"fr", "a4"}, {"en", "80mm"}} {
		out := ts.MkAbs(form + "-" + at.tag + ".pdf")
		if err := ts.Exec("etablictl", "--store", store, "print", subject, "--form", form, "--format", at.format, "--in", at.tag, "--out", out); err != nil {
			ts.Fatalf("%s in %s: %v", form, at.tag, err)
		}
		sound(ts, out)
		text := spoken(ts, out)
		for _, want := range args[4:] {
			if tag, words, only := strings.Cut(want, "="); only && (tag == "fr" || tag == "en") {
				if tag != at.tag {
					continue
				}
				want = words
			}
			if !strings.Contains(text, want) {
				ts.Fatalf("%s in %s lacks %q:\n%s", form, at.tag, want, text)
			}
		}
		if code != "-" {
			readsCode(ts, out, code)
		}
	}
}

// sound asks qpdf and poppler whether a file is whole and brings its fonts along.
func sound(ts *testscript.TestScript, file string) {
	ts.Check(ts.Exec("qpdf", "--check", file))
	ts.Check(ts.Exec("pdffonts", file))
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	embedded := regexp.MustCompile(`(Identity-H|WinAnsi|Custom)\s+yes`)
	if len(lines) < 3 {
		ts.Fatalf("%s has no fonts", file)
	}
	for _, font := range lines[2:] {
		if !embedded.MatchString(font) {
			ts.Fatalf("%s: not embedded: %s", file, font)
		}
	}
}

// spoken is the text of a file with plain spaces and in one line.
func spoken(ts *testscript.TestScript, file string) string {
	ts.Check(ts.Exec("pdftotext", "-enc", "UTF-8", file, "-"))
	return strings.Join(strings.Fields(strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(ts.ReadFile("stdout"))), " ")
}

// readsCode wants a code from both readers, on some page of a file as a receipt
// printer would set it.
func readsCode(ts *testscript.TestScript, file, code string) {
	base := strings.TrimSuffix(file, ".pdf")
	old, err := filepath.Glob(base + "-*.png")
	ts.Check(err)
	for _, f := range old {
		ts.Check(os.Remove(f))
	}
	ts.Check(ts.Exec("pdftoppm", "-r", "203", "-gray", "-png", file, base))
	pages, err := filepath.Glob(base + "-*.png")
	ts.Check(err)
	want := written(code)
	if begin, ok := strings.CutPrefix(code, "@"); ok {
		want = written(begin) + `\S+`
	}
	is := regexp.MustCompile(`(?m)(^|")` + want + `("|\s*$)`)
	for reader, line := range map[string][]string{"zbarimg": {"--quiet", "--raw"}, "ZXingReader": {}} {
		out, err := exec.Command(reader, append(line, pages...)...).CombinedOutput()
		if err != nil && !is.Match(out) { // it may break off where it sees the same bars twice: then it reads strips
			out, _ = exec.Command(reader, append(line, strips(ts, pages)...)...).CombinedOutput()
		}
		if !is.Match(out) {
			ts.Fatalf("%s: %s reads %s, want %s", file, reader, out, code)
		}
	}
}

// written is how paper writes a code: the address of a page in any case, and with
// the proof of its deposit before its token.
func written(code string) string {
	before, token, is := strings.Cut(code, "/r/")
	if !is || !strings.HasPrefix(before, "http") {
		return regexp.QuoteMeta(code)
	}
	return `(?i:` + regexp.QuoteMeta(before+"/r/") + `([A-Z0-9.-]+/)?` + regexp.QuoteMeta(token) + `)`
}

// address VAR PDF lets an independent reader find the address of the customer's
// page on a paper, and sets VAR to it and VAR_FORGED to the same with another day.
func address(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: address VAR file")
	}
	base := ts.MkAbs("address")
	ts.Check(ts.Exec("pdftoppm", "-r", "203", "-png", args[1], base))
	images, err := filepath.Glob(base + "*.png")
	ts.Check(err)
	_ = ts.Exec("zbarimg", append([]string{"--quiet", "--raw"}, images...)...)
	found := signedAddress.FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("%s: no address among the codes read: %s", args[1], ts.ReadFile("stdout"))
	}
	ts.Setenv(args[0], found[0])
	ts.Setenv(args[0]+"_FORGED", found[1]+"00A"+found[3])
}

var signedAddress = regexp.MustCompile(`(?i)(https?://[^/\s]+/r/[A-Z0-9-]+\.)([A-Z0-9]{3})(\.[A-Z0-9]{13}/[A-Z0-9]{26})`)

// strips cuts pages into bands that overlap, each as tall as a code and its
// surroundings.
func strips(ts *testscript.TestScript, pages []string) (out []string) {
	const tall, step = 420, 200
	for _, page := range pages {
		f, err := os.Open(page)
		ts.Check(err)
		img, err := png.Decode(f)
		ts.Check(errors.Join(err, f.Close()))
		wide := img.Bounds()
		for y := 0; y < wide.Max.Y; y += step {
			band := image.NewGray(image.Rect(0, 0, wide.Dx(), min(tall, wide.Max.Y-y)))
			draw.Draw(band, band.Rect, img, image.Pt(0, y), draw.Src)
			var b bytes.Buffer
			ts.Check(png.Encode(&b, band))
			name := fmt.Sprintf("%s-strip-%d.png", strings.TrimSuffix(page, ".png"), y)
			ts.Check(os.WriteFile(name, b.Bytes(), 0o600))
			out = append(out, name)
		}
	}
	return out
}
