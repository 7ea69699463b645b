package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/theme"
	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// Fyne lets the renderer of a widget go that was out of sight for a minute, and
// makes another for the size that the widget has had all along.
func TestAWidgetThatWasOutOfSightForLongIsDrawnAsBefore(t *testing.T) {
	plot := widgets.NewPlot()
	plot.Set(widgets.PlotData{Top: 4, First: "1", Last: "7", Lines: []widgets.PlotLine{{Values: []float64{1, 3, 2}}}})
	for name, w := range map[string]fyne.Widget{
		"line":      widgets.Line(widgets.Body.Of("Nouveau dépôt")),
		"short":     widgets.Short(widgets.Body.Of("Nouveau dépôt qui déborde")),
		"paragraph": widgets.Paragraph(widgets.Body.Of("Plus de mots qu’il n’en tient sur une ligne.")),
		"box":       widgets.NewBox(theme.Surface, theme.Line, 4),
		"bar":       widgets.NewBar(0.4, theme.Work),
		"icon":      widgets.NewIcon(icon.Plus, 20, theme.Ink2),
		"button":    widgets.Primary("Nouveau dépôt", widgets.ButtonOptions{Icon: icon.Plus, Key: "F2"}, nil),
		"chip":      widgets.NewChip(widgets.KindNeutral, icon.None, "À envoyer"),
		"entry":     widgets.NewEntry(widgets.EntryOptions{Text: "06 12 34 56 78"}),
		"plot":      plot,
		"signature": widgets.NewSignaturePad("Signez ici"),
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, standard)
			s.show(w, 120, 60)
			before, after := test.WidgetRenderer(w).Objects(), w.CreateRenderer().Objects()
			if len(before) == 0 || len(after) != len(before) {
				t.Fatalf("%d objects became %d", len(before), len(after))
			}
			for i, o := range after {
				if o.Position() != before[i].Position() || o.Size() != before[i].Size() {
					t.Errorf("object %d stands at %v %v, want %v %v", i, o.Position(), o.Size(), before[i].Position(), before[i].Size())
				}
			}
		})
	}
}
