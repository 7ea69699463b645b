package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// ButtonOptions are what a button may have besides its label.
type ButtonOptions struct {
	Icon, IconRight icon.Name
	Key             string // the key that does the same, as a person reads it
	Large           bool   // the one strong button of a screen
}

// buttonPadding is the space at the ends of a button.
const buttonPadding float32 = 16

// buttonGap stands between an icon and the words.
const buttonGap float32 = 6

// Button is a labelled Tap.
type Button struct {
	Tap
	label       *Text
	left, right *Icon
	style       Style
	ink         theme.Token
}

// Primary returns the strong button of a screen: the next right action. There
// is one.
func Primary(label string, o ButtonOptions, onTap func()) *Button {
	look := Look{Fill: theme.Work, Hover: theme.WorkHover, Radius: theme.RadiusControl, PadX: buttonPadding}
	return newButton(label, o, look, theme.OnWork, onTap)
}

// Secondary returns a quiet button.
func Secondary(label string, o ButtonOptions, onTap func()) *Button {
	look := Look{Fill: theme.Surface, Hover: theme.Raised, Line: theme.Line, Radius: theme.RadiusControl, PadX: buttonPadding}
	return newButton(label, o, look, theme.Ink1, onTap)
}

// Danger returns a quiet button for what cannot be taken back.
func Danger(label string, o ButtonOptions, onTap func()) *Button {
	look := Look{Fill: theme.Surface, Hover: theme.LateTint, Line: theme.Line, Radius: theme.RadiusControl, PadX: buttonPadding}
	return newButton(label, o, look, theme.Late, onTap)
}

// Link returns a button that looks like a word.
func Link(label string, onTap func()) *Button {
	look := Look{Hover: theme.WorkTint, Radius: 6}
	b := newButton(label, ButtonOptions{}, look, theme.Work, onTap)
	b.look.Height = func() float32 {
		if theme.Current().Options().Density != theme.Counter {
			return theme.TouchTarget // a finger needs more than the word
		}
		return theme.Current().ChipHeight()
	}
	return b
}

// IconButton returns a square button that shows an icon only.
func IconButton(name icon.Name, onTap func()) *Button {
	look := Look{Hover: theme.Raised, Radius: theme.RadiusControl}
	b := newButton("", ButtonOptions{Icon: name}, look, theme.Ink1, onTap)
	b.left.step = theme.Lead
	b.content = contain(squareLayout{}, b.left)
	return b
}

func newButton(label string, o ButtonOptions, look Look, ink theme.Token, onTap func()) *Button {
	b := &Button{style: Strong, ink: ink}
	look.Height = func() float32 { return theme.Current().Control() }
	if o.Large {
		b.style = LeadStrong
		look.Height = func() float32 { return theme.Current().ControlLarge() }
	}
	b.label = Line(b.style.In(ink).Of(label))
	b.left, b.right = b.newIcon(o.Icon), b.newIcon(o.IconRight)
	content := contain(&labelled{row{gap: buttonGap}}, b.left, b.label, b.right)
	if o.Key != "" && theme.Current().Options().Density != theme.Field { // there are no keys in the hand
		content = contain(&keyedRow{row{gap: buttonGap}}, b.left, b.label, b.right, Pad(6, 0, 0, 0, buttonHint(o.Key, ink)))
	}
	b.look, b.content, b.OnTap, b.dim = look, content, onTap, b.paintInk
	b.extend(b)
	return b
}

func (b *Button) newIcon(name icon.Name) *Icon {
	i := NewTextIcon(name, b.style.Step, b.ink)
	i.Hidden = name == icon.None
	return i
}

// buttonHint shows the key in the colours of its button.
func buttonHint(key string, ink theme.Token) fyne.CanvasObject {
	if ink == theme.OnWork {
		return keyHint(key, theme.OnWork, theme.Work, theme.OnWork)
	}
	return KeyHint(key)
}

func (b *Button) paintInk(disabled bool) {
	ink := b.ink
	if disabled {
		ink = theme.Ink3
	}
	b.label.Set(b.style.In(ink).Of(b.label.String()))
	b.left.Set(b.left.Name(), ink)
	b.right.Set(b.right.Name(), ink)
}

// SetLabel changes the words of the button.
func (b *Button) SetLabel(label string) {
	if b.label.String() == label {
		return
	}
	b.label.Set(b.style.Of(label))
	b.paintInk(b.disabled)
	b.Refresh()
}

// Label returns the words of the button.
func (b *Button) Label() string { return b.label.String() }

// SetIcon changes the icon before the label; icon.None leaves it out.
func (b *Button) SetIcon(name icon.Name) {
	b.left.Hidden = name == icon.None
	b.left.Set(name, b.left.ink)
	b.Refresh()
}

// SetEnabled enables or disables the button.
func (b *Button) SetEnabled(enabled bool) { b.setDisabled(!enabled) }

// squareLayout centres its child in a square as high as a control.
type squareLayout struct{ centred }

func (squareLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSquareSize(theme.Current().Control())
}
