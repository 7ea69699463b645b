package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"etabli/app/ui/widgets"
)

func TestTheAnswersToAQuestionKeepTheirWordsOnAPhone(t *testing.T) {
	for name, c := range map[string]struct {
		width float32
		above bool // the strong one stands over the other
	}{
		"phone": {390, true},
		"desk":  {1366, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, standard)
			cancel := widgets.Secondary("Annuler", widgets.ButtonOptions{}, nil)
			strong := widgets.Primary("Remettre et imprimer le contrat de prêt", widgets.ButtonOptions{}, nil)
			s.show(widgets.Spacer(), c.width, 700)
			d := widgets.NewDialog("Prêter", widgets.Paragraph(widgets.Body.Of("Le client signe.")), widgets.DialogOptions{OnCancel: func() {}}, cancel, strong)
			d.Open(s.canvas())
			at := func(o fyne.CanvasObject) fyne.Position {
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			}
			for _, b := range []fyne.CanvasObject{cancel, strong} {
				if b.Size().Width < b.MinSize().Width || at(b).X < 0 || at(b).X+b.Size().Width > c.width {
					t.Errorf("a button is %v wide at %v and wants %v", b.Size().Width, at(b).X, b.MinSize().Width)
				}
			}
			if above := at(strong).Y+strong.Size().Height <= at(cancel).Y; above != c.above {
				t.Errorf("the strong one is at %v, the other at %v", at(strong), at(cancel))
			}
			if !c.above && at(strong).X < at(cancel).X+cancel.Size().Width {
				t.Errorf("the strong one is at %v, the other at %v", at(strong), at(cancel))
			}
		})
	}
}
