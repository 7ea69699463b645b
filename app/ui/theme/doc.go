// Package theme is the look of Établi: one fyne.Theme with its colours, type
// and sizes.
//
// Colours are tokens (tokens.go), each with a light and a dark value; Fyne's
// own colour names are aliases of them. Type goes in six steps and controls in
// two heights, both by density: the counter is dense, a phone in the field is
// larger, the kiosk is larger still. The text factor scales type and whatever
// holds type, never the grid.
//
// A theme is immutable. To change light to dark, or the text factor, give the
// application another one: fyne.App.Settings().SetTheme(theme.New(options)),
// then Refresh the root. Nothing may override a theme for a part of a screen:
// Fyne keeps a copy of every font for each override and never frees it.
package theme
