package parts

import (
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"etabli/app/present"
	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
	"etabli/app/ui/widgets/scan"
)

// input makes the control of a field of a sheet, with pictures or without.
func (s *Sheet) input(f present.SheetField) Input {
	switch f.Kind {
	case present.PhotoInput:
		return s.photoInput(f)
	case present.SignInput:
		return s.signInput(f)
	}
	return NewInput(f, func(value string) { s.events.SheetTyped(f.Key, value) })
}

// NewInput makes the control of a field that is typed or chosen.
func NewInput(f present.SheetField, typed func(string)) Input {
	switch f.Kind {
	case present.ChoiceInput:
		segment := widgets.NewSegment(typed)
		return Input{
			Field: widgets.NewField(f.Label, segment), Focus: segment,
			Put: func(value string) { segment.Set(Options(f.Choices), value) },
		}
	case present.TickInput:
		return tickInput(f, typed)
	}
	o := widgets.EntryOptions{Placeholder: f.Hint, Secret: f.Kind == present.SecretInput}
	o.Mono = f.Kind == present.DateInput || f.Kind == present.MoneyInput || f.Kind == present.ScanInput
	if f.Kind == present.LongInput {
		o.Rows = 4
	}
	entry := widgets.NewEntry(o)
	entry.OnChanged = typed
	if f.Kind == present.ScanInput {
		entry.OnScan = func(code scan.Scan) bool { return takeCode(entry, code.Code) }
	}
	return Input{Field: widgets.NewField(f.Label, entry), Focus: entry, Put: entry.Put, Entry: entry}
}

// takeCode puts a code into an empty field. Where something stands already, a
// fast typist may be at work.
func takeCode(entry *widgets.Entry, code string) bool {
	if entry.Text != "" {
		return false
	}
	entry.SetText(code)
	entry.ToEnd()
	return true
}

func tickInput(f present.SheetField, typed func(string)) Input {
	var choices *widgets.Segment
	choices = widgets.NewChoices(func(string) {
		var on []string // in the order of the choices, whatever was pressed first
		for _, c := range f.Choices {
			if slices.Contains(choices.Chosen(), c.Value) {
				on = append(on, c.Value)
			}
		}
		typed(strings.Join(on, "\n"))
	})
	return Input{
		Field: widgets.NewField(f.Label, choices), Focus: choices,
		Put: func(value string) { choices.Set(Options(f.Choices), strings.Split(value, "\n")...) },
	}
}

// photoInput shows pictures by their names; pressing one takes it off.
func (s *Sheet) photoInput(f present.SheetField) Input {
	add := widgets.PillButton(icon.Camera, s.host.Words.T("intake.photo"), func() {
		s.host.Pictures(func(name string, content io.ReadCloser) { s.files.SheetPhoto(f.Key, name, content) })
	})
	row := widgets.Flow(theme.Grid, add)
	return Input{
		Field: widgets.NewField(f.Label, row), Focus: add,
		Put: func(value string) {
			row.Objects = []fyne.CanvasObject{add}
			if value != "" {
				for i, name := range strings.Split(value, "\n") {
					row.Add(widgets.PillButton(icon.X, name, func() { s.files.SheetPhotoGone(f.Key, i) }))
				}
			}
			row.Refresh()
		},
	}
}

// signInput lets somebody sign, or say that it is on paper.
func (s *Sheet) signInput(f present.SheetField) Input {
	w := s.host.Words
	sign := widgets.Secondary(w.T("intake.sign"), widgets.ButtonOptions{Icon: icon.Signature}, func() {
		Sign(s.host, w.T("intake.sign.text"), func(png []byte) { s.files.SheetSigned(f.Key, png) })
	})
	paper := widgets.NewChoices(func(string) {
		if s.valueOf(f.Key) == present.SignedOnPaper {
			s.events.SheetTyped(f.Key, "")
			return
		}
		s.files.SheetSigned(f.Key, nil)
		s.events.SheetTyped(f.Key, present.SignedOnPaper)
	})
	options := []widgets.Option{{ID: present.SignedOnPaper, Label: w.T("sheet.on_paper")}}
	return Input{
		Field: widgets.NewField(f.Label, widgets.Flow(theme.Grid, sign, widgets.Pad(0, 8, 0, 0, paper))), Focus: sign,
		Put: func(value string) {
			sign.SetLabel(w.T("intake.sign"))
			sign.SetIcon(icon.Signature)
			if value == present.SignedHere {
				sign.SetLabel(w.T("intake.signed"))
				sign.SetIcon(icon.Check)
			}
			paper.Set(options, value)
		},
	}
}

func (s *Sheet) valueOf(key string) string {
	for _, f := range s.state.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}
