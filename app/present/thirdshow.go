package present

import (
	"cmp"

	"etabli/app/domain/bonus"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/sendout"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

func (t *Thirds) showThird(s *Detail, one third) {
	switch {
	case one.recourse != nil:
		t.showRecourse(s, *one.recourse)
	case one.batch != nil:
		t.showBatch(s, *one.batch)
	case one.core != nil:
		t.showCore(s, *one.core)
	case one.owes != nil:
		t.showOwes(s, *one.owes)
	case one.back != nil:
		t.showBack(s, *one.back)
	case one.bonus != nil:
		t.showBonus(s, *one.bonus)
	}
}

// cardsOf keeps the cards that say something.
func cardsOf(cards ...DetailCard) (out []DetailCard) {
	for _, c := range cards {
		if !c.IsZero() {
			out = append(out, c)
		}
	}
	return out
}

func (t *Thirds) showRecourse(s *Detail, one service.RiskyRecourse) {
	w := t.Words
	s.Code, s.Title, s.Sub = one.Number, cmp.Or(one.Name, one.Guarantor), joined(w.T(thirdsVerb+".sort."+string(one.Sort)), one.CustomerName)
	s.Chips = []Chip{t.recourseChip(one)}
	if len(one.Risks) > 0 {
		look := recourseLooks[one.Status]
		s.Chips = append(s.Chips, Chip{look.tone, look.icon, sentence(w.T("status." + one.Status.Word()))})
	}
	claimed := ClockCard{Label: w.T("thirds.claimed"), Value: t.sum(one.ClaimedCents), Share: -1, Sub: w.T("thirds.own", "amount", t.sum(one.OwnCents))}
	if one.CapCents > 0 {
		claimed.Sub = w.T("thirds.cap", "amount", t.sum(one.CapCents))
	}
	paid := ClockCard{Label: w.T("thirds.paid"), Value: t.sum(one.PaidCents), Share: -1, Sub: w.T("thirds.accepted", "amount", t.sum(one.AcceptedCents))}
	if one.AcceptedCents > 0 {
		paid.Share, paid.Tone = float32(one.PaidCents)/float32(one.AcceptedCents), Good
	}
	s.Clocks = []ClockCard{claimed, paid}
	if one.LossCents > 0 {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("thirds.loss"), Value: t.sum(one.LossCents), Tone: Late, Share: -1, Sub: w.T("thirds.loss.ours")})
	}
	lines := DetailCard{Title: w.T("thirds.lines")}
	for _, l := range one.Lines {
		lines.Lines = append(lines.Lines, DetailLine{Label: l.Label, Value: t.sum(l.Cents)})
	}
	s.Cards = cardsOf(t.authCard(one.Recourse), lines, t.aboutCard(one.Number, one.Policy))
	s.Story = w.T("thirds.tries")
	for i := len(one.Paid) - 1; i >= 0; i-- {
		p := one.Paid[i]
		s.Events = append(s.Events, TimelineRow{When: t.columnDay(p.On), Title: w.T("timeline.recourse_paid", "amount", t.sum(p.Cents)), Text: p.Ref})
	}
	for i := len(one.Tries) - 1; i >= 0; i-- {
		s.Events = append(s.Events, t.tryRows(one.Tries[i])...)
	}
	t.deeds(s, thirdIcons, recourseTurns(one.Status)...)
}

