package counter

import (
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
}

// The spaces of the screens, in units.
const (
	pageSpace float32 = 24
	cardGap   float32 = 16
	fieldGap  float32 = 12
)

func kindOf(t present.Tone) widgets.Kind {
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

func newChip(c present.Chip) *widgets.Chip {
	return widgets.NewChip(kindOf(c.Tone), icon.Name(c.Icon), c.Text)
}

func setChip(to *widgets.Chip, c present.Chip) {
	to.Set(kindOf(c.Tone), icon.Name(c.Icon), c.Text)
	to.Hidden = c.IsZero()
}

func rowChip(c present.Chip) widgets.RowChip {
	return widgets.RowChip{Kind: kindOf(c.Tone), Icon: icon.Name(c.Icon), Text: c.Text}
}

func noticeData(n present.Notice) widgets.NoticeData {
	return widgets.NoticeData{Kind: kindOf(n.Tone), Title: n.Text, Text: n.Next, Action: n.Retry}
}

func options(list []present.Choice) []widgets.Option {
	out := make([]widgets.Option, len(list))
	for i, c := range list {
		out[i] = widgets.Option{ID: c.Value, Label: c.Label}
	}
	return out
}

// setObjects replaces what a container shows.
func setObjects(c *fyne.Container, objects ...fyne.CanvasObject) {
	c.Objects = objects
	c.Hidden = len(objects) == 0
}
