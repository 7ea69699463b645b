package widgets

import "fyne.io/fyne/v2"

// labelled places the words of a button between its icons; where the words would lose
// letters, the icons give up their places first, the one behind them before the other.
type labelled struct{ row }

// Layout implements fyne.Layout.
func (l *labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const tolerance = 0.5
	left, label, right := objects[0], objects[1], objects[2]
	var without []fyne.CanvasObject
	for _, icon := range []fyne.CanvasObject{right, left} {
		if !icon.Visible() || l.wide(objects, without) <= size.Width+tolerance {
			continue
		}
		without = append(without, icon)
	}
	if len(without) == 0 || !label.Visible() {
		l.row.Layout(objects, size)
		return
	}
	for _, icon := range without {
		place(icon, 0, 0, 0, 0)
	}
	x := max(0, (size.Width-l.wide(objects, without))/2)
	if left.Visible() && len(without) < 2 && without[0] != left {
		s := left.MinSize()
		place(left, x, (size.Height-s.Height)/2, s.Width, s.Height)
		x += s.Width + l.gap
	}
	s := label.MinSize()
	place(label, x, (size.Height-s.Height)/2, min(s.Width, size.Width-x), s.Height)
}

// wide is the width of what is placed.
func (l *labelled) wide(objects, without []fyne.CanvasObject) float32 {
	var width float32
	for _, o := range objects {
		if !o.Visible() || len(without) > 0 && o == without[0] || len(without) > 1 && o == without[1] {
			continue
		}
		if width > 0 {
			width += l.gap
		}
		width += o.MinSize().Width
	}
	return width
}
