package widgets

import "fyne.io/fyne/v2"

// Tap is anything that can be pressed and focused: pointer, Space and Enter do
// the same. The window's KeyRouter sees keys first.
type Tap struct {
	pressable
}

var (
	_ fyne.Focusable   = (*Tap)(nil)
	_ fyne.Tappable    = (*Tap)(nil)
	_ fyne.Disableable = (*Tap)(nil)
)

// NewTap returns a Tap around contents.
func NewTap(look Look, content fyne.CanvasObject, onTap func()) *Tap {
	t := &Tap{}
	t.look, t.content, t.OnTap = look, content, onTap
	t.extend(t)
	return t
}

// FocusGained implements fyne.Focusable.
func (t *Tap) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Tap) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *Tap) TypedRune(c rune) { routerOf(t.self).typedRune(c) }

// TypedKey implements fyne.Focusable.
func (t *Tap) TypedKey(e *fyne.KeyEvent) {
	if routerOf(t.self).typedKey(nil, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.Tapped(nil)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (t *Tap) TypedShortcut(s fyne.Shortcut) { routerOf(t.self).typedShortcut(s) }
