package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// RailItem is one place that a Rail leads to.
type RailItem struct {
	ID    string
	Icon  icon.Name
	Label string
	Count string // "" shows none
	Kind  Kind   // of the count
	Apart bool   // a line stands before it
}

// The widths of a rail with words and with icons only.
const (
	railWide   float32 = 208
	railWords  float32 = 170
	railMargin float32 = 12
)

// The places of a rail stand closer than other controls, and many of them closer still,
// so that all of them are seen on a laptop's screen.
const (
	railGap   float32 = 2
	railLess  float32 = 4
	railDense float32 = 10
	railMany          = 14
)

// Rail leads between the screens of a desk: the sign above, the places, and at
// the foot what the shell puts there.
type Rail struct {
	composite
	list *railList
	head *fyne.Container
	foot *fyne.Container
	name string
	wide bool
}

// NewRail returns a rail under the name of the program.
func NewRail(name string, onChosen func(id string)) *Rail {
	r := &Rail{name: name, wide: true, list: newRailList(onChosen), head: Z(), foot: V(12)}
	body := VGrow(0, 1, r.head, VScroll(Pad(ringReach, 8, ringReach, 8, r.list)), Pad(0, 8, 0, 0, r.foot))
	side := railMargin - ringReach
	r.root = contain(railLayout{r}, HFill(0, []float32{1, 0}, Surface(Pad(side, 12, side, 12, body)), VLine()))
	r.ExtendBaseWidget(r)
	r.showHead()
	return r
}

// SetItems shows the places and which of them is open.
func (r *Rail) SetItems(items []RailItem, open string) { r.list.set(items, open) }

// SetOpen shows which place is open.
func (r *Rail) SetOpen(id string) { r.list.set(r.list.items, id) }

// SetFoot puts objects at the foot of the rail, from top to bottom.
func (r *Rail) SetFoot(objects ...fyne.CanvasObject) {
	r.foot.Objects = nil
	for _, o := range objects {
		r.foot.Objects = append(r.foot.Objects, Pad(ringReach, 0, ringReach, 0, o))
	}
	r.Refresh()
}

// SetWide shows words, or icons only.
func (r *Rail) SetWide(wide bool) {
	if r.wide == wide {
		return
	}
	r.wide, r.list.wide = wide, wide
	r.showHead()
	r.list.build()
	r.Refresh()
}

func (r *Rail) showHead() {
	var head fyne.CanvasObject = Pad(railMargin+ringReach, 8, 0, 8, HW(8, []float32{0, 1}, Mark(28), Short(LeadStrong.At(16).Of(r.name))))
	if !r.wide {
		head = Pad(0, 8, 0, 8, Centre(Mark(28)))
	}
	r.head.Objects = []fyne.CanvasObject{head}
}

// railLayout gives the rail its width.
type railLayout struct{ of *Rail }

func (l railLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	now := theme.Current()
	width := now.Scaled(20) + 45
	if l.of.wide {
		width = max(railWide, now.Scaled(railWords))
	}
	return fyne.NewSize(width, o[0].MinSize().Height)
}

func (railLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	place(o[0], 0, 0, size.Width, size.Height)
}

// railList is the places of a rail: one stop of Tab.
type railList struct {
	roving
	items    []RailItem
	open     string
	wide     bool
	column   *fyne.Container
	onChosen func(id string)
}

func newRailList(onChosen func(id string)) *railList {
	l := &railList{wide: true, column: V(railGap), onChosen: onChosen}
	l.root = l.column
	l.start = l.openIndex
	l.extend(l, fyne.KeyUp, fyne.KeyDown)
	return l
}

func (l *railList) openIndex() int {
	return max(0, slices.IndexFunc(l.items, func(i RailItem) bool { return i.ID == l.open }))
}

func (l *railList) set(items []RailItem, open string) {
	if l.open == open && slices.Equal(l.items, items) {
		return
	}
	l.items, l.open = slices.Clone(items), open
	l.build()
}

// build makes the places anew; there are a dozen or a little more.
func (l *railList) build() {
	l.parts, l.column.Objects = nil, nil
	less := railLess
	if len(l.items) > railMany && theme.Current().Control() < theme.TouchTarget {
		less = railDense
	}
	for _, item := range l.items {
		if item.Apart {
			l.column.Add(Pad(4, 8, 4, 8, HLine()))
		}
		place := newRailPlace(item, item.ID == l.open, l.wide, less)
		place.OnTap = func() { l.onChosen(item.ID) }
		l.parts = append(l.parts, place)
		l.column.Add(place)
	}
	l.cursor = min(l.cursor, max(0, len(l.parts)-1))
	l.ring()
	l.Refresh()
}

func newRailPlace(item RailItem, open, wide bool, less float32) *pressable {
	ink, count := theme.Ink2, item.Kind.Ink()
	look := Look{
		Fill: theme.Surface, Hover: theme.Raised, Radius: theme.RadiusControl, PadX: 12, Stretch: true,
		Height: func() float32 { return theme.Current().Control() - less },
	}
	if open {
		ink, look.Fill, look.Hover = theme.Work, theme.WorkTint, theme.WorkTint
		if item.Kind == KindNeutral || item.Kind == KindWatch { // what waits is too pale on the tint of the open place
			count = theme.Work
		}
	}
	p := &pressable{look: look}
	if wide {
		p.content = HW(10, []float32{0, 1, 0}, NewIcon(item.Icon, 18, ink),
			Short(Strong.In(ink).Of(item.Label)), Line(Label.In(count).code().Of(item.Count)))
	} else {
		p.content, p.look.PadX, p.look.Stretch = narrowPlace(item, ink, count, look.Fill), 2, true
	}
	p.extend(p)
	return p
}

// narrowPlace is an icon with the count at its corner. The figure has the
// colour of the place behind it, so that it is read where it covers the icon.
func narrowPlace(item RailItem, ink, count, fill theme.Token) fyne.CanvasObject {
	icon := Centre(NewIcon(item.Icon, 20, ink))
	if item.Count == "" {
		return icon
	}
	figure := Line(Label.At(10).In(count).code().Of(brief(item.Count))).LineHeight(12)
	badge := Z(NewBox(fill, theme.None, 4), Pad(2, 0, 2, 0, figure))
	return Z(icon, HTop(0, []float32{1, 0}, Spacer(), Pad(0, 2, 0, 0, badge)))
}

// brief is a count where there is room for two figures: more are said to be more.
func brief(count string) string {
	if len([]rune(count)) > 2 {
		return "99+"
	}
	return count
}
