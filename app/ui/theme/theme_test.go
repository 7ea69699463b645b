package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	stock "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

func TestTheTokensAreThoseOfTheDesign(t *testing.T) {
	light, dark := theme.New(theme.Options{Appearance: theme.Light}), theme.New(theme.Options{Appearance: theme.Dark})
	for _, c := range []struct {
		token       theme.Token
		light, dark string
	}{
		{theme.Paper, "#F5F3EE", "#11161D"}, {theme.Surface, "#FFFFFF", "#19202A"}, {theme.Raised, "#FAF8F4", "#1E2631"},
		{theme.Line, "#DFDAD0", "#2D3744"},
		{theme.Ink1, "#1B2430", "#E9EDF3"}, {theme.Ink2, "#566070", "#A6B0BE"}, {theme.Ink3, "#868E9B", "#768192"},
		{theme.Work, "#1F4E9E", "#86AEF5"}, {theme.WorkTint, "#E6EDF9", "#1E2E4A"},
		{theme.Good, "#1E7B4A", "#6CCB98"}, {theme.GoodTint, "#E2F2E9", "#17342A"},
		{theme.Watch, "#A75900", "#EDB25E"}, {theme.WatchTint, "#FBEEDC", "#3A2C16"},
		{theme.Late, "#B3261E", "#F29B94"}, {theme.LateTint, "#FAE7E5", "#3D2020"},
	} {
		if got := hex(light.Token(c.token)); got != c.light {
			t.Errorf("%s is %s in light, want %s", c.token, got, c.light)
		}
		if got := hex(dark.Token(c.token)); got != c.dark {
			t.Errorf("%s is %s in dark, want %s", c.token, got, c.dark)
		}
	}
}

// luminance is the relative luminance of a colour by WCAG 2.
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestTextCanBeReadOnEverythingItStandsOn(t *testing.T) {
	const enough = 4.5
	grounds := []theme.Token{theme.Paper, theme.Surface, theme.Raised}
	on := map[theme.Token][]theme.Token{
		theme.Ink1:   append([]theme.Token{theme.WorkTint, theme.GoodTint, theme.WatchTint, theme.LateTint}, grounds...),
		theme.Ink2:   append([]theme.Token{theme.WorkTint, theme.GoodTint, theme.WatchTint, theme.LateTint}, grounds...),
		theme.Work:   append([]theme.Token{theme.WorkTint, theme.GoodTint, theme.WatchTint, theme.LateTint}, grounds...),
		theme.Good:   append([]theme.Token{theme.GoodTint}, grounds...),
		theme.Watch:  append([]theme.Token{theme.WatchTint}, grounds...),
		theme.Late:   append([]theme.Token{theme.LateTint}, grounds...),
		theme.OnWork: {theme.Work, theme.WorkHover},
	}
	for appearance, enough := range map[theme.Appearance]float64{theme.Light: enough, theme.Dark: enough, theme.Sun: 7} {
		look := theme.New(theme.Options{Appearance: appearance})
		for ink, grounds := range on {
			for _, ground := range grounds {
				if got := contrast(look.Token(ink), look.Token(ground)); got < enough {
					t.Errorf("appearance %d: %s on %s has a contrast of %.2f", appearance, ink, ground, got)
				}
			}
		}
	}
}

func TestAnEntryIsAsHighAsAControl(t *testing.T) {
	app := test.NewTempApp(t)
	for density, want := range map[theme.Density]float32{theme.Counter: 40, theme.Field: 48, theme.Kiosk: 64} {
		look := theme.New(theme.Options{Density: density})
		app.Settings().SetTheme(look)
		if look.Control() != want {
			t.Errorf("density %d: a control is %v high, want %v", density, look.Control(), want)
		}
		if got := widget.NewEntry().MinSize().Height; math.Abs(float64(got-want)) > 0.1 {
			t.Errorf("density %d: an entry is %v high, want %v", density, got, want)
		}
	}
}

func TestLargerTextMakesControlsHigher(t *testing.T) {
	for _, density := range []theme.Density{theme.Counter, theme.Field, theme.Kiosk} {
		small := theme.New(theme.Options{Density: density})
		large := theme.New(theme.Options{Density: density, Text: 2})
		if large.Type(theme.Body) != 2*small.Type(theme.Body) {
			t.Errorf("density %d: body text is %v and %v", density, small.Type(theme.Body), large.Type(theme.Body))
		}
		if large.Control() < large.LineHeight(theme.Body) || large.ControlLarge() < large.LineHeight(theme.Lead) {
			t.Errorf("density %d: text does not fit into a control", density)
		}
	}
}

