package widgets

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// textMode is what a Text does with a width.
type textMode uint8

const (
	wholeLine textMode = iota
	shortLine
	wrapLines
)

// narrowest is the least width that text which adapts asks for.
const narrowest = 20

// Text shows runs of text on one baseline. Line asks for the width of all of
// it, Short for next to none, and both end with an ellipsis where room ends;
// Paragraph wraps at ordinary spaces only.
type Text struct {
	widget.BaseWidget
	runs   []Run
	mode   textMode
	align  fyne.TextAlign
	height float32 // of a line, in units before the text factor; 0 by the runs

	laid    laidOut
	natural laidOut
}

// laidOut keeps a layout with what it was made for.
type laidOut struct {
	lines []textLine
	width float32
	theme *theme.Theme
}

func newText(mode textMode, runs []Run) *Text {
	t := &Text{runs: runs, mode: mode}
	t.ExtendBaseWidget(t)
	return t
}

// Line shows runs on one line that asks for their whole width.
func Line(runs ...Run) *Text { return newText(wholeLine, runs) }

// Short shows runs on one line and ends them with "…" where room ends.
func Short(runs ...Run) *Text { return newText(shortLine, runs) }

// Paragraph wraps runs at ordinary spaces; no-break spaces hold.
func Paragraph(runs ...Run) *Text { return newText(wrapLines, runs) }

// Right aligns the text to the right and returns it.
func (t *Text) Right() *Text {
	t.align = fyne.TextAlignTrailing
	return t
}

// Centre centres the text and returns it.
func (t *Text) Centre() *Text {
	t.align = fyne.TextAlignCenter
	return t
}

// LineHeight sets the height of a line, in units before the text factor, and
// returns the text.
func (t *Text) LineHeight(units float32) *Text {
	t.height = units
	return t
}

// Set shows other runs.
func (t *Text) Set(runs ...Run) {
	if slices.Equal(t.runs, runs) {
		return
	}
	t.runs = slices.Clone(runs)
	t.laid, t.natural = laidOut{}, laidOut{}
	t.Refresh()
}

// String returns what is shown, without styles.
func (t *Text) String() string {
	all := ""
	for _, r := range t.runs {
		all += r.Text
	}
	return all
}

// HeightFor implements HeightForWidth.
func (t *Text) HeightFor(width float32) float32 {
	if t.mode != wrapLines {
		return t.lineHeight()
	}
	var height float32
	for _, line := range t.lay(width) {
		height += t.heightOf(line)
	}
	return height
}

// heightOf returns the height of a line, by the largest run on it.
func (t *Text) heightOf(line textLine) float32 {
	var height float32
	for _, p := range line.pieces {
		height = max(height, p.lineHeight(theme.Current()))
	}
	if height == 0 || t.height > 0 {
		return t.lineHeight()
	}
	return height
}

func (t *Text) lineHeight() float32 {
	now := theme.Current()
	if t.height > 0 {
		return now.Scaled(t.height)
	}
	var height float32
	for _, r := range t.runs {
		height = max(height, r.lineHeight(now))
	}
	if height == 0 {
		height = Body.lineHeight(now)
	}
	return height
}

// lay lays the runs out for a width and keeps the result.
func (t *Text) lay(width float32) []textLine {
	now := theme.Current()
	if t.laid.theme == now && t.laid.width == width {
		return t.laid.lines
	}
	var lines []textLine
	if t.mode == wrapLines {
		lines = typesetter{now}.wrapped(t.runs, width)
	} else {
		lines = []textLine{typesetter{now}.shortened(t.runs, width)}
	}
	t.laid = laidOut{lines, width, now}
	return lines
}

// naturalWidth returns the width of all runs on one line.
func (t *Text) naturalWidth() float32 {
	now := theme.Current()
	if t.natural.theme != now {
		line := typesetter{now}.single(t.runs)
		t.natural = laidOut{width: line.width, theme: now}
	}
	return t.natural.width
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return standing(t, &textRenderer{text: t}) }

type textRenderer struct {
	text    *Text
	objects []fyne.CanvasObject
	pool    []*canvas.Text
	size    fyne.Size
}

func (*textRenderer) Destroy()                       {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	switch t.mode {
	case wrapLines:
		return fyne.NewSize(narrowest, t.HeightFor(max(r.size.Width, narrowest)))
	case shortLine:
		return fyne.NewSize(narrowest, t.lineHeight())
	}
	return fyne.NewSize(t.naturalWidth(), t.lineHeight())
}

func (r *textRenderer) Layout(size fyne.Size) {
	if size == r.size && r.objects != nil {
		return
	}
	r.size = size
	r.build()
}

func (r *textRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.text)
}

// build puts one canvas text where each piece stands.
func (r *textRenderer) build() {
	y := float32(0)
	if r.text.mode != wrapLines {
		y = max(0, (r.size.Height-r.text.lineHeight())/2)
	}
	r.objects = r.objects[:0]
	for _, line := range r.text.lay(r.size.Width) {
		height := r.text.heightOf(line)
		r.buildLine(line, y, height)
		y += height
	}
}

func (r *textRenderer) buildLine(line textLine, y, height float32) {
	now := theme.Current()
	var baseline, tall float32
	for _, p := range line.pieces {
		baseline, tall = max(baseline, p.baseline), max(tall, p.height)
	}
	shift := float32(0)
	switch r.text.align {
	case fyne.TextAlignTrailing:
		shift = r.size.Width - line.width
	case fyne.TextAlignCenter:
		shift = (r.size.Width - line.width) / 2
	}
	for _, p := range line.pieces {
		c := r.next()
		c.Text, c.TextSize, c.Color = p.Text, p.size(now), now.Token(p.ink())
		c.TextStyle, c.FontSource = p.fyne()
		// Fyne rounds baselines up; whole units keep neighbours on one line.
		c.Move(fyne.NewPos(p.x+shift, floor(y+(height-tall)/2+baseline-p.baseline)))
		c.Resize(fyne.NewSize(p.width, p.height))
		c.Refresh()
	}
}

// next returns a canvas text from the pool and shows it.
func (r *textRenderer) next() *canvas.Text {
	n := len(r.objects)
	if n == len(r.pool) {
		r.pool = append(r.pool, &canvas.Text{})
	}
	r.objects = append(r.objects, r.pool[n])
	return r.pool[n]
}

func floor(v float32) float32 { return float32(math.Floor(float64(v))) }
