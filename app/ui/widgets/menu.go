package widgets

import (
	"unicode"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// menu is the list of options of a Select, opened over the page.
type menu struct {
	roving
	options []Option
	overlay *overlay
	choose  func(index int)
}

// openMenu opens a menu below a box, or above it where there is no room.
func openMenu(c fyne.Canvas, at fyne.Position, box fyne.Size, options []Option, chosen int, choose func(int)) {
	m := &menu{options: options, choose: choose}
	column := V(0)
	for i, o := range options {
		item := newMenuItem(o, i == chosen)
		item.OnTap = func() { m.pick(i) }
		m.parts = append(m.parts, item)
		column.Objects = append(column.Objects, item)
	}
	m.cursor = max(0, chosen)
	m.root = VScroll(PadAll(ringReach, column))
	m.extend(m, fyne.KeyUp, fyne.KeyDown)
	m.overlay = newOverlay(raisedCard(m), theme.None)
	m.overlay.outside = func() { m.overlay.close() }
	m.overlay.arrange = func(size fyne.Size) (fyne.Position, fyne.Size) {
		return arrangeMenu(size, at, box, HeightOf(column, box.Width-2*ringReach)+2*ringReach)
	}
	m.overlay.open(c, Keys{Key(fyne.KeyEscape): func() { m.overlay.close() }})
	c.Focus(m)
}

// menuGap is the space between a box and its menu.
const menuGap float32 = 4

func arrangeMenu(canvas fyne.Size, at fyne.Position, box fyne.Size, height float32) (fyne.Position, fyne.Size) {
	below := canvas.Height - at.Y - box.Height - 2*menuGap
	above := at.Y - 2*menuGap
	y := at.Y + box.Height + menuGap
	if height > below && above > below {
		height = min(height, above)
		y = at.Y - menuGap - height
	}
	return fyne.NewPos(at.X, y), fyne.NewSize(box.Width, min(height, max(below, above)))
}

func (m *menu) pick(index int) {
	m.overlay.close()
	m.choose(index)
}

// TypedRune implements fyne.Focusable: a letter goes to the next option that
// begins with it.
func (m *menu) TypedRune(c rune) {
	if i := nextByLetter(m.options, m.cursor, c); i >= 0 {
		m.move(i)
	}
}

// nextByLetter returns the first option after a place that begins with a
// letter, going round; -1 when none does.
func nextByLetter(options []Option, after int, c rune) int {
	for step := 1; step <= len(options); step++ {
		i := (max(after, nobody) + step) % len(options)
		for _, first := range options[i].Label {
			if unicode.ToLower(first) == unicode.ToLower(c) {
				return i
			}
			break
		}
	}
	return nobody
}

func newMenuItem(o Option, chosen bool) *pressable {
	ink, mark := theme.Ink1, NewIcon(icon.Check, 16, theme.Work)
	if chosen {
		ink = theme.Work
	}
	mark.Hidden = !chosen
	p := &pressable{
		content: HW(8, []float32{1}, Short(Body.In(ink).Of(o.Label)), mark),
		look: Look{
			Hover: theme.WorkTint, Radius: 6, PadX: boxPadding - ringReach, Stretch: true,
			Height: func() float32 { return theme.Current().Control() - 4 },
		},
	}
	p.extend(p)
	return p
}
