package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"etabli/app/ui/widgets"
)

func TestAMenuThatStandsAloneSharesTheLineOfTheStrongButton(t *testing.T) {
	box := func(width float32) *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(width, 40))
		return r
	}
	for name, c := range map[string]struct {
		width  float32
		second bool
		height float32
		shares bool
	}{
		"alone":           {360, false, 40, true},
		"with another":    {360, true, 88, false},
		"without a place": {200, false, 88, false},
	} {
		primary, second, more := box(180), box(100), box(50)
		second.Hidden = !c.second
		row := widgets.AtThumb(primary, second, more)
		height := widgets.HeightOf(row, c.width)
		row.Resize(fyne.NewSize(c.width, height))
		if height != c.height || (more.Position().Y == primary.Position().Y) != c.shares {
			t.Errorf("%s: %v high, menu at %v", name, height, more.Position())
		}
		if more.Position().X+more.Size().Width > c.width {
			t.Errorf("%s: the menu ends at %v", name, more.Position().X+more.Size().Width)
		}
	}
}
