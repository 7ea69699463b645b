package parts

import (
	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// PinEvents is what people do with the pad of a code.
type PinEvents interface {
	PinTyped(value string)
	PinSubmitted()
	PinCancelled()
}

// Pin draws the pad on which a member of staff types their code.
type Pin struct {
	canvas func() fyne.Canvas
	events PinEvents
	state  present.PinState
	dialog *widgets.Dialog
	entry  *widgets.Entry
	field  *widgets.Field
	submit *widgets.Button
}

// NewPin returns a pad that is not open.
func NewPin(canvas func() fyne.Canvas, events PinEvents) *Pin {
	return &Pin{canvas: canvas, events: events}
}

// Show opens, fills or closes the pad.
func (p *Pin) Show(s present.PinState) {
	was := p.state
	p.state = s
	if !s.Open {
		if p.dialog != nil {
			p.dialog.Close()
			p.dialog = nil
		}
		return
	}
	if p.dialog == nil || was.Title != s.Title {
		p.build(s)
	}
	p.entry.Put(s.Value)
	p.field.SetError(s.Error)
	p.submit.SetEnabled(!s.Busy)
	p.dialog.Refresh()
}

// pinWidth is the width of the pad in units.
const pinWidth float32 = 380

func (p *Pin) build(s present.PinState) {
	if p.dialog != nil {
		p.dialog.Close()
	}
	p.entry = widgets.NewEntry(widgets.EntryOptions{Secret: true, Mono: true})
	p.entry.OnChanged = p.events.PinTyped
	p.entry.OnSubmitted = func(string) { p.events.PinSubmitted() }
	p.field = widgets.NewField("", p.entry)
	p.submit = widgets.Primary(s.Submit, widgets.ButtonOptions{Icon: icon.Check}, p.events.PinSubmitted)
	cancel := widgets.Secondary(s.Cancel, widgets.ButtonOptions{}, func() { p.dialog.Cancel() })
	p.dialog = widgets.NewDialog(s.Title, widgets.V(12, widgets.Paragraph(widgets.Muted.Of(s.Text)), p.field, p.keys()), widgets.DialogOptions{
		Width: pinWidth, OnCancel: p.onCancel, Focus: p.entry,
	}, cancel, p.submit)
	p.dialog.Open(p.canvas())
}

func (p *Pin) onCancel() {
	p.dialog = nil
	p.events.PinCancelled()
}

// keys are the digits, for a screen that is touched.
func (p *Pin) keys() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, line := range [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}, {"", "0", "⌫"}} {
		var keys []fyne.CanvasObject
		for _, digit := range line {
			keys = append(keys, p.key(digit))
		}
		rows = append(rows, widgets.HFill(theme.Grid, []float32{1, 1, 1}, keys...))
	}
	return widgets.V(theme.Grid, rows...)
}

func (p *Pin) key(digit string) fyne.CanvasObject {
	switch digit {
	case "":
		return widgets.Spacer()
	case "⌫":
		return KeyButton(icon.ArrowLeft, "", func() {
			if v := p.state.Value; v != "" {
				p.events.PinTyped(v[:len(v)-1])
			}
		})
	}
	return KeyButton(icon.None, digit, func() { p.events.PinTyped(p.state.Value + digit) })
}

// KeyButton is a key of a keyboard on the screen.
func KeyButton(name icon.Name, label string, onTap func()) *widgets.Tap {
	content := fyne.CanvasObject(widgets.Line(widgets.LeadStrong.Of(label)))
	if name != icon.None {
		content = widgets.NewTextIcon(name, theme.Lead, theme.Ink1)
	}
	return widgets.NewTap(KeyLook(), content, onTap)
}

// KeyLook is the look of a key.
func KeyLook() widgets.Look {
	return widgets.Look{
		Fill: theme.Surface, Hover: theme.WorkTint, Line: theme.Line, Radius: theme.RadiusControl,
		Height: func() float32 { return max(theme.Current().Control(), theme.TouchTarget) },
	}
}
