package widgets

import (
	"fyne.io/fyne/v2"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets/icon"
)

// KeyValue is a fact on one line: what it is at the left, the value at the right.
type KeyValue struct {
	composite
	key, value *Text
}

// NewKeyValue returns a fact.
func NewKeyValue(key, value string) *KeyValue {
	k := &KeyValue{key: Short(Muted.Of(key)), value: Line(Strong.Of(value)).Right()}
	k.root = HW(theme.Grid, []float32{1, 0}, k.key, k.value)
	k.ExtendBaseWidget(k)
	return k
}

// Set shows another value.
func (k *KeyValue) Set(value string) {
	k.value.Set(Strong.Of(value))
	k.Refresh()
}

// Step is a line of a Checklist.
type Step struct {
	Text string
	Done bool
}

// Checklist shows what is done and what is still to do.
type Checklist struct {
	composite
	column *fyne.Container
}

// NewChecklist returns a list of steps.
func NewChecklist(steps ...Step) *Checklist {
	c := &Checklist{column: V(6)}
	c.root = c.column
	c.ExtendBaseWidget(c)
	c.Set(steps...)
	return c
}

// Set shows other steps.
func (c *Checklist) Set(steps ...Step) {
	c.column.Objects = nil
	for _, s := range steps {
		mark := NewIcon(icon.Circle, 18, theme.Ink3)
		if s.Done {
			mark = NewIcon(icon.Check, 18, theme.Good)
		}
		c.column.Objects = append(c.column.Objects, HW(10, []float32{0, 1}, mark, Paragraph(Body.Of(s.Text))))
	}
	c.Refresh()
}
