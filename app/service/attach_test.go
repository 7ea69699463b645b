package service_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/storage/blob"
)

func TestAPictureIsWrittenAnewWithoutItsMetadataAndUpright(t *testing.T) {
	app := shop(t)
	at, err := app.Attach(t.Context(), "photo", bytes.NewReader(sideways(t)))
	if err != nil {
		t.Fatal(err)
	}
	hash, err := hex.DecodeString(at.Hash)
	if err != nil {
		t.Fatal(err)
	}
	rc, err := app.OpenAttachment(t.Context(), repair.Attachment{Hash: hash})
	if err != nil {
		t.Fatal(err)
	}
	raw := readAll(t, rc)
	if bytes.Contains(raw, []byte("Exif")) || bytes.Contains(raw, []byte("50.63 N")) {
		t.Error("the camera's notes are still there")
	}
	img, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 40 || b.Dy() != 80 {
		t.Errorf("size %v, want 40x80", b)
	}
	if r, _, bl, _ := img.At(20, 5).RGBA(); r < bl {
		t.Error("the red end is not on top")
	}
}

// sideways is a JPEG of 80x40, red at its left end, held at orientation 6.
func sideways(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 80, 40))
	for y := range 40 {
		for x := range 80 {
			img.Set(x, y, color.RGBA{R: uint8(255 - 3*x), B: uint8(3 * x), A: 255})
		}
	}
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00 50.63 N 3.06 E"
	size := len(exif) + 2
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1, byte(size >> 8), byte(size)}, exif...)
	return append(out, plain.Bytes()[2:]...)
}

func TestLargePicturesAreMadeSmaller(t *testing.T) {
	app := shop(t)
	var big bytes.Buffer
	if err := png.Encode(&big, image.NewGray(image.Rect(0, 0, 4096, 1024))); err != nil {
		t.Fatal(err)
	}
	at, err := app.Attach(t.Context(), "photo", &big)
	if err != nil {
		t.Fatal(err)
	}
	hash, _ := hex.DecodeString(at.Hash)
	rc, err := app.OpenAttachment(t.Context(), repair.Attachment{Hash: hash})
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(readAll(t, rc)))
	if err != nil || cfg.Width != 2048 || cfg.Height != 512 {
		t.Errorf("%+v, %v", cfg, err)
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	app := shop(t)
	var bomb bytes.Buffer
	if err := png.Encode(&bomb, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Replace(bomb.Bytes(), []byte("IHDR\x00\x00\x00\x01\x00\x00\x00\x01"), []byte("IHDR\x00\x01\x00\x00\x00\x01\x00\x00"), 1)
	for _, c := range []struct {
		name    string
		content []byte
		code    fault.Code
	}{
		{"text", []byte("no picture"), service.NotAPicture},
		{"empty", nil, service.NotAPicture},
		{"cut short", sideways(t)[:60], service.NotAPicture},
		{"a damaged header", huge, service.NotAPicture},
		{"far too long", []byte(strings.Repeat("x", 20<<20+1)), service.PictureLarge},
	} {
		_, err := app.Attach(t.Context(), "photo", bytes.NewReader(c.content))
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
}

func TestOfSeveralPicturesAllAreStoredOrNone(t *testing.T) {
	blobs, err := blob.Open(t.TempDir(), blob.Key{2})
	if err != nil {
		t.Fatal(err)
	}
	app := service.New(service.Options{Blobs: blobs})
	good := sideways(t)
	for name, bad := range map[string][]byte{
		"no picture": []byte("hello"), "a polyglot": []byte("\xff\xd8\xff<script>alert(1)</script>"), "cut": good[:len(good)/2],
	} {
		if got, err := app.AttachAll(t.Context(), "photo", [][]byte{good, bad}); fault.Of(err).Code != service.NotAPicture || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if err := blobs.List(t.Context(), func(name string, _ int64) error { return errors.New(name + " was left") }); err != nil {
		t.Error(err)
	}
	if got, err := app.AttachAll(t.Context(), "photo", [][]byte{good, good}); err != nil || len(got) != 2 {
		t.Errorf("%v, %v", got, err)
	}
}
