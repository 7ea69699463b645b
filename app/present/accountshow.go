package present

import (
	"cmp"
	"slices"

	"etabli/app/domain/invoice"
	"etabli/app/service"
)

func (a *Accounts) showBook(s *Detail, one book) {
	switch {
	case one.account != nil:
		a.showAccount(s, one)
	case one.invoice != nil:
		a.showInvoice(s, *one.invoice)
	case one.debt != nil:
		a.showDebt(s, *one.debt)
	}
}

func (a *Accounts) showAccount(s *Detail, one book) {
	w, now := a.Words, *one.account
	s.Code, s.Title = numberOf(now.IdentityBox), cmp.Or(now.Legal, now.Name)
	if now.Name != s.Title {
		s.Sub = now.Name
	}
	s.Chips = []Chip{a.accountChip(now)}
	if now.Public {
		s.Chips = append(s.Chips, Chip{Icon: "building-2", Text: w.T("accounts.public")})
	}
	if now.Untaxed {
		s.Chips = append(s.Chips, Chip{Icon: "users", Text: w.T("accounts.untaxed")})
	}
	owed := ClockCard{Label: w.T("accounts.owed"), Value: a.sum(now.OwedCents), Share: -1, Sub: w.T("accounts.unbounded")}
	if now.LeftCents != nil && now.Ceiling > 0 {
		owed.Share, owed.Tone = min(1, max(0, float32(now.OwedCents)/float32(now.Ceiling))), Work
		owed.Sub = w.T("accounts.of_ceiling", "amount", a.sum(now.Ceiling))
		if *now.LeftCents*100 <= now.Ceiling*nearly {
			owed.Tone = Watch
		}
		if *now.LeftCents < 0 {
			owed.Tone = Late
		}
	}
	late := ClockCard{Label: w.T("accounts.overdue"), Value: a.sum(now.Overdue), Share: -1, Sub: w.T("accounts.nothing_late")}
	if now.Overdue > 0 {
		late.Tone, late.Sub = Late, w.T("accounts.since", "date", a.dayOr(now.DueOn.String()))
	}
	bill := ClockCard{Label: w.T("accounts.to_invoice"), Value: a.sum(now.ToInvoice), Share: -1, Sub: w.N("accounts.receipts", len(one.due.Receipts))}
	s.Clocks = []ClockCard{owed, late, bill}
	for _, card := range []DetailCard{a.creditCard(one.due), a.owedCard(one.debts), a.billedCard(one.invoices), a.payingCard(now), a.legalCard(now), a.peopleCard(now)} {
		if !card.IsZero() {
			s.Cards = append(s.Cards, card)
		}
	}
	turns := []string{accountEdit, accountClose, accountNew}
	if now.ToInvoice > 0 {
		turns = slices.Insert(turns, 0, accountBill)
	}
	a.deeds(s, accountIcons, turns...)
}

// creditCard are the refunds whose sale was invoiced: each wants a credit note.
func (a *Accounts) creditCard(due service.ToInvoice) DetailCard {
	if len(due.Credits) == 0 {
		return DetailCard{}
	}
	w := a.Words
	card := DetailCard{Title: w.T("accounts.credits"), Text: w.T("accounts.credits.text"), Chip: Chip{Watch, "undo-2", w.N("accounts.to_credit", len(due.Credits))}}
	for _, number := range due.Credits {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("deed." + accountCredit), Value: number, Open: accountCredit + ":" + number})
	}
	return card
}

func (a *Accounts) owedCard(debts []service.DebtNow) DetailCard {
	card := DetailCard{Title: a.Words.T("accounts.receivables")}
	for _, d := range debts {
		card.Lines = append(card.Lines, DetailLine{Label: a.dayOr(d.Day), Value: joined(a.sum(d.Owed), a.debtChip(d).Text, d.Number), Tone: a.debtChip(d).Tone, Open: accountOpen + ":" + debtID(d.Number).String()})
	}
	return card
}

// mostBilled is how many invoices an account lists.
const mostBilled = 12

func (a *Accounts) billedCard(list []service.InvoiceNow) DetailCard {
	card := DetailCard{Title: a.Words.T("accounts.billed")}
	for _, one := range list[:min(mostBilled, len(list))] {
		chip := a.invoiceChip(one)
		card.Lines = append(card.Lines, DetailLine{Label: a.dayOr(one.On), Value: joined(a.sum(one.Total), chip.Text, one.Number), Tone: chip.Tone, Open: accountOpen + ":" + one.ID.String()})
	}
	return card
}

