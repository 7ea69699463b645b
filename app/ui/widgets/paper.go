package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"

	"etabli/app/ui/theme"
)

// paperPixels is the greatest width of a page's picture, and mostPaper the greatest
// width on the screen: a receipt is not blown up to the width of its card.
const (
	paperPixels         = 720
	mostPaper   float32 = 420
)

// NewPagePicture shows a page with a line around it, as wide as there is room.
func NewPagePicture(page image.Image) fyne.CanvasObject {
	img := canvas.NewImageFromImage(smaller(page, paperPixels))
	img.FillMode, img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	frame := canvas.NewRectangle(theme.Color(theme.Line))
	size := page.Bounds().Size()
	ratio := float32(1)
	if size.X > 0 {
		ratio = float32(size.Y) / float32(size.X)
	}
	return contain(paper{ratio}, frame, img)
}

// smaller is a picture no wider than it has to be.
func smaller(picture image.Image, width int) image.Image {
	size := picture.Bounds().Size()
	if size.X <= width {
		return picture
	}
	small := image.NewRGBA(image.Rect(0, 0, width, max(1, size.Y*width/size.X)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return small
}

// paper places a picture of a page in the middle, by its proportion.
type paper struct{ ratio float32 }

// MinSize implements fyne.Layout.
func (p paper) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

func (p paper) heightFor(_ []fyne.CanvasObject, width float32) float32 {
	return min(width, mostPaper) * p.ratio
}

// Layout implements fyne.Layout.
func (p paper) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, mostPaper)
	left := (size.Width - width) / 2
	place(objects[0], left, 0, width, width*p.ratio)
	place(objects[1], left+1, 1, width-2, width*p.ratio-2)
}
