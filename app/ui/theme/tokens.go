package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Token names one of our colours. It is a fyne.ThemeColorName, so that stock
// widgets may ask the theme for it as well.
type Token = fyne.ThemeColorName

// The tokens. Ink3 is for placeholders and disabled things only; the tints
// carry text of their own colour.
const (
	Paper     Token = "etabli.paper"     // the page
	Surface   Token = "etabli.surface"   // a card
	Raised    Token = "etabli.raised"    // an inset in a card, a hovered row
	Line      Token = "etabli.line"      // borders of one pixel
	Ink1      Token = "etabli.ink1"      // text
	Ink2      Token = "etabli.ink2"      // secondary text
	Ink3      Token = "etabli.ink3"      // placeholder, disabled
	Work      Token = "etabli.work"      // action, selection, in progress
	WorkHover Token = "etabli.workHover" // a hovered primary button
	OnWork    Token = "etabli.onWork"    // text on Work
	WorkTint  Token = "etabli.workTint"
	Good      Token = "etabli.good" // done
	GoodTint  Token = "etabli.goodTint"
	Watch     Token = "etabli.watch" // waiting
	WatchTint Token = "etabli.watchTint"
	Late      Token = "etabli.late" // overdue, wrong
	LateTint  Token = "etabli.lateTint"
	Scrim     Token = "etabli.scrim"  // lies over the page behind a dialog
	Shade     Token = "etabli.shade"  // the shadow of what floats
	Press     Token = "etabli.press"  // over a stock control that is held down
	Scroll    Token = "etabli.scroll" // scroll bars
	None      Token = ""              // transparent
)

// pair is a token's value in light and in dark.
type pair struct{ light, dark color.NRGBA }

// rgb reads 0xRRGGBB as an opaque colour.
func rgb(v uint32) color.NRGBA { return rgba(v, 0xff) }

// rgba reads 0xRRGGBB with an opacity of 0 to 255.
func rgba(v uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: alpha}
}

var palette = map[Token]pair{
	Paper:     {rgb(0xF5F3EE), rgb(0x11161D)},
	Surface:   {rgb(0xFFFFFF), rgb(0x19202A)},
	Raised:    {rgb(0xFAF8F4), rgb(0x1E2631)},
	Line:      {rgb(0xDFDAD0), rgb(0x2D3744)},
	Ink1:      {rgb(0x1B2430), rgb(0xE9EDF3)},
	Ink2:      {rgb(0x566070), rgb(0xA6B0BE)},
	Ink3:      {rgb(0x868E9B), rgb(0x768192)},
	Work:      {rgb(0x1F4E9E), rgb(0x86AEF5)},
	WorkHover: {rgb(0x1A4388), rgb(0x9DBEF8)},
	OnWork:    {rgb(0xFFFFFF), rgb(0x11161D)},
	WorkTint:  {rgb(0xE6EDF9), rgb(0x1E2E4A)},
	Good:      {rgb(0x1E7B4A), rgb(0x6CCB98)},
	GoodTint:  {rgb(0xE2F2E9), rgb(0x17342A)},
	// Watch is a shade darker than in the sketches, which fall short of 4.5 on its tint.
	Watch:     {rgb(0xA75900), rgb(0xEDB25E)},
	WatchTint: {rgb(0xFBEEDC), rgb(0x3A2C16)},
	Late:      {rgb(0xB3261E), rgb(0xF29B94)},
	LateTint:  {rgb(0xFAE7E5), rgb(0x3D2020)},
	Scrim:     {rgba(0x1B2430, 0x66), rgba(0x05080C, 0x99)},
	Shade:     {rgba(0x1B2430, 0x38), rgba(0x000000, 0x80)},
	Press:     {rgba(0x000000, 0x1E), rgba(0x000000, 0x1E)},
	Scroll:    {rgba(0x868E9B, 0x80), rgba(0x768192, 0x80)},
	None:      {},
}

// sun is what the light values become where the sun shines on the screen: white
// paper, black ink, borders that are seen, and colours that keep their meaning.
var sun = map[Token]color.NRGBA{
	Paper: rgb(0xFFFFFF), Surface: rgb(0xFFFFFF), Raised: rgb(0xF2F2F2), Line: rgb(0x595959),
	Ink1: rgb(0x000000), Ink2: rgb(0x262626), Ink3: rgb(0x595959),
	Work: rgb(0x0B2F73), WorkHover: rgb(0x071F4D), WorkTint: rgb(0xDCE7FA),
	Good: rgb(0x0A4A28), GoodTint: rgb(0xD4F0DF), Watch: rgb(0x663600), WatchTint: rgb(0xFCE6C4), Late: rgb(0x86110C), LateTint: rgb(0xFBDAD7),
}

// Tokens returns every token that has a value.
func Tokens() []Token {
	all := make([]Token, 0, len(palette))
	for t := range palette {
		all = append(all, t)
	}
	return all
}
