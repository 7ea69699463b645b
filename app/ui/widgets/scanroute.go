package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/widgets/scan"
)

// scanTarget is a field into which a reader may have typed.
type scanTarget interface {
	// withdraw takes the last characters out of the field again and returns
	// what puts them back.
	withdraw(runes int) (restore func())
	// takeScan offers a code to the field; it reports whether it was taken.
	takeScan(scan.Scan) bool
}

// typedRune shows a character to the scan detector. The character still goes
// where it was typed; it is withdrawn when it turns out to be a reader's.
func (r *KeyRouter) typedRune(c rune) {
	if r != nil {
		call(r.OnKey)
		r.detector.Rune(c, r.now())
	}
}

// typedKey offers a key to the router before the focused widget acts on it; it
// reports whether it was taken. The target is the field that has the focus.
func (r *KeyRouter) typedKey(target scanTarget, e *fyne.KeyEvent) bool {
	if r == nil {
		return false
	}
	call(r.OnKey)
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if r.endOfLine(target) {
			return true
		}
	}
	return r.do(Key(e.Name))
}

// endOfLine judges what came before an Enter, a Tab or a change of focus.
func (r *KeyRouter) endOfLine(target scanTarget) bool {
	if r == nil {
		return false
	}
	code, verdict := r.detector.End(r.now())
	return verdict == scan.Scanned && r.deliver(target, code)
}

// Settle delivers a code whose reader sends no Enter or Tab. The shell calls
// it a few times a second.
func (r *KeyRouter) Settle() {
	code, verdict := r.detector.Settle(r.now())
	if verdict != scan.Scanned {
		return
	}
	var target scanTarget
	if r.canvas != nil {
		target, _ = r.canvas.Focused().(scanTarget)
	}
	r.deliver(target, code)
}

// deliver gives a code to the focused field, then to the screen. What the
// reader typed is withdrawn, and put back when nobody wants the code.
func (r *KeyRouter) deliver(target scanTarget, code scan.Scan) bool {
	restore := func() {}
	if target != nil {
		restore = target.withdraw(code.Runes)
		if target.takeScan(code) {
			return true
		}
	}
	if r.OnScan != nil && r.OnScan(code) {
		return true
	}
	restore()
	return false
}

// Beat says that the window has told all keys that were pressed until now.
func (r *KeyRouter) Beat() { r.detector.Beat(r.now()) }

// mend is what a text was before a French keyboard made signs of it.
func (r *KeyRouter) mend(text string) (code string, ok bool) {
	if r == nil {
		return scan.Digits(text)
	}
	return r.options.Mend(text)
}
