package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
	"etabli/app/ui/widgets/stroke"
)

// The pad of a signature: its height, and the width of the pen.
const (
	padHeight float32 = 120
	penWidth  float32 = 2
)

// SignaturePad is signed with a finger, a pen or the mouse.
type SignaturePad struct {
	composite
	sheet *signatureSheet
	clear *Button
	hint  *Text

	// OnSigned is called after each movement of the pen and after clearing.
	OnSigned func(stroke.Drawing)
}

// NewSignaturePad returns an empty pad with a word that stands in it until it
// is signed. The label of the button that clears it is for the pointer's help.
func NewSignaturePad(hint string) *SignaturePad {
	p := &SignaturePad{hint: Line(Body.In(theme.Ink3).Of(hint)).Centre()}
	p.sheet = newSignatureSheet(p.show, p.changed)
	p.clear = IconButton(icon.RotateCcw, p.Clear)
	corner := VGrow(0, 1, HW(0, []float32{1}, Spacer(), p.clear), Spacer())
	p.root = Z(NewBox(theme.Surface, theme.Line, theme.RadiusControl), p.hint, p.sheet, corner)
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// Drawing returns what was signed; its coordinates are shares of the width.
func (p *SignaturePad) Drawing() stroke.Drawing { return p.sheet.drawing }

// Ratio returns the height of the pad as a share of its width.
func (p *SignaturePad) Ratio() float32 {
	size := p.Size()
	if size.Width == 0 {
		return 0
	}
	return size.Height / size.Width
}

// Set shows a drawing, without calling OnSigned.
func (p *SignaturePad) Set(d stroke.Drawing) {
	p.sheet.drawing = d
	p.show()
}

// Clear takes the signature away, as its button does.
func (p *SignaturePad) Clear() {
	p.sheet.drawing = nil
	p.changed()
}

func (p *SignaturePad) changed() {
	p.show()
	if p.OnSigned != nil {
		p.OnSigned(p.sheet.drawing)
	}
}

func (p *SignaturePad) show() {
	p.hint.Hidden = !p.sheet.drawing.Empty()
	p.clear.Hidden = p.sheet.drawing.Empty()
	p.Refresh()
}

// signatureSheet takes the movements of the pen.
type signatureSheet struct {
	widget.BaseWidget
	drawing stroke.Drawing
	down    bool
	begun   func()
	changed func()
}

func newSignatureSheet(begun, changed func()) *signatureSheet {
	s := &signatureSheet{begun: begun, changed: changed}
	s.ExtendBaseWidget(s)
	return s
}

func (s *signatureSheet) point(at fyne.Position) stroke.Point {
	width := max(1, s.Size().Width)
	return stroke.Point{X: at.X / width, Y: at.Y / width}
}

// MouseDown implements desktop.Mouseable: the pen touches the sheet.
func (s *signatureSheet) MouseDown(e *desktop.MouseEvent) { s.begin(e.Position) }

// MouseUp implements desktop.Mouseable.
func (s *signatureSheet) MouseUp(*desktop.MouseEvent) { s.end() }

// Dragged implements fyne.Draggable.
func (s *signatureSheet) Dragged(e *fyne.DragEvent) {
	if !s.down {
		s.begin(e.Position.Subtract(fyne.NewPos(e.Dragged.DX, e.Dragged.DY)))
	}
	s.drawing.Extend(s.point(e.Position))
	s.Refresh()
}

// DragEnd implements fyne.Draggable.
func (s *signatureSheet) DragEnd() { s.end() }

func (s *signatureSheet) begin(at fyne.Position) {
	s.down = s.drawing.Begin(s.point(at))
	s.begun() // the word goes as the pen touches
	s.Refresh()
}

func (s *signatureSheet) end() {
	if s.down {
		s.down = false
		s.changed()
	}
}

// Cursor implements desktop.Cursorable.
func (s *signatureSheet) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// CreateRenderer implements fyne.Widget.
func (s *signatureSheet) CreateRenderer() fyne.WidgetRenderer {
	return standing(s, &sheetRenderer{raster: canvas.NewRaster(s.draw)})
}

func (s *signatureSheet) draw(width, height int) image.Image {
	pen := float64(penWidth)
	if size := s.Size(); size.Width > 0 {
		pen *= float64(width) / float64(size.Width)
	}
	return s.drawing.Picture(width, height, theme.Color(theme.Work), pen)
}

type sheetRenderer struct{ raster *canvas.Raster }

func (*sheetRenderer) Destroy()                       {}
func (r *sheetRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.raster} }
func (r *sheetRenderer) Refresh()                     { r.raster.Refresh() }
func (*sheetRenderer) MinSize() fyne.Size             { return fyne.NewSize(narrowest, padHeight) }

func (r *sheetRenderer) Layout(size fyne.Size) { place(r.raster, 0, 0, size.Width, size.Height) }
