package layout

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"

	"etabli/printing/document"
)

// MaxImagePixels bounds a picture before it is decoded.
const MaxImagePixels = 16 << 20

// readPicture decodes a picture and writes it again as plain PNG on white, so
// that no renderer meets an odd file. A file that is no picture gives ok false.
func readPicture(data []byte) (pic Picture, width, height int, ok bool, err error) {
	if len(data) > MaxImageBytes {
		return pic, 0, 0, false, fmt.Errorf("%w: %d bytes", ErrImage, len(data))
	}
	config, decode := sniff(data)
	if decode == nil || config.Width <= 0 || config.Height <= 0 {
		return pic, 0, 0, false, nil
	}
	if config.Width > MaxImagePixels/config.Height {
		return pic, 0, 0, false, fmt.Errorf("%w: %d×%d", ErrImage, config.Width, config.Height)
	}
	img, decodeErr := decode(bytes.NewReader(data))
	if decodeErr != nil {
		return pic, 0, 0, false, nil
	}
	bounds := img.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, bounds.Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return pic, 0, 0, false, fmt.Errorf("layout: writing a picture: %w", err)
	}
	return Picture{PNG: out.Bytes()}, bounds.Dx(), bounds.Dy(), true, nil
}

// sniff reads the head of a picture and says what decodes it; nil when it is
// neither PNG nor JPEG.
func sniff(data []byte) (image.Config, func(io.Reader) (image.Image, error)) {
	if c, err := png.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c, png.Decode
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c, jpeg.Decode
	}
	return image.Config{}, nil
}

func (l *layouter) image(b document.Image, width float64) ([]slab, error) {
	pic, w, h, ok, err := readPicture(b.Data)
	if err != nil {
		return nil, err
	}
	if !ok {
		if b.Alt == "" {
			return nil, nil
		}
		return l.paragraph(document.Paragraph{Runs: document.Plain(b.Alt), Align: b.Align}, width)
	}
	roomW, roomH := width, l.pageRoom()
	if b.MaxWidthMM > 0 {
		roomW = min(roomW, b.MaxWidthMM)
	}
	if b.MaxHeightMM > 0 {
		roomH = min(roomH, b.MaxHeightMM)
	}
	pic.W, pic.H = within(float64(w)/float64(h), roomW, roomH)
	pic.X = line{width: pic.W}.offset(b.Align, width)
	return []slab{{height: pic.H, gap: l.sheet.gap, marks: []Mark{pic}}}, nil
}

// within is the largest rectangle of an aspect (width over height) in a room.
func within(aspect, roomW, roomH float64) (w, h float64) {
	if roomW/aspect <= roomH {
		return roomW, roomW / aspect
	}
	return roomH * aspect, roomH
}
