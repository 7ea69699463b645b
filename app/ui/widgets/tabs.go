package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// tabName is the size of a place's name, whatever the text factor.
const tabName float32 = 12

// tabHeight is the height of the bar at the bottom of a phone.
const tabHeight float32 = 62

// Tabs is the bar at the bottom of a phone: a few places, at the thumb.
type Tabs struct {
	roving
	items    []RailItem
	open     string
	text     float32 // the text factor that they were made for
	row      *fyne.Container
	onChosen func(id string)
}

// NewTabs returns an empty bar.
func NewTabs(onChosen func(id string)) *Tabs {
	t := &Tabs{onChosen: onChosen, row: contain(&row{align: full})}
	t.root = V(0, HLine(), Surface(t.row))
	t.start = func() int {
		return max(0, slices.IndexFunc(t.items, func(i RailItem) bool { return i.ID == t.open }))
	}
	t.extend(t, fyne.KeyLeft, fyne.KeyRight)
	return t
}

// Set shows the places and which of them is open.
func (t *Tabs) Set(items []RailItem, open string) {
	factor := theme.Current().Scaled(1)
	if t.open == open && t.text == factor && slices.Equal(t.items, items) {
		return
	}
	t.items, t.open, t.text = slices.Clone(items), open, factor
	weights := make([]float32, len(items))
	t.parts, t.row.Objects = nil, nil
	for i, item := range t.items {
		weights[i] = 1
		tab := newTab(item, item.ID == open)
		tab.OnTap = func() { t.onChosen(item.ID) }
		t.parts = append(t.parts, tab)
		t.row.Objects = append(t.row.Objects, tab)
	}
	t.row.Layout = &row{align: full, weights: weights}
	t.cursor = min(t.cursor, max(0, len(t.parts)-1))
	t.ring()
	t.Refresh()
}

func newTab(item RailItem, open bool) *pressable {
	// Five names share a phone: they stay as they are when text grows, and stand in
	// full size among all places.
	ink, style := theme.Ink2, Style{Units: tabName / theme.Current().Scaled(1)}
	if open {
		ink, style.Weight = theme.Work, SemiBold
	}
	p := &pressable{
		content: VGrow(0, 2, Pad(0, 8, 0, 2, Centre(NewIcon(item.Icon, 22, ink))),
			Short(style.In(ink).Of(item.Label)).Centre(), Spacer()),
		look: Look{
			Fill: theme.Surface, Hover: theme.Raised, Stretch: true,
			Height: func() float32 { return max(tabHeight, theme.Current().Scaled(48)) },
		},
	}
	p.extend(p)
	return p
}
