package widgets

import "fyne.io/fyne/v2"

// keysShown tells whether buttons name the key that does the same. It belongs to the
// goroutine of the screens.
var keysShown = true

// ShowKeys says whether there is a keyboard to press keys of: a telephone has none.
// Buttons follow when they are laid out next.
func ShowKeys(shown bool) { keysShown = shown }

// keyedRow is a row whose last child names a key, as long as keys are shown.
type keyedRow struct{ row }

func (l *keyedRow) fit(objects []fyne.CanvasObject) {
	last := objects[len(objects)-1]
	switch {
	case keysShown == last.Visible():
	case keysShown:
		last.Show()
	default:
		last.Hide()
	}
}

func (l *keyedRow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	l.fit(objects)
	return l.row.heightFor(objects, width)
}

// MinSize implements fyne.Layout.
func (l *keyedRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	l.fit(objects)
	return l.row.MinSize(objects)
}

// Layout implements fyne.Layout.
func (l *keyedRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.fit(objects)
	l.row.Layout(objects, size)
}
