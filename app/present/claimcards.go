package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/claim"
	"etabli/app/domain/text"
	"etabli/app/views"
)

// claimCards are what is asked, what it cost, each offer with its refund, the
// mediator, and what it is about.
func (c *Claims) claimCards(t dispute) []DetailCard {
	out := []DetailCard{c.askedCard(t.Claim), c.lossCard(t.Claim)}
	for _, o := range slices.Backward(t.Offers) {
		out = append(out, c.offerCard(o))
	}
	out = append(out, c.mediatorCard(t.Claim), c.aboutCard(t.Claim))
	return slices.DeleteFunc(out, DetailCard.IsZero)
}

func (c *Claims) askedCard(t views.Claim) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("claims.card.asked")}
	if t.Wish != "" {
		wish := w.T("claiming.do." + string(t.Wish))
		if t.WishCents > 0 {
			wish += " · " + w.Money(t.WishCents, euro)
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.wish"), Value: wish})
	}
	if len(t.Said) > 0 {
		card.Text = oneLine(t.Said[0].Words)
	}
	return card
}

func (c *Claims) lossCard(t views.Claim) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("claims.card.loss")}
	add := func(label, value string, known bool) {
		if known {
			card.Lines = append(card.Lines, DetailLine{Label: w.T(label), Value: value})
		}
	}
	add("claims.trips", w.Number(t.Loss.Trips), t.Loss.Trips > 0)
	add("claims.km", w.Number(t.Loss.Km), t.Loss.Km > 0)
	add("claims.days", w.Number(t.Loss.Days), t.Loss.Days > 0)
	add("claims.spent", w.Money(t.Loss.Cents, euro), t.Loss.Cents > 0)
	var why []string
	for _, s := range t.Said {
		if s.Why != "" {
			why = append(why, s.Why)
		}
	}
	card.Text = oneLine(strings.Join(why, " · "))
	return card
}

// offerChip says what became of an offer.
func (c *Claims) offerChip(o views.Offer) Chip {
	switch {
	case o.Reply != nil && o.Reply.Answer == claim.Yes:
		return Chip{Good, "check", c.Words.T("claim.state.accepted")}
	case o.Reply != nil && o.Reply.Answer == claim.No:
		return Chip{Watch, "x", c.Words.T("claim.state.refused")}
	case o.Reply != nil:
		return Chip{Watch, "hourglass", c.Words.T("claim.state.unanswered")}
	case o.Stands:
		return Chip{Work, "send", c.Words.T("claims.stands")}
	}
	return Chip{Neutral, "minus", c.Words.T("claims.replaced")}
}

func (c *Claims) offerCard(o views.Offer) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("claims.card.offer", "n", w.Number(o.N)), Chip: c.offerChip(o), Text: oneLine(o.Words)}
	for _, m := range o.Measures {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claiming.do." + string(m.Do)), Value: c.measureWords(m)})
	}
	card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.why"), Value: w.T("claiming.why." + o.Why)})
	if o.Until != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.until"), Value: w.Date(o.Until)})
	}
	if o.ByName != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.decided_by"), Value: o.ByName})
	}
	if o.ApprovedBy != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.approved_by"), Value: o.ApprovedBy})
	}
	if o.Confirmed != nil {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.confirmed"), Value: c.channelName(o.Confirmed.Channel) + ", " + c.when(o.Confirmed.AtMS), Tone: Good})
	}
	if o.Refund != nil && o.Owes() {
		card.Lines = append(card.Lines, c.refundLines(*o.Refund)...)
	}
	return card
}

// measureWords are the sum of a measure, its day and what it is owed by.
func (c *Claims) measureWords(m claim.Measure) string {
	w := c.Words
	var parts []string
	if m.Cents > 0 {
		parts = append(parts, w.Money(m.Cents, euro))
	}
	if m.Means != "" {
		parts = append(parts, w.T("claim.state."+string(m.Means)))
	}
	if m.Legal {
		parts = append(parts, w.T("claims.legal"))
	}
	if m.By != "" {
		parts = append(parts, w.T("claims.clock.by", "day", w.DateShort(m.By)))
	}
	return cmp.Or(strings.Join(parts, " · "), "–")
}

// refundLines say how far the money is: decided is not received.
func (c *Claims) refundLines(r views.Refund) []DetailLine {
	w := c.Words
	state := DetailLine{Label: w.T("claims.refund"), Value: w.T("claim.state."+string(r.State)) + ", " + c.when(r.AtMS), Tone: Watch}
	if r.State == claim.RefundConfirmed {
		state.Tone = Good
	}
	out := []DetailLine{state}
	if !r.State.Left() && r.By != "" {
		left, _ := dayDistance(c.today(), r.By)
		out = append(out, DetailLine{Label: w.T("claims.refund.by"), Value: w.Date(r.By), Tone: deadlineTone(left)})
	}
	if r.PartCents > 0 {
		out = append(out, DetailLine{Label: w.T("claims.refund.part"), Value: w.Money(r.PartCents, euro)})
	}
	if to := r.Account; to != nil {
		out = append(out, DetailLine{Label: w.T("claims.refund.to"), Value: to.Holder + " · " + text.Fours(to.IBAN)})
	}
	for _, known := range []struct{ label, value string }{{"claims.refund.ref", r.Ref}, {"claims.refund.proof", r.Proof}} {
		if known.value != "" {
			out = append(out, DetailLine{Label: w.T(known.label), Value: known.value})
		}
	}
	return out
}

func (c *Claims) mediatorCard(t views.Claim) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("claims.card.mediator")}
	for _, m := range t.Mediated {
		value := w.Date(m.On)
		if m.Ref != "" {
			value += " · " + m.Ref
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claim.state." + string(m.Step)), Value: value})
		if m.Name != "" {
			card.Text = oneLine(m.Name)
		}
	}
	if n := len(t.Mediated); n > 0 && t.Mediated[n-1].Until != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.refer_until"), Value: w.Date(t.Mediated[n-1].Until)})
	}
	return card
}

func (c *Claims) aboutCard(t views.Claim) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("claims.card.about")}
	if !t.Repair.IsZero() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("inbox.file"), Value: t.Number, Open: claimFile})
	}
	if !t.Thread.IsZero() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("inbox.thread"), Value: w.T("claims.talk"), Open: claimTalk})
	}
	if t.Receipt != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.receipt"), Value: t.Receipt})
	}
	if s := t.Sighting; s != nil {
		value := w.T("status.parcel_" + s.Status)
		if !s.Checked {
			value += " · " + w.T("claims.announced")
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T("claims.parcel_was"), Value: value})
	}
	return card
}

// offerWords are an offer in a line.
func (c *Claims) offerWords(o views.Offer) string {
	var parts []string
	for _, m := range o.Measures {
		text := c.Words.T("claiming.do." + string(m.Do))
		if m.Cents > 0 {
			text += " " + c.Words.Money(m.Cents, euro)
		}
		parts = append(parts, text)
	}
	return c.Words.T("claims.offer.line", "n", c.Words.Number(o.N), "what", strings.Join(parts, ", "))
}
