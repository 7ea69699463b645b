package zpl_test

import (
	"flag"
	"path/filepath"
	"testing"

	"etabli/app/lang"
	"etabli/printing/bytestest"
	"etabli/printing/label"
	"etabli/printing/sample"
	"etabli/printing/zpl"
)

var update = flag.Bool("update", false, "write the masters in testdata anew")

func TestTheBytesOfEveryLabelStayAsTheyAre(t *testing.T) {
	var sums bytestest.Sums
	for _, id := range []string{"zebra-57x32", "zebra-102x152"} {
		s := stock(t, id)
		for _, example := range sample.AllLabels() {
			made, err := example.Make(lang.For("fr"), s)
			if err != nil {
				t.Fatal(err)
			}
			pages, err := label.Pages(made, s, 1)
			if err != nil {
				t.Fatal(err)
			}
			job, err := zpl.Encode(pages, s)
			if err != nil {
				t.Fatal(err)
			}
			sums.Add(id+" "+example.Form+" "+example.Case, job)
		}
	}
	sums.Compare(t, filepath.Join("testdata", "sums.txt"), *update)
}