// tryRows are one try and what they took of it, the latest first.
func (t *Thirds) tryRows(try views.Try) (out []TimelineRow) {
	w := t.Words
	if a := try.Answer; a != nil {
		row := TimelineRow{When: t.columnDay(a.On), Text: oneLine(a.Note)}
		switch {
		case a.Cents == 0:
			row.Title = w.T("timeline.recourse_rejected")
		case a.Cents < a.Claimed:
			row.Title = w.T("timeline.recourse_part_accepted", "amount", t.sum(a.Cents))
		default:
			row.Title = w.T("timeline.recourse_accepted", "amount", t.sum(a.Cents))
		}
		if a.Reason != "" {
			row.Chips = append(row.Chips, Chip{Watch, "info", w.T(thirdsVerb + ".reason." + a.Reason)})
		}
		if a.ResubmitBy != "" && a.Cents < a.Claimed {
			row.Chips = append(row.Chips, Chip{Neutral, "calendar-clock", w.T("thirds.again_by", "date", t.dayOr(a.ResubmitBy))})
		}
		out = append(out, row)
	}
	row := TimelineRow{When: t.columnDay(try.On), Title: w.T("timeline.recourse_submitted", "amount", t.sum(guarantor.Total(try.Lines))), Text: try.Ref}
	if try.Answer == nil && try.DueOn != "" {
		row.Chips = append(row.Chips, Chip{Work, "hourglass", w.T("thirds.answer_by", "date", t.dayOr(try.DueOn))})
	}
	return append(out, row)
}

func (t *Thirds) authCard(one views.Recourse) DetailCard {
	w := t.Words
	card := DetailCard{Title: w.T("thirds.authority")}
	switch a := one.Authorised; {
	case a == nil && one.Status == guarantor.Asked:
		card.Chip, card.Text = Chip{Work, "hourglass", w.T("thirds.asked")}, w.T("thirds.asked.text")
	case a == nil:
		return DetailCard{}
	case !a.Granted:
		card.Chip, card.Text = Chip{Late, "ban", w.T("thirds.forbidden")}, w.T("thirds.forbidden.text")
		if a.Reason != "" {
			card.Lines = []DetailLine{{Label: w.T("thirds.reason"), Value: w.T(thirdsVerb + ".reason." + a.Reason)}}
		}
	default:
		card.Chip = Chip{Good, "shield-check", w.T("thirds.granted")}
		card.Lines = []DetailLine{{Label: w.T("thirds.number"), Value: a.Number}}
		if a.CapCents > 0 {
			card.Lines = append(card.Lines, DetailLine{Label: w.T("thirds.upto"), Value: t.sum(a.CapCents)})
		}
		if a.UntilOn != "" {
			left, _ := dayDistance(t.today(), a.UntilOn)
			card.Lines = append(card.Lines, DetailLine{Label: w.T("thirds.until"), Value: w.Date(a.UntilOn), Tone: deadlineTone(left)})
		}
	}
	return card
}

// aboutCard leads to the file.
func (t *Thirds) aboutCard(number, policy string) DetailCard {
	w := t.Words
	card := DetailCard{Title: w.T("thirds.about")}
	if number != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("inbox.file"), Value: number, Open: thirdFile})
	}
	if policy != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("thirds.policy"), Value: policy})
	}
	return card
}

func (t *Thirds) showBatch(s *Detail, one service.RiskySendout) {
	w := t.Words
	s.Code, s.Title, s.Chips = one.Number, cmp.Or(one.Name, one.Subcontractor), []Chip{t.batchChip(one)}
	s.Sub = w.N("thirds.devices", len(one.Devices))
	due := ClockCard{Label: w.T("thirds.back_on"), Value: t.dayOr(one.DueOn), Share: -1, Sub: w.T("thirds.not_left")}
	if one.LeftMS > 0 {
		due.Share, due.Sub, due.Tone = t.gone(one.LeftMS, one.DueOn), w.T("thirds.left_on", "date", t.dateOf(one.LeftMS)), Work
		if left, dated := dayDistance(t.today(), one.DueOn); dated && one.Status == sendout.OnTheGo {
			due.Tone = deadlineTone(left)
		}
	}
	charged := ClockCard{Label: w.T("thirds.charged"), Value: t.sum(one.ChargedCents), Share: -1, Sub: w.T("thirds.each_up_to", "amount", t.sum(one.CapCents))}
	s.Clocks = []ClockCard{due, charged}
	for _, d := range one.Devices {
		s.Cards = append(s.Cards, t.deviceCard(one, d))
	}
	if one.Ref != "" || len(one.Invoices) > 0 {
		way := DetailCard{Title: w.T("thirds.way")}
		if one.Ref != "" {
			way.Lines = append(way.Lines, DetailLine{Label: w.T("parcels.tracking"), Value: one.Ref})
		}
		for _, n := range one.Invoices {
			way.Lines = append(way.Lines, DetailLine{Label: w.T("thirds.invoice"), Value: n})
		}
		s.Cards = append(s.Cards, way)
	}
	s.Forms = []Action{t.paper(HandOverA4)}
	t.deeds(s, thirdIcons, batchTurns(one)...)
}