func (a *Accounts) payingCard(now service.AccountNow) DetailCard {
	w := a.Words
	term := w.N("accounts.term.days", now.TermDays)
	if now.EndOfMonth {
		term = w.N("accounts.term.month", now.TermDays)
	}
	how, order := w.T("accounts.each"), w.T("accounts.order.free")
	if now.Monthly {
		how = w.T("accounts.monthly")
	}
	if now.OrderNeeded {
		order = w.T("accounts.order.needed")
	}
	return DetailCard{Title: w.T("accounts.paying"), Lines: []DetailLine{
		{Label: w.T("accounts.billing"), Value: how}, {Label: w.T("accounts.term"), Value: term}, {Label: w.T("accounts.order"), Value: order},
	}}
}

func (a *Accounts) legalCard(now service.AccountNow) DetailCard {
	w := a.Words
	card := DetailCard{Title: w.T("accounts.legal"), Text: oneLine(now.Address)}
	for _, l := range []DetailLine{
		{Label: w.T("accounts.country"), Value: now.Country}, {Label: w.T("accounts.vat"), Value: now.VAT}, {Label: w.T("intake.email"), Value: now.Email}, {Label: w.T("accounts.routing"), Value: now.Routing},
	} {
		if l.Value != "" {
			card.Lines = append(card.Lines, l)
		}
	}
	return card
}

func (a *Accounts) peopleCard(now service.AccountNow) DetailCard {
	card := DetailCard{Title: a.Words.T("accounts.people")}
	for _, p := range now.People {
		var roles []string
		for _, r := range p.Roles {
			roles = append(roles, a.Words.T(accountsVerb+".role."+string(r)))
		}
		card.Lines = append(card.Lines, DetailLine{Label: p.Name, Value: joined(roles...)})
	}
	return card
}

func (a *Accounts) showInvoice(s *Detail, one service.InvoiceNow) {
	w := a.Words
	s.Code, s.Title, s.Chips = one.Number, cmp.Or(one.Buyer.Name, w.T("accounts.unnamed")), []Chip{a.invoiceChip(one)}
	if one.Tentative && !a.Desk.Alone {
		s.Chips = append(s.Chips, Chip{Icon: "circle-dashed", Text: w.T("timeline.waiting")})
	}
	s.Sub = w.T("accounts.period", "from", a.dayOr(one.From), "to", a.dayOr(one.To))
	total := ClockCard{Label: w.T("accounts.total"), Value: a.sum(one.Total), Share: -1, Sub: w.T("accounts.issued", "date", a.dayOr(one.On))}
	left := ClockCard{Label: w.T("accounts.left"), Value: a.sum(one.OwedCents), Share: -1, Sub: w.T("accounts.due", "date", a.dayOr(one.DueOn))}
	s.Clocks = []ClockCard{total}
	if one.Refers == "" {
		if one.OwedCents == 0 {
			left.Tone, left.Sub = Good, w.T("accounts.settled")
		} else if one.DaysLate > 0 {
			left.Tone = Late
		}
		s.Clocks = append(s.Clocks, left)
	}
	if one.DaysLate > 0 {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("accounts.lateness"), Value: a.sum(one.Interest + one.FeeCents), Tone: Late, Share: -1,
			Sub: w.T("accounts.lateness.of", "interest", a.sum(one.Interest), "fee", a.sum(one.FeeCents))})
	}
	for _, g := range one.Groups {
		card := DetailCard{Title: joined(g.File, g.Device)}
		if g.File == "" {
			card.Title = w.T("accounts.without_file")
		}
		if g.Order != "" {
			card.Lines = append(card.Lines, DetailLine{Label: w.T("accounts.order"), Value: g.Order})
		}
		for _, l := range g.Lines {
			card.Lines = append(card.Lines, DetailLine{Label: l.Label, Value: a.sum(l.Cents)})
		}
		s.Cards = append(s.Cards, card)
	}
	way := DetailCard{Title: w.T("accounts.way"), Lines: []DetailLine{{Label: w.T("accounts.way.now"), Value: w.T("status.invoice_" + string(one.State)), Tone: a.invoiceStepTone(one)}}}
	for _, l := range []DetailLine{
		{Label: w.T("accounts.way.ref"), Value: one.Ref}, {Label: w.T("accounts.way.reason"), Value: one.Reason, Tone: Late},
		{Label: w.T("accounts.corrects"), Value: one.Refers},
	} {
		if l.Value != "" {
			way.Lines = append(way.Lines, l)
		}
	}
	way.Lines = append(way.Lines, DetailLine{Label: w.T("accounts.account"), Value: cmp.Or(one.Buyer.Name, "–"), Open: accountOpen + ":" + one.Customer.String()})
	s.Cards = append(s.Cards, way)
	s.Forms = []Action{a.paper(InvoiceA4)}
	a.deeds(s, accountIcons, a.invoiceTurns(one)...)
}