func TestTouchTargetsAreLargeEnough(t *testing.T) {
	for _, density := range []theme.Density{theme.Field, theme.Kiosk} {
		if got := theme.New(theme.Options{Density: density}).Control(); got < 48 {
			t.Errorf("density %d: a control is %v high", density, got)
		}
	}
}

func TestTheTextFactorHasBounds(t *testing.T) {
	for in, want := range map[float32]float32{0: 1, 0.2: 1, 1.5: 1.5, 9: 2} {
		if got := theme.New(theme.Options{Text: in}).Options().Text; got != want {
			t.Errorf("a factor of %v became %v, want %v", in, got, want)
		}
	}
}

func TestTheSystemDecidesWhenNobodyElseDoes(t *testing.T) {
	look := theme.New(theme.Options{})
	if got := look.Color(theme.Paper, stock.VariantDark); got != theme.New(theme.Options{Appearance: theme.Dark}).Token(theme.Paper) {
		t.Errorf("the dark variant shows %v", got)
	}
	if got := look.Color(theme.Paper, stock.VariantLight); got != theme.New(theme.Options{Appearance: theme.Light}).Token(theme.Paper) {
		t.Errorf("the light variant shows %v", got)
	}
	fixed := theme.New(theme.Options{Appearance: theme.Light})
	if fixed.Color(theme.Paper, stock.VariantDark) != fixed.Color(theme.Paper, stock.VariantLight) {
		t.Error("a fixed appearance follows the system")
	}
}

func TestTheThemeOfTheApplicationIsCurrent(t *testing.T) {
	app := test.NewTempApp(t)
	want := theme.New(theme.Options{Appearance: theme.Dark, Text: 1.5})
	app.Settings().SetTheme(want)
	if theme.Current() != want || theme.Color(theme.Ink1) != want.Token(theme.Ink1) {
		t.Fatal("the application's theme is not the current one")
	}
	app.Settings().SetTheme(stock.DefaultTheme())
	if theme.Current() == nil || theme.Current().Options().Text != 1 {
		t.Fatal("without our theme there is no plain one")
	}
}

func TestFontsAreSharedAndComplete(t *testing.T) {
	a, b := theme.New(theme.Options{}), theme.New(theme.Options{Text: 2})
	names := map[string]string{}
	for what, style := range map[string]fyne.TextStyle{
		"regular": {}, "bold": {Bold: true}, "italic": {Italic: true}, "mono": {Monospace: true}, "mono bold": {Monospace: true, Bold: true},
	} {
		if a.Font(style) != b.Font(style) {
			t.Errorf("%s: two themes have fonts of their own", what)
		}
		names[what] = a.Font(style).Name()
	}
	want := map[string]string{
		"regular": "IBMPlexSans-Regular.ttf", "bold": "IBMPlexSans-SemiBold.ttf", "italic": "IBMPlexSans-Italic.ttf",
		"mono": "IBMPlexMono-Regular.ttf", "mono bold": "IBMPlexMono-SemiBold.ttf",
	}
	for what, name := range want {
		if names[what] != name {
			t.Errorf("%s is %s, want %s", what, names[what], name)
		}
	}
	if theme.Bold700().Name() != "IBMPlexSans-Bold.ttf" {
		t.Errorf("the weight of 700 is %s", theme.Bold700().Name())
	}
	if a.Font(fyne.TextStyle{Symbol: true}) == nil {
		t.Error("there is no font for symbols")
	}
}

func TestStockNamesTakeOurColours(t *testing.T) {
	look := theme.New(theme.Options{Appearance: theme.Light})
	for name, token := range map[fyne.ThemeColorName]theme.Token{
		stock.ColorNameBackground: theme.Paper, stock.ColorNameForeground: theme.Ink1, stock.ColorNamePrimary: theme.Work,
		stock.ColorNameInputBorder: theme.None, stock.ColorNameShadow: theme.None, stock.ColorNameError: theme.Late,
	} {
		if got := look.Color(name, stock.VariantDark); got != look.Token(token) {
			t.Errorf("%s is %v, want %s", name, got, token)
		}
	}
	if got := look.Size(stock.SizeNameInputBorder); got <= 0 {
		t.Errorf("the caret is %v wide", got)
	}
}
