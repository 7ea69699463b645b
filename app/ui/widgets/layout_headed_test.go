package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"

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
