package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/widgets/datetext"
)

// DateField is a labelled date that is typed, forgivingly: 14/2, 140225 and
// "14 fév." will do. It is written out in full when the person leaves it.
type DateField struct {
	Field
	entry *Entry
	bias  datetext.Bias
	today func() string
	iso   string

	// OnDate is called when the person leaves the field with another date, in
	// the form YYYY-MM-DD, "" for none. ok is false for what is no date; the
	// text then stays for the person to mend.
	OnDate func(iso string, ok bool)
}

// dateShape stands in an empty date field.
const dateShape = "__/__/____"

// NewDateField returns an empty date field. Today returns the date of today in
// the form YYYY-MM-DD; the bias says where a date lies that is typed in part.
func NewDateField(label string, bias datetext.Bias, today func() string) *DateField {
	f := &DateField{
		entry: NewEntry(EntryOptions{Placeholder: dateShape, Mono: true}),
		bias:  bias, today: today,
	}
	f.build(label, f.entry)
	box := f.entry.watchFocus
	f.entry.watchFocus = func(focused bool) {
		box(focused)
		if !focused {
			f.leave()
		}
	}
	f.entry.OnSubmitted = func(string) {
		f.leave()
		if c := fyne.CurrentApp().Driver().CanvasForObject(f.entry); c != nil {
			c.FocusNext()
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// Put shows a date of the form YYYY-MM-DD, without calling OnDate.
func (f *DateField) Put(iso string) {
	f.iso = iso
	f.entry.Put(datetext.Show(iso))
}

// Date returns the date of the form YYYY-MM-DD, "" when there is none.
func (f *DateField) Date() string { return f.iso }

// Entry returns what is typed into, for the focus.
func (f *DateField) Entry() *Entry { return f.entry }

// leave reads what was typed and tells of a change.
func (f *DateField) leave() {
	iso, ok := "", true
	if f.entry.Text != "" {
		iso, ok = datetext.Parse(f.entry.Text, f.today(), f.bias)
	}
	if ok {
		f.entry.Put(datetext.Show(iso))
		if iso == f.iso {
			return
		}
		f.iso = iso
	}
	if f.OnDate != nil {
		f.OnDate(iso, ok)
	}
}
