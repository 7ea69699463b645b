package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"etabli/app/ui/widgets"
)

// Fitted shows the arrangement that fits the width class. Only one exists at a
// time, so that arrangements may place the same widgets: text that was typed
// and the focus stay when a window changes its width.
type Fitted struct {
	widget.BaseWidget
	arrange func(widgets.Class) fyne.CanvasObject
	class   widgets.Class
	shown   fyne.CanvasObject

	// OnClass is called after the class changed.
	OnClass func(widgets.Class)
}

// NewFitted returns a widget that calls arrange whenever the class changes.
func NewFitted(arrange func(widgets.Class) fyne.CanvasObject) *Fitted {
	f := &Fitted{arrange: arrange}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fitted) CreateRenderer() fyne.WidgetRenderer { return fittedRenderer{f} }

type fittedRenderer struct{ of *Fitted }

func (fittedRenderer) Destroy()           {}
func (fittedRenderer) MinSize() fyne.Size { return fyne.NewSize(320, 200) }

func (r fittedRenderer) Objects() []fyne.CanvasObject {
	if r.of.shown == nil {
		return nil
	}
	return []fyne.CanvasObject{r.of.shown}
}

func (r fittedRenderer) Layout(size fyne.Size) {
	f, class := r.of, widgets.ClassOf(size.Width)
	changed := f.shown == nil || f.class != class
	if changed {
		f.class, f.shown = class, f.arrange(class)
	}
	f.shown.Move(fyne.Position{})
	f.shown.Resize(size)
	if changed {
		canvas.Refresh(f)
		if f.OnClass != nil {
			f.OnClass(class)
		}
	}
}

func (r fittedRenderer) Refresh() {
	r.Layout(r.of.Size())
	r.of.shown.Refresh()
}
