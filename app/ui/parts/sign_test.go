package parts_test

import (
	"bytes"
	"image/png"
	"testing"

	"etabli/app/ui/parts"
)

func TestASignatureIsDarkOnWhite(t *testing.T) {
	raw := parts.SignatureSample()
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, a := picture.At(0, 0).RGBA(); r+g+b != 3*0xffff || a != 0xffff {
		t.Errorf("the paper is %d %d %d %d", r, g, b, a)
	}
}
