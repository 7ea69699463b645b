package main

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
)

// The size of the widget sheet, in units.
const (
	sheetWidth  float32 = 1366
	sheetHeight float32 = 1180
)

// kitShots are the pictures of the widget kit, in every look.
func kitShots() []Shot {
	size := fyne.NewSize(sheetWidth, sheetHeight)
	phone := fyne.NewSize(390, 844)
	return []Shot{
		{Name: "kit", Size: size, Build: kitSheet},
		{Name: "kit-dark", Size: size, Dark: true, Build: kitSheet},
		{Name: "kit-text150", Size: fyne.NewSize(sheetWidth, 1640), Text: 1.5, Build: kitSheet},
		{Name: "kit-scale125", Size: fyne.NewSize(sheetWidth/1.25, sheetHeight/1.25), Scale: 1.25, Build: kitSheet},
		{Name: "kit-desk", Size: fyne.NewSize(1366, 768), Build: kitDesk},
		{Name: "kit-desk-dark", Size: fyne.NewSize(1366, 768), Dark: true, Build: kitDesk},
		{Name: "kit-desk-text150", Size: fyne.NewSize(1366, 768), Text: 1.5, Build: kitDesk},
		{Name: "kit-dialog", Size: fyne.NewSize(1366, 768), Build: kitDesk, After: openKitDialog},
		{Name: "kit-field", Size: phone, Scale: 2, Density: theme.Field, Build: kitPhone},
		{Name: "kit-field-dark-text150", Size: phone, Scale: 2, Density: theme.Field, Dark: true, Text: 1.5, Build: kitPhone},
		{Name: "kit-kiosk", Size: fyne.NewSize(1280, 800), Density: theme.Kiosk, Build: kitKiosk},
	}
}
