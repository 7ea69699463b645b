package scene

import (
	"strings"

	"etabli/app/present"
	"etabli/app/present/sample"
)

// quoting is a route to the quote of a file.
func quoting(n byte) present.Route {
	return present.Route{Screen: present.QuoteScreen, Repair: sample.ID(n)}
}

// quotes are the quotes that are made, in their situations.
func quotes() []Scene {
	return []Scene{
		{Name: "quote", Shop: sample.Typical, Route: quoting(2), Act: dearer},
		{Name: "quote-longest", Shop: sample.Longest, Route: quoting(1), Act: quoteLongest},
		{Name: "quote-done", Shop: sample.Typical, Route: quoting(2), Act: quoteMade},

		{Name: "quote-empty", Shop: sample.Typical, Route: quoting(6), Plain: true},
		{Name: "quote-part", Shop: sample.Typical, Route: quoting(6), Act: lookForPart, Plain: true},
		{Name: "quote-thin", Shop: sample.Run(sample.Typical), Route: quoting(2), Act: quoteThin, Plain: true},
		{Name: "quote-line", Shop: sample.Typical, Route: quoting(2), Act: func(d *Desk) { d.Events().Quote.LinePressed(0) }, Plain: true},
		{Name: "quote-answer", Shop: sample.Typical, Route: quoting(2), Act: answerByPhone, Plain: true},
		{Name: "quote-closed", Shop: sample.Typical, Route: quoting(7), Plain: true},
		{Name: "quote-overdue", Shop: sample.Overdue, Route: quoting(1), Plain: true},
		{Name: "quote-error", Shop: sample.Broken, Route: quoting(1), Plain: true},
	}
}

// quoteLine types a line that is no part.
func quoteLine(d *Desk, kind, label, price string) {
	q := d.Events().Quote
	q.KindChosen(kind)
	q.Typed(present.QuoteLabel, label)
	q.Typed(present.QuotePrice, price)
	q.AddPressed()
}

// dearer adds to a quote that still binds.
func dearer(d *Desk) {
	quoteLine(d, "labour", "", "45")
	d.Events().Quote.FieldTyped("replacement_cents", "300")
}

func quoteMade(d *Desk) {
	dearer(d)
	d.Events().Quote.FieldTyped("reason", "hidden_damage")
	d.Events().Quote.SavePressed()
}

// lookForPart types the beginning of a part.
func lookForPart(d *Desk) {
	d.Events().Quote.Typed(present.QuoteLabel, "pompe")
	d.Events().Quote.PartMoved(1)
}

// quoteThin sells a part for little more than it costs.
func quoteThin(d *Desk) {
	q := d.Events().Quote
	for range 3 {
		q.LineRemoved(0)
	}
	q.Typed(present.QuoteLabel, "Dalle 14 pouces")
	q.Typed(present.QuotePrice, "120")
	q.AddPressed()
	q.LinePressed(0)
	q.SheetTyped("cost_cents", "95")
	q.SheetSubmitted()
	q.SavePressed()
}

func answerByPhone(d *Desk) {
	quoteMade(d)
	q := d.Events().Quote
	q.ActionPressed("yes")
	q.SheetTyped("channel", "phone")
}

func quoteLongest(d *Desk) {
	quoteLine(d, "other", strings.Repeat("Remplacement du module électronique de puissance ", 4), "999999,99")
	quoteLine(d, "reduction", "Geste", "0,05")
	d.Events().Quote.FieldTyped("work", strings.Repeat("Dépose, nettoyage, remplacement et essai sous charge. ", 8))
	d.Events().Quote.FieldTyped("form", "yes")
	d.Events().Quote.SavePressed()
}
