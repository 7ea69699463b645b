package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// Icon shows an outline icon, drawn at the device's own pixels.
type Icon struct {
	widget.BaseWidget
	name  icon.Name
	units float32
	step  theme.Step // beside text of this step, when units is 0
	ink   theme.Token
}

// NewIcon returns an icon of a size in units before the text factor.
func NewIcon(name icon.Name, units float32, ink theme.Token) *Icon {
	i := &Icon{name: name, units: units, ink: ink}
	i.ExtendBaseWidget(i)
	return i
}

// besideText is how much larger an icon is than the text it stands beside.
const besideText float32 = 2

// NewTextIcon returns an icon in the size that suits text of a step.
func NewTextIcon(name icon.Name, step theme.Step, ink theme.Token) *Icon {
	i := NewIcon(name, 0, ink)
	i.step = step
	return i
}

func (i *Icon) side() float32 {
	now := theme.Current()
	if i.units > 0 {
		return now.Scaled(i.units)
	}
	return now.Type(i.step) + now.Scaled(besideText)
}

// Set shows another icon or colour.
func (i *Icon) Set(name icon.Name, ink theme.Token) {
	if i.name == name && i.ink == ink {
		return
	}
	i.name, i.ink = name, ink
	i.Refresh()
}

// Name returns the icon shown.
func (i *Icon) Name() icon.Name { return i.name }

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	r := &iconRenderer{icon: i}
	r.raster = canvas.NewRaster(r.draw)
	return standing(i, r)
}

type iconRenderer struct {
	icon   *Icon
	raster *canvas.Raster
}

// draw is called with device pixels. A name without a picture shows nothing;
// tests keep such names out.
func (r *iconRenderer) draw(width, height int) image.Image {
	picture, err := icon.Draw(r.icon.name, theme.Color(r.icon.ink), min(width, height))
	if err != nil {
		return image.NewRGBA(image.Rect(0, 0, width, height))
	}
	return picture
}

func (*iconRenderer) Destroy()                       {}
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.raster} }
func (r *iconRenderer) Refresh()                     { r.raster.Refresh() }

func (r *iconRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.icon.side())
}

func (r *iconRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	place(r.raster, (size.Width-side)/2, (size.Height-side)/2, side, side)
}
