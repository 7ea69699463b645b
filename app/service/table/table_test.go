package table_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"etabli/app/domain/fault"
	"etabli/app/service"
	"etabli/app/service/table"
)

var paris = time.FixedZone("Europe/Paris", 3600)

func named(t testing.TB, name string) table.Table {
	t.Helper()
	out, ok := table.Named(name)
	if !ok {
		t.Fatalf("no table %s", name)
	}
	return out
}

// inputs reads a table to its end and answers the inputs of the good rows.
func inputs(t testing.TB, name, text string) (good []string, faults []*fault.Error) {
	t.Helper()
	r, err := table.NewReader(named(t, name), strings.NewReader(text), "")
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return good, faults
		}
		var in table.Input
		if err == nil {
			in, err = r.Input(row, paris)
		}
		if err != nil {
			faults = append(faults, fault.Of(err))
			continue
		}
		good = append(good, string(in.JSON))
	}
}

func TestEveryTableGoesIntoACommandThatKnowsItsFields(t *testing.T) {
	fields := map[string]map[string]bool{}
	for _, c := range service.Commands() {
		fields[c.Name] = map[string]bool{}
		for _, f := range c.Fields() {
			fields[c.Name][f.Name] = true
		}
	}
	for _, tab := range table.All() {
		if fields[tab.Command] == nil {
			t.Errorf("%s goes into %s, which is no command", tab.Name, tab.Command)
		}
		for _, c := range tab.Columns {
			head, _, _ := strings.Cut(c.To, ".0.")
			if c.To != "key" && !fields[tab.Command][head] {
				t.Errorf("%s: %s has no field %s", tab.Name, tab.Command, c.To)
			}
		}
	}
}

func TestATableIsReadWhateverItsSeparatorAndEncoding(t *testing.T) {
	const plain = "Nom;Téléphone\nHélène Cœur-d’Acier;06 12 45 89 47\n"
	western, err := charmap.Windows1252.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": plain, "a mark before it": "\uFEFF" + plain, "Windows-1252": western, "UTF-16": wide,
		"commas": strings.ReplaceAll(plain, ";", ","), "tabs": strings.ReplaceAll(plain, ";", "\t"), "bars": strings.ReplaceAll(plain, ";", "|"),
		"Windows lines": strings.ReplaceAll(plain, "\n", "\r\n"), "English": strings.Replace(plain, "Nom;Téléphone", "NAME;Phone", 1),
	} {
		good, faults := inputs(t, "customers", text)
		if len(faults) > 0 || len(good) != 1 || good[0] != `{"name":"Hélène Cœur-d’Acier","phone":"06 12 45 89 47"}` {
			t.Errorf("%s: %v, %v", name, good, faults)
		}
	}
}

func TestCellsAreReadAsPeopleWriteThem(t *testing.T) {
	good, faults := inputs(t, "repairs", "ticket;appareil;accessoires;déposé le;promis pour\n7;Lave-linge;\"notice, tuyau\";02/11/2026;2026-11-30\n")
	if len(faults) > 0 || good[0] != `{"accessories":["notice","tuyau"],"product":{"label":"Lave-linge"},"promised_on":"2026-11-30","received_ms":1793617200000,"slip":"7"}` {
		t.Errorf("%v, %v", good, faults)
	}
	good, faults = inputs(t, "stock", "ref;quantité;cost\nPMP;1 200;1 234,56 €\n")
	if len(faults) > 0 || good[0] != `{"lines":[{"cost_cents":123456,"n":1200,"part":"PMP"}]}` {
		t.Errorf("%v, %v", good, faults)
	}
}

func TestAShareIsThousandthsOrPerCent(t *testing.T) {
	const head = "éco-organisme;catégorie;à partir du;montant;pièce circulaire\n"
	for cell, want := range map[string]string{"200": "200", "20 %": "200", "20%": "200", "5,5 %": "55", "0": "0"} {
		good, faults := inputs(t, "bonus", head+"ecosystem;tv;2026-01-01;60;"+cell+"\n")
		if len(faults) > 0 || len(good) != 1 || !strings.Contains(good[0], `"circular_permille":`+want+`,`) {
			t.Errorf("%q: %v, %v", cell, good, faults)
		}
	}
	for _, cell := range []string{"un cinquième", "%", "0,25 %", "-20 %"} {
		if _, faults := inputs(t, "bonus", head+"ecosystem;tv;2026-01-01;60;"+cell+"\n"); len(faults) != 1 || faults[0].Field != "pièce circulaire" {
			t.Errorf("%q is refused with %v", cell, faults)
		}
	}
}

