package typeface_test

import (
	"errors"
	"math"
	"testing"

	"github.com/go-pdf/fpdf"

	"etabli/printing/typeface"
)

// What is measured here must be what the PDF library writes, or lines would
// run into each other.
func TestWidthsAgreeWithThePDFLibrary(t *testing.T) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		t.Fatal(err)
	}
	for _, face := range typeface.Faces() {
		file := fpdf.New("P", "pt", "A4", "")
		data, err := face.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		file.AddUTF8FontFromBytes("f", "", data)
		file.SetFont("f", "", 1000)
		for _, text := range []string{
			"Hélène Cœur-d’Acier", "75 005 €", "«\u202fmot\u202f»\u00a0;", "0O1lI|", "□", "字مرح", "e\u0301", "Ω Ж",
		} {
			want := file.GetStringWidth(text)
			if got := ruler.Width(face, text) * 1000; math.Abs(got-want) > 0.5 {
				t.Errorf("%s: %q is %g, the library says %g", face.Name(), text, got, want)
			}
		}
	}
}

func TestTheFacesHaveWhatPaperNeeds(t *testing.T) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		t.Fatal(err)
	}
	for _, face := range typeface.Faces() {
		for _, c := range "éèàçùœŒæÆ«»—–’“”€°·×−\u202f\u00a0" {
			if !ruler.Has(face, c) {
				t.Errorf("%s lacks %q", face.Name(), c)
			}
		}
		if ruler.Has(face, '字') {
			t.Errorf("%s claims a glyph that it lacks", face.Name())
		}
	}
}

func TestAnUnknownFaceIsAnError(t *testing.T) {
	if _, err := typeface.Face(99).Bytes(); !errors.Is(err, typeface.ErrUnknownFace) {
		t.Errorf("got %v", err)
	}
	ruler, err := typeface.NewRuler()
	if err != nil {
		t.Fatal(err)
	}
	if w := ruler.Width(typeface.Face(-1), "x"); w != 0 {
		t.Errorf("an unknown face measures %g", w)
	}
}
