package parts

import (
	"slices"

	"fyne.io/fyne/v2"

	"etabli/app/present"
)

// Form keeps the controls of a list of fields that may change: a field that stays
// keeps its control, and so what was typed and the focus.
type Form struct {
	make   func(present.SheetField) Input
	fields []present.SheetField
	inputs []Input
	wrong  fyne.Focusable // the first control under which a fault was said just now
}

// NewForm returns a form without fields; make makes the control of one.
func NewForm(make func(present.SheetField) Input) *Form { return &Form{make: make} }

// Show fits and fills the fields; it is true when Objects have to be placed anew.
func (f *Form) Show(fields []present.SheetField) (changed bool) {
	changed = f.Fit(fields)
	f.Fill()
	return changed
}

// Fill puts what the fields hold into their controls.
func (f *Form) Fill() {
	for i, field := range f.fields {
		f.inputs[i].Put(field.Value)
		f.inputs[i].Field.SetError(field.Error)
	}
}

// Fit makes the controls of the fields; it is true when there are others than before.
func (f *Form) Fit(fields []present.SheetField) (changed bool) {
	inputs := make([]Input, len(fields))
	changed = len(fields) != len(f.fields)
	for i, field := range fields {
		at := f.find(field)
		changed = changed || at != i
		if at >= 0 {
			inputs[i] = f.inputs[at]
		} else {
			inputs[i] = f.make(field)
		}
	}
	f.wrong = nil
	for i, field := range fields {
		if field.Error != "" && f.wrong == nil && !f.faulty(field.Key) {
			f.wrong = inputs[i].Focus
		}
	}
	f.fields, f.inputs = fields, inputs
	return changed
}

// find is the control of a field that was there before, -1 for none.
func (f *Form) find(field present.SheetField) int {
	for i, was := range f.fields {
		if was.Key == field.Key && was.Label == field.Label && was.Kind == field.Kind && slices.Equal(was.Choices, field.Choices) {
			return i
		}
	}
	return -1
}

// faulty tells whether a fault was said under a field before.
func (f *Form) faulty(key string) bool {
	return slices.ContainsFunc(f.fields, func(was present.SheetField) bool { return was.Key == key && was.Error != "" })
}

// Wrong is the first control under which a fault was said by the last Fit; nil for
// none. The keyboard goes on there.
func (f *Form) Wrong() fyne.Focusable { return f.wrong }

// Inputs are the controls, in order.
func (f *Form) Inputs() []Input { return f.inputs }

// Objects are what a page places.
func (f *Form) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(f.inputs))
	for i, in := range f.inputs {
		out[i] = in.Field
	}
	return out
}
