package parts

import (
	"bytes"
	"io"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/widgets"
)

// sheetWidth is the width of a sheet.
const sheetWidth float32 = 480

// SheetEvents is what people do with a sheet.
type SheetEvents interface {
	SheetTyped(key, value string)
	SheetSubmitted()
	SheetClosed()
}

// SheetFiles is what people do with the pictures of a sheet.
type SheetFiles interface {
	SheetPhoto(key, name string, content io.ReadCloser)
	SheetPhotoGone(key string, n int)
	SheetSigned(key string, png []byte)
}

// Sheet draws the small form over a screen.
type Sheet struct {
	host   Host
	events SheetEvents
	files  SheetFiles // nil where no sheet has pictures
	state  present.Sheet
	dialog *widgets.Dialog
	form   *Form
	body   *fyne.Container
	above  int // objects of the body before the fields
	notice *widgets.Notice
	submit *widgets.Button
	page   fyne.CanvasObject // a picture of a paper; nil for none
}

// Input is a field of a sheet with what shows it.
type Input struct {
	Field *widgets.Field
	Put   func(value string)
	Focus fyne.Focusable
	Entry *widgets.Entry // nil for choices
}

// NewSheet returns a sheet that is not open.
func NewSheet(host Host, events SheetEvents) *Sheet { return &Sheet{host: host, events: events} }

// WithFiles lets the sheet have pictures and signatures, and returns it.
func (s *Sheet) WithFiles(files SheetFiles) *Sheet {
	s.files = files
	return s
}

// Show opens, fills or closes the sheet.
func (s *Sheet) Show(state present.Sheet) {
	was := s.state
	s.state = state
	if !state.Open {
		s.close()
		return
	}
	if s.dialog == nil || was.Title != state.Title {
		s.close()
		s.build(state)
	} else if s.form.Fit(state.Fields) {
		s.fill()
		EnterSubmits(s.form.Inputs(), s.events.SheetSubmitted)
	}
	s.form.Fill()
	if !bytes.Equal(was.Page, state.Page) {
		if s.page = nil; len(state.Page) > 0 {
			s.page = pageOf(state.Page)
		}
		s.fill()
	}
	s.notice.Set(NoticeData(state.Notice))
	s.submit.SetEnabled(!state.Busy)
	s.dialog.Refresh()
	if wrong := s.form.Wrong(); wrong != nil {
		s.host.Canvas().Focus(wrong)
	}
}

// fill puts the fields into the body, and the picture of a paper after them.
func (s *Sheet) fill() {
	s.body.Objects = append(s.body.Objects[:s.above], s.form.Objects()...)
	if s.page != nil {
		s.body.Objects = append(s.body.Objects, s.page)
	}
}

func (s *Sheet) close() {
	if s.dialog != nil {
		s.dialog.Close()
		s.dialog = nil
	}
}

func (s *Sheet) build(state present.Sheet) {
	intro := widgets.Paragraph(widgets.Muted.Of(state.Intro))
	intro.Hidden = state.Intro == ""
	s.notice = widgets.NewNotice(widgets.NoticeData{}, false)
	body := widgets.V(FieldGap, intro, s.notice)
	for _, l := range state.Lines {
		body.Add(widgets.V(0, widgets.Paragraph(widgets.Muted.Of(l.Label)), widgets.Paragraph(widgets.Strong.Of(l.Value))))
	}
	if len(state.Photos) > 0 {
		body.Add(photoRow(state.Photos))
	}
	s.body, s.above, s.form = body, len(body.Objects), NewForm(s.input)
	s.form.Fit(state.Fields)
	s.page = nil
	s.fill()
	inputs := s.form.Inputs()
	EnterSubmits(inputs, s.events.SheetSubmitted)
	s.submit = widgets.Primary(state.Submit, widgets.ButtonOptions{Key: "F9"}, s.events.SheetSubmitted)
	cancel := widgets.Secondary(state.Cancel, widgets.ButtonOptions{}, s.onCancel)
	cancel.Hidden = state.Cancel == ""
	focus := fyne.Focusable(s.submit)
	if len(inputs) > 0 {
		focus = inputs[0].Focus
	}
	keys := widgets.Keys{widgets.Key(fyne.KeyF9): s.events.SheetSubmitted}
	if state.Cancel == "" { // it only explains: the key that opened it puts it away
		keys[widgets.Key(fyne.KeyF1)] = s.events.SheetSubmitted
	}
	s.dialog = widgets.NewDialog(state.Title, body, widgets.DialogOptions{
		Width: sheetWidth, OnCancel: s.onClosed, Focus: focus, Keys: keys,
	}, cancel, s.submit)
	s.dialog.Open(s.host.Canvas())
}

func (s *Sheet) onCancel() { s.dialog.Cancel() }

func (s *Sheet) onClosed() {
	s.dialog = nil
	s.events.SheetClosed()
}

// EnterSubmits makes Enter in the last field, when that is a line, do what the
// strong button does.
func EnterSubmits(inputs []Input, submit func()) {
	for _, in := range inputs[:max(0, len(inputs)-1)] {
		if in.Entry != nil && in.Entry.OnSubmitted != nil {
			in.Entry.OnSubmitted = nil // it was the last once
		}
	}
	if len(inputs) == 0 {
		return
	}
	if e := inputs[len(inputs)-1].Entry; e != nil && !e.MultiLine {
		e.OnSubmitted = func(string) { submit() }
	}
}
