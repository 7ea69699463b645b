package present

import (
	"time"

	"etabli/app/views"
)

const isoDate = "2006-01-02"

// riskDays is how close to its end a promise counts as at risk.
const riskDays = 3

// dayDistance counts the days from one date to another, both "2006-01-02"; it
// is false when one of them is no date.
func dayDistance(from, to string) (int, bool) {
	a, errA := time.Parse(isoDate, from)
	b, errB := time.Parse(isoDate, to)
	if errA != nil || errB != nil {
		return 0, false
	}
	return int(b.Sub(a).Hours() / 24), true
}

// risk is the promise of a running repair that ends first, when it is close or
// past.
type risk struct {
	days  int // left; below zero when past
	legal bool
	found bool
}

// riskOf finds the risk of a row as of a day.
func riskOf(row views.RepairRow, today string) risk {
	var worst risk
	if !running(row.Status) {
		return worst
	}
	consider := func(date string, legal bool) {
		days, ok := dayDistance(today, date)
		if ok && days <= riskDays && (!worst.found || days < worst.days) {
			worst = risk{days: days, legal: legal, found: true}
		}
	}
	consider(row.LegalOn, true)
	consider(row.PromisedOn, false)
	return worst
}

// chip says a risk in a few characters: "J-2 légal", "promis hier".
func (r risk) chip(e Env) Chip {
	tone := Watch
	if r.legal || r.days < 0 {
		tone = Late
	}
	return Chip{Tone: tone, Icon: "clock", Text: e.Words.T(r.key(), "days", e.countdown(r.days))}
}

func (r risk) key() string {
	if r.legal {
		return "risk.legal"
	}
	return "risk.promised"
}

// countdown writes days to a date: "J-2", "J", "J+1".
func (e Env) countdown(days int) string {
	switch {
	case days > 0:
		return e.Words.T("risk.before", "n", e.Words.Number(days))
	case days < 0:
		return e.Words.T("risk.after", "n", e.Words.Number(-days))
	}
	return e.Words.T("risk.today")
}
