package widgets

import "fyne.io/fyne/v2"

// flow places objects side by side and goes on in the next line where they
// would not fit.
type flow struct {
	gap   float32
	width float32
}

// Flow places objects at their minimum size from left to right and wraps, gap
// units apart in both directions.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&flow{gap: gap}, objects...)
}

// run returns the height at a width, and hands each object's place to put.
func (l *flow) run(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	const tolerance = 0.01
	var x, y, line float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width+tolerance {
			x, y, line = 0, y+line+l.gap, 0
		}
		put(o, x, y, size)
		x += size.Width + l.gap
		line = max(line, size.Height)
	}
	return y + line
}

func (l *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.run(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

// MinSize implements fyne.Layout.
func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	if l.width > size.Width {
		size.Height = l.heightFor(objects, l.width)
	}
	return size
}

// Layout implements fyne.Layout.
func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.run(objects, size.Width, func(o fyne.CanvasObject, x, y float32, s fyne.Size) {
		place(o, x, y, min(s.Width, size.Width), s.Height)
	})
}
