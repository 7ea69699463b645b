package present

import (
	"cmp"
	"slices"
)

// claimStory is what was said, offered and paid, the latest first.
func (c *Claims) claimStory(t dispute) []TimelineRow {
	type told struct {
		atMS int64
		row  TimelineRow
	}
	var all []told
	add := func(atMS int64, title, text, by string) {
		all = append(all, told{atMS, TimelineRow{When: c.shortWhen(atMS), Title: title, Text: oneLine(text), By: by}})
	}
	w := c.Words
	for _, s := range t.Said {
		add(s.AtMS, w.T("inbox.heard", "channel", c.channelName(s.Channel)), s.Words, "")
	}
	if t.AnsweredMS > 0 {
		add(t.AnsweredMS, w.T("claims.first_answer"), "", "")
	}
	for _, o := range t.Offers {
		add(o.AtMS, c.offerWords(o), o.Words, o.ByName)
		if o.Confirmed != nil {
			add(o.Confirmed.AtMS, w.T("timeline.claim_confirmed"), o.Confirmed.Proof, "")
		}
		if o.Reply != nil {
			add(o.Reply.AtMS, w.T("timeline.claim_"+string(o.Reply.Answer)), "", "")
		}
		if r := o.Refund; r != nil && o.Owes() && r.AtMS > o.AtMS {
			add(r.AtMS, w.T("timeline.refund_"+string(r.State), "amount", w.Money(r.Cents, euro)), cmp.Or(r.Proof, r.Ref), "")
		}
	}
	for _, p := range t.PaidBack {
		add(p.AtMS, w.T("claims.paid_back", "sum", w.Money(p.Cents, euro)), p.Receipt, "")
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(b.atMS, a.atMS) })
	var out []TimelineRow
	for _, s := range all {
		out = append(out, s.row)
	}
	return out
}
