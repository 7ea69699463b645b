package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/theme"
)

// Class is how much width there is, measured in text.
type Class uint8

// The classes: a phone, a tablet or half a screen, a desk.
const (
	Narrow Class = iota
	Medium
	Wide
)

// The least widths of the classes, in units divided by the text factor.
const (
	mediumFrom float32 = 600
	wideFrom   float32 = 1100
)

// ClassOf returns the class of a width in units.
func ClassOf(width float32) Class {
	switch width /= theme.Current().Scaled(1); {
	case width >= wideFrom:
		return Wide
	case width >= mediumFrom:
		return Medium
	}
	return Narrow
}

// Adaptive shows the arrangement of a screen that fits the width class. Each
// is built once; its own minimum is small so that a window can shrink.
type Adaptive struct {
	widget.BaseWidget
	build func(Class) fyne.CanvasObject
	built map[Class]fyne.CanvasObject
	class Class
	shown fyne.CanvasObject

	// OnClass is called after the class changed.
	OnClass func(Class)
}

// NewAdaptive returns a widget that calls build for each class when it is
// first needed.
func NewAdaptive(build func(Class) fyne.CanvasObject) *Adaptive {
	a := &Adaptive{build: build, built: map[Class]fyne.CanvasObject{}}
	a.ExtendBaseWidget(a)
	return a
}

// Class returns the class that is shown.
func (a *Adaptive) Class() Class { return a.class }

// adaptiveMin is the least that an adaptive screen asks for.
var adaptiveMin = fyne.NewSize(320, 400)

// CreateRenderer implements fyne.Widget.
func (a *Adaptive) CreateRenderer() fyne.WidgetRenderer { return adaptiveRenderer{a} }

type adaptiveRenderer struct{ of *Adaptive }

func (adaptiveRenderer) Destroy()           {}
func (adaptiveRenderer) MinSize() fyne.Size { return adaptiveMin }

func (r adaptiveRenderer) Objects() []fyne.CanvasObject {
	if r.of.shown == nil {
		return nil
	}
	return []fyne.CanvasObject{r.of.shown}
}

func (r adaptiveRenderer) Layout(size fyne.Size) {
	a, class := r.of, ClassOf(size.Width)
	changed := a.shown == nil || a.class != class
	if a.built[class] == nil {
		a.built[class] = a.build(class)
	}
	a.class, a.shown = class, a.built[class]
	place(a.shown, 0, 0, size.Width, size.Height)
	if changed && a.OnClass != nil {
		a.OnClass(class)
	}
}

func (r adaptiveRenderer) Refresh() {
	r.Layout(r.of.Size())
	for _, o := range r.of.built {
		o.Refresh()
	}
}
