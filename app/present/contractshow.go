package present

import (
	"cmp"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
)

func (c *Contracts) showContract(s *Detail, one agreement) {
	w := c.Words
	s.Code, s.Title, s.Sub = one.Number, one.Plan, joined(c.holder(one.ContractNow), w.T(contractsVerb+".sort."+string(one.Sort)))
	s.Chips = []Chip{c.contractChip(one.ContractNow)}
	if one.Tentative && !c.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Clocks = c.contractClocks(one)
	for _, card := range []DetailCard{c.givenCard(one), c.renewalCard(one), c.priceCard(one), c.coveredCard(one), c.waysOutCard(one), c.overCard(one)} {
		if !card.IsZero() {
			s.Cards = append(s.Cards, card)
		}
	}
	c.deeds(s, contractIcons, c.contractTurns(one)...)
	if one.Renews && one.End == nil {
		s.Forms = []Action{c.paper(RenewalA4)}
	}
	if len(one.Uses) > 0 {
		s.Story = w.T("contracts.uses")
	}
	for i := len(one.Uses) - 1; i >= 0; i-- {
		u := one.Uses[i]
		row := TimelineRow{When: c.columnDay(u.On), Title: c.entitled(u.What)}
		if n := max(u.N, 1); n > 1 {
			row.Title += " × " + itoa(n)
		}
		if u.By != "" {
			row.Chips = []Chip{{Watch, "shield-alert", w.T("contracts.beyond")}}
		}
		s.Events = append(s.Events, row)
	}
}

// entitled is what a contract gives, in words where its code is a usual one.
func (e Env) entitled(code string) string {
	if key := contractsVerb + ".gives." + code; e.Words.Has(key) {
		return e.Words.T(key)
	}
	return code
}

func (c *Contracts) contractClocks(one agreement) []ClockCard {
	w, today := c.Words, civil.At(c.nowMS(), c.Zone)
	term := ClockCard{
		Label: w.T("contracts.term"), Value: c.dayOr(one.LastOn.String()), Share: c.gone(one.Term.From.Clock(0, c.Zone).UnixMilli(), one.LastOn.String()),
		Sub: w.T("contracts.term.from", "date", c.dayOr(one.Term.From.String())), Tone: Work,
	}
	if one.End != nil {
		term.Tone = Neutral
	}
	out := []ClockCard{term}
	if one.Letter != contract.NoLetter {
		look := letterLooks[one.Letter]
		left := today.DaysUntil(one.Term.NoticeUntil)
		card := ClockCard{Label: w.T("contracts.letter"), Value: c.countdown(left), Tone: look.tone, Share: -1,
			Sub: w.T("contracts.letter.window", "from", c.dayOr(one.Term.NoticeFrom.String()), "until", c.dayOr(one.Term.NoticeUntil.String()))}
		if one.Letter == contract.Told {
			card.Value, card.Sub = w.T("contracts.letter.sent"), w.T("contracts.refuse", "date", c.dayOr(one.Term.RefuseUntil.String()))
		}
		out = append(out, card)
	}
	switch {
	case one.BackCents > 0:
		out = append(out, ClockCard{Label: w.T("contracts.back"), Value: c.sum(one.BackCents), Tone: c.contractChip(one.ContractNow).Tone, Share: -1,
			Sub: w.T("contracts.back.by", "date", c.dayOr(one.End.RefundBy))})
	case one.OwedCents > 0:
		out = append(out, ClockCard{Label: w.T("contracts.topay"), Value: c.sum(one.OwedCents), Tone: Watch, Share: -1, Sub: w.T("contracts.topay.of")})
	}
	return out
}

