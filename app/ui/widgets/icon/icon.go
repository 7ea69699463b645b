// Package icon draws the outline icons of assets/icons at an exact number of
// device pixels, in a given colour, with a stroke of 1.75 on the grid of 24.
//
// The stock way of tinting an SVG turns outlines into filled blobs, the
// rasteriser keeps strokes at their width whatever the picture's size, and it
// draws all but the first of several arcs in one command wrongly. So the
// colour is put into the text, the stroke is scaled here, and arcs are spelled
// out before they are read. Pictures are cached.
package icon

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"
	"sync"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"etabli/assets/icons"
)

// Grid is the width and height of the icons' own coordinates.
const Grid = 24

// Stroke is the width of a line on the grid.
const Stroke = "1.75"

// MaxPixels bounds the width of a picture; more is drawn at this width.
const MaxPixels = 512

// maxCached bounds the cache. A program shows a few dozen icons in a handful
// of colours and sizes; reaching the limit empties it.
const maxCached = 1024

type key struct {
	name   Name
	colour color.NRGBA
	pixels int
}

var cache = struct {
	sync.Mutex
	pictures map[key]image.Image
}{pictures: map[key]image.Image{}}

// Draw returns the icon as a square picture of the given number of pixels.
// The picture is shared and must not be changed. It fails for a name that the
// family does not have.
func Draw(name Name, colour color.NRGBA, pixels int) (image.Image, error) {
	k := key{name, colour, min(max(pixels, 1), MaxPixels)}
	cache.Lock()
	defer cache.Unlock()
	if picture, ok := cache.pictures[k]; ok {
		return picture, nil
	}
	picture, err := paint(k)
	if err != nil {
		return nil, err
	}
	if len(cache.pictures) >= maxCached {
		clear(cache.pictures)
	}
	cache.pictures[k] = picture
	return picture, nil
}

func paint(k key) (image.Image, error) {
	source, err := icons.Files.ReadFile(string(k.name) + ".svg")
	if err != nil {
		return nil, fmt.Errorf("icon %q: %w", k.name, err)
	}
	drawing, err := oksvg.ReadIconStream(bytes.NewReader(prepare(source, k.colour)))
	if err != nil {
		return nil, fmt.Errorf("icon %q: read: %w", k.name, err)
	}
	drawing.SetTarget(0, 0, float64(k.pixels), float64(k.pixels))
	for i := range drawing.SVGPaths {
		drawing.SVGPaths[i].LineWidth *= float64(k.pixels) / Grid
	}
	picture := image.NewRGBA(image.Rect(0, 0, k.pixels, k.pixels))
	scanner := rasterx.NewScannerGV(k.pixels, k.pixels, picture, picture.Bounds())
	drawing.Draw(rasterx.NewDasher(k.pixels, k.pixels, scanner), float64(k.colour.A)/0xff)
	return picture, nil
}

// prepare puts colour and stroke into the text of an icon and spells its arcs out.
func prepare(source []byte, c color.NRGBA) []byte {
	text := strings.Replace(string(source), `stroke-width="2"`, `stroke-width="`+Stroke+`"`, 1)
	text = strings.ReplaceAll(text, "currentColor", fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B))
	return []byte(spellArcs(text))
}
