package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// scrollMin is the least that a scrolled area asks for.
var scrollMin = fyne.NewSize(60, 40)

// scrolled gives the content of a Scroll its width before the Scroll asks for
// its height; without it wrapped text is measured at no width at all.
type scrolled struct{ content fyne.CanvasObject }

// VScroll scrolls an object up and down. The object is as wide as the area and
// at least as high.
func VScroll(content fyne.CanvasObject) *fyne.Container {
	return contain(&scrolled{content}, container.NewVScroll(content))
}

// MinSize implements fyne.Layout.
func (*scrolled) MinSize([]fyne.CanvasObject) fyne.Size { return scrollMin }

// Layout implements fyne.Layout.
func (l *scrolled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	height := max(size.Height, HeightOf(l.content, size.Width))
	l.content.Resize(fyne.NewSize(size.Width, height))
	place(o[0], 0, 0, size.Width, size.Height)
}
