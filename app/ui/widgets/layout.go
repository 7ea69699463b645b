package widgets

import "fyne.io/fyne/v2"

// HeightForWidth is what an object implements whose height depends on the
// width it is given, such as wrapped text. Fyne knows minimum sizes only, so
// our layouts ask this first.
type HeightForWidth interface {
	HeightFor(width float32) float32
}

// heightLayout is the same for the layout of a container.
type heightLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightOf returns the height that an object wants at a width.
func HeightOf(o fyne.CanvasObject, width float32) float32 {
	switch t := o.(type) {
	case HeightForWidth:
		return t.HeightFor(width)
	case *fyne.Container:
		if l, ok := t.Layout.(heightLayout); ok {
			return l.heightFor(t.Objects, width)
		}
	}
	return o.MinSize().Height
}

// WidthWanted is what an object implements that can be narrower than it likes
// to be, such as chips that wrap. A row gives it that width where there is room.
type WidthWanted interface {
	WantedWidth() float32
}

// wideLayout is the same for the layout of a container.
type wideLayout interface {
	wantedWidth(objects []fyne.CanvasObject) float32
}

// widthOf returns the width that an object likes to have.
func widthOf(o fyne.CanvasObject) float32 {
	switch t := o.(type) {
	case WidthWanted:
		return t.WantedWidth()
	case *fyne.Container:
		if l, ok := t.Layout.(wideLayout); ok {
			return l.wantedWidth(t.Objects)
		}
	}
	return o.MinSize().Width
}

// contain returns a container of our own layouts.
func contain(l fyne.Layout, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: l, Objects: objects}
}

// place moves and resizes an object.
func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, width), max(0, height)))
}

// standing lays a new renderer out when its widget has its size already: Fyne
// lets the renderer of a widget go that was out of sight for a minute, makes
// another when it shows again, and does not lay that one out.
func standing(w fyne.Widget, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	if size := w.Size(); size.Width > 0 && size.Height > 0 {
		r.Layout(size)
	}
	return r
}

// countVisible returns how many objects take room.
func countVisible(objects []fyne.CanvasObject) int {
	n := 0
	for _, o := range objects {
		if o.Visible() {
			n++
		}
	}
	return n
}
