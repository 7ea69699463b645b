package preview_test

import (
	"os"
	"testing"
	"time"

	"etabli/app/lang"
	"etabli/printing/document"
	"etabli/printing/layout"
	"etabli/printing/preview"
	"etabli/printing/sample"
)

func TestLook(t *testing.T) {
	for _, p := range sample.Papers() {
		if p.Case != "typical" || p.Form != "deposit" {
			continue
		}
		for _, paper := range document.Papers() {
			pages, err := layout.Lay(p.Make(lang.For("fr"), paper))
			if err != nil {
				t.Fatal(err)
			}
			t0 := time.Now()
			img, err := preview.Stacked(pages, 130)
			t.Log(paper, "colour", time.Since(t0), err)
			f, _ := os.Create("/tmp/e2/" + p.Form + "-" + string(paper) + ".png")
			preview.WritePNG(f, img)
			f.Close()
			t0 = time.Now()
			b, err := preview.Bits(pages[0], 8)
			t.Log(paper, "bits", time.Since(t0), err)
			f, _ = os.Create("/tmp/e2/" + p.Form + "-" + string(paper) + "-bits.png")
			preview.WritePNG(f, b.Image())
			f.Close()
		}
	}
}
