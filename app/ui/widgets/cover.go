package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// Cover hides a whole canvas: while it is there, neither keys nor Tab nor the
// pointer reach what is below.
type Cover struct{ overlay *overlay }

// NewCover returns a cover that shows an object on the colour of the page.
func NewCover(o fyne.CanvasObject) *Cover {
	c := &Cover{overlay: newOverlay(Page(o), theme.Paper)}
	c.overlay.arrange = func(size fyne.Size) (fyne.Position, fyne.Size) { return fyne.Position{}, size }
	return c
}

// Open covers a canvas; keys are those that work meanwhile.
func (c *Cover) Open(canvas fyne.Canvas, keys Keys) {
	c.overlay.open(canvas, keys)
	canvas.FocusNext()
}

// Close uncovers it.
func (c *Cover) Close() { c.overlay.close() }

// IsOpen reports whether the canvas is covered.
func (c *Cover) IsOpen() bool { return c.overlay.canvas != nil }
