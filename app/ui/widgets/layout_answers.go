package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// answers places the buttons at the foot of a question side by side at the right, the
// strong one last; or, where they have no room, one under the other with the strong one
// first, so that none loses a word.
type answers struct{}

func (answers) wantedWidth(o []fyne.CanvasObject) float32 {
	return (&flow{gap: theme.Grid}).wantedWidth(o)
}

func (l answers) heightFor(o []fyne.CanvasObject, width float32) (height float32) {
	stacked := l.wantedWidth(o) > width
	for _, button := range o {
		switch {
		case !button.Visible():
		case !stacked:
			height = max(height, button.MinSize().Height)
		case height > 0:
			height += theme.Grid + button.MinSize().Height
		default:
			height = button.MinSize().Height
		}
	}
	return height
}

// MinSize implements fyne.Layout.
func (l answers) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	for _, button := range o {
		if button.Visible() {
			size = size.Max(button.MinSize())
		}
	}
	return size
}

// Layout implements fyne.Layout.
func (l answers) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if l.wantedWidth(o) > size.Width {
		l.stack(o, size.Width)
		return
	}
	x := size.Width - l.wantedWidth(o)
	for _, button := range o {
		if wants := button.MinSize(); button.Visible() {
			place(button, x, (size.Height-wants.Height)/2, wants.Width, wants.Height)
			x += wants.Width + theme.Grid
		}
	}
}

func (answers) stack(o []fyne.CanvasObject, width float32) {
	y := float32(0)
	for _, button := range slices.Backward(o) {
		if height := button.MinSize().Height; button.Visible() {
			place(button, 0, y, width, height)
			y += height + theme.Grid
		}
	}
}
