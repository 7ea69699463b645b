package widgets

import "fyne.io/fyne/v2"

// nobody is the index of no child.
const nobody = -1

// column stacks objects at full width; grow is the child that takes what
// height is left.
type column struct {
	gap   float32
	grow  int
	width float32
}

// V stacks objects from top to bottom, each at full width and the height it
// wants, gap units apart.
func V(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&column{gap: gap, grow: nobody}, objects...)
}

// VGrow is V where the child at index grow takes the height that is left.
func VGrow(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&column{gap: gap, grow: grow}, objects...)
}

func (l *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	height := l.gap * float32(max(0, countVisible(objects)-1))
	for _, o := range objects {
		if o.Visible() {
			height += HeightOf(o, width)
		}
	}
	return height
}

// MinSize implements fyne.Layout. The height is for the width of the last
// layout, because wrapped text has none before.
func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = max(width, o.MinSize().Width)
		}
	}
	return fyne.NewSize(width, l.heightFor(objects, max(width, l.width)))
}

// Layout implements fyne.Layout.
func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	spare := size.Height + l.gap
	heights := make([]float32, len(objects))
	for i, o := range objects {
		if o.Visible() {
			heights[i] = HeightOf(o, size.Width)
			spare -= heights[i] + l.gap
		}
	}
	if l.grow >= 0 && l.grow < len(objects) {
		heights[l.grow] += spare
	}
	y := float32(0)
	for i, o := range objects {
		if o.Visible() {
			place(o, 0, y, size.Width, heights[i])
			y += heights[i] + l.gap
		}
	}
}
