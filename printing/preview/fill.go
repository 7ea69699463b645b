package preview

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"etabli/printing/typeface"
)

// filled is the coverage of an outline at a size in pixels, moved right by a
// part of a pixel, with the place of the mask from the outline's origin.
func filled(outline []typeface.Step, em, shift float64) (*image.Alpha, image.Point) {
	var box bounds
	for _, s := range outline {
		for _, p := range s.Points[:s.Verb.Count()] {
			box.add(p[0]*em+shift, p[1]*em)
		}
	}
	at, w, h := box.pixels()
	if w == 0 || h == 0 {
		return nil, image.Point{}
	}
	r := vector.NewRasterizer(w, h)
	place := func(p [2]float64) (x, y float32) {
		return float32(p[0]*em + shift - float64(at.X)), float32(p[1]*em - float64(at.Y))
	}
	for _, s := range outline {
		ax, ay := place(s.Points[0])
		bx, by := place(s.Points[1])
		cx, cy := place(s.Points[2])
		switch s.Verb {
		case typeface.MoveTo:
			r.ClosePath()
			r.MoveTo(ax, ay)
		case typeface.LineTo:
			r.LineTo(ax, ay)
		case typeface.QuadTo:
			r.QuadTo(ax, ay, bx, by)
		case typeface.CubeTo:
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	return coverage(r), at
}

// capsule is the coverage of a thick line with round ends.
func capsule(a, b [2]float64, radius float64) (*image.Alpha, image.Point) {
	const turn = 12 // corners of a half circle
	var box bounds
	along := math.Atan2(b[1]-a[1], b[0]-a[0])
	var corners [][2]float64
	for i := range 2 * (turn + 1) {
		end, angle := b, along-math.Pi/2+math.Pi*float64(i)/turn
		if i > turn {
			end, angle = a, along+math.Pi/2+math.Pi*float64(i-turn-1)/turn
		}
		sin, cos := math.Sincos(angle)
		corner := [2]float64{end[0] + radius*cos, end[1] + radius*sin}
		box.add(corner[0], corner[1])
		corners = append(corners, corner)
	}
	at, w, h := box.pixels()
	r := vector.NewRasterizer(w, h)
	for i, c := range corners {
		x, y := float32(c[0]-float64(at.X)), float32(c[1]-float64(at.Y))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	return coverage(r), at
}

func coverage(r *vector.Rasterizer) *image.Alpha {
	m := image.NewAlpha(r.Bounds())
	r.DrawOp = draw.Src
	r.Draw(m, m.Rect, image.Opaque, image.Point{})
	return m
}

// bounds collects the extent of points.
type bounds struct {
	x0, y0, x1, y1 float64
	any            bool
}

func (b *bounds) add(x, y float64) {
	if !b.any {
		*b = bounds{x, y, x, y, true}
		return
	}
	b.x0, b.x1 = min(b.x0, x), max(b.x1, x)
	b.y0, b.y1 = min(b.y0, y), max(b.y1, y)
}

// pixels is the whole pixels that the points lie in.
func (b *bounds) pixels() (at image.Point, w, h int) {
	if !b.any {
		return at, 0, 0
	}
	at = image.Pt(int(math.Floor(b.x0)), int(math.Floor(b.y0)))
	return at, int(math.Ceil(b.x1)) - at.X, int(math.Ceil(b.y1)) - at.Y
}
