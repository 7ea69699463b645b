package zpl_test

import (
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strconv"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"
)

// format is one label as a printer understands it.
type format struct {
	width, height int
	fields        []field
}

// field is one thing that is printed.
type field struct {
	kind   string // text, qr, bars, box, dots
	at     image.Point
	size   image.Point // of boxes and dots; height of bars; height and width of letters
	room   int         // of a block of text
	module int
	level  decoder.ErrorCorrectionLevel
	data   string // as printed
	dots   []byte
}

// grammar is every command that a label may have, with its parameters whole.
// Anything else is an intruder.
var grammar = map[string]*regexp.Regexp{
	"XA": regexp.MustCompile(`^$`), "XZ": regexp.MustCompile(`^\n$`), "FS": regexp.MustCompile(`^\n$`),
	"CI": regexp.MustCompile(`^28$`), "MU": regexp.MustCompile(`^D$`), "FW": regexp.MustCompile(`^N$`),
	"LH": regexp.MustCompile(`^0,0$`), "PO": regexp.MustCompile(`^N$`), "PQ": regexp.MustCompile(`^1$`),
	"PW": regexp.MustCompile(`^(\d+)$`), "LL": regexp.MustCompile(`^(\d+)\n$`),
	"FO": regexp.MustCompile(`^(\d+),(\d+)$`), "A0": regexp.MustCompile(`^N,(\d+),(\d+)$`),
	"FB": regexp.MustCompile(`^(\d+),1,0,L,0$`), "FH": regexp.MustCompile(`^_$`), "FD": regexp.MustCompile(`(?s)^(.+)$`),
	"GB": regexp.MustCompile(`^(\d+),(\d+),(\d+)$`), "GF": regexp.MustCompile(`^A,(\d+),(\d+),(\d+),([0-9A-F]+)$`),
	"BY": regexp.MustCompile(`^(\d+),3,(\d+)$`), "BQ": regexp.MustCompile(`^N,2,(\d+)$`), "BC": regexp.MustCompile(`^N,(\d+),N,N,N,N$`),
}

// read takes a job apart as strictly as the grammar is: a caret begins a
// command wherever it stands, and a tilde must not be there at all.
func read(job []byte) ([]format, error) {
	text := string(job)
	if strings.ContainsRune(text, '~') {
		return nil, fmt.Errorf("a control command at byte %d", strings.IndexByte(text, '~'))
	}
	var all []format
	var r *reader
	for i, part := range strings.Split(text, "^") {
		if i == 0 {
			if part != "" {
				return nil, fmt.Errorf("%q before the first command", part)
			}
			continue
		}
		if len(part) < 2 {
			return nil, fmt.Errorf("the command %q", part)
		}
		rule := grammar[part[:2]]
		if rule == nil || !rule.MatchString(part[2:]) {
			return nil, fmt.Errorf("the command %q", part)
		}
		if (part[:2] == "XA") != (r == nil) {
			return nil, fmt.Errorf("%s out of place", part[:2])
		}
		if r == nil {
			r = &reader{}
			continue
		}
		if part[:2] == "XZ" {
			all, r = append(all, r.out), nil
			continue
		}
		if err := r.command(part[:2], rule.FindStringSubmatch(part[2:])[1:]); err != nil {
			return nil, err
		}
	}
	if r != nil {
		return nil, fmt.Errorf("a label without end")
	}
	return all, nil
}

var levels = map[string]decoder.ErrorCorrectionLevel{
	"M": decoder.ErrorCorrectionLevel_M, "Q": decoder.ErrorCorrectionLevel_Q, "H": decoder.ErrorCorrectionLevel_H,
}

type reader struct {
	out format
	now field
	hex bool
	by  [2]int
}

func (r *reader) command(name string, args []string) error {
	n := make([]int, len(args))
	for i, a := range args {
		n[i], _ = strconv.Atoi(a)
	}
	switch name {
	case "PW":
		r.out.width = n[0]
	case "LL":
		r.out.height = n[0]
	case "FO":
		r.now = field{at: image.Pt(n[0], n[1])}
	case "A0":
		r.now.kind, r.now.size = "text", image.Pt(n[1], n[0])
	case "FB":
		r.now.room = n[0]
	case "BY":
		r.by = [2]int{n[0], n[1]}
	case "BQ":
		// The printer adds the height of bars that was set last.
		r.now.kind, r.now.module, r.now.at.Y = "qr", n[0], r.now.at.Y+r.by[1]
	case "BC":
		r.now.kind, r.now.module, r.now.size.Y = "bars", r.by[0], n[0]
	case "GB":
		r.now.kind, r.now.size = "box", image.Pt(n[0], n[1])
		if n[2] != min(n[0], n[1]) {
			return fmt.Errorf("a box that is not filled: %v", n)
		}
	case "GF":
		return r.graphic(n, args[3])
	case "FH":
		r.hex = true
	case "FD":
		return r.data(args[0])
	case "FS":
		if r.now.kind == "" {
			return fmt.Errorf("a field of nothing")
		}
		r.out.fields, r.now, r.hex = append(r.out.fields, r.now), field{}, false
	}
	return nil
}

