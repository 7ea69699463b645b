package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// overlay covers a whole canvas with something that has to be answered or
// dismissed first. It is drawn by us because the stock pop-up blurs the page
// and adds paddings of its own.
type overlay struct {
	reveal func(focused fyne.Focusable) // brings what has the focus into sight; nil where nothing scrolls
	widget.BaseWidget
	scrim   *canvas.Rectangle
	tint    theme.Token
	content fyne.CanvasObject
	arrange func(size fyne.Size) (fyne.Position, fyne.Size)
	outside func() // a press beside the content

	canvas  fyne.Canvas
	release func()
}

func newOverlay(content fyne.CanvasObject, tint theme.Token) *overlay {
	o := &overlay{content: content, tint: tint, scrim: canvas.NewRectangle(theme.Color(tint))}
	o.ExtendBaseWidget(o)
	return o
}

// open puts the overlay on a canvas with the keys it knows.
func (o *overlay) open(c fyne.Canvas, keys Keys) {
	if o.canvas != nil {
		return
	}
	o.canvas = c
	routers.RLock()
	router := routers.of[c]
	routers.RUnlock()
	o.release = router.BindModal(keys)
	c.Overlays().Add(o)
}

// close takes the overlay away; it reports whether it was open.
func (o *overlay) close() bool {
	if o.canvas == nil {
		return false
	}
	o.canvas.Overlays().Remove(o)
	o.release()
	o.canvas = nil
	return true
}

// Tapped implements fyne.Tappable; the content takes its own presses.
func (o *overlay) Tapped(e *fyne.PointEvent) {
	p, s := o.content.Position(), o.content.Size()
	inside := e.Position.X >= p.X && e.Position.Y >= p.Y && e.Position.X < p.X+s.Width && e.Position.Y < p.Y+s.Height
	if !inside {
		call(o.outside)
	}
}

// CreateRenderer implements fyne.Widget.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer { return overlayRenderer{o} }

type overlayRenderer struct{ of *overlay }

func (overlayRenderer) Destroy()           {}
func (overlayRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r overlayRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.of.scrim, r.of.content}
}

func (r overlayRenderer) Layout(size fyne.Size) {
	place(r.of.scrim, 0, 0, size.Width, size.Height)
	at, s := r.of.arrange(size)
	place(r.of.content, at.X, at.Y, s.Width, s.Height)
}

func (r overlayRenderer) Refresh() {
	r.of.scrim.FillColor = theme.Color(r.of.tint)
	r.Layout(r.of.Size())
	r.of.scrim.Refresh()
	r.of.content.Refresh()
	canvas.Refresh(r.of)
}

// raisedCard is a card that floats: it has a shadow.
func raisedCard(o fyne.CanvasObject) *fyne.Container {
	box := NewBox(theme.Surface, theme.Line, theme.RadiusCard)
	box.shadow = true
	return Z(box, o)
}

// Reveal brings what has the focus into sight.
func (o *overlay) Reveal(focused fyne.Focusable) {
	if o.reveal != nil && focused != nil {
		o.reveal(focused)
	}
}
