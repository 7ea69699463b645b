package widgets

import "fyne.io/fyne/v2"

// flow places objects side by side and goes on in the next line where they
// would not fit.
type flow struct {
	gap   float32
	width float32
	apart bool // the last object stands at the right edge
}

// Flow places objects at their minimum size from left to right and wraps, gap
// units apart in both directions.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&flow{gap: gap}, objects...)
}

// Apart places objects as Flow does, and the last one at the right edge of its line: a
// sum keeps all its figures when its label and it have no room beside each other.
func Apart(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&flow{gap: gap, apart: true}, objects...)
}

// run returns the height at a width, and hands each object's place to put.
// Objects of different heights stand centred on their line.
func (l *flow) run(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	var y float32
	for rest := objects; len(rest) > 0; {
		n, height := l.line(rest, width)
		x := float32(0)
		for i, o := range rest[:n] {
			if o.Visible() {
				size := o.MinSize()
				if l.apart && i == len(rest)-1 {
					x = max(x, width-size.Width)
				}
				put(o, x, y+(height-size.Height)/2, size)
				x += size.Width + l.gap
			}
		}
		if rest = rest[n:]; height > 0 {
			y += height + l.gap
		}
	}
	return max(0, y-l.gap)
}

// line returns how many objects the next line takes, and its height.
func (l *flow) line(objects []fyne.CanvasObject, width float32) (n int, height float32) {
	const tolerance = 0.01
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width+tolerance {
			return i, height
		}
		x += size.Width + l.gap
		height = max(height, size.Height)
	}
	return len(objects), height
}

func (l *flow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.run(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

// wantedWidth is that of all objects on one line.
func (l *flow) wantedWidth(objects []fyne.CanvasObject) float32 {
	width := l.gap * float32(max(0, countVisible(objects)-1))
	for _, o := range objects {
		if o.Visible() {
			width += o.MinSize().Width
		}
	}
	return width
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
