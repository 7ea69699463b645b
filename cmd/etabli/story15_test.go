package main_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// frenchKeys gives the display a French keyboard with all its letters, and a key each for
// the two signs of an emoji, as the picker of a desktop sends them.
func (d *desk) frenchKeys() {
	d.t.Helper()
	d.run("sh", "-c", `setxkbmap fr oss -print | sed 's/\(include "pc+fr[^"]*"\)/\1 key <FK13> { [ U1F6E0 ] }; key <FK14> { [ UFE0F ] };/' | xkbcomp -w0 - "$DISPLAY"`)
}

// French with its accents, ligatures, apostrophes, quotes, the euro and an emoji is typed
// at the counter, kept, printed and found again by letters without any of them.
func TestStory15FrenchIsTypedPrintedAndFoundAgain(t *testing.T) {
	const name, product, fault, emoji = "Hélène Cœur-d'Acier", "Œil-de-bœuf", "12 bis rue de l'Épée : « ça grésille dès l’été », 75 005 € ", "🛠️"
	d := newDesk(t, "1366x768")
	store := d.path("counter")
	d.run("etablictl", "--store", store, "init", "--site", "LIL", "--name", "Atelier Lille")
	d.act(store, "staff.save", `{"display":"Nadia B.","role":"manager"}`)
	d.open(store)
	d.frenchKeys() // the display forgets them when nobody is there
	d.keys("F2", "Return")
	d.write(name)
	d.keys("Return", "Return", "Return")
	d.write(product)
	d.keys("Return", "Return")
	d.write(fault)
	d.keys("191", "192")
	d.picture("story15-typed")
	d.records(func() {}, func() { d.keys("F9") })
	paper := d.waitFor("the receipts", func() string {
		found, _ := filepath.Glob(filepath.Join(store, "papers", "LIL1-00001-*-deposit-receipt-*.pdf"))
		if len(found) < 2 {
			return ""
		}
		return found[0]
	})
	d.records(func() { d.keys("Escape", "Escape") }, func() {
		d.keys("ctrl+k")
		d.write("coeur")
		d.step("story15-found", "Return")
		d.keys("F4") // the diagnosis of what was found begins
	})
	d.close()

	number := filepath.Base(paper)[:len("LIL1-00001-000")]
	if got := d.file(store, number); got.Customer != name || got.Fault != fault+emoji || got.Status != "diag" {
		t.Errorf("the file is %+v", got)
	}
	for _, format := range []string{"a5", "80mm"} {
		text := d.run("pdftotext", "-enc", "UTF-8", filepath.Join(store, "papers", number+"-deposit-receipt-"+format+".pdf"), "-")
		text = strings.NewReplacer("\u202f", " ", "\u00a0", " ", "’", "'", "\n", " ").Replace(text)
		for _, want := range []string{name, product, "Épée", "« ça grésille", "75 005 €"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s says nothing of %q: %s", format, want, text)
			}
		}
	}
	d.run("etablictl", "--store", store, "verify")
}
