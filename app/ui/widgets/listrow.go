package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// RowMark is a small sign on a row.
type RowMark struct {
	Icon icon.Name
	Kind Kind
}

// rowMarks is how many signs a row has room for.
const rowMarks = 2

// RowData is what a row of a List shows.
type RowData struct {
	Code     string // a number, in mono
	When     string
	Title    string
	Subtitle string
	Chip     RowChip
	Marks    [rowMarks]RowMark // before When; icon.None leaves one out
	Loading  bool              // not read yet: grey bars stand for the words
}

// RowChip is the state of a row.
type RowChip struct {
	Kind Kind
	Icon icon.Name
	Text string
}

// listRow is one widget with all objects of a row, filled again and again as
// the list scrolls.
type listRow struct {
	widget.BaseWidget
	code, when, title, subtitle *Text
	chip                        *Chip
	marks                       [rowMarks]*Icon
	background, bar, line, ring *Box
	ghosts                      [3]*Box

	index                   int
	selected, ringed, hover bool
	onTap                   func(index int)
}

func newListRow(onTap func(index int)) *listRow {
	r := &listRow{
		code: Short(), when: Line(), title: Short(), subtitle: Short(),
		chip:       NewChip(KindNeutral, icon.None, ""),
		background: NewBox(theme.None, theme.None, 0),
		bar:        NewBox(theme.Work, theme.None, 0),
		line:       NewBox(theme.Line, theme.None, 0),
		ring:       newRing(theme.RingWidth * 2),
		onTap:      onTap,
	}
	for i := range r.marks {
		r.marks[i] = NewTextIcon(icon.None, theme.Caption, theme.Ink2)
	}
	for i := range r.ghosts {
		r.ghosts[i] = NewBox(theme.Line, theme.None, 4)
	}
	r.ExtendBaseWidget(r)
	return r
}

// show fills the row; nothing is drawn again that stays the same.
func (r *listRow) show(index int, d RowData, selected, ringed bool) {
	r.index = index
	r.code.Set(CodeStrong.Of(d.Code))
	r.when.Set(Caption.Of(d.When))
	r.title.Set(Strong.Of(d.Title))
	r.subtitle.Set(Muted.Of(d.Subtitle))
	r.chip.Set(d.Chip.Kind, d.Chip.Icon, d.Chip.Text)
	r.chip.Hidden = d.Loading || d.Chip.Text == ""
	for i, m := range d.Marks {
		r.marks[i].Hidden = m.Icon == icon.None
		r.marks[i].Set(m.Icon, m.Kind.Ink())
	}
	for _, g := range r.ghosts {
		g.Hidden = !d.Loading
	}
	r.mark(selected, ringed)
}

// mark shows whether the row is chosen and whether it has the focus.
func (r *listRow) mark(selected, ringed bool) {
	r.selected, r.ringed = selected, ringed
	r.Refresh()
}

// Tapped implements fyne.Tappable. The row takes the tap from the stock list,
// which would otherwise keep a selection of its own.
func (r *listRow) Tapped(*fyne.PointEvent) { r.onTap(r.index) }

// Cursor implements desktop.Cursorable.
func (r *listRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (r *listRow) MouseIn(*desktop.MouseEvent) { r.hover = true; r.paint() }

// MouseMoved implements desktop.Hoverable.
func (r *listRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *listRow) MouseOut() { r.hover = false; r.paint() }

// paint shows hover, selection and focus. A row that has none of them shows the surface
// that the list lies on, which is not filled a second time.
func (r *listRow) paint() {
	fill := theme.None
	switch {
	case r.selected:
		fill = theme.WorkTint
	case r.hover:
		fill = theme.Raised
	}
	r.background.Set(fill, theme.None)
	r.bar.Hidden, r.ring.Hidden = !r.selected, !r.ringed
	canvas.Refresh(r)
}

// rowPitch is the distance from one row to the next: three lines of text, 33
// units of space and the line below.
func rowPitch() float32 {
	return 3*theme.Current().LineHeight(theme.Body) + 33
}

// CreateRenderer implements fyne.Widget.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	o := []fyne.CanvasObject{r.background, r.line, r.bar, r.code, r.when, r.title, r.subtitle, r.chip}
	for _, m := range r.marks {
		o = append(o, m)
	}
	for _, g := range r.ghosts {
		o = append(o, g)
	}
	return &listRowRenderer{r, append(o, r.ring)}
}

type listRowRenderer struct {
	row     *listRow
	objects []fyne.CanvasObject
}

func (*listRowRenderer) Destroy()                       {}
func (r *listRowRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize leaves out the gap that Fyne puts between rows; Layout paints it.
func (r *listRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, rowPitch()-theme.Gap)
}

// The spaces in a row.
const (
	rowPadX float32 = 16
	rowPadY float32 = 12
	rowBar  float32 = 3
)

func (r *listRowRenderer) Layout(size fyne.Size) {
	row := r.row
	size.Height += theme.Gap
	edge := hairline(row, 1)
	place(row.background, 0, 0, size.Width, size.Height)
	place(row.line, 0, size.Height-edge, size.Width, edge)
	place(row.bar, 0, 0, rowBar, size.Height-edge)
	place(row.ring, 2, 2, size.Width-4, size.Height-edge-4)
	line := theme.Current().LineHeight(theme.Body)
	width := size.Width - 2*rowPadX
	r.layoutHead(width, line)
	place(row.title, rowPadX, rowPadY+line+2, width, line)
	r.layoutFoot(width, rowPadY+2*line+8, line)
	for i, g := range row.ghosts {
		place(g, rowPadX, rowPadY+float32(i)*(line+4)+4, width*[...]float32{0.35, 0.6, 0.45}[i], line-8)
	}
}

// layoutHead places code, marks and time.
func (r *listRowRenderer) layoutHead(width, line float32) {
	row, right := r.row, rowPadX+width
	time := row.when.MinSize().Width
	right -= time
	place(row.when, right, rowPadY, time, line)
	for _, m := range row.marks {
		if m.Visible() {
			side := m.MinSize().Width
			right -= side + 6
			place(m, right, rowPadY+(line-side)/2, side, side)
		}
	}
	place(row.code, rowPadX, rowPadY, right-rowPadX-8, line)
}

// layoutFoot places subtitle and chip.
func (r *listRowRenderer) layoutFoot(width, y, line float32) {
	row, rest := r.row, width
	if row.chip.Visible() {
		size := row.chip.MinSize()
		size.Width = min(size.Width, width)
		place(row.chip, rowPadX+width-size.Width, floor(y+(line-size.Height)/2)-1, size.Width, size.Height)
		rest -= size.Width + 8
	}
	place(row.subtitle, rowPadX, y, rest, line)
}

func (r *listRowRenderer) Refresh() {
	r.row.paint()
	r.Layout(r.row.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}
