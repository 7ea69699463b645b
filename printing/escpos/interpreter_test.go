package escpos_test

import (
	"fmt"
	"image"
	"image/color"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"etabli/printing/profile"
)

// printed is what came out of the printer that this test builds: a strip of
// paper with dots on it, and the lines that were set with its own letters.
type printed struct {
	strip  *image.Gray // as wide as the paper, at the head's resolution
	lines  []line
	cuts   int
	drawer []int // pins
}

type line struct {
	text  string
	align byte
	size  byte
	bold  bool // any of it
}

// printer interprets the commands of ESC/POS as their makers document them. It
// takes no command that a receipt does not need.
type printer struct {
	receipt profile.Receipt
	rows    [][]bool
	printed
	at       []byte
	codePage byte
	now      line
	bold     bool
}

const lineRows = 30

func interpret(data []byte, r profile.Receipt) (printed, error) {
	p := &printer{receipt: r, at: data}
	if i := realTime(data); i >= 0 {
		return printed{}, fmt.Errorf("a command in real time at byte %d", i)
	}
	for len(p.at) > 0 {
		if err := p.step(); err != nil {
			return printed{}, fmt.Errorf("at byte %d: %w", len(data)-len(p.at), err)
		}
	}
	if p.now.text != "" {
		return printed{}, fmt.Errorf("the line %q is never printed", p.now.text)
	}
	width := int(80 * r.PerMM())
	if r.Paper == "58mm" {
		width = int(58 * r.PerMM())
	}
	left := (width - r.WidthDots) / 2
	p.strip = image.NewGray(image.Rect(0, 0, width, len(p.rows)))
	for y, row := range p.rows {
		for x := range width {
			shade := color.Gray{Y: 255}
			if x >= left && x-left < len(row) && row[x-left] {
				shade.Y = 0
			}
			p.strip.SetGray(x, y, shade)
		}
	}
	return p.printed, nil
}

// realTime finds a command that printers obey wherever it stands.
func realTime(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] == 0x10 && (data[i+1] == 0x04 || data[i+1] == 0x05 || data[i+1] == 0x14) {
			return i
		}
	}
	return -1
}

func (p *printer) take(n int) ([]byte, error) {
	if len(p.at) < n {
		return nil, fmt.Errorf("%d bytes are missing", n-len(p.at))
	}
	out := p.at[:n]
	p.at = p.at[n:]
	return out, nil
}

func (p *printer) step() error {
	b, _ := p.take(1)
	switch {
	case b[0] == 0x1B:
		return p.escape()
	case b[0] == 0x1D:
		return p.group()
	case b[0] == '\n':
		return p.feed()
	case b[0] < ' ' || b[0] == 0x7F:
		return fmt.Errorf("the control character %#02x", b[0])
	}
	c := rune(b[0])
	if c >= 0x80 {
		if p.codePage != byte(p.receipt.CodePage) {
			return fmt.Errorf("%#02x before the code page is chosen", b[0])
		}
		c = charmap.CodePage858.DecodeByte(b[0])
	}
	p.now.text += string(c)
	p.now.bold = p.now.bold || p.bold
	return nil
}

func (p *printer) feed() error {
	columns := p.receipt.Columns
	if p.now.size&0xF0 != 0 {
		columns /= 2
	}
	if n := len([]rune(p.now.text)); n > columns {
		return fmt.Errorf("%q has %d characters of %d", p.now.text, n, columns)
	}
	p.lines = append(p.lines, p.now)
	p.now.text, p.now.bold = "", false
	p.blank(lineRows * int(1+p.now.size&0x0F))
	return nil
}

func (p *printer) blank(rows int) {
	for range rows {
		p.rows = append(p.rows, nil)
	}
}

func (p *printer) escape() error {
	c, err := p.take(1)
	if err != nil {
		return err
	}
	if c[0] == '@' {
		p.now, p.bold, p.codePage = line{}, false, 0
		return nil
	}
	if c[0] == 'p' {
		args, err := p.take(3)
		if err != nil {
			return err
		}
		if args[0] > 1 || args[1] == 0 || args[2] < args[1] {
			return fmt.Errorf("a drawer pulse of %v", args)
		}
		p.drawer = append(p.drawer, map[byte]int{0: 2, 1: 5}[args[0]])
		return nil
	}
	arg, err := p.take(1)
	if err != nil {
		return err
	}
	switch c[0] {
	case 't':
		p.codePage = arg[0]
	case 'R':
		if arg[0] != 0 {
			return fmt.Errorf("the characters of country %d", arg[0])
		}
	case 'a':
		p.now.align = arg[0]
	case 'E':
		p.bold = arg[0] == 1
	case 'd':
		p.blank(lineRows * int(arg[0]))
	default:
		return fmt.Errorf("ESC %q", c[0])
	}
	return nil
}

func (p *printer) group() error {
	c, err := p.take(1)
	if err != nil {
		return err
	}
	switch c[0] {
	case '!':
		arg, err := p.take(1)
		if err != nil {
			return err
		}
		p.now.size = arg[0]
		return nil
	case 'V':
		args, err := p.take(2)
		if err != nil || args[0] != 65 && args[0] != 66 {
			return fmt.Errorf("a cut of %v: %w", args, err)
		}
		p.cuts++
		return nil
	case 'v':
		return p.raster()
	}
	return fmt.Errorf("GS %q", c[0])
}

func (p *printer) raster() error {
	head, err := p.take(6)
	if err != nil {
		return err
	}
	if head[0] != '0' || head[1] != 0 {
		return fmt.Errorf("a picture of kind %v", head[:2])
	}
	stride, rows := int(head[2])|int(head[3])<<8, int(head[4])|int(head[5])<<8
	if stride*8 > p.receipt.WidthDots || rows == 0 || rows > p.receipt.BandRows {
		return fmt.Errorf("a picture of %d × %d dots", stride*8, rows)
	}
	if p.now.text != "" {
		return fmt.Errorf("a picture within the line %q", p.now.text)
	}
	data, err := p.take(stride * rows)
	if err != nil {
		return err
	}
	for y := range rows {
		row := make([]bool, stride*8)
		for x := range row {
			row[x] = data[y*stride+x/8]&(0x80>>(x%8)) != 0
		}
		p.rows = append(p.rows, row)
	}
	return nil
}

func (p printed) text() string {
	var out []string
	for _, n := range p.lines {
		out = append(out, n.text)
	}
	return strings.Join(out, "\n")
}