func TestABadRowNamesItsColumnAndTheOthersGoOn(t *testing.T) {
	good, faults := inputs(t, "stock", "Réf;Quantité\nA;1\nB;deux\n;3\nC;4;5\n\n\"D;5\nE;6")
	var got []string
	for _, f := range faults {
		got = append(got, string(f.Code)+":"+f.Field)
	}
	want := "table_cell:Quantité missing:Réf table_row_width: malformed:"
	if len(good) != 1 || strings.Join(got, " ") != want {
		t.Errorf("%v, %v", good, got)
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	for text, code := range map[string]fault.Code{
		"": table.NoRows, "chat;chien\n1;2": table.NoColumn, "nom;name\na;b": table.TwoMatch, "nom\x00;": fault.BadText, "\"nom": fault.Malformed,
	} {
		if _, err := table.NewReader(named(t, "customers"), strings.NewReader(text), ""); fault.Of(err).Code != code {
			t.Errorf("%q: %v, want %s", text, err, code)
		}
	}
}

func TestOneRowHasOneKey(t *testing.T) {
	keys := func(name, text string) (out []string) {
		r, err := table.NewReader(named(t, name), strings.NewReader(text), "")
		if err != nil {
			t.Fatal(err)
		}
		for {
			row, err := r.Next()
			if err != nil {
				return out
			}
			in, err := r.Input(row, paris)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, in.Key)
		}
	}
	k := append(keys("loaners", "label;imei\nA;49 01\n"), keys("loaners", "label;imei\nB;4901\n")...)
	if k[0] != k[1] {
		t.Errorf("a serial typed with a space is another: %v", k)
	}
	k = keys("stock", "ref;quantité\nA;1\nA;2\nA;1\n")
	if k[0] == k[1] || k[0] != k[2] {
		t.Errorf("a new price is a new row, the same is not: %v", k)
	}
}

