package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	stock "fyne.io/fyne/v2/theme"
)

// Appearance says which value of a token is shown.
type Appearance uint8

// The appearances. FollowSystem takes what the operating system prefers.
const (
	FollowSystem Appearance = iota
	Light
	Dark
	Sun // light with the greatest contrast, for a screen in the sun
)

// MinText and MaxText bound the text factor.
const (
	MinText float32 = 1
	MaxText float32 = 2
)

// Options are what a person or a device chooses about the look.
type Options struct {
	// Appearance is light, dark, made for the sun, or the system's choice.
	Appearance Appearance
	// Density is the kind of device.
	Density Density
	// Text is the text factor, 1 to 2; 0 means 1.
	Text float32
	// PixelScale is the number of device pixels in a unit. A window knows its
	// own and leaves it 0; a picture drawn without a window must say it.
	PixelScale float32
}

// Theme is our fyne.Theme. It is immutable; see New.
type Theme struct {
	options Options
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for the options; a text factor out of bounds is moved
// to the nearest bound.
func New(o Options) *Theme {
	if o.Text == 0 {
		o.Text = MinText
	}
	o.Text = min(max(o.Text, MinText), MaxText)
	return &Theme{options: o}
}

var plain = New(Options{})

// Current returns the theme of the running application, or a plain light one
// when the application has another kind of theme or there is none.
func Current() *Theme {
	app := fyne.CurrentApp()
	if app == nil {
		return plain
	}
	if t, ok := app.Settings().Theme().(*Theme); ok {
		return t
	}
	return plain
}

// Color returns the token's colour in the running application.
func Color(token Token) color.NRGBA {
	return Current().Token(token)
}

// Options returns what the theme was made from.
func (t *Theme) Options() Options { return t.options }

// IsDark reports whether dark values are shown.
func (t *Theme) IsDark() bool {
	if t.options.Appearance != FollowSystem {
		return t.options.Appearance == Dark
	}
	app := fyne.CurrentApp()
	return app != nil && app.Settings().ThemeVariant() == stock.VariantDark
}

// Token returns the token's colour, transparent for None and unknown tokens.
func (t *Theme) Token(token Token) color.NRGBA {
	if t.IsDark() {
		return palette[token].dark
	}
	return t.bright(palette[token].light, token)
}

// bright is the value of a token in the light, or in the sun.
func (t *Theme) bright(light color.NRGBA, token Token) color.NRGBA {
	if c, ok := sun[token]; ok && t.options.Appearance == Sun {
		return c
	}
	return light
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if token, ok := aliases[name]; ok {
		name = token
	}
	dark := t.options.Appearance == Dark ||
		t.options.Appearance == FollowSystem && variant == stock.VariantDark
	if p, ok := palette[name]; ok {
		if dark {
			return p.dark
		}
		return t.bright(p.light, name)
	}
	if dark {
		return stock.DefaultTheme().Color(name, stock.VariantDark)
	}
	return stock.DefaultTheme().Color(name, stock.VariantLight)
}

// Icon implements fyne.Theme. Our widgets draw icons of their own; the stock
// ones serve what is left.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return stock.DefaultTheme().Icon(name)
}
