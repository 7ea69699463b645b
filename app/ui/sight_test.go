package ui_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/shell/scene"
	"etabli/app/ui/theme"
)

// The least that eyes and fingers get, whatever a screen shows: contrast by WCAG 2,
// and the side of what is pressed on a device in the hand and at the kiosk. Ink of
// placeholders and disabled things says nothing that is needed.
const (
	leastContrast = 4.5
	leastTouch    = 44
)

// scrollBar is Fyne's own: a finger moves the page itself.
const scrollBar = "*widget.scrollBarArea"

// seen is what a picture is made of, in the order in which it is painted.
type seen struct {
	grounds []ground
	texts   []words
	pressed []place
}

type ground struct {
	at, end fyne.Position
	colour  color.NRGBA
}

type words struct {
	text   string
	ink    color.NRGBA
	ground color.NRGBA
}

type place struct {
	kind string
	size fyne.Size
	at   fyne.Position
}

// look walks what is drawn as a painter would.
func (s *seen) look(o fyne.CanvasObject, at fyne.Position) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if _, can := o.(fyne.Tappable); can && !disabled(o) && fmt.Sprintf("%T", o) != scrollBar {
		s.pressed = append(s.pressed, place{fmt.Sprintf("%T", o), o.Size(), at})
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			s.look(child, at)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			s.look(child, at)
		}
	case *canvas.Rectangle:
		s.paint(o, at)
	case *canvas.Text:
		s.read(o, at)
	}
}

func disabled(o fyne.CanvasObject) bool {
	d, can := o.(fyne.Disableable)
	return can && d.Disabled()
}

func (s *seen) paint(r *canvas.Rectangle, at fyne.Position) {
	fill, ok := color.NRGBAModel.Convert(orNone(r.FillColor)).(color.NRGBA)
	if !ok || fill.A == 0 || r.Size().IsZero() {
		return
	}
	end := at.Add(fyne.NewPos(r.Size().Width, r.Size().Height))
	if fill.A < 0xff { // it dims what lies below it
		fill = over(fill, s.below(at.Add(fyne.NewPos(1, 1))))
	}
	s.grounds = append(s.grounds, ground{at, end, fill})
}

func orNone(c color.Color) color.Color {
	if c == nil {
		return color.Transparent
	}
	return c
}

// over is a colour that lets the one below through.
func over(top, below color.NRGBA) color.NRGBA {
	a := float64(top.A) / 255
	mix := func(t, b uint8) uint8 { return uint8(float64(t)*a + float64(b)*(1-a)) }
	below.R, below.G, below.B = mix(top.R, below.R), mix(top.G, below.G), mix(top.B, below.B)
	return below
}

func (s *seen) below(at fyne.Position) color.NRGBA {
	for i := len(s.grounds) - 1; i >= 0; i-- {
		g := s.grounds[i]
		if at.X >= g.at.X && at.Y >= g.at.Y && at.X <= g.end.X && at.Y <= g.end.Y {
			return g.colour
		}
	}
	return theme.Color(theme.Paper)
}

func (s *seen) read(t *canvas.Text, at fyne.Position) {
	if t.Text == "" {
		return
	}
	ink, _ := color.NRGBAModel.Convert(orNone(t.Color)).(color.NRGBA)
	size := t.MinSize()
	s.texts = append(s.texts, words{t.Text, ink, s.below(at.Add(fyne.NewPos(min(size.Width, max(t.Size().Width, 1))/2, size.Height/2)))})
}

// faint are the inks that are not read: placeholders and what is disabled.
func faint(ink color.NRGBA) bool { return ink == theme.Color(theme.Ink3) }

func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// dim are the texts of a picture that are hard to read.
func (s *seen) dim(least float64) (out []string) {
	said := map[words]bool{}
	for _, w := range s.texts {
		if faint(w.ink) || w.ink.A == 0 || contrast(w.ink, w.ground) >= least || said[w] {
			continue
		}
		said[w] = true
		out = append(out, fmt.Sprintf("%q is #%02X%02X%02X on #%02X%02X%02X: %.2f", w.text, w.ink.R, w.ink.G, w.ink.B, w.ground.R, w.ground.G, w.ground.B, contrast(w.ink, w.ground)))
	}
	return out
}

