package cli

import (
	"strings"

	"etabli/printing/qr"
)

// DrawQR draws a code for a terminal, two modules a character, dark on light
// whatever the terminal's colours, with the quiet zone readers need.
func DrawQR(code qr.Code) string {
	side := code.Modules + 2*qr.QuietModules
	dark := make([][]bool, side+1)
	for y := range dark {
		dark[y] = make([]bool, side)
	}
	for _, s := range code.Spans {
		for y := s.Y; y < s.Y+s.H; y++ {
			for x := s.X; x < s.X+s.W; x++ {
				dark[y+qr.QuietModules][x+qr.QuietModules] = true
			}
		}
	}
	halves := map[[2]bool]string{{false, false}: " ", {true, false}: "▀", {false, true}: "▄", {true, true}: "█"}
	var b strings.Builder
	for y := 0; y < side; y += 2 {
		b.WriteString("\x1b[30;107m")
		for x := range side {
			b.WriteString(halves[[2]bool{dark[y][x], dark[y+1][x]}])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}
