package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/go-pdf/fpdf"

	"etabli/printing/layout"
)

// drawn is a picture in the file; stretch is how much wider it became.
type drawn struct {
	name    string
	stretch float64
}

// againQuality is that of a photo that got a column more.
const againQuality = 92

// picture draws an image. One that is drawn again is in the file once.
func (p *painter) picture(m layout.Picture) error {
	sum := sha256.Sum256(m.Data)
	name := hex.EncodeToString(sum[:])
	o := fpdf.ImageOptions{ImageType: "PNG"}
	if m.JPEG {
		o.ImageType = "JPG"
	}
	of, known := p.pictures[name]
	if !known {
		if p.monochrome {
			var err error
			if m, err = grey(m); err != nil {
				return fmt.Errorf("%w: %w", ErrRender, err)
			}
		}
		data, stretch, err := p.apart(m)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrRender, err)
		}
		of = drawn{name, stretch}
		p.file.RegisterImageOptionsReader(name, o, bytes.NewReader(data))
		p.pictures[name] = of
	}
	p.file.ImageOptions(of.name, m.X, m.Y, m.W*of.stretch, m.H, false, o, 0, "")
	return nil
}

// apart makes the width of a picture different from that of every other one by
// white columns at its right: the file lists pictures by their width, and those
// of one width would stand in an order that differs between runs.
func (p *painter) apart(m layout.Picture) (data []byte, stretch float64, err error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(m.Data))
	if err != nil {
		return nil, 0, err
	}
	width := config.Width
	for p.widths[width] {
		width++
	}
	p.widths[width] = true
	if width == config.Width {
		return m.Data, 1, nil
	}
	img, _, err := image.Decode(bytes.NewReader(m.Data))
	if err != nil {
		return nil, 0, err
	}
	wide := image.NewRGBA(image.Rect(0, 0, width, config.Height))
	draw.Draw(wide, wide.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(wide, wide.Rect, img, img.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if m.JPEG {
		err = jpeg.Encode(&out, wide, &jpeg.Options{Quality: againQuality})
	} else {
		err = png.Encode(&out, wide)
	}
	return out.Bytes(), float64(width) / float64(config.Width), err
}

// grey takes the colours out of a picture: a printer of one ink shows its shades.
func grey(m layout.Picture) (layout.Picture, error) {
	img, _, err := image.Decode(bytes.NewReader(m.Data))
	if err != nil {
		return m, err
	}
	out := image.NewGray(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	var b bytes.Buffer
	if m.JPEG {
		err = jpeg.Encode(&b, out, &jpeg.Options{Quality: againQuality})
	} else {
		err = png.Encode(&b, out)
	}
	m.Data = b.Bytes()
	return m, err
}
