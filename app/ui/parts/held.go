package parts

import "fyne.io/fyne/v2"

// Held keeps the focus where it is when a page is drawn anew: what can have it
// goes by a name that stays.
type Held struct {
	canvas func() fyne.Canvas
	named  map[string]fyne.Focusable
}

// NewHeld returns a keeper of the focus of one page.
func NewHeld(canvas func() fyne.Canvas) *Held {
	return &Held{canvas: canvas, named: map[string]fyne.Focusable{}}
}

// Name names what can have the focus.
func (h *Held) Name(name string, f fyne.Focusable) { h.named[name] = f }

// Redraw draws anew, and gives the focus to what has the name of what had it.
func (h *Held) Redraw(draw func()) {
	had := h.holder()
	draw()
	if f, ok := h.named[had]; ok && had != "" {
		h.canvas().Focus(f)
	}
}

func (h *Held) holder() string {
	c := h.canvas()
	if c == nil || c.Focused() == nil {
		return ""
	}
	for name, f := range h.named {
		if f == c.Focused() {
			return name
		}
	}
	return ""
}
