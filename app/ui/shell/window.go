package shell

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/voucher"
	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/scan"
)

// settleEvery is how often codes are looked for whose reader sends no Enter.
const settleEvery = 150 * time.Millisecond

// Window is the one window of a device: its keys, its reader, its look.
type Window struct {
	fyne.Window
	router  *widgets.KeyRouter
	release func()
	clock   present.Clock
	stop    func()
	beats   *fyne.Animation
	shell   *Shell         // nil on a page without one
	focused fyne.Focusable // that was followed last
	size    fyne.Size      // of the canvas, when last looked at
	again   bool           // draw once more for it
}

// NewWindow attaches the keys to a window.
func NewWindow(w fyne.Window, now func() time.Time) *Window {
	out := &Window{Window: w, clock: NewClock(now), release: func() {}, stop: func() {}}
	out.router = widgets.NewKeyRouter(now, scan.Options{Plausible: plausible, Proves: proves})
	out.router.Attach(w.Canvas())
	w.SetPadded(false)
	out.settle()
	out.beat()
	return out
}

// plausible tells whether a text can be a code that matters here.
func plausible(code string) bool {
	_, number := repair.ParseNumber(code)
	_, bon := voucher.ParseCode(code)
	return number || bon || product.Luhn(code) || product.ValidGTIN(code)
}

// proves tells whether a text is a code by what it says, also where nobody knows how fast it
// came: a number of ours, the address in a QR code, a telephone's or an article's number. The
// short kinds that a hand may write as well are none.
func proves(code string) bool {
	_, number := repair.ParseNumber(code)
	_, bon := voucher.ParseCode(code)
	switch len(code) {
	case 13, 14:
		return bon || number || product.ValidGTIN(code)
	case 15:
		return bon || number || product.Luhn(code)
	}
	return bon || number || strings.HasPrefix(strings.ToLower(code), "http") && strings.Contains(code, "://")
}

// beat tells the reader's judge each time that the window has told its keys: a picture that
// takes long holds them up. The driver of a desk ticks between the two; in the hand, where
// each tick would draw, keys come when they come.
func (w *Window) beat() {
	w.beats = fyne.NewAnimation(time.Hour, func(float32) { w.router.Beat() })
	w.beats.RepeatCount = fyne.AnimationRepeatForever
	if !fyne.CurrentDevice().IsMobile() {
		w.beats.Start()
	}
}

func (w *Window) settle() {
	w.stop = w.clock.After(settleEvery, func() {
		Post(func() {
			w.router.Settle()
			w.follow()
			w.redraw()
			w.settle()
		})
	})
}

// Close ends the reading of keys; the window itself is closed by whoever asked.
func (w *Window) Close() {
	w.stop()
	w.beats.Stop()
	w.router.Detach()
}

// follow brings what has the focus into sight, when Tab led out of it.
func (w *Window) follow() {
	now := w.Canvas().Focused()
	if now == w.focused || w.shell == nil {
		return
	}
	w.focused = now
	if over, asks := w.Canvas().Overlays().Top().(interface{ Reveal(fyne.Focusable) }); asks {
		over.Reveal(now)
		return
	}
	w.shell.reveal(now)
}

// redraw draws once more a while after the window took another size, such as the
// whole display: the first picture of a size can still be cut to the size before.
func (w *Window) redraw() {
	size := w.Canvas().Size()
	if w.again && w.Content() != nil {
		canvas.Refresh(w.Content())
	}
	w.size, w.again = size, size != w.size
}

// ShowShell shows a shell.
func (w *Window) ShowShell(s *Shell) {
	w.release()
	w.SetContent(s.Content())
	w.release = s.Keys(w.router)
	w.shell = s
}

// ShowPage shows something without a shell, such as the first run; scanned
// takes what a reader reads, and reports whether it did.
func (w *Window) ShowPage(page fyne.CanvasObject, scanned func(code string) bool) {
	w.release()
	w.release, w.shell = func() {}, nil
	w.router.OnKey = nil
	w.router.OnScan = func(code scan.Scan) bool { return scanned(code.Code) }
	w.SetContent(page)
	w.Canvas().FocusNext()
}

// Look makes the look that somebody prefers, for a kind of device.
func Look(p present.Preferences, density theme.Density) fyne.Theme {
	o := theme.Options{Appearance: theme.Light, Density: density, Text: float32(p.TextPercent) / 100}
	switch p.Appearance {
	case "dark":
		o.Appearance = theme.Dark
	case "sun":
		o.Appearance = theme.Sun
	case "system":
		o.Appearance = theme.FollowSystem
	}
	return theme.New(o)
}
