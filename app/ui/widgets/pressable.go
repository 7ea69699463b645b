package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// Look is how something that can be pressed is drawn around its contents.
type Look struct {
	Fill, Hover, Line theme.Token
	LineWidth         float32 // 0 is one unit
	Radius            float32
	PadX              float32
	Height            func() float32 // the least height; nil is the contents'
	Stretch           bool           // contents fill the width instead of standing centred
}

// pressable is the common part of what a pointer can press: fill, hover,
// disabled. It takes no focus; Tap adds that.
type pressable struct {
	widget.BaseWidget
	// OnTap is what pressing does.
	OnTap func()

	self                     fyne.Widget // what embeds this; Fyne knows objects by it
	look                     Look
	content                  fyne.CanvasObject
	hover, focused, disabled bool
	dim                      func(disabled bool) // recolours the contents
}

// extend makes the widget that embeds the pressable known to Fyne.
func (p *pressable) extend(self fyne.Widget) {
	p.self = self
	p.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (p *pressable) Tapped(*fyne.PointEvent) {
	if p.OnTap != nil && !p.disabled {
		p.OnTap()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hover = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *pressable) MouseOut() { p.hover = false; p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *pressable) Cursor() desktop.Cursor {
	if p.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Disabled implements fyne.Disableable.
func (p *pressable) Disabled() bool { return p.disabled }

// Disable implements fyne.Disableable.
func (p *pressable) Disable() { p.setDisabled(true) }

// Enable implements fyne.Disableable.
func (p *pressable) Enable() { p.setDisabled(false) }

func (p *pressable) setDisabled(disabled bool) {
	if p.disabled == disabled {
		return
	}
	p.disabled = disabled
	if p.dim != nil {
		p.dim(disabled)
	}
	p.Refresh()
}

// HeightFor implements HeightForWidth.
func (p *pressable) HeightFor(width float32) float32 {
	return max(p.leastHeight(), HeightOf(p.content, width-2*p.look.PadX))
}

func (p *pressable) leastHeight() float32 {
	if p.look.Height == nil {
		return 0
	}
	return p.look.Height()
}

// CreateRenderer implements fyne.Widget.
func (p *pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{
		of:         p,
		background: NewBox(p.look.Fill, p.look.Line, p.look.Radius),
		ring:       newRing(p.look.Radius + ringReach - 1),
	}
	r.objects = []fyne.CanvasObject{r.ring, r.background, p.content}
	r.paint()
	return standing(p, r)
}

// ringReach is how far the focus ring stands outside its widget.
const ringReach = 2 * theme.RingWidth

type pressableRenderer struct {
	of               *pressable
	background, ring *Box
	objects          []fyne.CanvasObject
}

func (*pressableRenderer) Destroy()                       {}
func (r *pressableRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *pressableRenderer) MinSize() fyne.Size {
	size := r.of.content.MinSize()
	return fyne.NewSize(size.Width+2*r.of.look.PadX, max(r.of.leastHeight(), size.Height))
}

func (r *pressableRenderer) Layout(size fyne.Size) {
	place(r.background, 0, 0, size.Width, size.Height)
	// The ring is outside: Fyne does not clip a widget to its bounds.
	place(r.ring, -ringReach, -ringReach, size.Width+2*ringReach, size.Height+2*ringReach)
	look, content := r.of.look, r.of.content
	room := size.Width - 2*look.PadX
	if look.Stretch {
		place(content, look.PadX, 0, room, size.Height)
		return
	}
	want := content.MinSize()
	width := min(want.Width, room)
	place(content, (size.Width-width)/2, (size.Height-want.Height)/2, width, want.Height)
}

func (r *pressableRenderer) Refresh() {
	r.paint()
	r.Layout(r.of.Size())
	r.ring.Refresh()
	r.background.Refresh()
	r.of.content.Refresh()
	canvas.Refresh(r.of.content)
}

func (r *pressableRenderer) paint() {
	p, b := r.of, r.background
	b.fill, b.line, b.radius, b.width = p.look.Fill, p.look.Line, p.look.Radius, max(1, p.look.LineWidth)
	switch {
	case p.disabled && p.look.Fill != theme.None:
		b.fill, b.line = theme.Raised, theme.Line
	case p.hover && !p.disabled:
		b.fill = p.look.Hover
	}
	r.ring.Hidden = !p.focused
}
