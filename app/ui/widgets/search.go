package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/widgets/icon"
)

// NewSearch returns the one search-or-scan box: an entry with a glass before
// it and, when hint is not empty, the key that leads to it.
func NewSearch(placeholder, hint string) *InputBox {
	e := NewEntry(EntryOptions{Placeholder: placeholder})
	var aside fyne.CanvasObject
	if hint != "" {
		aside = KeyHint(hint)
	}
	return NewInputBox(e, icon.Search, aside)
}
