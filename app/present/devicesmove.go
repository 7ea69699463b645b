package present

import (
	"cmp"
	"context"

	"etabli/app/service"
)

// movesTo is the site to which HQ sends this device, as either of them knows; empty when
// it stays.
func (d *Devices) movesTo() string {
	if !d.read || d.one.own == nil {
		return ""
	}
	to := d.one.own.MovesTo
	if d.one.far != nil {
		to = cmp.Or(to, d.one.far.MovesTo)
	}
	return to
}

// moveCard says where HQ sends this device, and what stood against it.
func (d *Devices) moveCard(own OwnHealth) DetailCard {
	w := d.Words
	card := DetailCard{Title: w.T("devices.move"), Chip: Chip{Work, "arrow-right", w.T("devices.state.moves", "to", d.movesTo())},
		Text: w.T("devices.move.text", "to", d.siteName(d.movesTo()))}
	if own.MoveWaits != "" {
		card.Lines = []DetailLine{{Label: w.T("devices.move.waits"), Value: w.T("devices.move.waits." + own.MoveWaits), Tone: Watch}}
	}
	return card
}

// moveSheet says what going to another site means.
func (d *Devices) moveSheet() plan {
	w := d.Words
	to := d.siteName(d.movesTo())
	sheet := Sheet{Title: w.T("deed." + deviceMove), Intro: w.T("devices.move.intro", "to", to), Submit: w.T("devices.move.do"),
		Lines: []Line{{w.T("devices.move.to"), to}, {w.T("devices.waiting"), w.Number(d.one.own.Waiting)}}}
	return plan{sheet: sheet, then: d.port.MoveOn, prepare: func(values) (job, error) {
		return func(context.Context, service.Call) error { return nil }, nil
	}}
}