// small are the things of a picture that a finger misses.
func (s *seen) small(least float32) (out []string) {
	for _, p := range s.pressed {
		if p.size.IsZero() || p.size.Width >= least && p.size.Height >= least {
			continue
		}
		out = append(out, fmt.Sprintf("%s at %.0f,%.0f is %.0f × %.0f", p.kind, p.at.X, p.at.Y, p.size.Width, p.size.Height))
	}
	return out
}

// draw opens a picture in a window and looks at it, with what floats over it.
func draw(t *testing.T, o theme.Options, size fyne.Size, open func(w fyne.Window) (fyne.CanvasObject, func())) *seen {
	t.Helper()
	app := test.NewTempApp(t)
	o.PixelScale = 1
	app.Settings().SetTheme(theme.New(o))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(size)
	content, perform := open(w)
	w.SetContent(content)
	w.Resize(size)
	perform()
	s := &seen{}
	s.look(w.Content(), fyne.Position{})
	for _, over := range w.Canvas().Overlays().List() {
		s.look(over, fyne.Position{})
	}
	return s
}

func opened(s scene.Scene) func(fyne.Window) (fyne.CanvasObject, func()) {
	return func(w fyne.Window) (fyne.CanvasObject, func()) {
		d := s.Open("fr")
		return d.Content(), func() { s.Perform(d, w.Canvas()) }
	}
}

var lights = map[string]theme.Appearance{"light": theme.Light, "dark": theme.Dark}

// Goal: nobody writes on a ground on which it cannot be read, on any screen and in
// either appearance. Method: each text is held against what was painted under it
// last.
func TestWhatIsWrittenCanBeReadOnEveryScreen(t *testing.T) {
	texts := 0
	for name, appearance := range lights {
		for _, s := range scene.All() {
			if s.Plain && appearance == theme.Dark {
				continue // the same parts as its neighbours
			}
			t.Run(s.Name+"-"+name, func(t *testing.T) {
				got := draw(t, theme.Options{Appearance: appearance}, fyne.NewSize(1366, 768), opened(s))
				texts += len(got.texts)
				for _, dim := range got.dim(leastContrast) {
					t.Error(dim)
				}
			})
		}
	}
	if texts < 5000 {
		t.Errorf("only %d texts were read: the walk itself is broken", texts)
	}
}

// Goal: a gloved finger in a van and a customer at the kiosk hit what they mean.
func TestWhatIsPressedInTheHandIsLargeEnough(t *testing.T) {
	places := 0
	for _, s := range scene.Fields() {
		t.Run(s.Name, func(t *testing.T) {
			got := draw(t, theme.Options{Appearance: theme.Light, Density: theme.Field}, fyne.NewSize(360, 740), opened(s))
			places += len(got.pressed)
			for _, small := range got.small(leastTouch) {
				t.Error(small)
			}
		})
	}
	for _, s := range scene.Kiosks() {
		t.Run(s.Name, func(t *testing.T) {
			got := draw(t, theme.Options{Appearance: theme.Light, Density: theme.Kiosk}, fyne.NewSize(1280, 800), func(w fyne.Window) (fyne.CanvasObject, func()) { return s.Open("fr", w.Canvas) })
			places += len(got.pressed)
			for _, small := range got.small(leastTouch) {
				t.Error(small)
			}
		})
	}
	if places < 200 {
		t.Errorf("only %d places were found: the walk itself is broken", places)
	}
}

// The checks find what they are for.
func TestGreyOnGreyAndAPinheadAreFound(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Appearance: theme.Light, PixelScale: 1}))
	s := &seen{}
	paper := canvas.NewRectangle(theme.Color(theme.Paper))
	paper.Resize(fyne.NewSize(100, 100))
	pale := canvas.NewText("pale", color.NRGBA{R: 0xA0, G: 0xA0, B: 0xA0, A: 0xff})
	pale.Resize(fyne.NewSize(40, 20))
	s.look(&fyne.Container{Objects: []fyne.CanvasObject{paper, pale}}, fyne.Position{})
	s.pressed = append(s.pressed, place{"pin", fyne.NewSize(20, 48), fyne.Position{}})
	if len(s.dim(leastContrast)) != 1 || len(s.small(leastTouch)) != 1 {
		t.Errorf("%q, %q", s.dim(leastContrast), s.small(leastTouch))
	}
}