func (r *reader) graphic(n []int, digits string) error {
	data, err := hex.DecodeString(digits)
	if err != nil || n[0] != len(data) || n[1] != len(data) || n[2] == 0 || len(data)%n[2] != 0 {
		return fmt.Errorf("a picture of %v bytes: %d, %w", n[:3], len(data), err)
	}
	r.now.kind, r.now.size, r.now.dots = "dots", image.Pt(n[2]*8, len(data)/n[2]), data
	return nil
}

// data decodes the bytes that are written as numbers.
func (r *reader) data(raw string) error {
	if !r.hex {
		return fmt.Errorf("data without ^FH: %q", raw)
	}
	var out strings.Builder
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c < ' ' || c >= 0x7F {
			return fmt.Errorf("the raw byte %#02x in %q", c, raw)
		}
		if c == '_' {
			b, err := hex.DecodeString(raw[i+1 : min(i+3, len(raw))])
			if err != nil || len(b) != 1 {
				return fmt.Errorf("a broken number in %q", raw)
			}
			c, i = b[0], i+2
		}
		out.WriteByte(c)
	}
	r.now.data = out.String()
	switch r.now.kind {
	case "qr":
		level, said, ok := strings.Cut(r.now.data, "A,")
		if r.now.level = levels[level]; !ok || r.now.level == 0 && level != "M" {
			return fmt.Errorf("a QR code of %q", r.now.data)
		}
		r.now.data = said
	case "bars":
		data, err := spoken(r.now.data)
		r.now.data = data
		return err
	}
	return nil
}

// spoken is what bars say whose subsets are named by > and a sign.
func spoken(data string) (string, error) {
	if !strings.HasPrefix(data, ">:") && !strings.HasPrefix(data, ">;") {
		return "", fmt.Errorf("bars without a first subset: %q", data)
	}
	var out strings.Builder
	for i := 0; i < len(data); i++ {
		if data[i] != '>' {
			out.WriteByte(data[i])
			continue
		}
		if i++; i == len(data) || !strings.ContainsRune("0567:;", rune(data[i])) {
			return "", fmt.Errorf("bars of %q", data)
		}
		if data[i] == '0' {
			out.WriteByte('>')
		}
	}
	return out.String(), nil
}

// print draws a label, its codes with encoders that are not ours.
func (f format) print() (*image.Gray, error) {
	img := image.NewGray(image.Rect(0, 0, f.width, f.height))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	fill := func(r image.Rectangle) { draw.Draw(img, r, image.Black, image.Point{}, draw.Src) }
	for _, x := range f.fields {
		switch x.kind {
		case "box":
			fill(image.Rectangle{Min: x.at, Max: x.at.Add(x.size)})
		case "dots":
			for i := range x.size.X * x.size.Y {
				if x.dots[i/8]&(0x80>>(i%8)) != 0 {
					img.SetGray(x.at.X+i%x.size.X, x.at.Y+i/x.size.X, color.Gray{})
				}
			}
		case "qr":
			code, err := encoder.Encoder_encode(x.data, x.level, nil)
			if err != nil {
				return nil, err
			}
			m := code.GetMatrix()
			for i := range m.GetWidth() * m.GetHeight() {
				at := image.Pt(i%m.GetWidth(), i/m.GetWidth())
				if m.Get(at.X, at.Y) == 1 {
					fill(image.Rectangle{Min: at.Mul(x.module), Max: at.Add(image.Pt(1, 1)).Mul(x.module)}.Add(x.at))
				}
			}
		case "bars":
			bits, err := oned.NewCode128Writer().Encode(x.data, gozxing.BarcodeFormat_CODE_128, 0, 1, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0})
			if err != nil {
				return nil, err
			}
			for i := range bits.GetWidth() {
				if bits.Get(i, 0) {
					fill(image.Rect(i*x.module, 0, (i+1)*x.module, x.size.Y).Add(x.at))
				}
			}
		}
	}
	return img, nil
}
