package icon_test

import (
	"image"
	"image/color"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"etabli/app/ui/widgets/icon"
	"etabli/assets/icons"
)

var ink = color.NRGBA{R: 0x1f, G: 0x4e, B: 0x9e, A: 0xff}

// listed reads the names in names.go, so that the list and the files are held
// together without a second list here.
func listed(t *testing.T) []string {
	t.Helper()
	source, err := os.ReadFile("names.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`Name = "([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return names
}

func TestEveryNameHasItsFileAndEveryFileItsName(t *testing.T) {
	entries, err := fs.Glob(icons.Files, "*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for i := range entries {
		entries[i] = strings.TrimSuffix(entries[i], ".svg")
	}
	slices.Sort(entries)
	if names := listed(t); !slices.Equal(entries, names) {
		t.Fatalf("files %v\nnames %v", entries, names)
	}
}

func TestEveryIconIsAnOutline(t *testing.T) {
	for _, name := range listed(t) {
		picture, err := icon.Draw(icon.Name(name), ink, 48)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		share := coverage(picture)
		if share < 0.005 || share > 0.40 {
			t.Errorf("%s: %.1f %% of the picture is inked, want an outline", name, 100*share)
		}
	}
}

func TestAStrokeKeepsItsShareOfThePicture(t *testing.T) {
	small, _ := icon.Draw(icon.Search, ink, 24)
	large, _ := icon.Draw(icon.Search, ink, 96)
	a, b := coverage(small), coverage(large)
	if a/b > 1.15 || b/a > 1.15 {
		t.Fatalf("coverage %.3f at 24 px and %.3f at 96 px: the stroke does not scale", a, b)
	}
}

func TestTheInkIsTheColourAskedFor(t *testing.T) {
	picture, err := icon.Draw(icon.Check, ink, 96)
	if err != nil {
		t.Fatal(err)
	}
	for y := range 96 {
		for x := range 96 {
			c := color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA)
			if c.A == 0xff && c != ink {
				t.Fatalf("pixel %d,%d is %v, want %v", x, y, c, ink)
			}
		}
	}
}

func TestAnUnknownNameIsAnError(t *testing.T) {
	if _, err := icon.Draw("no-such-icon", ink, 24); err == nil {
		t.Fatal("want an error")
	}
}

func TestAPictureIsDrawnOnce(t *testing.T) {
	a, _ := icon.Draw(icon.Plus, ink, 20)
	b, _ := icon.Draw(icon.Plus, ink, 20)
	if a != b {
		t.Fatal("the second picture was drawn again")
	}
}

// coverage is the share of opaque ink in a picture.
func coverage(picture image.Image) float64 {
	var sum, all float64
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			_, _, _, a := picture.At(x, y).RGBA()
			sum += float64(a) / 0xffff
			all++
		}
	}
	return sum / all
}
