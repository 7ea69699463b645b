package layout

import (
	"encoding/hex"
	"math"
	"strings"
)

// Ink is the meaning of a colour; a renderer with one ink prints all black.
type Ink int

// The inks.
const (
	Black Ink = iota
	Grey      // secondary text
	Hair      // hairlines
	Blue      // what to act on
	Red       // a warning
	White     // text on a filled ground
)

// inks are the tokens of the light theme on paper, the hairline darkened
// because a laser printer loses paler ones.
var inks = map[Ink][3]uint8{
	Black: {0x1B, 0x24, 0x30},
	Grey:  {0x56, 0x60, 0x70},
	Hair:  {0xA9, 0xA4, 0x9A},
	Blue:  {0x1F, 0x4E, 0x9E},
	Red:   {0xB3, 0x26, 0x1E},
	White: {0xFF, 0xFF, 0xFF},
}

// RGB is the colour of the ink on a printer that has colours.
func (i Ink) RGB() (r, g, b uint8) {
	c := inks[i]
	return c[0], c[1], c[2]
}

// Colour is red, green and blue; the zero Colour is none.
type Colour [3]uint8

// leastContrast is what text needs against white to be read by most people.
const leastContrast = 4.5

// accent reads #rrggbb and darkens it until text in it reads well on white.
// What is no colour is none.
func accent(text string) Colour {
	raw, err := hex.DecodeString(strings.TrimPrefix(text, "#"))
	if err != nil || len(raw) != 3 || text[0] != '#' {
		return Colour{}
	}
	c := Colour{raw[0], raw[1], raw[2]}
	for 1.05/(luminance(c)+0.05) < leastContrast {
		for i := range c {
			c[i] = uint8(float64(c[i]) * 0.94)
		}
	}
	return c
}

// luminance is how bright a colour is to the eye, from 0 to 1.
func luminance(c Colour) float64 {
	var linear [3]float64
	for i, v := range c {
		s := float64(v) / 255
		if s <= 0.04045 {
			linear[i] = s / 12.92
		} else {
			linear[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*linear[0] + 0.7152*linear[1] + 0.0722*linear[2]
}
