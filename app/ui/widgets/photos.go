package widgets

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// ThumbnailPixels is the greatest side of a thumbnail. The toolkit keeps every
// picture it has shown, so it is given small ones only.
const ThumbnailPixels = 256

// MaxPhotos is how many thumbnails a strip shows; the rest are counted.
const MaxPhotos = 12

// photoSide is the side of a thumbnail on the screen.
const photoSide float32 = 72

// Thumbnail returns a copy of a picture that is ThumbnailPixels at most.
func Thumbnail(picture image.Image) image.Image {
	size := picture.Bounds().Size()
	longest := max(size.X, size.Y)
	if longest == 0 {
		return picture
	}
	if longest > ThumbnailPixels {
		size.X = max(1, size.X*ThumbnailPixels/longest)
		size.Y = max(1, size.Y*ThumbnailPixels/longest)
	}
	small := image.NewRGBA(image.Rectangle{Max: size})
	draw.ApproxBiLinear.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
	return small
}

// Photo is a picture with the words that describe it.
type Photo struct {
	Thumbnail image.Image // see Thumbnail
	Caption   string
}

// PhotoStrip shows thumbnails side by side, and a place to add one.
type PhotoStrip struct {
	composite
	row    *fyne.Container
	onOpen func(index int)
	add    *Tap
}

// NewPhotoStrip returns an empty strip; onAdd may be nil for looking only.
func NewPhotoStrip(onOpen func(index int), onAdd func()) *PhotoStrip {
	s := &PhotoStrip{row: Flow(theme.Grid), onOpen: onOpen}
	look := Look{
		Fill: theme.Raised, Hover: theme.WorkTint, Line: theme.Line, Radius: theme.RadiusControl,
		Height: func() float32 { return photoSide },
	}
	s.add = NewTap(look, photoPlace(NewIcon(icon.Camera, 22, theme.Ink2)), onAdd)
	s.add.Hidden = onAdd == nil
	s.root = s.row
	s.ExtendBaseWidget(s)
	s.Set(nil)
	return s
}

// photoPlace centres an object in the square of a thumbnail.
func photoPlace(o fyne.CanvasObject) fyne.CanvasObject { return Fix(photoSide, photoSide, Centre(o)) }

// Set shows photos; those before are let go.
func (s *PhotoStrip) Set(photos []Photo) {
	s.row.Objects = nil
	for i, p := range photos {
		if i == MaxPhotos {
			s.row.Objects = append(s.row.Objects, s.more(i, len(photos)-i))
			break
		}
		s.row.Objects = append(s.row.Objects, s.photo(i, p))
	}
	s.row.Objects = append(s.row.Objects, s.add)
	s.Refresh()
}

// more counts what is not shown, and opens the first of it.
func (s *PhotoStrip) more(index, count int) fyne.CanvasObject {
	look := Look{Fill: theme.Raised, Hover: theme.WorkTint, Radius: theme.RadiusControl}
	words := photoPlace(Line(Strong.In(theme.Ink2).Of("+" + strconv.Itoa(count))))
	return NewTap(look, words, func() { s.open(index) })
}

func (s *PhotoStrip) open(index int) {
	if s.onOpen != nil {
		s.onOpen(index)
	}
}

func (s *PhotoStrip) photo(index int, p Photo) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(p.Thumbnail)
	picture.FillMode = canvas.ImageFillCover
	picture.CornerRadius = theme.RadiusControl
	look := Look{Radius: theme.RadiusControl, Height: func() float32 { return photoSide }}
	return NewTap(look, Fix(photoSide, photoSide, picture), func() { s.open(index) })
}
