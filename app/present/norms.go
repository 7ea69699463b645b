package present

import (
	"cmp"
	"context"

	"etabli/app/domain/bonus"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/rules"
	"etabli/app/service"
	"etabli/storage/journal"
)

// The parts of what a shop goes by: what customers are told by themselves, who
// carries parcels, what papers carry, the tables of the repair bonus, and the
// numbers of the law.
const (
	NoticesScope  Scope = "notices"
	CarriersScope Scope = "carriers"
	HeadScope     Scope = "head"
	AmountsScope  Scope = "amounts"
	LawScope      Scope = "law"
	normsVerb           = "norming"
)

// Norming is what a shop goes by.
type Norming interface {
	Changes
	Calls
	Notices(ctx context.Context, in *service.AtSite) (service.NoticeTable, error)
	Carriers(ctx context.Context, in *service.SiteAsked) ([]parcel.Carrier, error)
	BonusAmounts(ctx context.Context, in *service.Anything) ([]bonus.AmountFacts, error)
	Rules(ctx context.Context, in *service.Anything) ([]rules.Row, error)
	SetNotice(ctx context.Context, call service.Call, in *service.NoticeInput) (service.Result, error)
	SetQuiet(ctx context.Context, call service.Call, in *service.QuietInput) (service.Result, error)
	SaveCarrier(ctx context.Context, call service.Call, in *service.CarrierInput) (service.Result, error)
	Letterheads
	SaveBonusAmount(ctx context.Context, call service.Call, in *bonus.AmountFacts) (service.Result, error)
}

// norm is one reading of what is open: one of the five.
type norm struct {
	table   service.NoticeTable
	notice  *service.NoticeRow
	carrier *parcel.Carrier
	amount  *bonus.AmountFacts
	rule    *rules.Row
	head    *letterhead
}

// Norms presents what a shop goes by, each with the day from which it holds.
type Norms struct {
	roll[norm]
	port Norming
	head func(ManagerPages)
	logo logoDesk // the picture of the sheet that is open
}

// NewNorms makes the presenter of what a shop goes by.
func NewNorms(env Env, port Norming, head func(ManagerPages), list func(ListState), show func(Detail)) *Norms {
	n := &Norms{port: port, head: head}
	n.begins(env, port, NormsScreen, normsVerb, []Scope{NoticesScope, CarriersScope, HeadScope, AmountsScope, LawScope}, kind.Site)
	n.list, n.show, n.look = list, show, n.showNorm
	n.readAll, n.readOne = n.readNorms, n.readNorm
	n.open.sheets.attach = &n.logo
	return n
}

// Enter begins to show what a shop goes by.
func (n *Norms) Enter(ctx context.Context) {
	n.head(n.managerPages(NormsScreen))
	n.roll.Enter(ctx)
}

// PagePressed goes to another page of whoever runs the shop.
func (n *Norms) PagePressed(id string) { n.Go(Route{Screen: Screen(id)}) }

// Show opens one of them.
func (n *Norms) Show(at Route) { n.choose(at) }

// ScopeChosen shows another part; what is added there goes with it.
func (n *Norms) ScopeChosen(s Scope) {
	n.fresh = map[Scope]string{CarriersScope: carrierNew, AmountsScope: amountNew}[s]
	n.roll.ScopeChosen(s)
}

// normID names what has no id of its own, by what tells it from the others.
func normID(parts ...string) ID {
	return ID(journal.CommandIDFrom(append([]string{"goes by"}, parts...)...))
}

func amountID(a bonus.AmountFacts) ID { return normID("amount", a.Body, a.Category, a.FromOn) }
func ruleID(r rules.Row) ID           { return normID("rule", r.Country, r.ID, r.ValidFrom.String()) }

