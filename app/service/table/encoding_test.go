package table_test

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
	"etabli/app/service/table"
)

// oneByte are the encodings that are told by what they would read as.
var oneByte = map[string]encoding.Encoding{
	"windows-1252": charmap.Windows1252, "iso-8859-15": charmap.ISO8859_15, "iso-8859-1": charmap.ISO8859_1, "macintosh": charmap.Macintosh,
}

// named1 is what a table of one name is read as.
func named1(t *testing.T, raw, as string) (string, error) {
	t.Helper()
	r, err := table.NewReader(named(t, "customers"), strings.NewReader(raw), as)
	if err != nil {
		return "", err
	}
	row, err := r.Next()
	if err != nil {
		return "", err
	}
	in, err := r.Input(row, paris)
	if err != nil {
		return "", err
	}
	var out struct{ Name string }
	return out.Name, json.Unmarshal(in.JSON, &out)
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

func TestFrenchIsReadAsItWasWrittenOrNotAtAllInEachEncodingOfOneByte(t *testing.T) {
	texts := frenchTexts(t)
	for name, e := range oneByte {
		read, refused := 0, 0
		for _, s := range texts {
			raw, err := e.NewEncoder().String("Nom\n" + s + "\n")
			if err != nil {
				continue // it has a sign that is not in this one
			}
			switch got, err := named1(t, raw, ""); {
			case fault.Of(err).Code == table.Doubtful || fault.Of(err).Code == fault.BadText:
				refused++
			case err != nil || got != s:
				t.Errorf("%s: %q was read as %q, %v", name, s, got, err)
			default:
				read++
			}
			if got, err := named1(t, raw, name); err != nil || got != s {
				t.Errorf("%s, which was named: %q was read as %q, %v", name, s, got, err)
			}
		}
		if read < 1000 || refused*50 > read {
			t.Errorf("%s: %d were read and %d refused", name, read, refused)
		}
	}
}

func TestATableOfNamesIsReadInEachEncoding(t *testing.T) {
	const plain = "Nom;Téléphone\nHélène Cœur-d'Acier;06 12 45 89 47\nPaul Ÿvetot;\nNoël Façon;0320000000\nLÉA MÛLLER;\n"
	for name, e := range map[string]encoding.Encoding{
		"iso-8859-15": charmap.ISO8859_15, "macintosh": charmap.Macintosh, "windows-1252": charmap.Windows1252,
		"UTF-16 without its mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "the other UTF-16": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-16 with its mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		raw, err := e.NewEncoder().String(plain)
		if err != nil {
			t.Fatal(err)
		}
		good, faults := inputs(t, "customers", raw)
		if len(faults) > 0 || len(good) != 4 || !strings.Contains(good[0], "Hélène Cœur-d'Acier") || !strings.Contains(good[3], "LÉA MÛLLER") {
			t.Errorf("%s: %q, %v", name, good, faults)
		}
	}
}

func TestAnEncodingInDoubtIsRefusedWithTheLineAndBothReadings(t *testing.T) {
	dos, err := charmap.CodePage850.NewEncoder().String("nom\nPaul\nHélène\n")
	if err != nil {
		t.Fatal(err)
	}
	_, err = named1(t, dos, "")
	f := fault.Of(err)
	if f.Code != table.Doubtful || f.Args["line"] != "3" || f.Args["word"] == f.Args["other"] || !strings.Contains(f.Args["encodings"], "cp850") {
		t.Errorf("it is refused with %v", f)
	}
	if got, err := named1(t, "nom\nH\x82l\x8ane\n", "CP850"); err != nil || got != "Hélène" {
		t.Errorf("named, it reads %q, %v", got, err)
	}
	if _, err := named1(t, dos, "klingon"); fault.Of(err).Code != table.NoEncoding {
		t.Errorf("a name of nothing: %v", err)
	}
	if _, err := named1(t, dos, "utf-8"); fault.Of(err).Code != fault.BadText {
		t.Errorf("UTF-8 that is none: %v", err)
	}
}
