package escpos_test

import (
	"path/filepath"
	"testing"

	"etabli/app/lang"
	"etabli/printing/bytestest"
	"etabli/printing/escpos"
	"etabli/printing/sample"
)

func TestTheBytesOfEveryFormStayAsTheyAre(t *testing.T) {
	var sums bytestest.Sums
	r := receipt(t, "receipt-80mm")
	for _, p := range sample.Papers() {
		if p.Case != "typical" {
			continue
		}
		d := p.Make(lang.For("fr"), r.Paper)
		text, err := escpos.Text(d, r, escpos.Options{})
		if err != nil {
			t.Fatal(err)
		}
		dots, err := escpos.Raster(lay(t, d), r, escpos.Options{})
		if err != nil {
			t.Fatal(err)
		}
		sums.Add(p.Form+" letters", text)
		sums.Add(p.Form+" dots", dots)
	}
	sums.Compare(t, filepath.Join("testdata", "sums.txt"), *update)
}
