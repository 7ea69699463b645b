package charset_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"etabli/app/domain/fault"
	"etabli/app/service/charset"
)

// oneByte are the encodings that are told by what they would read as.
var oneByte = map[string]encoding.Encoding{
	"windows-1252": charmap.Windows1252, "iso-8859-15": charmap.ISO8859_15, "iso-8859-1": charmap.ISO8859_1, "macintosh": charmap.Macintosh, "cp850": charmap.CodePage850,
}

// read1 is what the second line of a text is read as.
func read1(raw, as string) (string, error) {
	text, err := charset.Read([]byte(raw), as)
	if err != nil {
		return "", err
	}
	return strings.Split(string(text.Bytes), "\n")[1], nil
}

// frenchTexts are all sentences of the French catalogue: what people here write.
func frenchTexts(t *testing.T) (out []string) {
	t.Helper()
	files, err := filepath.Glob("../../../assets/i18n/fr/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatal(err)
		}
		for _, s := range words {
			s = strings.TrimSpace(strings.NewReplacer(";", " ", ",", " ", "\"", "", "\n", " ", "\u202f", "\u00a0").Replace(s))
			if s != "" && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
				out = append(out, s)
			}
		}
	}
	return out
}

// told is what a text is read as where nobody names its encoding; refused where that is in
// doubt.
func told(t *testing.T, e encoding.Encoding, rows ...string) (first string, refused, possible bool) {
	t.Helper()
	raw, err := e.NewEncoder().String("Nom\n" + strings.Join(rows, "\n") + "\n")
	if err != nil {
		return "", false, false // it has a sign that is not in this one
	}
	first, err = read1(raw, "")
	if code := fault.Of(err).Code; err != nil && code != charset.Doubtful && code != fault.BadText {
		t.Fatal(err)
	}
	return first, err != nil, true
}

func TestFrenchIsReadAsItWasWrittenOrNotAtAllInEachEncodingOfOneByte(t *testing.T) {
	texts := frenchTexts(t)
	for name, e := range oneByte {
		read, refused := 0, 0
		for _, s := range texts {
			got, doubt, possible := told(t, e, s)
			switch {
			case doubt:
				refused++
			case possible && got != s:
				t.Errorf("%s: %q was read as %q", name, s, got)
			case possible:
				read++
			}
			raw, err := e.NewEncoder().String("Nom\n" + s + "\n")
			if err != nil {
				continue
			}
			if got, err := read1(raw, name); err != nil || got != s {
				t.Errorf("%s, which was named: %q was read as %q, %v", name, s, got, err)
			}
		}
		if read < 1000 || refused*10 > read {
			t.Errorf("%s: %d were read and %d refused", name, read, refused)
		}
	}
}

func TestATableOfMoreThanALineIsHardlyEverInDoubt(t *testing.T) {
	texts := frenchTexts(t)
	for name, e := range oneByte {
		read, refused := 0, 0
		for i := 0; i+8 <= len(texts); i += 8 {
			got, doubt, possible := told(t, e, texts[i:i+8]...)
			switch {
			case doubt:
				refused++
			case possible && got != texts[i]:
				t.Errorf("%s: %q was read as %q", name, texts[i], got)
			case possible:
				read++
			}
		}
		if read < 100 || refused*200 > read {
			t.Errorf("%s: %d were read and %d refused", name, read, refused)
		}
	}
}

func TestNamesOfNeighboursAreReadAsTheyWereWrittenOrNotAtAll(t *testing.T) {
	for name, e := range oneByte {
		for _, s := range []string{
			"Björn Åkesson", "Jürgen Müller", "Groß & Söhne", "José Núñez", "Zoë Brontë", "Niccolò Città", "Søren Ågård", "Françoise Ÿ", "Ângelo Gonçalves", "Jõao", "Übel", "Ülkü", "Šimon",
			"MÜLLER", "PEÑA", "CÉCILE", "ÅSA", "Öztürk", "Ñíguez", "Château d'Œx", "Maïté", "Garçon", "Hélène", "Noël", "Bœuf", "Là-bas", "Où", "Août", "Forêt", "Île", "5 €", "N° 3", "½",
		} {
			if got, doubt, possible := told(t, e, s); possible && !doubt && got != s {
				t.Errorf("%s: %q was read as %q", name, s, got)
			}
		}
	}
}

func TestATextOfNamesIsReadInEachEncodingAndSaysWhich(t *testing.T) {
	const plain = "Nom;Téléphone\nHélène Cœur-d'Acier;06 12 45 89 47\nPaul Ÿvetot;\nNoël Façon;0320000000\nLÉA MÛLLER;\n"
	for name, e := range map[string]encoding.Encoding{
		"iso-8859-15": charmap.ISO8859_15, "macintosh": charmap.Macintosh, "windows-1252": charmap.Windows1252, "cp850": charmap.CodePage850,
		"utf-16le, without its mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be, without its mark": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-8": unicode.UTF8, "utf-8, with its mark": unicode.UTF8BOM,
	} {
		want := plain
		if name == "cp850" {
			want = strings.NewReplacer("œ", "oe", "Ÿ", "Y").Replace(plain)
		}
		raw, err := e.NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		text, err := charset.Read([]byte(raw), "")
		if is, _, _ := strings.Cut(name, ","); err != nil || string(text.Bytes) != want || text.Encoding != is {
			t.Errorf("%s: %q, %s, %v", name, text.Bytes, text.Encoding, err)
		}
	}
}

func TestAnEncodingInDoubtIsRefusedWithTheLineAndBothReadings(t *testing.T) {
	const swede = "nom\nPaul\nBj\x94rn\n" // of DOS, or a Mac's "î"
	_, err := read1(swede, "")
	f := fault.Of(err)
	if f.Code != charset.Doubtful || f.Args["line"] != "3" || f.Args["word"] == f.Args["other"] || !strings.Contains(f.Args["encodings"], "cp850") {
		t.Errorf("it is refused with %v", f)
	}
	if got, err := read1("nom\nH\x82l\x8ane\n", "CP850"); err != nil || got != "Hélène" {
		t.Errorf("named, it reads %q, %v", got, err)
	}
	if _, err := read1(swede, "klingon"); fault.Of(err).Code != charset.NoEncoding {
		t.Errorf("a name of nothing: %v", err)
	}
	if _, err := read1(swede, "utf-8"); fault.Of(err).Code != fault.BadText {
		t.Errorf("UTF-8 that is none: %v", err)
	}
}