func (a *Accounts) invoiceStepTone(one service.InvoiceNow) Tone {
	switch one.State {
	case invoice.Rejected, invoice.Refused:
		return Late
	case invoice.Issued:
		return Watch
	}
	return Good
}

// invoiceTurns are what can be done with an invoice, the right next thing first.
func (a *Accounts) invoiceTurns(one service.InvoiceNow) (ids []string) {
	step := slices.ContainsFunc(invoiceStates, func(to invoice.State) bool { return invoice.CanMove(one.State, to) })
	pays := one.Refers == "" && one.OwedCents > 0
	if step && (one.State == invoice.Issued || one.State == invoice.Rejected) {
		ids = append(ids, invoiceStep)
	}
	if pays {
		ids = append(ids, invoicePay)
	}
	if step && len(ids) < 2 && !slices.Contains(ids, invoiceStep) {
		ids = append(ids, invoiceStep)
	}
	return append(ids, accountNew)
}

func (a *Accounts) showDebt(s *Detail, one service.DebtNow) {
	w := a.Words
	s.Code, s.Title, s.Sub, s.Chips = one.Number, cmp.Or(one.CustomerName, w.T(nobody(false))), w.T("accounts.sold", "date", a.dayOr(one.Day)), []Chip{a.debtChip(one)}
	owed := ClockCard{Label: w.T("accounts.owed"), Value: a.sum(one.Owed), Share: -1, Sub: w.T("accounts.due", "date", a.dayOr(one.DueOn.String()))}
	if one.Over > 0 {
		owed.Tone, owed.Sub = Late, w.T("accounts.of_it_late", "amount", a.sum(one.Over))
	}
	s.Clocks = []ClockCard{owed}
	if one.Interest+one.Fee > 0 {
		s.Clocks = append(s.Clocks, ClockCard{Label: w.T("accounts.lateness"), Value: a.sum(one.Interest + one.Fee), Tone: Late, Share: -1,
			Sub: w.T("accounts.lateness.of", "interest", a.sum(one.Interest), "fee", a.sum(one.Fee))})
	}
	plan := DetailCard{Title: w.T("accounts.parts")}
	if one.Agreed {
		plan.Chip = Chip{Good, "handshake", w.T("accounts.parts.agreed")}
	}
	for _, p := range one.Parts {
		line := DetailLine{Label: w.Date(p.Due), Value: a.sum(p.Cents)}
		if left, ok := dayDistance(a.today(), p.Due); ok && left < 0 {
			line.Tone = Watch
		}
		plan.Lines = append(plan.Lines, line)
	}
	told := DetailCard{Title: w.T("accounts.reminders")}
	for _, r := range one.Reminders {
		told.Lines = append(told.Lines, DetailLine{Label: w.T("accounts.reminder", "n", itoa(r.Step)), Value: joined(a.dayOr(r.On), w.T(accountsVerb+".by."+r.Channel), r.Proof)})
	}
	if len(told.Lines) == 0 {
		told.Text = w.T("accounts.reminders.none")
	}
	about := DetailCard{Title: w.T("accounts.about")}
	if one.File != nil {
		about.Lines = append(about.Lines, DetailLine{Label: w.T("inbox.file"), Value: one.FileNumber, Open: debtFile})
	}
	if one.Trade {
		about.Lines = append(about.Lines, DetailLine{Label: w.T("accounts.account"), Value: one.CustomerName, Open: accountOpen + ":" + one.Customer.String()})
	}
	for _, card := range []DetailCard{plan, told, about} {
		if !card.IsZero() {
			s.Cards = append(s.Cards, card)
		}
	}
	turns := []string{debtRemind, debtPlan, debtGiveUp}
	switch {
	case one.GivenUp != "":
		turns = []string{debtWait}
	case one.DaysLate == 0:
		turns = []string{debtPlan, debtGiveUp}
	}
	a.deeds(s, accountIcons, turns...)
}
