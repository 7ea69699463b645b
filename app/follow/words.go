package follow

import (
	"strings"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/lang"
)

// sentence finds what to say for the status, in its words for the outcome when
// there are some. A status that this version does not know has words too.
func sentence(c *lang.Catalogue, prefix string, r Repair) string {
	for _, code := range []string{string(r.Status) + "." + string(r.Outcome), string(r.Status)} {
		if c.Has(prefix + code) {
			return c.T(prefix + code)
		}
	}
	return c.T(prefix + "newer")
}

// Headline says where the repair is.
func Headline(c *lang.Catalogue, r Repair) string { return sentence(c, "portal.headline.", r) }

// NextStep says what comes next.
func NextStep(c *lang.Catalogue, r Repair) string { return sentence(c, "portal.next.", r) }

// Promise says by when.
type Promise struct {
	Label, Day, Note string
	Late             bool
}

// PromiseOf words the promised day while the customer waits for it.
func PromiseOf(c *lang.Catalogue, r Repair, today time.Time) Promise {
	if !StillMoves(r.Status) || stageOf[r.Status] >= pickup {
		return Promise{}
	}
	if r.PromisedOn == "" {
		if r.Status == repair.Draft || r.Status == repair.Announced {
			return Promise{}
		}
		return Promise{Label: c.T("portal.promise.label"), Note: c.T("portal.promise.none")}
	}
	p := Promise{Label: c.T("portal.promise.label"), Day: c.DateShort(r.PromisedOn)}
	switch {
	case r.PromisedOn < today.Format(time.DateOnly):
		p.Late, p.Note = true, c.T("portal.promise.late")
	case r.PromisedWas != "" && r.PromisedWas != r.PromisedOn:
		p.Note = c.T("portal.promise.was", "day", Solid(c.DateShort(r.PromisedWas)))
		if r.PromisedWhy != "" {
			p.Note += " " + c.T("promise.why."+string(r.PromisedWhy))
		}
	}
	return p
}

// Step is one line of the way, in words.
type Step struct {
	State, StateWord, Label, Detail string
}

// Way is the way of a repair: what is done with its day, what is now, and what
// may come.
func Way(c *lang.Catalogue, r Repair, zone *time.Location) []Step {
	var out []Step
	for _, at := range places(r) {
		out = append(out, newStep(c, r, at, zone))
	}
	return out
}

func newStep(c *lang.Catalogue, r Repair, s place, zone *time.Location) Step {
	line := Step{State: s.state, StateWord: c.T("portal.state." + s.state), Label: stepLabel(c, r, s)}
	switch {
	case s.state == Done && s.atMS > 0:
		line.Detail = c.Day(s.atMS, zone)
	case s.state == Now && s.atMS > 0:
		line.Detail = c.T("portal.since", "day", Solid(c.Day(s.atMS, zone)))
	case s.state == Now:
		line.Detail = c.T("portal.now")
	}
	return line
}

// stepLabel names a step: where it is now by the status and the outcome, where
// it is done by what came out of it, when there are such words.
func stepLabel(c *lang.Catalogue, r Repair, s place) string {
	key := "portal.step." + stageNames[s.stage] + "." + s.state
	var details []string
	switch {
	case s.state == Now && s.stage == pickup:
		details = []string{string(r.Status), string(r.Outcome)}
	case s.state == Now:
		details = []string{string(r.Status)}
	case s.state == Done && s.stage == agreement:
		details = []string{answer(r.Moves)}
	case s.state == Done && s.stage == work:
		details = []string{string(r.Outcome)}
	}
	for _, detail := range details {
		if c.Has(key + "." + detail) {
			return c.T(key + "." + detail)
		}
	}
	return c.T(key)
}

// answer is the last answer to a quote, if there was one.
func answer(moves []Move) string {
	for i := len(moves) - 1; i >= 0; i-- {
		if to := moves[i].To; to == repair.QuoteOK || to == repair.QuoteKO {
			return string(to)
		}
	}
	return ""
}

// StillMoves tells whether there is news to wait for.
func StillMoves(s repair.Status) bool { return s != repair.Returned && s != repair.Closed }

// AsksToCall tells whether the next sentence asks the customer to call.
func AsksToCall(r Repair) bool {
	if _, known := stageOf[r.Status]; !known {
		return true
	}
	return r.Status == repair.Ready && (r.Outcome == repair.BeyondRepair || r.Outcome == repair.Refunded) ||
		r.Status == repair.Closed && r.Outcome == repair.Abandoned
}

// Solid keeps a date on one line.
func Solid(date string) string { return strings.ReplaceAll(date, " ", "\u00a0") }
