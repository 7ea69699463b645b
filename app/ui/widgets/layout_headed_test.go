package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"etabli/app/ui/widgets"
	"etabli/app/ui/widgets/icon"
)

// A heading loses no word to the chip beside it: on a phone the chip stands below.
func TestTheChipOfACardGoesBelowAHeadingThatNeedsTheWidth(t *testing.T) {
	s := newStage(t, standard)
	chip := widgets.NewChip(widgets.KindLate, icon.CircleAlert, "Rejetée par la plateforme")
	card := widgets.TitledCard("Remise à la plateforme", chip, 6)
	place := func(width float32) fyne.Position {
		s.show(card, width, 300)
		return s.app.Driver().AbsolutePositionForObject(chip)
	}
	wide, phone := place(700), place(330)
	if wide.X < 300 || phone.X > 40 || phone.Y <= wide.Y {
		t.Errorf("the chip stands at %v beside and at %v on a phone", wide, phone)
	}
	if high, low := widgets.HeightOf(card, 330), widgets.HeightOf(card, 700); high <= low {
		t.Errorf("the card takes %.0f on a phone, %.0f else", high, low)
	}
	chip.Hide()
	if alone := widgets.HeightOf(card, 330); alone >= widgets.HeightOf(widgets.TitledCard("Remise à la plateforme", widgets.NewChip(widgets.KindLate, icon.CircleAlert, "Rejetée par la plateforme"), 6), 330) {
		t.Errorf("without its chip the card takes %.0f", alone)
	}
}

// A button that is too narrow gives up its icons before its words.
func TestWordsOfANarrowButtonOutlastItsIcons(t *testing.T) {
	s := newStage(t, standard)
	b := widgets.Primary("Compte rendu", widgets.ButtonOptions{Icon: icon.Printer, IconRight: icon.ArrowRight}, nil)
	full := b.MinSize().Width
	shown := func(width float32) string {
		s.show(widgets.Fix(width, 48, b), width, 48)
		b.Resize(fyne.NewSize(width, 48))
		return test.RenderToMarkup(s.canvas())
	}
	for _, less := range []float32{0, 12, 40} {
		if !strings.Contains(shown(full-less), "Compte rendu") {
			t.Errorf("%.0f narrower, the button reads %s", less, shown(full-less))
		}
	}
	if !strings.Contains(shown(full-70), "…") {
		t.Error("no width is too narrow for it")
	}
}
