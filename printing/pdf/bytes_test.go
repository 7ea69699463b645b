package pdf_test

import (
	"flag"
	"path/filepath"
	"testing"

	"etabli/app/lang"
	"etabli/printing/bytestest"
	"etabli/printing/document"
	"etabli/printing/sample"
)

var update = flag.Bool("update", false, "write the masters in testdata anew")

func TestTheBytesOfEveryFormStayAsTheyAre(t *testing.T) {
	var sums bytestest.Sums
	for _, p := range sample.Papers() {
		if p.Case != "typical" {
			continue
		}
		sums.Add(p.Form+" a5 fr", render(t, p.Make(lang.For("fr"), document.A5)))
		sums.Add(p.Form+" 80mm en", render(t, p.Make(lang.For("en"), document.Roll80)))
	}
	sums.Compare(t, filepath.Join("testdata", "sums.txt"), *update)
}