// stageLooks are those of where a device of a batch stands.
var stageLooks = map[sendout.Stage]statusLook{
	sendout.Packed: {Neutral, "package-open"}, sendout.Away: {Work, "truck"}, sendout.Asked: {Watch, "circle-question-mark"},
	sendout.GoingOn: {Work, "wrench"}, sendout.ComesBack: {Watch, "undo-2"}, sendout.Back: {Good, "package-check"}, sendout.Gone: {Late, "triangle-alert"},
}

// deviceCard is one device of a batch with what can be done about it.
func (t *Thirds) deviceCard(batch service.RiskySendout, d views.SentDevice) DetailCard {
	w, look := t.Words, stageLooks[d.Stage]
	about := d.Repair.String()
	card := DetailCard{
		Title: joined(d.Number, d.Product), Chip: Chip{look.tone, look.icon, sentence(w.T("status." + d.Stage.Word()))},
		Lines: []DetailLine{{Label: w.T("inbox.file"), Value: d.Number, Open: thirdFile + ":" + about}},
	}
	if d.Serial != "" {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("thirds.serial"), Value: serialGroups(d.Serial)})
	}
	if q := d.Quoted; q != nil {
		line := DetailLine{Label: w.T("thirds.they_want"), Value: t.sum(q.Cents), Tone: Watch}
		if q.Cannot {
			line.Value = w.T("thirds.cannot")
		} else if d.Decided || q.Cents <= batch.CapCents {
			line.Tone = Neutral
		}
		card.Lines = append(card.Lines, line)
		if q.Work != "" {
			card.Text = oneLine(q.Work)
		}
	}
	if d.ChargedCents > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("thirds.charged"), Value: t.sum(d.ChargedCents)})
	}
	var ids []string
	switch d.Stage {
	case sendout.Packed:
		ids = []string{sendoutOut}
	case sendout.Asked:
		ids = []string{sendoutDecide, sendoutCame}
	case sendout.Away:
		ids = []string{sendoutQuote, sendoutCame}
	case sendout.GoingOn, sendout.ComesBack:
		ids = []string{sendoutCame}
	}
	for _, id := range ids {
		act := t.deed(thirdIcons, id)
		act.ID += ":" + about
		card.Acts = append(card.Acts, act)
	}
	return card
}

func batchTurns(one service.RiskySendout) []string {
	switch one.Status {
	case sendout.Open:
		if len(one.Devices) == 0 {
			return []string{sendoutAdd, sendoutNew, subNew}
		}
		return []string{sendoutLeave, sendoutAdd, sendoutNew, subNew}
	case sendout.OnTheGo:
		return []string{sendoutScan, sendoutInvoice, sendoutNew, subNew}
	}
	return []string{sendoutInvoice, sendoutNew, subNew}
}

