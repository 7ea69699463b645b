package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"etabli/app/ui/theme"
)

// inset keeps its child away from the edges.
type inset struct{ left, top, right, bottom float32 }

// Pad puts space around an object: left, top, right, bottom.
func Pad(left, top, right, bottom float32, o fyne.CanvasObject) *fyne.Container {
	return contain(inset{left, top, right, bottom}, o)
}

// PadAll puts the same space on all four sides.
func PadAll(space float32, o fyne.CanvasObject) *fyne.Container {
	return Pad(space, space, space, space, o)
}

func (p inset) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightOf(o[0], width-p.left-p.right) + p.top + p.bottom
}

func (p inset) wantedWidth(o []fyne.CanvasObject) float32 {
	return widthOf(o[0]) + p.left + p.right
}

// MinSize implements fyne.Layout.
func (p inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

// Layout implements fyne.Layout.
func (p inset) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], p.left, p.top, size.Width-p.left-p.right, size.Height-p.top-p.bottom)
}

// fixed gives its child a size; 0 keeps the child's own.
type fixed struct{ width, height float32 }

// Fix gives an object a width, a height or both; 0 keeps its own.
func Fix(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return contain(fixed{width, height}, o)
}

func (f fixed) heightFor(o []fyne.CanvasObject, width float32) float32 {
	if f.height > 0 {
		return f.height
	}
	return HeightOf(o[0], width)
}

// MinSize implements fyne.Layout.
func (f fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	if f.width > 0 {
		size = fyne.NewSize(f.width, HeightOf(o[0], f.width))
	}
	if f.height > 0 {
		size.Height = f.height
	}
	return size
}

// Layout implements fyne.Layout.
func (f fixed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}

// scaled gives its child a size that follows the text factor; 0 keeps the
// child's own.
type scaled struct{ width, height float32 }

// MinSize implements fyne.Layout.
func (l scaled) MinSize(o []fyne.CanvasObject) fyne.Size {
	now, size := theme.Current(), o[0].MinSize()
	if l.width > 0 {
		size.Width = now.Scaled(l.width)
	}
	if l.height > 0 {
		size.Height = now.Scaled(l.height)
	}
	return size
}

// Layout implements fyne.Layout.
func (scaled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}

// pile puts objects one above the other.
type pile struct{}

// Z puts objects at the same place, the last one on top.
func Z(objects ...fyne.CanvasObject) *fyne.Container { return contain(pile{}, objects...) }

func (pile) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for _, o := range objects {
		if o.Visible() {
			height = max(height, HeightOf(o, width))
		}
	}
	return height
}

// MinSize implements fyne.Layout.
func (pile) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (pile) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

// centred keeps its child at its minimum size in the middle.
type centred struct{}

// Centre puts an object at its minimum size in the middle of the space.
func Centre(o fyne.CanvasObject) *fyne.Container { return contain(centred{}, o) }

// MinSize implements fyne.Layout.
func (centred) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout implements fyne.Layout.
func (centred) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	place(o[0], (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
}

// Spacer takes no room of its own; give it a weight or let it grow.
func Spacer() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }
