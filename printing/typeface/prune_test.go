package typeface_test

import (
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"etabli/printing/typeface"
)

func TestAPrunedFaceDrawsWhatItKeptAsBefore(t *testing.T) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		t.Fatal(err)
	}
	const keep = "aé€œÇ0"
	for _, face := range typeface.Faces() {
		whole, err := face.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		cut, err := ruler.Pruned(face, []rune(keep))
		if err != nil {
			t.Fatal(err)
		}
		if len(cut) > len(whole)/2 {
			t.Errorf("%s has %d of %d bytes", face.Name(), len(cut), len(whole))
		}
		before, after := parse(t, whole), parse(t, cut)
		for _, c := range keep {
			if a, b := outline(t, before, c), outline(t, after, c); len(a) == 0 || len(a) != len(b) || a[len(a)-1] != b[len(b)-1] {
				t.Errorf("%s: %q is drawn in %d steps, was in %d", face.Name(), c, len(b), len(a))
			}
		}
		if steps := outline(t, after, 'Z'); len(steps) != 0 {
			t.Errorf("%s still draws Z", face.Name())
		}
	}
}

func parse(t *testing.T, data []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func outline(t *testing.T, f *sfnt.Font, c rune) []sfnt.Segment {
	t.Helper()
	var b sfnt.Buffer
	index, err := f.GlyphIndex(&b, c)
	if err != nil {
		t.Fatal(err)
	}
	segments, err := f.LoadGlyph(&b, index, fixed.I(1000), nil)
	if err != nil {
		t.Fatal(err)
	}
	return append([]sfnt.Segment(nil), segments...)
}
