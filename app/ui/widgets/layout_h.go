package widgets

import "fyne.io/fyne/v2"

// align is where the children of a row stand in its height.
type align uint8

const (
	middle align = iota
	top
	full
)

// row places objects side by side. A child of weight 0 takes the width
// it wants; the others share what is left by weight.
type row struct {
	gap     float32
	weights []float32
	align   align
}

// H places objects side by side at the width they want, centred in height.
func H(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&row{gap: gap}, objects...)
}

// HW is H with weights: a child of weight 0, or without one, takes the width
// it wants, the others share the rest.
func HW(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&row{gap: gap, weights: weights}, objects...)
}

// HTop is HW with the children at the top, each as high as it wants.
func HTop(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&row{gap: gap, weights: weights, align: top}, objects...)
}

// HFill is HW with every child as high as the row.
func HFill(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return contain(&row{gap: gap, weights: weights, align: full}, objects...)
}

func (l *row) weight(i int) float32 {
	if i < len(l.weights) {
		return l.weights[i]
	}
	return 0
}

func (l *row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	spare := width - l.gap*float32(max(0, countVisible(objects)-1))
	var shares float32
	for i, o := range objects {
		switch {
		case !o.Visible():
		case l.weight(i) > 0:
			shares += l.weight(i)
		default:
			out[i] = widthOf(o)
			spare -= out[i]
		}
	}
	for i, o := range objects {
		if w := l.weight(i); w > 0 && o.Visible() {
			out[i] = max(0, spare*w/shares)
		}
	}
	if spare < 0 {
		narrow(out, -spare)
	}
	return out
}

// narrow takes what does not fit from the widest child, whose text then ends
// with an ellipsis.
func narrow(widths []float32, missing float32) {
	widest := 0
	for i, w := range widths {
		if w > widths[widest] {
			widest = i
		}
	}
	if len(widths) > 0 {
		widths[widest] = max(0, widths[widest]-missing)
	}
}

func (l *row) wantedWidth(objects []fyne.CanvasObject) float32 {
	width := l.gap * float32(max(0, countVisible(objects)-1))
	for _, o := range objects {
		if o.Visible() {
			width += widthOf(o)
		}
	}
	return width
}

func (l *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			height = max(height, HeightOf(objects[i], w))
		}
	}
	return height
}

// MinSize implements fyne.Layout.
func (l *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.gap*float32(max(0, countVisible(objects)-1)), 0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width += m.Width
			size.Height = max(size.Height, m.Height)
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (l *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		y, height := float32(0), size.Height
		if l.align != full {
			height = HeightOf(o, w)
		}
		if l.align == middle {
			y = (size.Height - height) / 2
		}
		place(o, x, y, w, height)
		x += w + l.gap
	}
}