// givenCard is what each term gives, with what was used of it.
func (c *Contracts) givenCard(one agreement) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("contracts.gives")}
	for _, left := range one.Left {
		line := DetailLine{Label: c.entitled(left.What), Value: w.T("contracts.left", "n", w.Number(max(0, left.N)), "used", w.Number(left.Used)), Tone: Good}
		switch {
		case left.Free:
			line.Value, line.Tone = w.T("contracts.left.free", "used", w.Number(left.Used)), Neutral
		case left.N < 0:
			line.Value, line.Tone = w.T("contracts.left.over", "n", w.Number(-left.N), "used", w.Number(left.Used)), Late
		case left.N == 0:
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	if len(card.Lines) == 0 {
		card.Text = w.T("contracts.gives.nothing")
	}
	return card
}

func (c *Contracts) renewalCard(one agreement) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("contracts.renewal")}
	if !one.Renews {
		card.Text = w.T("contracts.renewal.none")
		return card
	}
	if one.End != nil {
		return DetailCard{}
	}
	look, is := letterLooks[one.Letter]
	if is {
		card.Chip = Chip{look.tone, look.icon, w.T(contractsVerb + ".letter." + string(one.Letter))}
		card.Text = w.T(contractsVerb + ".letter." + string(one.Letter) + ".text")
	}
	card.Lines = append(card.Lines, DetailLine{Label: w.T("contracts.refuse.until"), Value: w.Date(one.Term.RefuseUntil.String())})
	for _, n := range one.Notices {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("contracts.told", "date", c.dayOr(n.On)), Value: cmp.Or(n.Proof, w.T("by."+n.Channel))})
	}
	return card
}

func (c *Contracts) priceCard(one agreement) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("contracts.price"), Lines: []DetailLine{
		{Label: w.T("contracts.price.term"), Value: w.T("contracts.price.for", "amount", c.sum(one.Term.Cents), "n", itoa(one.Months))},
		{Label: w.T("contracts.signed"), Value: joined(w.Date(one.SignedOn), w.T(contractsVerb+".made."+one.Made))},
	}}
	if one.PayFrom.Known() {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("contracts.pay.from"), Value: w.Date(one.PayFrom.String()), Tone: Watch})
	}
	if one.WithdrawUntil.Known() && one.End == nil {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("contracts.withdraw"), Value: w.Date(one.WithdrawUntil.String())})
	}
	for _, p := range one.Payments {
		label := "contracts.paid"
		if p.Cents < 0 {
			label = "contracts.paid.back"
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T(label, "date", c.dayOr(p.On)), Value: joined(c.sum(max(p.Cents, -p.Cents)), cmp.Or(p.Receipt, p.Ref))})
	}
	return card
}

func (c *Contracts) coveredCard(one agreement) DetailCard {
	card := DetailCard{Title: c.Words.N("contracts.devices", len(one.Devices))}
	for _, d := range one.Devices {
		card.Lines = append(card.Lines, DetailLine{Label: cmp.Or(d.Label, d.Serial), Value: joined(serialGroups(d.Serial), c.Words.T("contracts.since", "date", c.dayOr(d.Since)))})
	}
	if len(one.Devices) == 0 {
		card.Text = c.Words.T("contracts.devices.none")
	}
	return card
}

// waysOutCard is what an end of the contract comes to today, by its reason.
func (c *Contracts) waysOutCard(one agreement) DetailCard {
	w := c.Words
	card := DetailCard{Title: w.T("contracts.exit")}
	for _, way := range one.ways {
		value := w.T("contracts.exit.on", "date", c.dayOr(way.On.String()))
		if way.Cents > 0 {
			value = joined(value, w.T("contracts.exit.back", "amount", c.sum(way.Cents)))
		}
		if way.FeeCents > 0 {
			value = joined(value, w.T("contracts.exit.fee", "amount", c.sum(way.FeeCents)))
		}
		card.Lines = append(card.Lines, DetailLine{Label: w.T(contractsVerb + ".why." + string(way.Why)), Value: value})
	}
	return card
}

// overCard is how the contract ended.
func (c *Contracts) overCard(one agreement) DetailCard {
	if one.End == nil {
		return DetailCard{}
	}
	w := c.Words
	card := DetailCard{Title: w.T("contracts.over"), Lines: []DetailLine{
		{Label: w.T("contracts.over.why"), Value: w.T(contractsVerb + ".why." + string(one.End.Why))},
		{Label: w.T("contracts.over.on"), Value: w.Date(one.End.On)},
	}}
	if one.End.Cents > 0 {
		if label, value := c.backTo(one.BackTo); value != "" {
			card.Lines = append(card.Lines, DetailLine{Label: label, Value: value})
		}
		line := DetailLine{Label: w.T("contracts.back"), Value: joined(c.sum(one.End.Cents), w.T("contracts.back.by", "date", c.dayOr(one.End.RefundBy)))}
		switch {
		case one.BackCents == 0:
			line.Tone, line.Value = Good, joined(c.sum(one.End.Cents), w.T("contracts.back.done"))
		case one.BackLate:
			line.Tone = Late
		default:
			line.Tone = Watch
		}
		card.Lines = append(card.Lines, line)
	}
	return card
}
