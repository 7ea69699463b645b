package shell

import (
	"io"

	"fyne.io/fyne/v2"

	"etabli/app/ui/parts"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// PictureFile is a picture on this machine.
type PictureFile struct {
	Name string
	When string // of its making, as people read it
	Open func() (io.ReadCloser, error)
}

// RecentPictures lets somebody choose among the pictures that came to this
// machine last. A file can also be dropped on the window.
func RecentPictures(host parts.Host, recent func() []PictureFile) parts.Pictures {
	return func(chosen func(name string, content io.ReadCloser)) {
		var dialog *widgets.Dialog
		column := widgets.V(4)
		for _, p := range recent() {
			look := widgets.Look{
				Hover: theme.WorkTint, Radius: theme.RadiusControl, PadX: 12, Stretch: true,
				Height: func() float32 { return theme.Current().Control() },
			}
			row := widgets.HW(10, []float32{0, 1, 0}, widgets.NewTextIcon(icon.Image, theme.Lead, theme.Ink2),
				widgets.Short(widgets.Body.Of(p.Name)), widgets.Line(widgets.Caption.Of(p.When)))
			column.Add(widgets.NewTap(look, row, func() {
				dialog.Close()
				openPicture(p, chosen)
			}))
		}
		hint := widgets.Paragraph(widgets.Muted.Of(host.Words.T("pictures.hint")))
		dialog = widgets.NewDialog(host.Words.T("pictures.title"), widgets.V(12, hint, column),
			widgets.DialogOptions{OnCancel: func() {}},
			widgets.Secondary(host.Words.T("sheet.cancel"), widgets.ButtonOptions{}, func() { dialog.Cancel() }))
		dialog.Open(host.Canvas())
	}
}

// openPicture hands a picture over; one that is gone meanwhile reads as a file
// that is no picture, which the use case says to people.
func openPicture(p PictureFile, chosen func(string, io.ReadCloser)) {
	content, err := p.Open()
	if err != nil {
		content = failed{err}
	}
	chosen(p.Name, content)
}

// failed is a file that could not be opened.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }
func (f failed) Close() error             { return nil }

// Dropped takes a picture that somebody dropped on the window.
func (s *Shell) Dropped(p PictureFile) {
	if photo := s.inside().photo; photo != nil {
		openPicture(p, photo)
	}
}

// OnDropped calls fn with the names of files that are dropped on the window.
func (w *Window) OnDropped(fn func(path string)) {
	w.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		for _, f := range files {
			fn(f.Path())
		}
	})
}
