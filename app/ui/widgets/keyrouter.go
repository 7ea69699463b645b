package widgets

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"etabli/app/ui/widgets/scan"
)

// Chord is a key with its modifiers.
type Chord struct {
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
}

// Key is a key without modifiers, such as fyne.KeyF2.
func Key(name fyne.KeyName) Chord { return Chord{Key: name} }

// Ctrl is a key with Ctrl, or with Command where that is the custom.
func Ctrl(name fyne.KeyName) Chord {
	return Chord{Key: name, Modifier: fyne.KeyModifierShortcutDefault}
}

// Keys says what keys do.
type Keys map[Chord]func()

// layer is the keys of one screen or dialog.
type layer struct {
	keys  Keys
	modal bool
}

// KeyRouter gives a window's keys to the screen before the focused widget sees
// them, and its characters to one scan detector. Fyne hands keys to whatever
// has the focus and to nothing else, so every focusable widget of this package
// asks the router of its canvas first.
type KeyRouter struct {
	now      func() time.Time
	options  scan.Options
	detector *scan.Detector
	layers   []*layer
	canvas   fyne.Canvas

	// OnScan takes a code that no field took. It reports whether it did; a
	// refused code stays where it was typed.
	OnScan func(scan.Scan) bool
	// OnKey is told of every key, for whoever wants to know that somebody is
	// there.
	OnKey func()
}

// NewKeyRouter returns a router that reads the time from now.
func NewKeyRouter(now func() time.Time, options scan.Options) *KeyRouter {
	return &KeyRouter{now: now, options: options, detector: scan.New(options)}
}

// routers finds the router of a canvas.
var routers = struct {
	sync.RWMutex
	of map[fyne.Canvas]*KeyRouter
}{of: map[fyne.Canvas]*KeyRouter{}}

// Attach makes the router serve a canvas, also while nothing has the focus.
func (r *KeyRouter) Attach(c fyne.Canvas) {
	routers.Lock()
	routers.of[c] = r
	routers.Unlock()
	r.canvas = c
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { r.typedKey(nil, e) })
	c.SetOnTypedRune(r.typedRune)
}

// Detach ends the service; call it when the window closes.
func (r *KeyRouter) Detach() {
	if r.canvas == nil {
		return
	}
	routers.Lock()
	delete(routers.of, r.canvas)
	routers.Unlock()
	r.canvas.SetOnTypedKey(nil)
	r.canvas.SetOnTypedRune(nil)
	r.canvas = nil
}

// routerOf returns the router that serves an object, nil when there is none.
// All methods that widgets call accept a nil router.
func routerOf(o fyne.CanvasObject) *KeyRouter {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	routers.RLock()
	defer routers.RUnlock()
	return routers.of[c]
}

// Bind adds keys above those bound before and returns what removes them. A key
// that is not in the new ones goes on to the ones below.
func (r *KeyRouter) Bind(keys Keys) (release func()) { return r.push(keys, false) }

// BindModal is Bind for a dialog: keys that it does not know do nothing.
func (r *KeyRouter) BindModal(keys Keys) (release func()) { return r.push(keys, true) }

func (r *KeyRouter) push(keys Keys, modal bool) func() {
	if r == nil {
		return func() {}
	}
	l := &layer{keys, modal}
	r.layers = append(r.layers, l)
	r.register(keys)
	return func() {
		for i, other := range r.layers {
			if other == l {
				r.layers = append(r.layers[:i], r.layers[i+1:]...)
				return
			}
		}
	}
}

// register tells the canvas which chords with modifiers to report while
// nothing that takes shortcuts has the focus.
func (r *KeyRouter) register(keys Keys) {
	if r.canvas == nil {
		return
	}
	for chord := range keys {
		if chord.Modifier != 0 {
			s := &desktop.CustomShortcut{KeyName: chord.Key, Modifier: chord.Modifier}
			r.canvas.AddShortcut(s, func(fyne.Shortcut) { r.do(chord) })
		}
	}
}

// do runs what the topmost layer has for a chord.
func (r *KeyRouter) do(chord Chord) bool {
	for i := len(r.layers) - 1; i >= 0; i-- {
		if act, ok := r.layers[i].keys[chord]; ok {
			act()
			return true
		}
		if r.layers[i].modal {
			return false
		}
	}
	return false
}

// typedShortcut offers a shortcut to the router; it reports whether it was taken.
func (r *KeyRouter) typedShortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if r == nil || !ok {
		return false
	}
	return r.do(Chord{custom.KeyName, custom.Modifier})
}
