package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// scrollMin is the least that a scrolled area asks for.
var scrollMin = fyne.NewSize(60, 40)

// VScroll scrolls an object up and down. The object is as wide as the area,
// even where it would like more, and at least as high.
func VScroll(content fyne.CanvasObject) *fyne.Container {
	sheet := contain(&scrolledSheet{}, content)
	return contain(scrolled{sheet}, container.NewVScroll(sheet))
}

// scrolledSheet holds what is scrolled. It asks for no width of its own,
// because a Scroll would give it that and cut the right edge off.
type scrolledSheet struct{ width float32 }

func (*scrolledSheet) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightOf(o[0], width)
}

// MinSize implements fyne.Layout.
func (l *scrolledSheet) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(narrowest, HeightOf(o[0], max(l.width, narrowest)))
}

// Layout implements fyne.Layout.
func (l *scrolledSheet) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	place(o[0], 0, 0, size.Width, size.Height)
}

// scrolled gives the sheet of a Scroll its width before the Scroll asks for
// its height; without it wrapped text is measured at no width at all.
type scrolled struct{ sheet fyne.CanvasObject }

// MinSize implements fyne.Layout.
func (scrolled) MinSize([]fyne.CanvasObject) fyne.Size { return scrollMin }

// Layout implements fyne.Layout.
func (l scrolled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	height := max(size.Height, HeightOf(l.sheet, size.Width))
	l.sheet.Resize(fyne.NewSize(size.Width, height))
	place(o[0], 0, 0, size.Width, size.Height)
}

// revealMargin is how much is shown around what has the focus.
const revealMargin float32 = 24

// revealIn scrolls so that something in the sheet of a Scroll is in sight.
func revealIn(scroll *container.Scroll, o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y - revealMargin
	bottom := top + o.Size().Height + 2*revealMargin
	offset := scroll.Offset
	switch {
	case top < 0:
		offset.Y += top
	case bottom > scroll.Size().Height:
		offset.Y += bottom - scroll.Size().Height
	default:
		return
	}
	scroll.ScrollToOffset(offset)
}
