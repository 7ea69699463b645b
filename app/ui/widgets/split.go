package widgets

import "fyne.io/fyne/v2"

// Split places a left pane of a fixed width, a hairline, and a right pane that
// takes the rest, both as high as the space.
func Split(leftWidth float32, left, right fyne.CanvasObject) *fyne.Container {
	return HFill(0, []float32{0, 0, 1}, Fix(leftWidth, 0, left), VLine(), right)
}
