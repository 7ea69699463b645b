package present

import (
	"strconv"
	"time"

	"etabli/app/views"
)

const day = 24 * time.Hour

// clockCards are the three clocks of a file.
func (e Env) clockCards(r views.Repair) []ClockCard {
	return []ClockCard{e.legalClock(r), e.promiseClock(r), e.turnClock(r)}
}

// legalClock is the days that the law gives, from the request: as many as its rule
// says, which the file was counted by.
func (e Env) legalClock(r views.Repair) ClockCard {
	card := ClockCard{Label: e.Words.T("clock.legal"), Share: -1}
	left, ok := dayDistance(e.today(), r.Clocks.LegalOn)
	if given, known := dayDistance(time.UnixMilli(r.Clocks.LegalStartMS).In(e.Zone).Format(isoDate), r.Clocks.LegalOn); known && r.Clocks.LegalStartMS > 0 {
		card.Label = e.Words.T("clock.legal.days", "n", strconv.Itoa(given))
	}
	if !ok {
		card.Value, card.Sub = "–", e.Words.T("clock.legal.none")
		return card
	}
	if !r.Clocks.LegalRuns {
		card.Value, card.Tone = e.Words.T("clock.stopped"), Good
		card.Sub = e.Words.T("clock.legal.was", "date", e.Words.DateShort(r.Clocks.LegalOn))
		return card
	}
	card.Value = e.countdown(left)
	card.Sub = e.Words.T("clock.legal.on", "date", e.Words.DateShort(r.Clocks.LegalOn))
	card.Tone, card.Share = deadlineTone(left), e.gone(r.Clocks.LegalStartMS, r.Clocks.LegalOn)
	return card
}

// promiseClock is the engagement towards the customer. It rests while others
// are waited for.
func (e Env) promiseClock(r views.Repair) ClockCard {
	card := ClockCard{Label: e.Words.T("clock.promise"), Share: -1}
	spent := r.Clocks.SLASpentMS
	if r.Clocks.SLASinceMS > 0 {
		spent += e.nowMS() - r.Clocks.SLASinceMS
	}
	left, promised := dayDistance(e.today(), r.PromisedOn)
	switch {
	case promised && !running(r.Status):
		card.Value, card.Tone = e.Words.T("clock.stopped"), Good
		card.Sub = e.Words.T("clock.promise.on", "date", e.Words.DateShort(r.PromisedOn))
	case promised:
		card.Value = e.countdown(left)
		card.Sub = e.Words.T("clock.promise.on", "date", e.Words.DateShort(r.PromisedOn))
		card.Tone, card.Share = deadlineTone(left), e.gone(r.ReceivedMS, r.PromisedOn)
	default:
		card.Value, card.Sub = e.span(spent), e.Words.T("clock.promise.none")
	}
	if running(r.Status) && !r.Clocks.SLARuns {
		card.Sub = e.Words.T("clock.paused", "rest", card.Sub)
	}
	return card
}

// turnClock is the time since the shop took the device into custody.
func (e Env) turnClock(r views.Repair) ClockCard {
	card := ClockCard{Label: e.Words.T("clock.turn"), Share: -1}
	if r.Clocks.TurnStartMS == 0 {
		card.Value, card.Sub = "–", e.Words.T("clock.turn.none")
		return card
	}
	end := e.nowMS()
	card.Sub = e.Words.T("clock.turn.since", "date", e.dateOf(r.Clocks.TurnStartMS))
	if r.Clocks.TurnStopMS > 0 {
		end = r.Clocks.TurnStopMS
		card.Sub = e.Words.T("clock.turn.done", "date", e.dateOf(end))
	}
	card.Value = e.span(end - r.Clocks.TurnStartMS)
	return card
}

func deadlineTone(daysLeft int) Tone {
	switch {
	case daysLeft < 0, daysLeft <= 2:
		return Late
	case daysLeft <= 7:
		return Watch
	}
	return Work
}

// gone is the share of a span that has passed, from a moment to the end of a day.
func (e Env) gone(fromMS int64, untilDate string) float32 {
	end, err := time.ParseInLocation(isoDate, untilDate, e.Zone)
	total := end.Add(day).UnixMilli() - fromMS
	if err != nil || total <= 0 {
		return 1
	}
	return min(1, max(0, float32(e.nowMS()-fromMS)/float32(total)))
}

// span writes a time that has passed in its largest unit.
func (e Env) span(ms int64) string {
	d := max(0, time.Duration(ms)*time.Millisecond)
	switch {
	case d >= 2*day:
		return e.Words.T("span.days", "n", e.Words.Number(int(d/day)))
	case d >= time.Hour:
		return e.Words.T("span.hours", "n", e.Words.Number(int(d/time.Hour)))
	}
	return e.Words.T("span.minutes", "n", e.Words.Number(int(d/time.Minute)))
}

// dateOf writes the day of a moment.
func (e Env) dateOf(ms int64) string {
	return e.Words.DateShort(time.UnixMilli(ms).In(e.Zone).Format(isoDate))
}
