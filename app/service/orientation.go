package service

import (
	"encoding/binary"
	"image"
	"image/draw"
)

// orientation reads how a JPEG's camera was held (EXIF tag 0x0112, 1 to 8); 1
// when it does not say.
func orientation(raw []byte) int {
	if len(raw) < 4 || raw[0] != 0xff || raw[1] != 0xd8 {
		return 1
	}
	for i := 2; i+4 <= len(raw) && raw[i] == 0xff; {
		marker, size := raw[i+1], int(binary.BigEndian.Uint16(raw[i+2:]))
		end := i + 2 + size
		if marker == 0xda || size < 2 || end > len(raw) {
			return 1
		}
		if marker == 0xe1 {
			if o := exifOrientation(raw[i+4 : end]); o != 0 {
				return o
			}
		}
		i = end
	}
	return 1
}

func exifOrientation(b []byte) int {
	if len(b) < 14 || string(b[:6]) != "Exif\x00\x00" {
		return 0
	}
	tiff := b[6:]
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	n := int(order.Uint16(tiff[at:]))
	for k := range n {
		field := at + 2 + 12*k
		if field+12 > len(tiff) {
			return 0
		}
		if order.Uint16(tiff[field:]) != 0x0112 {
			continue
		}
		if o := int(order.Uint16(tiff[field+8:])); o >= 1 && o <= 8 {
			return o
		}
		return 0
	}
	return 0
}

// upright turns and mirrors a picture so that it needs no orientation any more.
func upright(img image.Image, orientation int) image.Image {
	if orientation <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	src := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(src, src.Bounds(), img, b.Min, draw.Src)
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := turned(orientation, x, y, w, h)
			out.SetRGBA(x, y, src.RGBAAt(sx, sy))
		}
	}
	return out
}

// turned tells which source pixel lands on x, y of a picture of w by h.
func turned(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, w - 1 - x
	case 7:
		return h - 1 - y, w - 1 - x
	default:
		return h - 1 - y, x
	}
}
