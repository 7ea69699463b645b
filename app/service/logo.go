package service

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"

	"golang.org/x/image/draw"

	"etabli/app/domain/fault"
	"etabli/app/domain/site"
)

// logoBoxes are the sizes in dots that a logo is tried at: 40 × 14 mm at 400 dots
// to an inch, then less, until it is small enough to keep.
var logoBoxes = []image.Point{{640, 224}, {480, 168}, {320, 112}, {200, 70}}

// logoColours is how many colours a logo keeps that is too large with all.
const logoColours = 32

// cleanLogo draws a logo again on white, as PNG, no larger than papers need and
// than a letterhead may hold.
func cleanLogo(raw []byte) ([]byte, error) {
	if len(raw) > MaxPictureBytes {
		return nil, fault.New(PictureLarge, "logo", "limit", "20 Mo")
	}
	i := slices.IndexFunc(pictureFormats, func(f pictureFormat) bool { return f.matches(raw) })
	if i < 0 {
		return nil, fault.New(NotAPicture, "logo")
	}
	img, err := pictureFormats[i].read(raw, "logo")
	if err != nil {
		return nil, err
	}
	img = upright(shrink(img, maxPictureSide), orientation(raw))
	for _, box := range logoBoxes {
		flat := onWhite(img, box)
		for _, form := range []image.Image{flat, fewColours(flat)} {
			var out bytes.Buffer
			if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, form); err != nil {
				return nil, err
			}
			if out.Len() <= site.MaxLogoBytes {
				return out.Bytes(), nil
			}
		}
	}
	return nil, fault.New(PictureLarge, "logo", "limit", "16 Ko")
}

// onWhite is a picture that fits a box, with white where it was transparent.
func onWhite(img image.Image, box image.Point) *image.RGBA {
	size := img.Bounds().Size()
	if size.X > box.X || size.Y > box.Y {
		if size.X*box.Y > size.Y*box.X {
			size = image.Pt(box.X, max(1, size.Y*box.X/size.X))
		} else {
			size = image.Pt(max(1, size.X*box.Y/size.Y), box.Y)
		}
	}
	out := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Rect, img, img.Bounds(), draw.Over, nil)
	return out
}

// fewColours is a picture in the colours that it has most of. What has one of the
// others gets the nearest.
func fewColours(img *image.RGBA) *image.Paletted {
	const coarse = 0xF0 // shades that differ by less are one
	count := map[color.RGBA]int{}
	for i := 0; i < len(img.Pix); i += 4 {
		count[color.RGBA{img.Pix[i] & coarse, img.Pix[i+1] & coarse, img.Pix[i+2] & coarse, 255}]++
	}
	list := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	palette := color.Palette{color.White}
	for _, c := range list[:min(len(list), logoColours-1)] {
		palette = append(palette, c)
	}
	out := image.NewPaletted(img.Rect, palette)
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}
