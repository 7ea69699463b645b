package widgets

import (
	"strings"

	"etabli/app/ui/theme"
)

// ClockData is what a clock card shows.
type ClockData struct {
	Label string  // what is measured
	Value string  // the figure
	Sub   string  // what the figure rests on
	Kind  Kind    // late and watch colour the figure and the bar
	Share float32 // of the time that has passed, 0 to 1; below 0 shows no bar
}

// Clock is a figure with its reason and a bar.
type Clock struct {
	composite
	label, value *Text
	bar          *Bar
}

// NewClock returns a clock card.
func NewClock(data ClockData) *Clock {
	c := &Clock{label: Short(), value: Paragraph(), bar: NewBar(0, theme.Work)}
	c.root = Z(
		NewBox(theme.Raised, theme.Line, theme.RadiusCard),
		Pad(15, 12, 15, 12, VGrow(0, 1, c.label, c.value, Pad(0, 9, 0, 0, c.bar))),
	)
	c.ExtendBaseWidget(c)
	c.Set(data)
	return c
}

// Set shows other data.
func (c *Clock) Set(data ClockData) {
	ink, bar := theme.Ink1, data.Kind.Ink()
	switch data.Kind {
	case KindLate, KindGood:
		ink = data.Kind.Ink()
	case KindNeutral:
		bar = theme.Work
	}
	c.label.Set(Label.Of(strings.ToUpper(data.Label)))
	c.value.Set(Title.In(ink).Of(data.Value), Caption.Of("  "+data.Sub))
	c.bar.Set(data.Share, bar)
	if data.Share < 0 {
		c.bar.Hide()
	} else {
		c.bar.Show()
	}
	c.Refresh()
}
