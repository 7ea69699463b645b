package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestEveryPictureHasItsOwnNameAndSomethingOnIt(t *testing.T) {
	app := test.NewTempApp(t)
	names := map[string]bool{}
	for _, s := range shots() {
		if names[s.Name] || s.Name == "" || strings.ContainsAny(s.Name, `/\ `) {
			t.Errorf("the name %q is taken or no file name", s.Name)
		}
		names[s.Name] = true
		s.Scale = 0.5 // a quarter of the work
		picture := s.capture(app)
		size := picture.Bounds().Size()
		if want := int(s.Size.Width*s.scale() + 0.5); size.X < want-1 || size.X > want+1 {
			t.Errorf("%s is %d pixels wide, want %d", s.Name, size.X, want)
		}
		shades := map[[3]uint32]bool{}
		for y := 0; y < size.Y; y += 3 {
			for x := 0; x < size.X; x += 3 {
				r, g, b, _ := picture.At(x, y).RGBA()
				shades[[3]uint32{r, g, b}] = true
			}
		}
		if len(shades) < 8 {
			t.Errorf("%s has %d shades: nothing is on it", s.Name, len(shades))
		}
	}
}

func TestAPictureIsTheSameEachTime(t *testing.T) {
	app := test.NewTempApp(t)
	s := shots()[0]
	var a, b bytes.Buffer
	for _, out := range []*bytes.Buffer{&a, &b} {
		if err := png.Encode(out, s.capture(app)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Fatalf("%s differs from one time to the next", s.Name)
	}
}

func TestOnlyWhatIsAskedForIsDrawn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	var out bytes.Buffer
	if err := run([]string{"-out", dir, "-only", "^kit-kiosk$"}, &out); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "kit-kiosk.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if c, err := png.DecodeConfig(f); err != nil || c.Width != 1280 || c.Height != 800 {
		t.Fatalf("%+v, %v", c, err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
}

func TestTheListNamesEveryPicture(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-list"}, &out); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(out.String(), "\n"); got != len(shots()) {
		t.Fatalf("%d names of %d", got, len(shots()))
	}
}

func TestWrongArgumentsAreErrors(t *testing.T) {
	for _, arguments := range [][]string{
		{}, {"-only", "kit"}, {"-out", t.TempDir(), "-only", "("}, {"-out", t.TempDir(), "-only", "no such picture"},
		{"-list", "more"}, {"-wrong"},
	} {
		if err := run(arguments, &bytes.Buffer{}); err == nil {
			t.Errorf("%v is taken", arguments)
		}
	}
}
