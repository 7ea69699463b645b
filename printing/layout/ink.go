package layout

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
