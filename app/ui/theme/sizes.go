package theme

import (
	"fyne.io/fyne/v2"
	stock "fyne.io/fyne/v2/theme"
)

// Density is the kind of device a screen is made for.
type Density uint8

// The densities.
const (
	Counter Density = iota // a desk with mouse, keyboard and scanner
	Field                  // a phone or tablet in the hand
	Kiosk                  // a customer standing at a large screen
)

// Step is a size of type.
type Step uint8

// The steps of type, from small to large. Body is the zero value.
const (
	Body Step = iota
	Caption
	Lead
	Title
	Figure
	Display
	steps
)

// typeSizes are the sizes of type in units, lineHeights what a line of it
// takes, both before the text factor.
var (
	typeSizes = [...][steps]float32{
		Counter: {Body: 14, Caption: 12, Lead: 16, Title: 20, Figure: 28, Display: 34},
		Field:   {Body: 16, Caption: 14, Lead: 18, Title: 20, Figure: 28, Display: 34},
		Kiosk:   {Body: 22, Caption: 20, Lead: 24, Title: 28, Figure: 34, Display: 52},
	}
	lineHeights = [...][steps]float32{
		Counter: {Body: 20, Caption: 16, Lead: 24, Title: 28, Figure: 36, Display: 44},
		Field:   {Body: 24, Caption: 20, Lead: 26, Title: 28, Figure: 36, Display: 44},
		Kiosk:   {Body: 30, Caption: 28, Lead: 34, Title: 38, Figure: 44, Display: 68},
	}
	controls = [...]struct{ normal, large, chip float32 }{
		Counter: {normal: 40, large: 48, chip: 24},
		Field:   {normal: 48, large: 56, chip: 28},
		Kiosk:   {normal: 64, large: 72, chip: 40},
	}
)

// The grid and the radii, in units.
const (
	Grid          float32 = 8
	RadiusControl float32 = 8
	RadiusCard    float32 = 10
	RingWidth     float32 = 2
	// TouchTarget is the least side of what a finger presses.
	TouchTarget float32 = 48
	// Gap is what Fyne puts between things of its own accord, notably between
	// the rows of a list.
	Gap float32 = 4
)

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case stock.SizeNameText:
		return t.Type(Body)
	case stock.SizeNameCaptionText:
		return t.Type(Caption)
	case stock.SizeNameSubHeadingText:
		return t.Type(Lead)
	case stock.SizeNameHeadingText:
		return t.Type(Title)
	case stock.SizeNameInnerPadding:
		return t.entryPadding()
	case stock.SizeNameInlineIcon:
		return t.Scaled(18)
	}
	if v, ok := fixedSizes[name]; ok {
		return v
	}
	return stock.DefaultTheme().Size(name)
}

// fixedSizes do not follow density or text. The input border is also the width
// of the caret and must not be 0.
var fixedSizes = map[fyne.ThemeSizeName]float32{
	stock.SizeNamePadding:            Gap,
	stock.SizeNameLineSpacing:        Gap,
	stock.SizeNameInputBorder:        1,
	stock.SizeNameInputRadius:        RadiusControl,
	stock.SizeNameButtonRadius:       RadiusControl,
	stock.SizeNameSelectionRadius:    RadiusControl,
	stock.SizeNameCardRadius:         RadiusCard,
	stock.SizeNameDialogRadius:       RadiusCard,
	stock.SizeNamePopupRadius:        RadiusCard,
	stock.SizeNameMenuRadius:         RadiusCard,
	stock.SizeNameSeparatorThickness: 1,
	stock.SizeNameScrollBar:          10,
	stock.SizeNameScrollBarSmall:     4,
	stock.SizeNameScrollBarRadius:    5,
}

// plexLine is the height of a line of Plex as a share of its size.
const plexLine = 1.3

// entryPadding makes a one-line entry as high as a control at the text factor
// 1; larger text then makes it higher.
func (t *Theme) entryPadding() float32 {
	d := t.options.Density
	text := typeSizes[d][Body] * plexLine
	return (controls[d].normal - text) / 2
}

// Type returns the size of type of a step, in units, with the text factor.
func (t *Theme) Type(s Step) float32 {
	return t.Scaled(typeSizes[t.options.Density][s])
}

// LineHeight returns what a line of a step takes, in units, with the text factor.
func (t *Theme) LineHeight(s Step) float32 {
	return t.Scaled(lineHeights[t.options.Density][s])
}

// Scaled returns a length that is bound to type, times the text factor.
func (t *Theme) Scaled(units float32) float32 { return units * t.options.Text }

// Control returns the height of a button or field: 40, 48 or 64 units, more
// when the text factor asks for it.
func (t *Theme) Control() float32 {
	return max(controls[t.options.Density].normal, t.LineHeight(Body)+16)
}

// ControlLarge returns the height of a screen's one strong button.
func (t *Theme) ControlLarge() float32 {
	return max(controls[t.options.Density].large, t.LineHeight(Lead)+20)
}

// ChipHeight returns the height of a status chip.
func (t *Theme) ChipHeight() float32 {
	return t.Scaled(controls[t.options.Density].chip)
}

// PixelScale returns the device pixels in a unit, 0 when only the window knows.
func (t *Theme) PixelScale() float32 { return t.options.PixelScale }
