package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// EventData is one thing that happened, for a timeline.
type EventData struct {
	When  string
	Title string    // what happened
	Text  string    // in whose words, after the title; "" shows none
	By    string    // who, where
	Chips []RowChip // such as "to be sent"
	Alert string    // what must be done about it; "" shows none
}

// eventTime is the width of the column of times, and eventSigns how wide it is at least in
// sizes of its type: a month with its year is read whole in the hand too.
const (
	eventTime  float32 = 52
	eventSigns float32 = 4.3
)

// timeWidth is that width before the text factor.
func timeWidth() float32 {
	now := theme.Current()
	return max(eventTime, eventSigns*now.Type(theme.Caption)/now.Scaled(1))
}

// Event is an item of a timeline: the time at the left, what happened, what
// must be done about it and who did it at the right.
type Event struct {
	composite
}

// NewEvent returns an item of a timeline. Timelines are paged, and an item
// that changes is made anew.
func NewEvent(data EventData) *Event {
	words := []Run{Strong.Of(data.Title)}
	if data.Text != "" {
		words = append(words, Body.Of(narrowSpace+": "+data.Text))
	}
	right := []fyne.CanvasObject{Paragraph(words...)}
	if len(data.Chips) > 0 {
		row := Flow(6)
		for _, c := range data.Chips {
			row.Objects = append(row.Objects, NewChip(c.Kind, c.Icon, c.Text))
		}
		right = append(right, row)
	}
	if data.Alert != "" {
		right = append(right, HTop(4, []float32{0, 1},
			Pad(0, 1, 0, 0, NewTextIcon(icon.TriangleAlert, theme.Caption, theme.Watch)),
			Paragraph(Label.In(theme.Watch).Of(data.Alert))))
	}
	if data.By != "" {
		right = append(right, Short(Caption.Of(data.By)))
	}
	when := Short(CodeCaption.Of(data.When)).LineHeight(20)
	e := &Event{}
	e.root = HTop(10, []float32{0, 1}, contain(scaled{width: timeWidth()}, when), V(2, right...))
	e.ExtendBaseWidget(e)
	return e
}

// narrowSpace is the no-break space that French puts before a colon.
const narrowSpace = "\u202f"
