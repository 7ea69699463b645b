package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// Field is a label above something to fill in, and a line below that says what
// is wrong with it, or helps.
type Field struct {
	composite
	label   *Text
	control fyne.CanvasObject
	note    *fyne.Container
	icon    *Icon
	text    *Text

	hint, wrong string
}

// NewField labels a control; "" is no label, where the page itself asks. An
// *Entry is put into an InputBox.
func NewField(label string, control fyne.CanvasObject) *Field {
	f := &Field{}
	f.build(label, control)
	f.ExtendBaseWidget(f)
	return f
}

func (f *Field) build(label string, control fyne.CanvasObject) {
	if e, ok := control.(*Entry); ok {
		control = NewInputBox(e, icon.None, nil)
	}
	f.label, f.control = Paragraph(Label.Of(label)), control
	f.label.Hidden = label == ""
	f.icon, f.text = NewTextIcon(icon.CircleAlert, theme.Caption, theme.Late), Paragraph()
	f.note = HTop(4, []float32{0, 1}, Pad(0, 1, 0, 0, f.icon), f.text)
	f.note.Hide()
	f.root = V(4, f.label, control, f.note)
}

// SetLabel changes the label.
func (f *Field) SetLabel(label string) {
	f.label.Set(Label.Of(label))
	f.label.Hidden = label == ""
}

// SetError says below the control what is wrong with it; "" takes that away.
func (f *Field) SetError(text string) {
	if b, ok := f.control.(*InputBox); ok {
		b.SetWrong(text != "")
	}
	f.wrong = text
	f.showNote()
}

// SetHint says below the control what helps; "" takes that away. It stands
// back while there is an error.
func (f *Field) SetHint(text string) {
	f.hint = text
	f.showNote()
}

func (f *Field) showNote() {
	kind, name, text := KindNeutral, icon.Info, f.hint
	if f.wrong != "" {
		kind, name, text = KindLate, icon.CircleAlert, f.wrong
	}
	f.icon.Set(name, kind.Ink())
	f.text.Set(Caption.In(kind.Ink()).Of(text))
	f.note.Hidden = text == ""
	f.Refresh()
}

// SetVerdict shows in the box what is known about its text; see InputBox.
func (f *Field) SetVerdict(kind Kind, name icon.Name, text string) {
	if b, ok := f.control.(*InputBox); ok {
		b.SetVerdict(kind, name, text)
	}
}

// Control returns what the field labels: an *InputBox for an entry.
func (f *Field) Control() fyne.CanvasObject { return f.control }
