package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// EmptyData is what is said where there is nothing to show.
type EmptyData struct {
	Icon   icon.Name
	Title  string
	Text   string
	Action string // label of the button; "" shows none
}

// emptyWidth keeps the sentence of an EmptyState easy to read.
const emptyWidth float32 = 320

// EmptyState says why there is nothing, and what to do about it.
type EmptyState struct {
	composite
	icon        *Icon
	title, text *Text
	action      *Button
}

// NewEmptyState returns an empty state; onAction is what its button does.
func NewEmptyState(data EmptyData, onAction func()) *EmptyState {
	e := &EmptyState{
		icon: NewIcon(data.Icon, 28, theme.Ink3), title: Paragraph().Centre(), text: Paragraph().Centre(),
		action: Secondary("", ButtonOptions{}, onAction),
	}
	column := V(theme.Grid, Centre(e.icon), e.title, e.text, Pad(0, 8, 0, 0, Centre(e.action)))
	e.root = contain(readable{}, column)
	e.ExtendBaseWidget(e)
	e.Set(data)
	return e
}

// Button is what there is to press.
func (e *EmptyState) Button() fyne.Focusable { return e.action }

// Set says something else.
func (e *EmptyState) Set(data EmptyData) {
	e.icon.Set(data.Icon, theme.Ink3)
	e.title.Set(Strong.Of(data.Title))
	e.text.Set(Muted.Of(data.Text))
	e.text.Hidden = data.Text == ""
	e.action.SetLabel(data.Action)
	e.action.Hidden = data.Action == ""
	e.Refresh()
}

// readable centres its child, no wider than a line that reads well.
type readable struct{}

func (readable) width(width float32) float32 {
	return min(width, theme.Current().Scaled(emptyWidth))
}

func (r readable) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightOf(o[0], r.width(width))
}

func (readable) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(narrowest, narrowest) }

func (r readable) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := r.width(size.Width)
	height := HeightOf(o[0], width)
	place(o[0], (size.Width-width)/2, max(0, (size.Height-height)/2), width, height)
}
