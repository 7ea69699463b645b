package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/widgets/scan"
)

// Entry is a line, or several, of text that a person types. Enter goes to the
// next field, Tab always leaves, the window's KeyRouter sees keys first, and
// what a reader typed into it by accident is taken out again.
//
// Set OnChanged and OnSubmitted as on widget.Entry; with OnSubmitted Enter
// calls it instead of going on.
type Entry struct {
	widget.Entry

	// OnScan takes a code that a reader sent while the entry had the focus. It
	// reports whether it did; the characters are gone when it is called.
	OnScan func(scan.Scan) bool

	watchFocus func(focused bool)
	digitsOnly bool
}

// EntryOptions are what an entry may have besides its text.
type EntryOptions struct {
	Text        string
	Placeholder string
	Mono        bool // for numbers and serials
	Rows        int  // more than 1 makes it multi-line
	Secret      bool // shows dots and takes digits alone, for a PIN
}

// NewEntry returns an entry without a box; put it into a Field or an InputBox.
func NewEntry(o EntryOptions) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.Text, e.PlaceHolder = o.Text, o.Placeholder
	e.TextStyle.Monospace = o.Mono
	if o.Secret {
		e.Password, e.digitsOnly = true, true
		e.ActionItem = Spacer() // in place of the stock eye
	}
	e.Scroll = container.ScrollHorizontalOnly // a line of large type is no page to scroll
	if o.Rows > 1 {
		e.Scroll = container.ScrollBoth
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(o.Rows)
	}
	return e
}

// CreateRenderer implements fyne.Widget. It leaves the stock box and border
// out, which the InputBox draws.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return standing(e, bareEntry{e.Entry.CreateRenderer()})
}

// bareEntry is the stock renderer without rectangles.
type bareEntry struct{ fyne.WidgetRenderer }

func (r bareEntry) Objects() []fyne.CanvasObject {
	all := r.WidgetRenderer.Objects()
	kept := make([]fyne.CanvasObject, 0, len(all))
	for _, o := range all {
		if _, drawn := o.(*canvas.Rectangle); !drawn {
			kept = append(kept, o)
		}
	}
	return kept
}

// Put sets the text without calling OnChanged, for a screen that shows its
// state. The caret of a text that is already there stays where it is; in an empty field
// it goes behind the text, where whoever completes it types on.
func (e *Entry) Put(text string) {
	if e.Text == text {
		return
	}
	changed, empty := e.OnChanged, e.Text == ""
	e.OnChanged = nil
	e.SetText(text)
	if empty && !e.MultiLine {
		e.ToEnd()
	}
	e.OnChanged = changed
}

// ToEnd puts the caret behind the text, where the next letter goes.
func (e *Entry) ToEnd() {
	e.CursorColumn = len([]rune(e.Text))
	e.Refresh()
}

// AcceptsTab implements fyne.Tabbable: Tab leaves, also from several lines.
func (e *Entry) AcceptsTab() bool { return false }

// TypedRune implements fyne.Focusable. The space that pressed a button arrives
// here when the button moved the focus, which a PIN must not take for a sign.
func (e *Entry) TypedRune(c rune) {
	routerOf(e).typedRune(c)
	if e.digitsOnly && !unicode.IsDigit(c) {
		return
	}
	e.Entry.TypedRune(c)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if routerOf(e).typedKey(e, k) {
		return
	}
	if isEnter(k) && !e.MultiLine {
		e.mend()
	}
	if isEnter(k) && !e.MultiLine && e.OnSubmitted == nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.FocusNext()
		}
		return
	}
	e.Entry.TypedKey(k)
}

// mend makes a code of what a reader typed in the signs of a French keyboard. It was too
// slow to be told from a person, as one over the air may be.
func (e *Entry) mend() {
	if code, garbled := routerOf(e).mend(e.Text); garbled {
		e.SetText(code)
	}
}

func isEnter(k *fyne.KeyEvent) bool {
	return k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if !routerOf(e).typedShortcut(s) {
		e.Entry.TypedShortcut(s)
	}
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	e.tellFocus(true)
}

// FocusLost implements fyne.Focusable. Fyne keeps Tab to itself, so a code
// that ended with Tab is found here.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	e.tellFocus(false)
	routerOf(e).endOfLine(e)
}

func (e *Entry) tellFocus(focused bool) {
	if e.watchFocus != nil {
		e.watchFocus(focused)
	}
}

// withdraw implements scanTarget.
func (e *Entry) withdraw(runes int) (restore func()) {
	text, row, column := e.Text, e.CursorRow, e.CursorColumn
	all := []rune(text)
	end := min(len(all), e.caret())
	start := max(0, end-runes)
	e.SetText(string(all[:start]) + string(all[end:]))
	if row == 0 || !e.MultiLine {
		e.CursorColumn = start
	}
	return func() {
		e.SetText(text)
		e.CursorRow, e.CursorColumn = row, column
		e.Refresh()
	}
}

// caret returns how many characters stand before the caret. In wrapped text
// only the end is known, which is where a reader types.
func (e *Entry) caret() int {
	if e.MultiLine {
		return len([]rune(e.Text))
	}
	return e.CursorColumn
}

// takeScan implements scanTarget.
func (e *Entry) takeScan(s scan.Scan) bool { return e.OnScan != nil && e.OnScan(s) }
