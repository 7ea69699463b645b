package counter

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/parts"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// adderWidth is the width of the field that an adder opens.
const adderWidth float32 = 180

// adder is a plus behind a row of chips. It opens a field for one more.
type adder struct {
	host  parts.Host
	entry *widgets.Entry
	plus  *widgets.Tap
	field *fyne.Container
	root  *fyne.Container
}

// newAdder returns a closed adder; added is called on Enter.
func newAdder(host parts.Host, entry *widgets.Entry, box fyne.CanvasObject, added func()) *adder {
	a := &adder{host: host, entry: entry, field: widgets.Fix(adderWidth, 0, box)}
	a.plus = widgets.PillButton(icon.Plus, "", a.onOpen)
	entry.OnSubmitted = func(string) {
		added()
		a.close()
	}
	a.field.Hide()
	a.root = widgets.H(0, a.plus, a.field)
	return a
}

func (a *adder) onOpen() {
	a.plus.Hide()
	a.field.Show()
	a.host.Canvas().Focus(a.entry)
}

func (a *adder) close() {
	a.field.Hide()
	a.plus.Show()
	a.host.Canvas().Focus(a.plus)
}
