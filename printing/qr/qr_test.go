package qr_test

import (
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	qrcode "github.com/skip2/go-qrcode"
	"pgregory.net/rapid"

	"etabli/printing/codetest"
	"etabli/printing/qr"
)

const link = "https://sav.exemple.fr/r/7Jp2mXq4TtVn8KcB5wLdRg"

// The spans are compared with the encoder's own squares, module by module.
func TestSpansCoverExactlyTheDarkModules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.StringN(1, 80, qr.MaxContentBytes).Draw(t, "content")
		use := rapid.SampledFrom([]qr.Use{qr.Paper, qr.Worn}).Draw(t, "use")
		code, err := qr.Encode(content, use)
		if err != nil {
			t.Fatal(err)
		}
		level := qrcode.Medium
		if use == qr.Worn {
			level = qrcode.High
		}
		reference, err := qrcode.New(content, level)
		if err != nil {
			t.Fatal(err)
		}
		reference.DisableBorder = true
		drawn := make([][]bool, code.Modules)
		for i := range drawn {
			drawn[i] = make([]bool, code.Modules)
		}
		for _, s := range code.Spans {
			for y := s.Y; y < s.Y+s.H; y++ {
				for x := s.X; x < s.X+s.W; x++ {
					if drawn[y][x] {
						t.Fatalf("module %d,%d is covered twice", x, y)
					}
					drawn[y][x] = true
				}
			}
		}
		for y, line := range reference.Bitmap() {
			for x, dark := range line {
				if drawn[y][x] != dark {
					t.Fatalf("module %d,%d is %v, want %v", x, y, drawn[y][x], dark)
				}
			}
		}
	})
}

func TestModulesAreWholeDotsAndNeverTooFine(t *testing.T) {
	code, err := qr.Encode(link, qr.Paper)
	if err != nil {
		t.Fatal(err)
	}
	side := float64(code.Modules + 2*qr.QuietModules)
	for _, wanted := range []float64{0.1, 5, 20, 25.6, 31, 60} {
		module, err := code.ModuleMM(wanted, 70)
		if err != nil {
			t.Fatal(err)
		}
		if module < qr.MinModuleMM || module*side > 70 {
			t.Errorf("%g mm wanted: module of %g", wanted, module)
		}
		if dots := module / qr.DotMM; dots != math.Trunc(dots) {
			t.Errorf("%g mm wanted: module of %g dots", wanted, dots)
		}
	}
	if _, err := code.ModuleMM(10, 15); !errors.Is(err, qr.ErrTooDense) {
		t.Errorf("a code for 15 mm: %v", err)
	}
}

func TestContentHasLimits(t *testing.T) {
	for _, content := range []string{"", strings.Repeat("x", qr.MaxContentBytes+1)} {
		if _, err := qr.Encode(content, qr.Worn); !errors.Is(err, qr.ErrContent) {
			t.Errorf("%d bytes: %v", len(content), err)
		}
	}
}

// An independent reader reads what the spans draw, also turned.
func TestCodesAreReadByAnotherReader(t *testing.T) {
	zbar := codetest.Tool(t, "zbarimg")
	for _, use := range []qr.Use{qr.Paper, qr.Worn} {
		code, err := qr.Encode(link, use)
		if err != nil {
			t.Fatal(err)
		}
		for _, degrees := range []float64{0, 7, 45, 90, 180, 271} {
			name := filepath.Join(t.TempDir(), "code.png")
			drawTurned(t, name, code, degrees)
			out, err := exec.CommandContext(t.Context(), zbar, "-q", "--raw", name).Output()
			if err != nil || strings.TrimSpace(string(out)) != link {
				t.Errorf("use %d at %g°: read %q, %v", use, degrees, out, err)
			}
		}
	}
}

// drawTurned samples the code on a white ground, turned about its middle.
func drawTurned(t *testing.T, name string, code qr.Code, degrees float64) {
	t.Helper()
	const pixels, perModule = 500, 6.3
	img := image.NewGray(image.Rect(0, 0, pixels, pixels))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	for py := range pixels {
		for px := range pixels {
			dx, dy := float64(px)-pixels/2, float64(py)-pixels/2
			x := (dx*cos+dy*sin)/perModule + float64(code.Modules)/2
			y := (dy*cos-dx*sin)/perModule + float64(code.Modules)/2
			img.SetGray(px, py, color.Gray{Y: 255})
			for _, s := range code.Spans {
				if x >= float64(s.X) && x < float64(s.X+s.W) && y >= float64(s.Y) && y < float64(s.Y+s.H) {
					img.SetGray(px, py, color.Gray{Y: 0})
					break
				}
			}
		}
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkEncode(b *testing.B) {
	for b.Loop() {
		if _, err := qr.Encode(link, qr.Paper); err != nil {
			b.Fatal(err)
		}
	}
}
