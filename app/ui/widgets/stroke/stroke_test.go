package stroke_test

import (
	"encoding/xml"
	"errors"
	"image/color"
	"io"
	"strings"
	"testing"

	"etabli/app/ui/widgets/stroke"
)

func wave() stroke.Drawing {
	var d stroke.Drawing
	d.Begin(stroke.Point{X: .1, Y: .1})
	for i := range 20 {
		d.Extend(stroke.Point{X: .1 + float32(i)*.03, Y: .1 + float32(i%2)*.1})
	}
	return d
}

func TestPointsCloserThanAHandIsSteadyAreLeftOut(t *testing.T) {
	var d stroke.Drawing
	d.Begin(stroke.Point{X: .5, Y: .5})
	for range 100 {
		d.Extend(stroke.Point{X: .5001, Y: .5})
	}
	if d.Points() != 1 {
		t.Fatalf("%d points were kept", d.Points())
	}
}

func TestADrawingHasLimits(t *testing.T) {
	var d stroke.Drawing
	strokes := 0
	for d.Begin(stroke.Point{}) {
		strokes++
	}
	if strokes != stroke.MaxStrokes {
		t.Fatalf("%d strokes, want %d", strokes, stroke.MaxStrokes)
	}
	d = nil
	d.Begin(stroke.Point{})
	for i := 0; d.Extend(stroke.Point{X: float32(i%2) * .5}); i++ {
		if i > 2*stroke.MaxPoints {
			t.Fatal("a stroke grows without end")
		}
	}
	if d.Points() != stroke.MaxPoints {
		t.Fatalf("%d points, want %d", d.Points(), stroke.MaxPoints)
	}
}

func TestNothingExtendsAnEmptyDrawing(t *testing.T) {
	var d stroke.Drawing
	if d.Extend(stroke.Point{X: 1}) || !d.Empty() {
		t.Fatal("a stroke began without a pen")
	}
}

func TestThePictureShowsTheStrokeWhereItWasDrawn(t *testing.T) {
	var d stroke.Drawing
	d.Begin(stroke.Point{X: .1, Y: .25})
	d.Extend(stroke.Point{X: .9, Y: .25})
	picture := d.Picture(200, 100, color.Black, 4)
	if _, _, _, a := picture.At(100, 50).RGBA(); a != 0xffff {
		t.Errorf("alpha on the line is %x", a)
	}
	if _, _, _, a := picture.At(100, 80).RGBA(); a != 0 {
		t.Errorf("alpha beside the line is %x", a)
	}
}

func TestADotIsSeen(t *testing.T) {
	var d stroke.Drawing
	d.Begin(stroke.Point{X: .5, Y: .25})
	if _, _, _, a := d.Picture(200, 100, color.Black, 6).At(100, 50).RGBA(); a == 0 {
		t.Fatal("a dot left no ink")
	}
}

func TestTheSVGIsWellFormedAndHasAPathForEachStroke(t *testing.T) {
	d := wave()
	d.Begin(stroke.Point{X: .5, Y: .2})
	svg := d.SVG(0.4)
	if n := strings.Count(string(svg), "<path"); n != 2 {
		t.Errorf("%d paths, want 2", n)
	}
	if !strings.Contains(string(svg), `viewBox="0 0 1000 400"`) {
		t.Errorf("the view box is missing: %s", svg)
	}
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
