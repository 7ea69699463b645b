package present

import (
	"cmp"
	"slices"

	"etabli/app/domain/claim"
	"etabli/app/service"
)

func (c *Claims) publish() {
	c.list(c.listState())
	s := Detail{ID: c.open.id, Open: !c.open.id.IsZero()}
	switch {
	case !s.Open:
		s.Empty = Empty{Title: c.Words.T("claims.none"), Text: c.Words.T("claims.none.text"), Action: c.Words.T("deed." + claimNew)}
	case !c.read:
		s.Loading = c.open.notice.IsZero()
	default:
		c.showClaim(&s, c.one)
	}
	s.Busy, s.Notice, s.Sheet = c.open.busy, c.open.notice, c.open.sheets.state
	c.show(s)
}

func (c *Claims) listState() ListState {
	list := c.parts[c.scope]
	s := ListState{
		Total: len(list), Opened: c.open.id, Loading: !c.known && c.notice.IsZero(), Notice: c.notice, Revision: c.revision,
		Selected: slices.IndexFunc(list, func(t service.TimedClaim) bool { return t.ID == c.open.id }),
	}
	for _, scope := range claimScopes {
		t := ListTab{Scope: scope, Label: c.Words.T("claiming.scope." + string(scope)), Selected: c.scope == scope}
		if c.parts != nil && scope != EndedScope {
			t.Count = c.Words.Number(len(c.parts[scope]))
		}
		s.Tabs = append(s.Tabs, t)
	}
	if c.known {
		s.Foot = c.Words.N("claims.foot", len(list))
	}
	if c.known && len(list) == 0 {
		s.Empty = Empty{Title: c.Words.T("claiming.empty." + string(c.scope)), Text: c.Words.T("claims.empty.text"), Action: c.Words.T("deed." + claimNew)}
	}
	return s
}

func (c *Claims) claimRow(t service.TimedClaim) Row {
	return Row{
		ID: t.ID, Number: cmp.Or(t.Number, c.channelName(t.Channel)), When: c.shortWhen(t.ReceivedMS),
		Product: c.claimant(t), Customer: c.Words.T("claiming.about."+t.About) + c.wished(t),
		Chip: c.claimChip(t), Waiting: t.Tentative && !c.Desk.Alone, Review: len(t.Items) > 0,
	}
}

// claimant is who claims: by name where that is known, else as the channel gave it.
func (e Env) claimant(t service.TimedClaim) string {
	from := ""
	if len(t.Said) > 0 {
		from = shownPhone(t.Said[0].From)
	}
	if t.Erased {
		return e.Words.T(nobody(true))
	}
	return cmp.Or(t.CustomerName, from, e.Words.T("inbox.unknown"))
}

// wished is the sum that a customer wants, behind what it is about.
func (e Env) wished(t service.TimedClaim) string {
	if t.WishCents == 0 {
		return ""
	}
	return " · " + e.Words.Money(t.WishCents, euro)
}

// claimChip says the most pressing thing about a claim.
func (e Env) claimChip(t service.TimedClaim) Chip {
	if len(t.Risks) > 0 {
		return e.claimRisk(t.Risks[0])
	}
	return e.claimStatus(t.Status)
}

// claimRisk says a risk; what is late or owed stands out.
func (e Env) claimRisk(r claim.Risk) Chip {
	tone := Watch
	if slices.Contains([]claim.Risk{claim.PaidTwice, claim.RefundLate, claim.WrittenLate, claim.AnswerLate}, r) {
		tone = Late
	}
	icon := "clock"
	switch r {
	case claim.PaidTwice:
		icon = "triangle-alert"
	case claim.RefundLate, claim.RefundDue:
		icon = "banknote"
	case claim.VoucherDue:
		icon = "gift"
	case claim.MediatorDue:
		icon = "users"
	}
	return Chip{tone, icon, e.Words.T("claiming.risk." + string(r))}
}

var claimTones = map[claim.Status]Chip{
	claim.Open: {Tone: Watch, Icon: "circle-dot"}, claim.Offered: {Tone: Work, Icon: "send"}, claim.Accepted: {Tone: Good, Icon: "check"},
	claim.Refused: {Tone: Watch, Icon: "x"}, claim.Unanswered: {Tone: Watch, Icon: "hourglass"}, claim.AtMediator: {Tone: Work, Icon: "users"},
	claim.Ended: {Icon: "check-check"},
}

func (e Env) claimStatus(s claim.Status) Chip {
	chip := claimTones[s]
	chip.Text = e.Words.T("claim.state." + string(s))
	return chip
}

func (c *Claims) showClaim(s *Detail, t dispute) {
	w := c.Words
	s.Code, s.Title = t.Number, c.claimant(t.TimedClaim)
	s.Sub = w.T("claims.sub", "about", w.T("claiming.about."+t.About), "channel", c.channelName(t.Channel), "when", c.when(t.ReceivedMS))
	s.Chips = []Chip{c.claimStatus(t.Status)}
	for _, r := range t.Risks {
		s.Chips = append(s.Chips, c.claimRisk(r))
	}
	if t.Tentative && !c.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Clocks = c.claimClocks(t.TimedClaim)
	s.Cards = c.claimCards(t)
	s.Primary, s.Actions = c.claimActions(t)
	s.Forms = []Action{c.paper(ClaimA4)}
	if t.Outcome == claim.Rejected && len(t.Offers) > 0 {
		s.Forms = append(s.Forms, c.paper(RefusalA4))
	}
	s.Story, s.Events = w.T("claims.story"), c.claimStory(t)
}

// claimClocks are the first answer, the written one that a rule asks for, the money
// that was promised, and how long an offer stands.
func (c *Claims) claimClocks(t service.TimedClaim) []ClockCard {
	w := c.Words
	answer := ClockCard{Label: w.T("inbox.clock.answer"), Value: "–", Share: -1}
	switch {
	case t.AnsweredMS > 0:
		answer.Value, answer.Tone, answer.Sub = w.T("inbox.answered"), Good, w.T("inbox.clock.after", "minutes", w.Number(int(t.SpentMS/minuteMS)))
	case t.DueMS > 0:
		answer.Value, answer.Tone, answer.Sub = c.when(t.DueMS), Watch, w.T("inbox.clock.by", "channel", c.channelName(t.Channel))
	}
	if t.Late {
		answer.Tone = Late
	}
	out := []ClockCard{answer}
	if t.AnswerBy != "" {
		out = append(out, c.dayClock("claims.clock.written", t.AnswerBy, t.WrittenMS > 0, w.T("inbox.answered")))
	}
	if o := t.Owed(); o != nil {
		out = append(out, c.dayClock("claims.clock.refund", o.Refund.By, o.Refund.State.Left(), w.T("claim.state."+string(o.Refund.State))))
	}
	if o := t.Standing(); o != nil && t.Status == claim.Offered {
		out = append(out, c.dayClock("claims.clock.offer", o.Until, false, ""))
	}
	return out
}

// dayClock counts down to a day, unless what it is for was done.
func (c *Claims) dayClock(label, day string, done bool, as string) ClockCard {
	card := ClockCard{Label: c.Words.T(label), Value: "–", Share: -1}
	left, known := dayDistance(c.today(), day)
	if known {
		card.Value, card.Tone, card.Sub = c.countdown(left), deadlineTone(left), c.Words.T("claims.clock.by", "day", c.Words.DateShort(day))
	}
	if done {
		card.Value, card.Tone = as, Good
	}
	return card
}
