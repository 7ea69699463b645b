package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// markLetter is the sign of the program.
const markLetter = "É"

// Mark returns the sign of the program, a square of a side in units, which grows with
// the text in it.
func Mark(side float32) fyne.CanvasObject {
	letter := Style{Units: side / 2, Weight: Bold, Ink: theme.OnWork}
	return contain(scaled{side, side}, Z(NewBox(theme.Work, theme.None, 6+side/20), Centre(Line(letter.Of(markLetter)))))
}

// avatarSide is the size of an Avatar.
const avatarSide float32 = 32

// Avatar is a person's initials in a circle.
type Avatar struct {
	composite
	text *Text
}

// NewAvatar shows initials, two letters at most.
func NewAvatar(initials string) *Avatar {
	a := &Avatar{text: Line()}
	circle := NewBox(theme.WorkTint, theme.None, theme.Current().Scaled(avatarSide)/2)
	a.root = contain(scaled{avatarSide, avatarSide}, Z(circle, Centre(a.text)))
	a.ExtendBaseWidget(a)
	a.Set(initials)
	return a
}

// Set shows other initials.
func (a *Avatar) Set(initials string) {
	a.text.Set(Style{Units: 13, Weight: SemiBold, Ink: theme.Work}.Of(initials))
}
