package widgets

import "fyne.io/fyne/v2"

// roving is one stop of Tab with several things to press inside. Arrows move
// between them, Enter and Space press.
type roving struct {
	composite
	self     fyne.Widget
	parts    []*pressable
	cursor   int
	focused  bool
	back, on fyne.KeyName        // the arrows
	moved    func(to int)        // called after an arrow; nil only moves
	start    func() (cursor int) // where the focus begins
}

// extend makes the widget that embeds this known to Fyne.
func (r *roving) extend(self fyne.Widget, back, on fyne.KeyName) {
	r.self, r.back, r.on = self, back, on
	r.ExtendBaseWidget(self)
}

// FocusGained implements fyne.Focusable.
func (r *roving) FocusGained() {
	r.focused = true
	if r.start != nil {
		r.cursor = r.start()
	}
	r.ring()
}

// FocusLost implements fyne.Focusable.
func (r *roving) FocusLost() {
	r.focused = false
	r.ring()
}

// ring shows which part has the focus.
func (r *roving) ring() {
	for i, p := range r.parts {
		if want := r.focused && i == r.cursor; p.focused != want {
			p.focused = want
			p.Refresh()
		}
	}
}

// TypedRune implements fyne.Focusable.
func (r *roving) TypedRune(c rune) { routerOf(r.self).typedRune(c) }

// TypedShortcut implements fyne.Shortcutable.
func (r *roving) TypedShortcut(s fyne.Shortcut) { routerOf(r.self).typedShortcut(s) }

// TypedKey implements fyne.Focusable.
func (r *roving) TypedKey(e *fyne.KeyEvent) {
	if len(r.parts) == 0 || routerOf(r.self).typedKey(nil, e) {
		return
	}
	switch e.Name {
	case r.back:
		r.move(r.cursor - 1)
	case r.on:
		r.move(r.cursor + 1)
	case fyne.KeyHome:
		r.move(0)
	case fyne.KeyEnd:
		r.move(len(r.parts) - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.parts[r.cursor].Tapped(nil)
	}
}

func (r *roving) move(to int) {
	to = min(max(to, 0), len(r.parts)-1)
	if to == r.cursor {
		return
	}
	r.cursor = to
	r.ring()
	if r.moved != nil {
		r.moved(to)
	}
}