func TestTwoLinesAboutOneThingThatSayOtherwiseAreTold(t *testing.T) {
	r, err := table.NewReader(named(t, "loaners"), strings.NewReader("label;imei\nA;4901\nA;4901\nB;49 01\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	var faults []*fault.Error
	for {
		row, err := r.Next()
		if err != nil {
			break
		}
		if _, err := r.Input(row, paris); err != nil {
			faults = append(faults, fault.Of(err))
		}
	}
	if len(faults) != 1 || faults[0].Code != table.Twice || faults[0].Field != "imei" || faults[0].Args["line"] != "2" {
		t.Errorf("told %v", faults)
	}
}

func TestOneThingStandsOnOneLineOfItsTable(t *testing.T) {
	for _, c := range []struct {
		name, text string
		column     string // of the fault; empty when nothing is wrong
		line       string // that it stands on already
	}{
		{"parts", "ref;label;prix\nPMP-1;Pompe;10\nPMP-2;Vis;1\npmp - 1;Pompe;12\n", "ref", "2"},
		{"parts", "ref;label;prix\nPMP-1;Pompe;10\nPMP-1;Pompe;10\nPMP 1;Joint;1\n", "", ""},
		{"prices", "ref;from;price\nA;2026-01-01;10\nA;2027-01-01;11\n", "", ""},
		{"prices", "ref;from;price\nA;2026-01-01;10\nA;01/01/2026;11\n", "ref", "2"},
		{"suppliers", "code;nom\nseb;SEB\nSEB;Autre\n", "code", "2"},
		{"products", "série;appareil\n1;A\n1;B\n", "série", "2"},
		{"bonus", "body;category;from;amount\neco;tv;2026-01-01;60\neco;tv;2026-01-01;50\n", "body", "2"},
		{"bonus", "body;category;from;amount\neco;tv;2026-01-01;60\neco;laptop;2026-01-01;50\n", "", ""},
		{"rules", "rule;country;from;value;source\nx;FR;2026-01-01;1;s\nx;FR;2026-01-01;2;s\n", "rule", "2"},
		{"counts", "ref;counted;place\nA;3;LIL.shop\nA;4;LIL.van\nA;5;LIL.shop\n", "ref", "2"},
		{"stock", "ref;n\nA;3\nA;4\n", "", ""}, // what came adds up
	} {
		_, faults := inputs(t, c.name, c.text)
		if c.column == "" && len(faults) > 0 || c.column != "" &&
			(len(faults) != 1 || faults[0].Code != table.Twice || faults[0].Field != c.column || faults[0].Args["line"] != c.line) {
			t.Errorf("%s %q: told %v", c.name, c.text, faults)
		}
	}
}

func TestTheFirstLineOfATableIsInTheLanguageThatIsAsked(t *testing.T) {
	for _, tab := range table.All() {
		for _, language := range []string{"fr", "en"} {
			header := tab.Header(language)
			if language == "en" && strings.ContainsFunc(strings.Join(header, ""), func(r rune) bool { return r > 0x7f }) {
				t.Errorf("%s in English is %q", tab.Name, header)
			}
			if _, err := table.NewReader(tab, strings.NewReader(strings.Join(header, ";")+"\n"), ""); err != nil {
				t.Errorf("%s in %s cannot be read again: %v", tab.Name, language, err)
			}
		}
	}
	if got := strings.Join(named(t, "parts").Header("en"), ";"); got != "ref;label;barcode;brand;category;tracking;supplier;cost;price;fits" {
		t.Errorf("parts are %s", got)
	}
}

func TestAColumnThatTheFileLacksIsNamedAsItWouldBe(t *testing.T) {
	r, err := table.NewReader(named(t, "rules"), strings.NewReader("rule;country;from;source\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]string{"valid_from": "from", "verified_on": "vérifié le", "staff": "staff"} {
		if got := r.Column(field); got != want {
			t.Errorf("%s is told by %q, want %q", field, got, want)
		}
	}
}

func FuzzTables(f *testing.F) {
	for _, seed := range []string{"nom;tel\na;b", "ref,n\n\"x", "\xff\xfen\x00o\x00", "nom\r\n\r\n;;;", "déposé le;ticket;appareil\n31/02/2026;1;x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, tab := range table.All() {
			r, err := table.NewReader(tab, strings.NewReader(text), "")
			if err != nil {
				continue
			}
			for range 50 {
				row, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err == nil {
					_, _ = r.Input(row, paris)
				}
			}
		}
	})
}

func TestCallsOfATelephoneSystemHaveTheirHourAndTheirWait(t *testing.T) {
	good, faults := inputs(t, "calls", "Appelant;Date et heure;Attente;Identifiant\n"+
		"06 39 98 00 11;28/11/2026 09:10;12:30;c1\n"+
		"06 39 98 00 12;2026-11-28T09:10:33+01:00;95;c2\n"+
		"06 39 98 00 13;28/11/2026 9h05;;\n"+
		"06 39 98 00 14;28/11/2026;5;\n"+
		"06 39 98 00 15;28/11/2026 09:10;tout le matin;\n")
	want := []string{
		`{"phone":"06 39 98 00 11","received_ms":1795853400000,"source":"c1","waited_s":750}`,
		`{"phone":"06 39 98 00 12","received_ms":1795853433000,"source":"c2","waited_s":95}`,
		`{"phone":"06 39 98 00 13","received_ms":1795853100000}`,
	}
	if !slices.Equal(good, want) {
		t.Errorf("got %v", good)
	}
	if len(faults) != 2 || faults[0].Code != table.BadCell || faults[0].Field != "Date et heure" || faults[1].Field != "Attente" {
		t.Errorf("faults %v", faults)
	}
}

func TestWhatIsWrittenIsReadAgainAndIsNoFormula(t *testing.T) {
	var out strings.Builder
	w, err := table.NewWriter(named(t, "parts"), &out, "fr")
	if err != nil {
		t.Fatal(err)
	}
	part := map[string]any{"ref": "-12;3", "label": `=SOMME("A1")`, "cost_cents": 3210, "price_cents": 5, "fits": []string{"WAX28", "WAX32"}, "on_hand": 3}
	if err := errors.Join(w.Write(part), w.Flush()); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, `"'-12;3";"'=SOMME(""A1"")";`) || !strings.Contains(got, ";32,10;0,05;WAX28, WAX32\n") {
		t.Errorf("the table is %s", got)
	}
	good, faults := inputs(t, "parts", out.String())
	want := `{"cost_cents":3210,"fits":["WAX28","WAX32"],"label":"=SOMME(\"A1\")","price_cents":5,"ref":"-12;3"}`
	if len(faults) > 0 || len(good) != 1 || good[0] != want {
		t.Errorf("it is read as %v, %v", good, faults)
	}
}
