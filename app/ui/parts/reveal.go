package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"etabli/app/ui/widgets"
)

// revealMargin is how much is shown around what has the focus.
const revealMargin float32 = 24

// Scrolling is a page that scrolls, and follows the focus.
type Scrolling struct {
	Root   fyne.CanvasObject
	scroll *container.Scroll
}

// NewScrolling makes content scroll.
func NewScrolling(content fyne.CanvasObject) Scrolling {
	root := widgets.VScroll(content)
	scroll, _ := root.Objects[0].(*container.Scroll)
	return Scrolling{root, scroll}
}

// Reveal scrolls so that what has the focus is in sight. Things beside or above
// the page are left alone.
func (s Scrolling) Reveal(focused fyne.Focusable) {
	o, ok := focused.(fyne.CanvasObject)
	if !ok || s.scroll == nil || !s.scroll.Visible() {
		return
	}
	driver := fyne.CurrentApp().Driver()
	page, at := driver.AbsolutePositionForObject(s.scroll), driver.AbsolutePositionForObject(o)
	if at.X < page.X || at.Y+s.scroll.Offset.Y < page.Y {
		return
	}
	top, bottom := at.Y-page.Y-revealMargin, at.Y-page.Y+o.Size().Height+revealMargin
	offset := s.scroll.Offset
	switch {
	case top < 0:
		offset.Y += top
	case bottom > s.scroll.Size().Height:
		offset.Y += bottom - s.scroll.Size().Height
	default:
		return
	}
	s.scroll.ScrollToOffset(offset)
}

// Top scrolls to the head of the page.
func (s Scrolling) Top() {
	if s.scroll != nil {
		s.scroll.ScrollToTop()
	}
}
