//go:build cgo

package blank

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
)

// Show opens the window and returns when it is closed.
func Show(width, height float32) {
	w := app.NewWithID("etabli.blank").NewWindow("blank")
	w.SetContent(container.NewWithoutLayout())
	w.Resize(fyne.NewSize(width, height))
	w.ShowAndRun()
}
