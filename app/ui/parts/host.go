package parts

import (
	"io"

	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Host is what a view needs of the shell around it.
type Host struct {
	Words *lang.Catalogue
	// Canvas is where dialogs open.
	Canvas func() fyne.Canvas
	// Pictures chooses a picture of this machine; nil where nothing asks for one.
	Pictures Pictures
}

// The spaces of the screens, in units.
const (
	PageSpace float32 = 24
	CardGap   float32 = 16
	FieldGap  float32 = 12
)

// KindOf is the look of a tone.
func KindOf(t present.Tone) widgets.Kind {
	switch t {
	case present.Work:
		return widgets.KindWork
	case present.Good:
		return widgets.KindGood
	case present.Watch:
		return widgets.KindWatch
	case present.Late:
		return widgets.KindLate
	}
	return widgets.KindNeutral
}

// NewChip shows what the presenter says.
func NewChip(c present.Chip) *widgets.Chip {
	return widgets.NewChip(KindOf(c.Tone), icon.Name(c.Icon), c.Text)
}

// SetChip changes what a chip shows; an empty one is hidden.
func SetChip(to *widgets.Chip, c present.Chip) {
	to.Set(KindOf(c.Tone), icon.Name(c.Icon), c.Text)
	to.Hidden = c.IsZero()
}

// RowChip is a chip inside a row of a table.
func RowChip(c present.Chip) widgets.RowChip {
	return widgets.RowChip{Kind: KindOf(c.Tone), Icon: icon.Name(c.Icon), Text: c.Text}
}

// NoticeData is a notice with its next step.
func NoticeData(n present.Notice) widgets.NoticeData {
	return widgets.NoticeData{Kind: KindOf(n.Tone), Title: n.Text, Text: n.Next, Action: n.Retry}
}

// Options are the choices of a select.
func Options(list []present.Choice) []widgets.Option {
	out := make([]widgets.Option, len(list))
	for i, c := range list {
		out[i] = widgets.Option{ID: c.Value, Label: c.Label}
	}
	return out
}

// SetObjects replaces what a container shows.
func SetObjects(c *fyne.Container, objects ...fyne.CanvasObject) {
	c.Objects = objects
	c.Hidden = len(objects) == 0
}

// Pictures lets somebody choose a picture of this machine. The shell provides
// it, because a file dialog belongs to the window.
type Pictures func(chosen func(name string, content io.ReadCloser))
