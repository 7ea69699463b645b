package layout

import (
	"fmt"
	"math"
	"slices"

	"etabli/printing/document"
)

// MaxStrokePoints bounds the points of one signature.
const MaxStrokePoints = 20_000

const (
	defaultSignatureMM = 11
	penMM              = 0.35
	defaultAspect      = 2.5
)

// signature is a caption, room to sign with what was signed already, a line
// and a note below it; together one slab.
func (l *layouter) signature(b document.Signature, width float64) ([]slab, error) {
	small := l.sheet.points(document.Small)
	caption, err := l.text(document.Plain(b.Caption), small, width, l.sheet.ink(document.Quiet), document.Start)
	if err != nil {
		return nil, err
	}
	height := b.HeightMM
	if !(height > 0) {
		height = defaultSignatureMM
	}
	height = min(height, l.pageRoom()/2)
	field := slab{height: height}
	signed, err := l.signed(b, width, height)
	if err != nil {
		return nil, err
	}
	field.marks = append(slices.Clone(signed), Rect{Y: height, W: width, H: l.sheet.hair, Ink: l.sheet.hairInk()})
	parts := append(slices.Clone(caption), field)
	if b.Note != "" {
		note, err := l.text(document.Plain(b.Note), small, width, l.sheet.ink(document.Quiet), document.Start)
		if err != nil {
			return nil, err
		}
		parts = append(parts, withGap(note, l.sheet.gap*tightGap)...)
	}
	whole := merge(parts)
	whole.gap = l.sheet.gap
	if whole.height > l.pageRoom() {
		return parts, nil
	}
	return []slab{whole}, nil
}

// signed draws the strokes, or else the picture, of a signature in its field.
func (l *layouter) signed(b document.Signature, width, height float64) ([]Mark, error) {
	if len(b.Strokes) > 0 {
		aspect := b.Aspect
		if !(aspect > 0.1 && aspect < 20) {
			aspect = defaultAspect
		}
		w, h := within(aspect, width, height)
		return strokes(b.Strokes, w, h)
	}
	if len(b.Data) == 0 {
		return nil, nil
	}
	read, ok, err := readPicture(b.Data)
	if err != nil || !ok {
		return nil, err
	}
	pic, err := read.fitted(width, height)
	return []Mark{pic}, err
}

// strokes scales pen strokes into a field. A point that is no number or lies
// outside the pad is drawn at its edge; a stroke of one point is a dot.
func strokes(all [][]document.Point, w, h float64) ([]Mark, error) {
	var out []Mark
	total := 0
	for _, points := range all {
		if total += len(points); total > MaxStrokePoints {
			return nil, fmt.Errorf("%w: more than %d points in a signature", ErrTooLong, MaxStrokePoints)
		}
		if len(points) == 0 {
			continue
		}
		stroke := Stroke{WidthMM: penMM, Ink: Black}
		for _, p := range points {
			stroke.Points = append(stroke.Points, Point{X: onPad(p.X) * w, Y: onPad(p.Y) * h})
		}
		if len(points) == 1 {
			stroke.Points = append(stroke.Points, stroke.Points[0])
		}
		out = append(out, stroke)
	}
	return out, nil
}

func onPad(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, 0), 1)
}
