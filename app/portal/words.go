package portal

import (
	"strconv"
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

// newPromise words the promised day while the customer waits for it.
func newPromise(c *lang.Catalogue, r Repair, today time.Time) promise {
	if !stillMoves(r.Status) || stageOf[r.Status] >= pickup {
		return promise{}
	}
	if r.PromisedOn == "" {
		if r.Status == repair.Draft || r.Status == repair.Announced {
			return promise{}
		}
		return promise{Label: c.T("portal.promise.label"), Note: c.T("portal.promise.none")}
	}
	p := promise{Label: c.T("portal.promise.label"), Day: c.DateShort(r.PromisedOn)}
	switch {
	case r.PromisedOn < today.Format(time.DateOnly):
		p.Late, p.Note = true, c.T("portal.promise.late")
	case r.PromisedWas != "" && r.PromisedWas != r.PromisedOn:
		p.Note = c.T("portal.promise.was", "day", solid(c.DateShort(r.PromisedWas)))
	case r.ExpectedOn != "" && r.Status == repair.PartWait:
		p.Note = c.T("portal.promise.part", "day", solid(c.DateShort(r.ExpectedOn)))
	}
	return p
}

func newQuote(c *lang.Catalogue, q Quote) *quoteCard {
	card := &quoteCard{Title: c.T("portal.quote.title")}
	if q.Version > 0 {
		card.Title = c.T("portal.quote.numbered", "number", strconv.Itoa(q.Version))
	}
	if q.ValidUntil != "" {
		card.Valid = c.T("portal.quote.valid", "day", solid(c.Date(q.ValidUntil)))
	}
	return card
}

func newStep(c *lang.Catalogue, r Repair, s step, zone *time.Location) stepLine {
	line := stepLine{State: s.state, StateWord: c.T("portal.state." + s.state), Label: stepLabel(c, r, s)}
	switch {
	case s.state == done && s.atMS > 0:
		line.Detail = c.Day(s.atMS, zone)
	case s.state == now && s.atMS > 0:
		line.Detail = c.T("portal.since", "day", solid(c.Day(s.atMS, zone)))
	case s.state == now:
		line.Detail = c.T("portal.now")
	}
	return line
}

// stepLabel names a step: where it is now by the status and the outcome, where
// it is done by what came out of it, when there are such words.
func stepLabel(c *lang.Catalogue, r Repair, s step) string {
	key := "portal.step." + stageNames[s.stage] + "." + s.state
	var details []string
	switch {
	case s.state == now && s.stage == pickup:
		details = []string{string(r.Status), string(r.Outcome)}
	case s.state == now:
		details = []string{string(r.Status)}
	case s.state == done && s.stage == agreement:
		details = []string{answer(r.Moves)}
	case s.state == done && s.stage == work:
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

// stillMoves tells whether there is news to wait for.
func stillMoves(s repair.Status) bool { return s != repair.Returned && s != repair.Closed }

// asksToCall tells whether the next sentence asks the customer to call.
func asksToCall(r Repair) bool {
	if _, known := stageOf[r.Status]; !known {
		return true
	}
	return r.Status == repair.Ready && (r.Outcome == repair.BeyondRepair || r.Outcome == repair.Refunded) ||
		r.Status == repair.Closed && r.Outcome == repair.Abandoned
}
