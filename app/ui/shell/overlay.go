package shell

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// The places of what floats over the screens.
const (
	resultsWidth float32 = 480
	toastWidth   float32 = 420
	resultsGap   float32 = 4
	floatMargin  float32 = 12
)

// overlayLayout puts the results below the search box, and what is said to
// everybody at the lower right.
type overlayLayout struct{ of *Shell }

// MinSize implements fyne.Layout.
func (overlayLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (l overlayLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	s, now := l.of, theme.Current()
	box := s.bar.search
	x, y := barPadX, barPadY+box.Size().Height+resultsGap
	if s.narrow(s.class) {
		x, y = phonePadX, phonePadY+box.Size().Height+resultsGap
	} else {
		x += s.rail.Size().Width
	}
	width := min(max(box.Size().Width, now.Scaled(resultsWidth)), size.Width-2*floatMargin)
	x = min(x, size.Width-width-floatMargin)
	o[0].Move(fyne.NewPos(x, y))
	o[0].Resize(fyne.NewSize(width, min(s.results.Height(width), size.Height-y-floatMargin)))

	width = min(now.Scaled(toastWidth), size.Width-2*floatMargin)
	height := s.toast.HeightFor(width)
	foot := floatMargin
	if s.narrow(s.class) {
		foot += s.tabs.Size().Height
	}
	o[1].Move(fyne.NewPos(size.Width-width-floatMargin, size.Height-height-foot))
	o[1].Resize(fyne.NewSize(width, height))
}
