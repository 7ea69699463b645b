package zpl

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"etabli/printing/layout"
	"etabli/printing/typeface"
)

const (
	pointMM = 25.4 / 72
	// baseline of the printer's font 0, as a share of its height.
	baseline = 0.75
	// narrow is the width of its letters over their height at which no line
	// is wider than in the face it was measured with.
	narrow = 0.92
)

// text writes a line in the printer's own font. Numbers in the mono face go as
// dots, because their 0 and O must differ.
func (w writer) text(t layout.Text) bool {
	t.String = plainSpaces.Replace(t.String)
	if t.Face == typeface.Mono || t.Face == typeface.MonoSemiBold || !sure(t.String) {
		return false
	}
	height := w.dots(t.SizePT * pointMM)
	x, y := w.dots(t.X), w.dots(t.Y)-int(math.Round(float64(height)*baseline))
	room := w.dots(w.page.WidthMM) - x
	if x < 0 || y < 0 || height < 10 || room <= 0 {
		return false
	}
	fmt.Fprintf(w.out, "^FO%d,%d^A0N,%d,%d^FB%d,1,0,L,0", x, y, height, int(float64(height)*narrow), room)
	w.field(t.String)
	return true
}

// plainSpaces are the spaces that a line was measured with; many printers leave
// out those that do not break, and "28nov." is what people read then.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// sure tells whether the font of every printer has the characters, and none of
// them is a sign within a block of text.
func sure(s string) bool {
	if s == "" {
		return false
	}
	for _, c := range s {
		if c < ' ' || c == 0x7F || c == '\\' || c == '\u00ad' || c == '\ufffd' {
			return false
		}
		if _, ok := charmap.Windows1252.EncodeRune(c); !ok {
			return false
		}
	}
	return true
}

// field writes data that the printer only prints. All bytes but letters,
// digits and harmless signs go as their number.
func (w writer) field(data string) {
	w.out.WriteString("^FH_^FD")
	for i := range len(data) {
		switch b := data[i]; {
		case b == '^', b == '~', b == '_', b == '\\', b < ' ', b >= 0x7F:
			fmt.Fprintf(w.out, "_%02X", b)
		default:
			w.out.WriteByte(b)
		}
	}
	w.out.WriteString("^FS\n")
}
