package barcode_test

import (
	"errors"
	"image"
	"image/draw"
	"strings"
	"testing"

	"etabli/printing/barcode"
	"etabli/printing/codetest"
	"etabli/printing/qr"
)

func TestBarsAreReadByOtherReaders(t *testing.T) {
	for content, encode := range map[string]func(string) (barcode.Bars, error){
		"LIL2-00431-X7K": barcode.Code128, "0123456789": barcode.Code128, "a~ >{1": barcode.Code128,
		"4006381333931": barcode.EAN, "96385074": barcode.EAN,
	} {
		bars, err := encode(content)
		if err != nil {
			t.Fatal(err)
		}
		const dots, quiet = 3, 3 * barcode.QuietModules
		img := image.NewGray(image.Rect(0, 0, bars.Modules*dots+2*quiet, 90))
		draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
		for _, s := range bars.Spans {
			draw.Draw(img, image.Rect(quiet+s.X*dots, 10, quiet+(s.X+s.W)*dots, 80), image.Black, image.Point{}, draw.Src)
		}
		codetest.Read(t, img, content, content)
	}
}

func TestAGTINOfTwelveDigitsIsOneOfThirteen(t *testing.T) {
	twelve, err := barcode.EAN("036000291452")
	if err != nil {
		t.Fatal(err)
	}
	thirteen, err := barcode.EAN("0036000291452")
	if err != nil || len(twelve.Spans) != len(thirteen.Spans) || twelve.Modules != thirteen.Modules {
		t.Errorf("%+v, %+v, %v", twelve, thirteen, err)
	}
}

func TestWhatABarCodeCannotSayIsRefused(t *testing.T) {
	for _, content := range []string{"", "é", "a\nb", "\x00", "\u00f1", strings.Repeat("x", barcode.MaxContentBytes+1)} {
		if _, err := barcode.Code128(content); !errors.Is(err, barcode.ErrContent) || !errors.Is(err, qr.ErrContent) {
			t.Errorf("%q: %v", content, err)
		}
	}
	for _, gtin := range []string{"", "4006381333930", "123", "400638133393x", "00012345600012"} {
		if _, err := barcode.EAN(gtin); !errors.Is(err, barcode.ErrContent) {
			t.Errorf("%q: %v", gtin, err)
		}
	}
}
