package theme

import (
	"fmt"

	"fyne.io/fyne/v2"
	stock "fyne.io/fyne/v2/theme"

	"etabli/assets"
)

// The fonts are shared by every theme: Fyne caches what it parsed by resource.
var (
	sansRegular  = font("IBMPlexSans-Regular")
	sansSemiBold = font("IBMPlexSans-SemiBold")
	sansBold     = font("IBMPlexSans-Bold")
	sansItalic   = font("IBMPlexSans-Italic")
	monoRegular  = font("IBMPlexMono-Regular")
	monoSemiBold = font("IBMPlexMono-SemiBold")
)

// font reads an embedded font. A missing one is a broken build, hence a panic.
func font(name string) fyne.Resource {
	content, err := assets.Fonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		panic(fmt.Sprintf("theme: embedded font %s: %v", name, err))
	}
	return fyne.NewStaticResource(name+".ttf", content)
}

// Bold700 is the weight that a theme cannot name, because Fyne knows one bold
// and ours is SemiBold. It falls back to the system's fonts only, so it is for
// our own headings and never for a customer's name.
func Bold700() fyne.Resource { return sansBold }

// Font implements fyne.Theme.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return stock.DefaultTheme().Font(style)
	case style.Monospace && style.Bold:
		return monoSemiBold
	case style.Monospace:
		return monoRegular
	case style.Bold:
		return sansSemiBold
	case style.Italic:
		return sansItalic
	}
	return sansRegular
}
