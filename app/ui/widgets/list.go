package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List shows rich rows of one height, as many as there are: only those in
// sight exist. The stock list scrolls and recycles; choosing, hover and focus
// are ours, because the stock marks lie under the rows.
//
// Arrows, Page Up, Page Down, Home and End choose; Enter and Space open. It is
// one stop of Tab.
type List struct {
	widget.List

	// OnChosen is called when a person chooses a row, again if it was chosen.
	OnChosen func(index int)
	// OnOpened is called on Enter and Space; nil means OnChosen.
	OnOpened func(index int)

	length           func() int
	row              func(index int) RowData
	rows             map[*listRow]struct{}
	selected, cursor int
	focused          bool
}

// NewList returns a list. The row function is called for rows in sight only,
// and must be quick: it runs while the list scrolls.
func NewList(length func() int, row func(index int) RowData) *List {
	l := &List{length: length, row: row, rows: map[*listRow]struct{}{}, selected: nobody}
	l.Length = length
	l.CreateItem = func() fyne.CanvasObject { return newListRow(l.tapped) }
	l.UpdateItem = l.update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *List) update(index widget.ListItemID, o fyne.CanvasObject) {
	row, ok := o.(*listRow)
	if !ok || index >= l.length() {
		return
	}
	l.rows[row] = struct{}{}
	row.show(index, l.row(index), index == l.selected, l.ringed(index))
}

func (l *List) ringed(index int) bool { return l.focused && index == l.cursor }

// remark shows choice and focus again on the rows in sight.
func (l *List) remark() {
	for row := range l.rows {
		row.mark(row.index == l.selected, l.ringed(row.index))
	}
}

// Reload asks for every row in sight again, and for the length.
func (l *List) Reload() {
	l.cursor = min(l.cursor, max(0, l.length()-1))
	clear(l.rows) // update puts the rows in sight back
	l.Refresh()
}

// Selected returns the chosen row, -1 when there is none.
func (l *List) Selected() int { return l.selected }

// Select shows a row as chosen, without calling OnChosen; -1 chooses none. It
// does not scroll.
func (l *List) Select(index int) {
	if index == l.selected {
		return
	}
	l.selected = index
	if index >= 0 {
		l.cursor = index
	}
	l.remark()
}

// Jump scrolls so that a row is in sight.
func (l *List) Jump(index int) { l.ScrollTo(index) }

// choose is what a person does.
func (l *List) choose(index int) {
	index = min(index, l.length()-1)
	if index < 0 {
		return
	}
	l.selected, l.cursor = index, index
	l.ScrollTo(index)
	l.remark()
	if l.OnChosen != nil {
		l.OnChosen(index)
	}
}

func (l *List) tapped(index int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && !fyne.CurrentDevice().IsMobile() {
		c.Focus(l)
	}
	l.choose(index)
}

func (l *List) open(index int) {
	if l.OnOpened == nil || index >= l.length() {
		l.choose(index)
		return
	}
	l.OnOpened(index)
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.remark()
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.focused = false
	l.remark()
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(c rune) { routerOf(l).typedRune(c) }

// TypedShortcut implements fyne.Shortcutable.
func (l *List) TypedShortcut(s fyne.Shortcut) { routerOf(l).typedShortcut(s) }

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if routerOf(l).typedKey(nil, e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.open(l.cursor)
	case fyne.KeyDown:
		l.choose(l.selected + 1)
	case fyne.KeyUp:
		l.choose(max(0, l.selected-1))
	case fyne.KeyPageDown:
		l.choose(l.cursor + l.page())
	case fyne.KeyPageUp:
		l.choose(max(0, l.cursor-l.page()))
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(l.length() - 1)
	}
}

// page is how many whole rows are in sight.
func (l *List) page() int { return max(1, int(l.Size().Height/rowPitch())-1) }
