// Package codetest asks programs that nobody here wrote to read the codes that
// the printing rooms make: as printed, turned, and with spots on them. Only
// tests import it.
package codetest

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Tool finds a program that checks our bytes independently of our own code.
func Tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%s is not installed", name)
	}
	return path
}

// readers are the two programs that read codes, each built on its own ideas.
var readers = map[string]func(t *testing.T, name string) string{
	"zbar": func(t *testing.T, name string) string {
		out, _ := exec.CommandContext(t.Context(), Tool(t, "zbarimg"), "-q", "--raw", name).Output()
		return strings.TrimSpace(string(out))
	},
	"zxing": func(t *testing.T, name string) string {
		out, _ := exec.CommandContext(t.Context(), Tool(t, "ZXingReader"), "-1", name).Output()
		_, rest, ok := strings.Cut(string(out), `"`)
		if !ok {
			return ""
		}
		return rest[:strings.IndexByte(rest+`"`, '"')]
	},
}

// Read asks both readers for the one code of a picture.
func Read(t *testing.T, img *image.Gray, want, what string) {
	t.Helper()
	for reader, ask := range readers {
		if got := ask(t, saved(t, img)); got != want {
			t.Errorf("%s: %s reads %q, want %q", what, reader, got, want)
		}
	}
}

// ReadAmong asks zbar for all codes of a picture, and wants one of them.
func ReadAmong(t *testing.T, img *image.Gray, want, what string) {
	t.Helper()
	got := strings.Split(readers["zbar"](t, saved(t, img)), "\n")
	if !slices.Contains(got, want) {
		t.Errorf("%s: zbar reads %q, want %q among them", what, got, want)
	}
}

// ReadHeld shows a picture as a hand does that moves until the beep: each
// reader must read it in one of a few views.
func ReadHeld(t *testing.T, img *image.Gray, want, what string) {
	t.Helper()
	for reader, ok := range Held(t, img, want, what) {
		if !ok {
			t.Errorf("%s: %s reads nothing, want %q", what, reader, want)
		}
	}
}

// Held shows a picture like ReadHeld and answers which reader read it. One that
// reads it wrong fails the test.
func Held(t *testing.T, img *image.Gray, want, what string) map[string]bool {
	t.Helper()
	read := map[string]bool{}
	for reader, ask := range readers {
		got := ""
		for _, view := range [][2]float64{{0, 1}, {4, 1}, {-7, 1.5}, {11, 2}, {90, 1.3}, {-20, 1}} {
			if got = ask(t, saved(t, held(img, view[0], view[1]))); got != "" {
				break
			}
		}
		if got != "" && got != want {
			t.Errorf("%s: %s reads %q, want %q", what, reader, got, want)
		}
		read[reader] = got == want
	}
	return read
}

func saved(t *testing.T, img image.Image) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "code.png")
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Part is a piece of paper lying on white.
func Part(img image.Image, r image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rectangle{Max: r.Size()})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, r.Min, draw.Over)
	return out
}

// Turned is a picture as a camera sees it that is held askew.
func Turned(img *image.Gray, degrees float64) *image.Gray { return held(img, degrees, 1) }

// Nearer is a picture as a camera sees it that is held askew and closer.
func Nearer(img *image.Gray, degrees, scale float64) *image.Gray { return held(img, degrees, scale) }

// held is Turned, from nearer or farther.
func held(img *image.Gray, degrees, scale float64) *image.Gray {
	w, h := float64(img.Rect.Dx())*scale, float64(img.Rect.Dy())*scale
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	wide, tall := w*math.Abs(cos)+h*math.Abs(sin), w*math.Abs(sin)+h*math.Abs(cos)
	out := image.NewGray(image.Rect(0, 0, int(wide), int(tall)))
	for py := range out.Rect.Dy() {
		for px := range out.Rect.Dx() {
			dx, dy := float64(px)-wide/2, float64(py)-tall/2
			at := image.Pt(int(math.Floor((dx*cos+dy*sin+w/2)/scale)), int(math.Floor((dy*cos-dx*sin+h/2)/scale)))
			shade := color.Gray{Y: 255}
			if at.In(img.Rect) {
				shade = img.GrayAt(at.X, at.Y)
			}
			out.SetGray(px, py, shade)
		}
	}
	return out
}

// Stained covers a share of a code with one white or black spot somewhere, but
// not on the three corner marks, which no error correction covers.
func Stained(img *image.Gray, code image.Rectangle, modules int, share float64, rnd *rand.Rand) *image.Gray {
	out := image.NewGray(img.Rect)
	copy(out.Pix, img.Pix)
	side := int(float64(code.Dx()) * math.Sqrt(share))
	corner := code.Dx() * 8 / modules
	shade := color.Gray{Y: uint8(255 * rnd.IntN(2))}
	for {
		at := code.Min.Add(image.Pt(rnd.IntN(code.Dx()-side), rnd.IntN(code.Dy()-side)))
		spot := image.Rectangle{Min: at, Max: at.Add(image.Pt(side, side))}
		free := true
		for _, mark := range []image.Point{code.Min, {X: code.Max.X - corner, Y: code.Min.Y}, {X: code.Min.X, Y: code.Max.Y - corner}} {
			free = free && !spot.Overlaps(image.Rectangle{Min: mark, Max: mark.Add(image.Pt(corner, corner))})
		}
		if free {
			draw.Draw(out, spot, image.NewUniform(shade), image.Point{}, draw.Src)
			return out
		}
	}
}
