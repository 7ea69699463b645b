package zpl

import (
	"fmt"
	"math"
	"strings"

	"etabli/printing/layout"
)

// code lets the printer make a code where it makes the very one that the label
// was laid out with; any other goes as dots.
func (w writer) code(c layout.Cells) bool {
	dots := c.WidthMM * w.perMM
	module := int(math.Round(dots))
	if module < 1 || module > maxModule || math.Abs(dots-float64(module)) > 0.01 || c.Y < 0 || c.X < 0 {
		return false
	}
	modules := 0
	for _, s := range c.Spans {
		modules = max(modules, s.X+s.W)
	}
	switch c.Code.Kind {
	case layout.QRPaper:
		return w.qr(c, 'M', module, modules)
	case layout.QRWorn:
		return w.qr(c, 'Q', module, modules)
	case layout.QRRough:
		return w.qr(c, 'H', module, modules)
	case layout.Code128:
		return w.bars(c, module, modules)
	}
	return false
}

const (
	// maxModule is the coarsest module that all printers take, in dots.
	maxModule = 10
	// sunk is how far a QR code prints below its origin: printers add the
	// height of bar codes that was set last, so it is set each time.
	sunk = 10
)

func (w writer) qr(c layout.Cells, level byte, module, modules int) bool {
	x, y := w.dots(c.X), w.dots(c.Y)-sunk
	if y < 0 || versionOf(c.Code.Content, level)*4+17 != modules {
		return false
	}
	fmt.Fprintf(w.out, "^FO%d,%d^BY2,3,%d^BQN,2,%d", x, y, sunk, module)
	w.field(string(level) + "A," + c.Code.Content)
	return true
}

// codewords are how many bytes a QR code of versions 1 to 10 holds.
var codewords = map[byte][]int{
	'M': {16, 28, 44, 64, 86, 108, 124, 154, 182, 216},
	'Q': {13, 22, 34, 48, 62, 76, 88, 110, 132, 154},
	'H': {9, 16, 26, 36, 46, 60, 66, 86, 100, 122},
}

// versionOf is the smallest version for a content in one mode, which is how
// printers encode; 0 when there is none.
func versionOf(content string, level byte) int {
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	n := len(content)
	bits, counted := 8*n, []int{8, 16}
	switch {
	case strings.Trim(content, "0123456789") == "":
		bits, counted = n/3*10+[]int{0, 4, 7}[n%3], []int{10, 12}
	case strings.Trim(content, signs) == "":
		bits, counted = n/2*11+n%2*6, []int{9, 11}
	}
	for i, room := range codewords[level] {
		count := counted[0]
		if i == 9 {
			count = counted[1]
		}
		if 4+count+bits <= room*8 {
			return i + 1
		}
	}
	return 0
}

func (w writer) bars(c layout.Cells, module, modules int) bool {
	const symbol, stop, checked = 11, 13, 2 // modules; start and check sum
	data := ">:" + strings.ReplaceAll(c.Code.Content, ">", ">0")
	if symbols := len(c.Code.Content) + checked; symbols*symbol+stop != modules {
		if data, symbols = subsets(c.Code.Content); (symbols+checked)*symbol+stop != modules {
			return false
		}
	}
	height := w.dots(c.TallMM)
	fmt.Fprintf(w.out, "^FO%d,%d^BY%d,3,%d^BCN,%d,N,N,N,N", w.dots(c.X), w.dots(c.Y), module, height, height)
	w.field(data)
	return true
}

// subsets writes a content for Code 128 with the subset of each part named, so
// that the printer has no choice: letters in B, runs of digits in pairs in C.
// It counts the symbols of the data and of the changes between subsets.
func subsets(content string) (data string, symbols int) {
	var b strings.Builder
	pairs := false
	for i := 0; i < len(content); {
		need := 4
		if pairs {
			need = 2
		}
		digits := i+need <= len(content) && strings.Trim(content[i:i+need], "0123456789") == ""
		if i == 0 || digits != pairs {
			b.WriteString(map[bool]map[bool]string{true: {true: ">;", false: ">:"}, false: {true: ">5", false: ">6"}}[i == 0][digits])
			if i > 0 {
				symbols++
			}
			pairs = digits
		}
		symbols++
		if pairs {
			b.WriteString(content[i : i+2])
			i += 2
			continue
		}
		if content[i] == '>' {
			b.WriteString(">0")
		} else {
			b.WriteByte(content[i])
		}
		i++
	}
	return b.String(), symbols
}
