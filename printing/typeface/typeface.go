// Package typeface knows the fonts that paper is set in: which runes each face
// has and how wide they are. Every renderer measures with it, so that a line
// breaks at the same word in a PDF, on a receipt printer and in a preview.
package typeface

import (
	"errors"
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"etabli/assets"
)

// Face is one cut of a family.
type Face int

// The faces that paper uses.
const (
	Sans Face = iota
	SansSemiBold
	SansBold
	SansItalic
	Mono
	MonoSemiBold
	count
)

var files = [count]string{
	Sans:         "IBMPlexSans-Regular",
	SansSemiBold: "IBMPlexSans-SemiBold",
	SansBold:     "IBMPlexSans-Bold",
	SansItalic:   "IBMPlexSans-Italic",
	Mono:         "IBMPlexMono-Regular",
	MonoSemiBold: "IBMPlexMono-SemiBold",
}

// CapHeight is the height of capitals in these faces, as a share of the size.
const CapHeight = 0.698

// ErrUnknownFace says that a face is not one of the constants.
var ErrUnknownFace = errors.New("typeface: unknown face")

// Faces lists all faces.
func Faces() []Face {
	all := make([]Face, count)
	for i := range all {
		all[i] = Face(i)
	}
	return all
}

// Name is the name of the face's file without its ending.
func (f Face) Name() string {
	if f < 0 || f >= count {
		return ""
	}
	return files[f]
}

// Bytes returns a fresh copy of the face's TrueType file.
func (f Face) Bytes() ([]byte, error) {
	if f.Name() == "" {
		return nil, fmt.Errorf("%w: %d", ErrUnknownFace, f)
	}
	return assets.Fonts.ReadFile("fonts/" + f.Name() + ".ttf")
}

// parsed holds all faces, read once: they are embedded, so a failure is a
// fault of the build and the same each time.
var parsed = sync.OnceValues(func() ([count]*sfnt.Font, error) {
	var fonts [count]*sfnt.Font
	for _, face := range Faces() {
		data, err := face.Bytes()
		if err != nil {
			return fonts, fmt.Errorf("typeface: reading %s: %w", face.Name(), err)
		}
		if fonts[face], err = sfnt.Parse(data); err != nil {
			return fonts, fmt.Errorf("typeface: parsing %s: %w", face.Name(), err)
		}
	}
	return fonts, nil
})

// Ruler measures text. It keeps what it measured, so one ruler serves one
// document; it is not safe for concurrent use.
type Ruler struct {
	fonts  [count]*sfnt.Font
	buffer sfnt.Buffer
	known  [count]map[rune]glyph
}

type glyph struct {
	has   bool
	width float64
}

// perEM is the size glyphs are measured at; in units of 1/1000 em the widths
// of these faces are whole numbers.
const perEM = 1000

// NewRuler returns a ruler over the embedded faces.
func NewRuler() (*Ruler, error) {
	fonts, err := parsed()
	if err != nil {
		return nil, err
	}
	r := &Ruler{fonts: fonts}
	for i := range r.known {
		r.known[i] = map[rune]glyph{}
	}
	return r, nil
}

// Has tells whether the face has a glyph for the rune.
func (r *Ruler) Has(f Face, c rune) bool { return r.glyph(f, c).has }

// Width is the width of the text in ems, without kerning.
func (r *Ruler) Width(f Face, text string) float64 {
	total := 0.0
	for _, c := range text {
		total += r.glyph(f, c).width
	}
	return total
}

func (r *Ruler) glyph(f Face, c rune) glyph {
	if f < 0 || f >= count {
		return glyph{}
	}
	if g, ok := r.known[f][c]; ok {
		return g
	}
	g := r.measure(r.fonts[f], c)
	r.known[f][c] = g
	return g
}

func (r *Ruler) measure(f *sfnt.Font, c rune) glyph {
	index, err := f.GlyphIndex(&r.buffer, c)
	if err != nil {
		index = 0
	}
	advance, err := f.GlyphAdvance(&r.buffer, index, fixed.I(perEM), font.HintingNone)
	if err != nil {
		return glyph{}
	}
	return glyph{has: index != 0, width: float64(advance) / 64 / perEM}
}
