package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/encoding/charmap"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

// Most papers need no more than the letters of Western Europe. For these each
// face is cut, measured and compressed once in the life of the program, and a
// file only takes it in. A face that has to say anything else on a paper is
// embedded in full and cut for that paper, which takes ten times longer.

// extras are set where the code page has holes.
var extras = map[rune]byte{
	'\u202f': 0x81, // the narrow space of French
	'−':      0x8D,
	'□':      0x8F, // what a font cannot show
	'→':      0x90,
	'Ω':      0x9D,
}

// code is the byte of a rune in the code page of our fonts.
func code(c rune) (byte, bool) {
	if b, ok := extras[c]; ok {
		return b, true
	}
	b, ok := charmap.Windows1252.EncodeRune(c)
	return b, ok && c >= ' ' && c != 0x7F && (c < 0x80 || c >= 0xA0)
}

// western is a face ready for any file.
type western struct {
	has        map[rune]byte
	definition []byte // for fpdf
	file       []byte // compressed
	err        error
}

var westerns = func() map[typeface.Face]func() western {
	out := map[typeface.Face]func() western{}
	for _, face := range typeface.Faces() {
		out[face] = sync.OnceValue(func() western {
			w, err := prepare(face)
			w.err = err
			return w
		})
	}
	return out
}()

// definition is what fpdf wants to know of a font.
type definition struct {
	Tp, Name     string
	Desc         descriptor
	Up, Ut       int
	Cw           [256]int
	Enc, Diff    string
	File         string
	OriginalSize int
}

type descriptor struct {
	Ascent, Descent, CapHeight, Flags int
	FontBBox                          struct{ Xmin, Ymin, Xmax, Ymax int }
	ItalicAngle, StemV, MissingWidth  int
}

// subset is the mark of a font that was cut, six letters by the standard.
const subset = "ETABLI+"

func prepare(face typeface.Face) (western, error) {
	ruler, err := typeface.NewRuler()
	if err != nil {
		return western{}, err
	}
	w := western{has: map[rune]byte{}}
	d := definition{Tp: "TrueType", Name: subset + face.Name(), Up: -100, Ut: 50, Enc: "cp1252", File: face.Name() + ".z"}
	for c := rune(' '); c <= '\u2fff'; c++ {
		if b, ok := code(c); ok && ruler.Has(face, c) {
			w.has[c] = b
			d.Cw[b] = int(ruler.Width(face, string(c))*1000 + 0.5)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(extras)) {
		if b, ok := w.has[c]; ok {
			d.Diff += fmt.Sprintf("%d /uni%04X ", b, c)
		}
	}
	if d.Desc, err = describe(ruler, face); err != nil {
		return w, err
	}
	cut, err := ruler.Pruned(face, slices.Sorted(maps.Keys(w.has)))
	if err != nil {
		return w, err
	}
	d.OriginalSize = len(cut)
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestCompression)
	if err != nil {
		return w, err
	}
	if _, err := z.Write(cut); err != nil {
		return w, err
	}
	if err := z.Close(); err != nil {
		return w, err
	}
	w.file = packed.Bytes()
	w.definition, err = json.Marshal(d)
	return w, err
}

func describe(ruler *typeface.Ruler, face typeface.Face) (descriptor, error) {
	const fixed, plain, slanted = 1, 32, 64
	m, err := ruler.Metrics(face)
	d := descriptor{Ascent: m.Ascent, Descent: m.Descent, CapHeight: typeface.CapHeight * 1000, Flags: plain, StemV: 80}
	d.FontBBox.Xmin, d.FontBBox.Ymin, d.FontBBox.Xmax, d.FontBBox.Ymax = m.Left, m.Bottom, m.Right, m.Top
	if m.Fixed {
		d.Flags |= fixed
	}
	if m.Slanted {
		d.Flags |= slanted
		d.ItalicAngle = -12
	}
	return d, err
}

// addFonts embeds the faces that the pages use, and no others.
func (p *painter) addFonts(pages []layout.Page) error {
	used := map[typeface.Face]bool{} // face → whether its texts are western
	for _, page := range pages {
		for _, m := range page.Marks {
			if t, ok := m.(layout.Text); ok {
				plain, seen := used[t.Face]
				used[t.Face] = (plain || !seen) && isWestern(t)
			}
		}
	}
	for _, face := range typeface.Faces() {
		plain, ok := used[face]
		if !ok {
			continue
		}
		if plain {
			w := westerns[face]()
			p.western[face] = w.has
			p.file.AddFontFromBytes(face.Name(), "", w.definition, w.file)
			continue
		}
		data, err := face.Bytes()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrRender, err)
		}
		p.file.AddUTF8FontFromBytes(face.Name(), "", data)
	}
	return nil
}

func isWestern(t layout.Text) bool {
	w := westerns[t.Face]()
	if w.err != nil {
		return false
	}
	for _, c := range t.String {
		if _, ok := w.has[c]; !ok {
			return false
		}
	}
	return true
}

// spelled is a text as its font in the file is told it.
func (p *painter) spelled(t layout.Text) string {
	has, plain := p.western[t.Face]
	if !plain {
		return t.String
	}
	var b strings.Builder
	for _, c := range t.String {
		b.WriteByte(has[c])
	}
	return b.String()
}
