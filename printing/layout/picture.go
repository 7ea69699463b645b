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

	xdraw "golang.org/x/image/draw"

	"etabli/printing/document"
)

// MaxImagePixels bounds a picture before it is decoded.
const MaxImagePixels = 16 << 20

// Dots in a millimetre beyond which a picture is made smaller: more would be
// carried to the printer and not be seen.
const (
	drawnPerMM = 600 / 25.4 // drawings, such as a logo or a signature
	photoPerMM = 220 / 25.4
)

// photoQuality is that of a photo that is written again.
const photoQuality = 84

// decoded is a picture that was read and found sound.
type decoded struct {
	flat  *image.RGBA // on white
	photo bool        // it came as JPEG
}

// readPicture decodes a picture. A file that is no picture gives ok false.
func readPicture(data []byte) (pic decoded, ok bool, err error) {
	if len(data) > MaxImageBytes {
		return pic, false, fmt.Errorf("%w: %d bytes", ErrImage, len(data))
	}
	config, photo, decode := sniff(data)
	if decode == nil || config.Width <= 0 || config.Height <= 0 {
		return pic, false, nil
	}
	if config.Width > MaxImagePixels/config.Height {
		return pic, false, fmt.Errorf("%w: %d×%d", ErrImage, config.Width, config.Height)
	}
	img, decodeErr := decode(bytes.NewReader(data))
	if decodeErr != nil {
		return pic, false, nil
	}
	bounds := img.Bounds()
	flat := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, bounds.Min, draw.Over)
	return decoded{flat, photo}, true, nil
}

// fitted makes the mark of a picture as large as fits a room. It is written
// again as plain PNG or JPEG, so that no renderer meets an odd file, and with
// no more dots than can be seen.
func (d decoded) fitted(roomW, roomH float64) (Picture, error) {
	var m Picture
	size := d.flat.Bounds().Size()
	m.W, m.H = within(float64(size.X)/float64(size.Y), roomW, roomH)
	perMM := drawnPerMM
	if d.photo {
		perMM = photoPerMM
	}
	img := d.flat
	if w, h := int(m.W*perMM), int(m.H*perMM); w > 0 && h > 0 && w < size.X*4/5 {
		img = image.NewRGBA(image.Rect(0, 0, w, h))
		xdraw.CatmullRom.Scale(img, img.Rect, d.flat, d.flat.Rect, xdraw.Src, nil)
	}
	var out bytes.Buffer
	var err error
	if m.JPEG = d.photo; m.JPEG {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: photoQuality})
	} else {
		err = png.Encode(&out, img)
	}
	if err != nil {
		return m, fmt.Errorf("layout: writing a picture: %w", err)
	}
	m.Data = out.Bytes()
	return m, nil
}

// sniff reads the head of a picture and says whether it is a photo and what
// decodes it; nil when it is neither PNG nor JPEG.
func sniff(data []byte) (image.Config, bool, func(io.Reader) (image.Image, error)) {
	if c, err := png.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c, false, png.Decode
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c, true, jpeg.Decode
	}
	return image.Config{}, false, nil
}

func (l *layouter) image(b document.Image, width float64) ([]slab, error) {
	read, ok, err := readPicture(b.Data)
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
	pic, err := read.fitted(roomW, roomH)
	if err != nil {
		return nil, err
	}
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
