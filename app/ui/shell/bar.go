package shell

import (
	"fyne.io/fyne/v2"

	"etabli/app/lang"
	"etabli/app/present"
	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// The widths of the search box: on a desk, and the most it takes where there
// is less room or larger text.
const (
	searchWidth  float32 = 370
	mediumSearch float32 = 480
)

// The spaces around what is in the bar, on a desk and on a phone.
const (
	barPadX   float32 = 20
	barPadY   float32 = 12
	phonePadX float32 = 12
	phonePadY float32 = 8
)

// bar is the strip above the screens: the search-or-scan box, and what belongs
// to the screen at its right.
type bar struct {
	words  *lang.Catalogue
	field  bool // in the hand
	search *widgets.InputBox
	key    fyne.CanvasObject // that leads to the search, of no use on a phone
	intake *widgets.Button
	hints  *fyne.Container
	kept   *widgets.Text
	state  *widgets.Chip // of the network, where there is no rail
	line   *widgets.Tap
	prints *widgets.Chip // papers that wait for somebody
	queue  *widgets.Tap
	waits  present.Chip
	bell   *widgets.Chip // what came up and was not seen
	news   *widgets.Tap
	up     present.Chip
	help   *widgets.Button
	small  bool
	link   present.OnlineCard
	row    *fyne.Container // that they stand in
	title  *widgets.Text   // of a page that stands instead of the search
	head   *fyne.Container
}

func newBar(words *lang.Catalogue, field bool, onIntake, onState, onPrints, onNews, onHelp, onBack func()) *bar {
	b := &bar{words: words, field: field, kept: widgets.Line(), title: widgets.Short()}
	placeholder := words.T("shell.search")
	if field {
		placeholder = words.T("shell.search.short")
	}
	b.head = widgets.HW(4, []float32{0, 1}, widgets.IconButton(icon.ChevronLeft, onBack), b.title)
	b.head.Hide()
	b.key = widgets.KeyHint("Ctrl K")
	b.search = widgets.NewInputBox(widgets.NewEntry(widgets.EntryOptions{Placeholder: placeholder}), icon.Search, b.key)
	b.intake = widgets.Primary(words.T("shell.intake"), widgets.ButtonOptions{Icon: icon.Plus, Key: "F2"}, onIntake)
	b.state = widgets.NewChip(widgets.KindNeutral, icon.None, "")
	b.line = touched(b.state, onState)
	b.prints = widgets.NewChip(widgets.KindNeutral, icon.None, "")
	b.queue = touched(b.prints, onPrints)
	b.queue.Hide()
	b.bell = widgets.NewChip(widgets.KindWork, icon.Bell, "")
	b.news = touched(b.bell, onNews)
	b.news.Hide()
	b.help = widgets.IconButton(icon.CircleQuestionMark, onHelp)
	hint := func(key, text string) fyne.CanvasObject {
		return widgets.H(6, widgets.KeyHint(key), widgets.Line(widgets.Caption.Of(text)))
	}
	b.hints = widgets.H(12, b.kept, hint(words.T("key.enter"), words.T("intake.enter")), hint("F9", words.T("intake.f9")))
	return b
}

// show fits the bar to the screen that is shown.
func (b *bar) show(route present.Route) {
	b.intake.Hidden = route.Screen == present.IntakeScreen
	b.hints.Hidden = route.Screen != present.IntakeScreen
	b.head.Hidden = route.Screen != present.VisitScreen
	b.search.Hidden = !b.head.Hidden
}

// tell shows the state of the network.
func (b *bar) tell(o present.OnlineCard) {
	b.link = o
	text := o.Count
	if text == "" && (!b.small || o.Chip.Tone != present.Neutral) { // a phone has room for words about what is not as it should be
		text = o.Chip.Text
	}
	b.state.Set(parts.KindOf(o.Chip.Tone), icon.Name(o.Chip.Icon), text)
	b.line.Refresh()
}

// print says that papers wait; where there is little room, an icon says it.
func (b *bar) print(c present.Chip) {
	if b.waits == c {
		return
	}
	b.queue.Hidden = c.IsZero()
	b.waits = c
	b.showPrints()
}

func (b *bar) showPrints() {
	text := b.waits.Text
	if b.small {
		text = ""
	}
	b.prints.Set(parts.KindOf(b.waits.Tone), icon.Name(b.waits.Icon), text)
	b.queue.Refresh()
	if b.row != nil { // the words need another width
		b.row.Refresh()
	}
}

// came says what came up and was not seen.
func (b *bar) came(c present.Chip) {
	if b.up == c {
		return
	}
	b.up, b.news.Hidden = c, c.IsZero()
	b.bell.Set(widgets.KindWork, icon.Bell, c.Text)
	if b.row != nil { // it needs room
		b.row.Refresh()
	}
}

// keep says when the draft was last kept.
func (b *bar) keep(said string) { b.kept.Set(widgets.Caption.Of(said)) }

// fit hides what a width class has no use for.
func (b *bar) fit(class widgets.Class) {
	b.key.Hide()
	if class == widgets.Wide {
		b.key.Show()
	}
	b.search.Refresh()
	b.small = class == widgets.Narrow
	b.tell(b.link)
	b.showPrints()
}

// arrange places the bar for a width class.
func (b *bar) arrange(class widgets.Class) fyne.CanvasObject {
	if class == widgets.Narrow {
		b.row = widgets.HW(6, []float32{1, 0, 0, 0, 0}, b.first(), b.queue, b.news, b.line, b.help)
		return widgets.V(0, widgets.Surface(widgets.Pad(phonePadX, phonePadY, phonePadX, phonePadY, b.row)), widgets.HLine())
	}
	hints := fyne.CanvasObject(b.hints)
	if class != widgets.Wide { // keys in words need the room of a large screen
		hints = widgets.Spacer()
	}
	b.row = widgets.HW(cardGap, []float32{1, 0, 0, 0, 0, 0}, widgets.Spacer(), hints, b.queue, b.news, b.help, b.intake)
	width := min(theme.Current().Scaled(searchWidth), mediumSearch)
	if class == widgets.Wide {
		width = searchWidth
	}
	return widgets.V(0, widgets.Surface(widgets.Pad(barPadX, barPadY, barPadX, barPadY-1,
		widgets.HW(cardGap, []float32{0, 1}, widgets.Fix(width, 0, b.search), b.row))), widgets.HLine())
}

// first is the search, or in the hand the page's own title in its place.
func (b *bar) first() fyne.CanvasObject {
	if b.field {
		return widgets.Z(b.search, b.head)
	}
	return b.search
}

const cardGap float32 = 16

// railItems are the places that the rail leads to, and which of them is open.
func railItems(nav []present.NavItem) (items []widgets.RailItem, open string) {
	for _, n := range nav {
		if n.Screen != present.MoreScreen {
			items = append(items, railItem(n))
		}
		if n.Selected {
			open = string(n.Screen)
		}
	}
	return items, open
}

func railItem(n present.NavItem) widgets.RailItem {
	return widgets.RailItem{
		ID: string(n.Screen), Icon: icon.Name(n.Icon), Label: n.Label, Count: n.Count, Kind: parts.KindOf(n.Tone), Apart: n.Apart,
	}
}

// tabItems are the places of a phone's bar. Where one is that is not among them,
// the way to all places is open.
func tabItems(nav []present.NavItem) (items []widgets.RailItem, open string) {
	open = string(present.MoreScreen)
	for _, n := range nav {
		if n.Phone {
			items = append(items, railItem(n))
		}
		if n.Phone && n.Selected {
			open = string(n.Screen)
		}
	}
	return items, open
}

func connectionData(o present.OnlineCard) widgets.ConnectionData {
	d := widgets.ConnectionData{Kind: parts.KindOf(o.Chip.Tone), Icon: icon.Name(o.Chip.Icon), Title: o.Chip.Text, Count: o.Count}
	if len(o.Lines) > 0 {
		d.Waiting = o.Lines[0]
	}
	if len(o.Lines) > 1 {
		d.Last = o.Lines[1]
	}
	return d
}

// touched is pressed for a chip that stands alone: in the hand it is as high as a
// finger needs, whatever is drawn of it.
func touched(chip fyne.CanvasObject, onTap func()) *widgets.Tap {
	look := widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl}
	if theme.Current().Options().Density != theme.Counter {
		look.Height = func() float32 { return theme.TouchTarget }
	}
	return widgets.NewTap(look, chip, onTap)
}

// pressed wraps something that is looked at into something that can be pressed.
func pressed(o fyne.CanvasObject, onTap func()) *widgets.Tap {
	return widgets.NewTap(widgets.Look{Hover: theme.Raised, Radius: theme.RadiusControl, Stretch: true}, o, onTap)
}