func (n *Norms) readNorms(ctx context.Context, scope Scope) (out lines, err error) {
	switch scope {
	case CarriersScope:
		list, err := n.port.Carriers(ctx, &service.SiteAsked{})
		out.rows = rowsOf(list, n.carrierRow)
		return out, err
	case HeadScope:
		head, err := n.port.Letterhead(ctx, "")
		out.rows = []Row{n.headRow(head)}
		return out, err
	case AmountsScope:
		list, err := n.port.BonusAmounts(ctx, &service.Anything{})
		out.rows = rowsOf(list, n.amountRow)
		return out, err
	case LawScope:
		list, err := n.port.Rules(ctx, &service.Anything{})
		out.rows = rowsOf(list, n.ruleRow)
		return out, err
	}
	table, err := n.port.Notices(ctx, &service.AtSite{})
	out.rows = rowsOf(table.Events, n.noticeRow)
	return out, err
}

func (n *Norms) readNorm(ctx context.Context, id ID) (out norm, err error) {
	if id == headID {
		out.head, err = n.readHead(ctx)
		return out, err
	}
	if out.table, err = n.port.Notices(ctx, &service.AtSite{}); err != nil {
		return out, err
	}
	for _, one := range out.table.Events {
		if normID("notice", string(one.Event)) == id {
			out.notice = &one
			return out, nil
		}
	}
	carriers, err := n.port.Carriers(ctx, &service.SiteAsked{})
	if err != nil {
		return out, err
	}
	for _, one := range carriers {
		if normID("carrier", one.Code) == id {
			out.carrier = &one
			return out, nil
		}
	}
	amounts, err := n.port.BonusAmounts(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	for _, one := range amounts {
		if amountID(one) == id {
			out.amount = &one
			return out, nil
		}
	}
	law, err := n.port.Rules(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	for _, one := range law {
		if ruleID(one) == id {
			out.rule = &one
			return out, nil
		}
	}
	return out, fault.New(fault.NotFound, "id", "what", "rule")
}

func (n *Norms) noticeRow(one service.NoticeRow) Row {
	w := n.Words
	row := Row{ID: normID("notice", string(one.Event)), Number: "–", Product: w.T(normsVerb + ".event." + string(one.Event)), Customer: w.T("norms.never"), Chip: Chip{Neutral, "eye-off", w.T("norms.off")}}
	if one.On {
		row.Number, row.Customer, row.Chip = n.channelName(one.By), w.T("norms.wish"), Chip{Good, "send", w.T("norms.on")}
		if one.SinceMS > 0 {
			row.When = n.shortWhen(one.SinceMS)
		}
	}
	return row
}

func (n *Norms) carrierRow(one parcel.Carrier) Row {
	w := n.Words
	row := Row{ID: normID("carrier", one.Code), Number: one.Code, Product: one.Name, Customer: joined(n.sum(one.Cents), n.reach(one)), Chip: Chip{Good, "truck", w.T("norms.used")}}
	if one.Gone {
		row.Chip = Chip{Neutral, "ban", w.T("norms.unused")}
	}
	return row
}

// reach is where a carrier brings parcels to.
func (n *Norms) reach(one parcel.Carrier) string {
	var ways []string
	if one.Home {
		ways = append(ways, n.Words.T("parcels.home"))
	}
	if one.Point {
		ways = append(ways, n.Words.T("parcels.point"))
	}
	return joined(ways...)
}

func (n *Norms) amountRow(one bonus.AmountFacts) Row {
	return Row{
		ID: amountID(one), Number: one.Body, When: n.dayOr(one.FromOn), Product: n.category(one.Category), Customer: n.heldUntil(one.ToOn),
		Chip: Chip{n.heldTone(one.FromOn, one.ToOn), "recycle", n.sum(one.Cents)},
	}
}

// heldUntil says until when something holds.
func (e Env) heldUntil(toOn string) string {
	if toOn == "" {
		return e.Words.T("norms.still")
	}
	return e.Words.T("norms.until", "date", e.Words.Date(toOn))
}

// heldTone tells what holds today from what does not yet, or not any more.
func (e Env) heldTone(fromOn, toOn string) Tone {
	switch today := e.today(); {
	case fromOn > today:
		return Watch
	case toOn != "" && toOn < today:
		return Neutral
	}
	return Good
}

func (n *Norms) ruleRow(one rules.Row) Row {
	return Row{ID: ruleID(one), Number: n.ruleValue(one), When: n.dayOr(one.ValidFrom.String()), Product: n.ruleName(one), Customer: one.Source, Chip: n.ruleChip(one)}
}

// ruleName is what a rule is about; the code of one that a newer table brought.
func (e Env) ruleName(one rules.Row) string {
	if key := "norm." + one.ID; e.Words.Has(key) {
		return e.Words.T(key)
	}
	return one.ID
}

// ruleValue is what a rule says, with its unit.
func (e Env) ruleValue(one rules.Row) string {
	switch one.Unit {
	case rules.Cents:
		return e.sum(int64(one.Value))
	case rules.Permille:
		return e.Words.T(normsVerb+".unit.permille", "n", e.Words.Tenths(one.Value))
	case rules.Choice:
		return e.ruleChoice(one.Choice)
	}
	return e.Words.N(normsVerb+".unit."+string(one.Unit), one.Value)
}

// ruleChoice is a choice of a rule in words; the code of one that a newer table brought.
func (e Env) ruleChoice(code string) string {
	if key := normsVerb + ".choice." + code; e.Words.Has(key) {
		return e.Words.T(key)
	}
	return code
}

// ruleUntil is until when a rule holds; what is no law yet holds for nobody.
func (n *Norms) ruleUntil(one rules.Row) string {
	if one.Status == rules.Announced || one.Status == rules.NotTransposed {
		return n.Words.T("norms.not_yet")
	}
	return n.heldUntil(one.ValidTo.String())
}

func (e Env) ruleChip(one rules.Row) Chip {
	chip := Chip{Good, "check", e.Words.T(normsVerb + ".status." + string(one.Status))}
	switch one.Status {
	case rules.Announced, rules.NotTransposed:
		chip.Tone, chip.Icon = Watch, "calendar-clock"
	case rules.Repealed:
		chip.Tone, chip.Icon = Neutral, "history"
	}
	if one.Status == rules.InForce && one.ValidTo.Known() && one.ValidTo.String() < e.today() {
		chip = Chip{Neutral, "history", e.Words.T("norms.past")}
	}
	return chip
}

func (n *Norms) showNorm(s *Detail, one norm) {
	switch {
	case one.notice != nil:
		n.showNotice(s, one)
	case one.carrier != nil:
		n.showCarrier(s, *one.carrier)
	case one.amount != nil:
		n.showAmount(s, *one.amount)
	case one.rule != nil:
		n.showRule(s, *one.rule)
	case one.head != nil:
		n.showHead(s, one.head)
	}
}

func (n *Norms) showNotice(s *Detail, one norm) {
	w, row := n.Words, n.noticeRow(*one.notice)
	s.Title, s.Sub, s.Chips = row.Product, w.T(normsVerb+".event."+string(one.notice.Event)+".when"), []Chip{row.Chip}
	way := DetailCard{Title: w.T("norms.how"), Lines: []DetailLine{{Label: w.T("norms.way"), Value: joined(row.Number, row.Customer), Open: noticeSet}}}
	if one.notice.On && one.notice.SinceMS > 0 {
		way.Lines = append(way.Lines, DetailLine{Label: w.T("norms.since"), Value: n.dateOf(one.notice.SinceMS)})
	}
	quiet := DetailCard{Title: w.T("norms.quiet"), Lines: []DetailLine{{Label: w.T("norms.quiet.hours"), Value: one.table.From + " – " + one.table.To, Open: noticeQuiet}}}
	if one.table.From == one.table.To {
		quiet.Lines[0].Value = w.T("norms.quiet.none")
	}
	if one.table.Rest {
		quiet.Lines = append(quiet.Lines, DetailLine{Label: w.T("norms.quiet.also"), Value: w.T("norms.quiet.rest")})
	}
	s.Cards = []DetailCard{way, quiet}
	s.Cards = append(s.Cards, n.saidIn(one.notice.Template)...)
	n.deeds(s, normIcons, noticeSet, noticeQuiet)
}

func (n *Norms) showCarrier(s *Detail, one parcel.Carrier) {
	w, row := n.Words, n.carrierRow(one)
	s.Code, s.Title, s.Sub, s.Chips = one.Code, one.Name, n.reach(one), []Chip{row.Chip}
	s.Clocks = []ClockCard{{Label: w.T("norms.carrier.price"), Value: n.sum(one.Cents), Share: -1, Sub: w.T("norms.carrier.each")}}
	card := DetailCard{Title: w.T("norms.carrier.takes")}
	for _, l := range []struct {
		label, value string
	}{
		{"norms.carrier.countries", joined(one.Countries...)}, {"norms.carrier.weight", n.limit(one.MaxGrams > 0, w.Tenths(one.MaxGrams/100)+" kg")},
		{"norms.carrier.insured", n.limit(one.MaxCents > 0, n.sum(one.MaxCents))},
	} {
		card.Lines = append(card.Lines, DetailLine{Label: w.T(l.label), Value: l.value})
	}
	lithium := DetailLine{Label: w.T("norms.carrier.lithium"), Value: w.T("norms.no"), Tone: Watch}
	if one.Lithium {
		lithium.Value, lithium.Tone = w.T("norms.yes"), Good
	}
	card.Lines = append(card.Lines, lithium)
	s.Cards = []DetailCard{card}
	n.deeds(s, normIcons, carrierEdit, carrierNew)
}

func (n *Norms) limit(bounded bool, text string) string {
	if !bounded {
		return n.Words.T("norms.unbounded")
	}
	return text
}

func (n *Norms) showAmount(s *Detail, one bonus.AmountFacts) {
	w := n.Words
	s.Code, s.Title, s.Chips = one.Body, n.category(one.Category), []Chip{n.amountRow(one).Chip}
	card := DetailCard{Title: w.T("norms.holds"), Lines: []DetailLine{
		{Label: w.T("norms.from"), Value: w.Date(one.FromOn)}, {Label: w.T("norms.to"), Value: n.heldUntil(one.ToOn)},
		{Label: w.T("norms.threshold"), Value: n.limit(one.Threshold > 0, n.sum(one.Threshold))},
	}}
	if one.Circular > 0 {
		card.Lines = append(card.Lines, DetailLine{Label: w.T("norms.circular"), Value: w.T(normsVerb+".unit.permille", "n", w.Tenths(one.Circular))})
	}
	s.Cards = cardsOf(card, DetailCard{Title: w.T("norms.source"), Text: one.Source})
	n.deeds(s, normIcons, amountNew)
}

func (n *Norms) showRule(s *Detail, one rules.Row) {
	w := n.Words
	s.Code, s.Title, s.Sub, s.Chips = n.ruleValue(one), n.ruleName(one), n.codeWord(normsVerb+".country.", one.Country), []Chip{n.ruleChip(one)}
	holds := DetailCard{Title: w.T("norms.holds"), Lines: []DetailLine{
		{Label: w.T("norms.from"), Value: w.Date(one.ValidFrom.String())}, {Label: w.T("norms.to"), Value: n.ruleUntil(one)},
		{Label: w.T("norms.by_date"), Value: w.T(normsVerb + ".by." + string(one.AppliesOn))},
	}}
	source := DetailCard{Title: w.T("norms.source"), Text: one.Source, Lines: []DetailLine{
		{Label: w.T("norms.verified"), Value: cmp.Or(n.dayOr(one.VerifiedOn.String()), "–")},
		{Label: w.T("norms.certain"), Value: w.T(normsVerb + ".certainty." + string(one.Certainty))},
	}}
	if one.Certainty == rules.Unsettled || one.Certainty == rules.GeneralKnown {
		source.Lines[1].Tone = Watch
	}
	s.Cards = []DetailCard{holds, source}
	if len(one.Choices) > 0 {
		var choices []string
		for _, c := range one.Choices {
			choices = append(choices, n.ruleChoice(c))
		}
		s.Cards = append(s.Cards, DetailCard{Title: w.T("norms.choices"), Text: joined(choices...)})
	}
}