func (t *Thirds) showBack(s *Detail, one views.Order) {
	w := t.Words
	s.Title, s.Chips = one.Supplier, []Chip{t.backChip(one)}
	card := DetailCard{Title: w.T("thirds.goods")}
	for _, l := range one.Lines {
		card.Lines = append(card.Lines, DetailLine{Label: joined(l.Ref, l.Label), Value: w.Number(int(l.N))})
	}
	s.Cards = cardsOf(card)
	b := one.Back
	if b == nil {
		return
	}
	s.Code, s.Sub = b.Number, w.T(thirdsVerb+".back."+b.Reason)
	awaited := ClockCard{Label: w.T("thirds.credit"), Value: t.sum(b.CreditCents), Share: -1, Sub: w.T("thirds.since", "date", t.dateOf(one.BegunMS))}
	if b.GotCents > 0 {
		awaited.Value, awaited.Tone, awaited.Sub = t.sum(b.GotCents), Good, w.T("thirds.credit.of", "amount", t.sum(b.CreditCents))
	}
	s.Clocks = []ClockCard{awaited}
	if left, dated := dayDistance(t.today(), b.ByOn); dated {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("thirds.last_day"), Value: t.countdown(left), Tone: deadlineTone(left), Share: -1, Sub: w.Date(b.ByOn)})
	}
	if one.Status == stock.GoingBack && b.State == "awaited" {
		t.deeds(s, thirdIcons, backCredit)
	}
}

func (t *Thirds) showBonus(s *Detail, file service.BonusFile) {
	w, one := t.Words, file.Claim
	s.Code, s.Title, s.Sub = one.Number, joined(one.Body, t.category(one.Category)), one.CustomerName
	s.Chips = []Chip{t.bonusChip(one)}
	s.Clocks = []ClockCard{
		{Label: w.T("thirds.bonus"), Value: t.sum(one.Cents), Share: -1, Sub: w.T("thirds.validated", "date", t.dayOr(one.On))},
		{Label: w.T("thirds.paid"), Value: t.sum(one.PaidCents), Share: -1, Sub: w.T("thirds.accepted", "amount", t.sum(one.AcceptedCents))},
	}
	if left, dated := dayDistance(t.today(), one.DueOn); dated && one.Status.Owes() {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("thirds.due"), Value: t.countdown(left), Tone: deadlineTone(left), Share: -1, Sub: w.Date(one.DueOn)})
	}
	lacks := DetailCard{Title: w.T("thirds.file")}
	for _, code := range one.Missing {
		lacks.Lines = append(lacks.Lines, DetailLine{Label: w.T(thirdsVerb + ".lacks." + code), Value: w.T("thirds.lacks"), Tone: Watch})
	}
	if len(one.Missing) == 0 {
		lacks.Chip, lacks.Text = Chip{Good, "file-check", w.T("thirds.complete")}, w.T("thirds.complete.text")
	}
	bill := DetailCard{Title: w.T("thirds.bill")}
	if one.Receipt != "" {
		bill.Lines = append(bill.Lines,
			DetailLine{Label: w.T("thirds.receipt"), Value: joined(one.Receipt, t.dayOr(one.InvoicedOn))},
			DetailLine{Label: w.T("thirds.billed"), Value: t.sum(one.InvoiceCents)})
	}
	if one.Ref != "" {
		bill.Lines = append(bill.Lines, DetailLine{Label: w.T("thirds.their_ref"), Value: joined(one.Ref, t.dayOr(one.SubmittedOn))})
	}
	why := DetailCard{}
	if one.Reason != "" {
		why = DetailCard{Title: w.T("thirds.reason"), Text: w.T("thirds.loss.ours")}
	}
	s.Cards = append(cardsOf(lacks, bill, why, t.aboutCard(one.Number, "")), t.bonusForm(file)...)
	t.deeds(s, thirdIcons, bonusTurns(one)...)
}

// bonusTurns are what can be done with a bonus claim, the right next thing first.
func bonusTurns(one views.Bonus) []string {
	switch one.Status {
	case bonus.Validated:
		return []string{bonusComplete, bonusDrop, bonusNew}
	case bonus.Invoiced, bonus.Rejected:
		if len(one.Missing) > 0 {
			return []string{bonusComplete, bonusDrop, bonusNew}
		}
		return []string{bonusSubmit, bonusComplete, bonusDrop, bonusNew}
	case bonus.Submitted:
		return []string{bonusAnswer, bonusDrop, bonusNew}
	case bonus.Accepted:
		return []string{bonusPay, bonusDrop, bonusNew}
	}
	return []string{bonusNew}
}
