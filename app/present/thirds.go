package present

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/sendout"
	"etabli/app/domain/stock"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of what others owe us or have of ours: claims against guarantors,
// batches at subcontractors, goods that went back to suppliers, old devices and parts
// that are owed, repair bonuses, and what of the first two and the last is over.
const (
	GuarantorsScope Scope = "guarantors"
	BatchesScope    Scope = "batches"
	ReturnsScope    Scope = "returns"
	CoresScope      Scope = "cores"
	BonusesScope    Scope = "bonuses"
	SettledScope    Scope = "settled"
	thirdsVerb            = "thirding"
)

// Thirding is what third parties are read from.
type Thirding interface {
	Changes
	Calls
	Recourses(ctx context.Context, in *service.RecoursesAsked) ([]service.RiskyRecourse, error)
	Recourse(ctx context.Context, in *service.ByID) (service.RiskyRecourse, error)
	Guarantors(ctx context.Context, in *service.Anything) ([]guarantor.SavedFacts, error)
	Sendouts(ctx context.Context, in *service.SendoutsAsked) ([]service.RiskySendout, error)
	SendoutNow(ctx context.Context, in *service.ByID) (service.RiskySendout, error)
	Subcontractors(ctx context.Context, in *service.Anything) ([]sendout.SavedFacts, error)
	GoingBack(ctx context.Context, in *service.Anything) ([]views.Order, error)
	Order(ctx context.Context, id ID) (views.Order, error)
	Bonuses(ctx context.Context, in *service.RecoursesAsked) ([]views.Bonus, error)
	BonusByID(ctx context.Context, id ID) (views.Bonus, error)
	BonusFileOf(ctx context.Context, in *service.ByID) (service.BonusFile, error)
	Owing
}

// ThirdActs are the commands about third parties.
type ThirdActs interface {
	SaveGuarantor(ctx context.Context, call service.Call, in *guarantor.SavedFacts) (service.Result, error)
	OpenRecourse(ctx context.Context, call service.Call, in *service.RecourseInput) (service.Result, error)
	AuthoriseRecourse(ctx context.Context, call service.Call, in *service.AuthoriseInput) (service.Result, error)
	SubmitRecourse(ctx context.Context, call service.Call, in *service.SubmitInput) (service.Result, error)
	AnswerRecourse(ctx context.Context, call service.Call, in *service.TakenInput) (service.Result, error)
	PayRecourse(ctx context.Context, call service.Call, in *service.RecoursePaidInput) (service.Result, error)
	DropRecourse(ctx context.Context, call service.Call, in *service.DropInput) (service.Result, error)
	SaveSubcontractor(ctx context.Context, call service.Call, in *sendout.SavedFacts) (service.Result, error)
	OpenSendout(ctx context.Context, call service.Call, in *service.SendoutInput) (service.Result, error)
	AddToSendout(ctx context.Context, call service.Call, in *service.SendoutDevice) (service.Result, error)
	TakeOutOfSendout(ctx context.Context, call service.Call, in *service.SendoutDevice) (service.Result, error)
	LeaveSendout(ctx context.Context, call service.Call, in *service.LeaveInput) (service.Result, error)
	QuoteSendout(ctx context.Context, call service.Call, in *service.SendoutQuoteInput) (service.Result, error)
	DecideSendout(ctx context.Context, call service.Call, in *service.SendoutDecideInput) (service.Result, error)
	CameFromSendout(ctx context.Context, call service.Call, in *service.SendoutCameInput) (service.Result, error)
	InvoiceSendout(ctx context.Context, call service.Call, in *service.SendoutInvoiceInput) (service.Result, error)
	Credit(ctx context.Context, call service.Call, in *service.CreditInput) (service.Result, error)
	ValidateBonus(ctx context.Context, call service.Call, in *service.ValidateBonusInput) (service.Result, error)
	CompleteBonus(ctx context.Context, call service.Call, in *service.CompleteBonusInput) (service.Result, error)
	SubmitBonus(ctx context.Context, call service.Call, in *service.SubmitBonusInput) (service.Result, error)
	AnswerBonus(ctx context.Context, call service.Call, in *service.BonusAnswerInput) (service.Result, error)
	PayBonus(ctx context.Context, call service.Call, in *service.BonusPaidInput) (service.Result, error)
	SettleCore(ctx context.Context, call service.Call, in *service.CoreInput) (service.Result, error)
	DropBonus(ctx context.Context, call service.Call, in *service.DropInput) (service.Result, error)
}

// ThirdPorts are what the page of third parties works with.
type ThirdPorts struct {
	Thirds Thirding
	Acts   ThirdActs
	Files  Searches
	Papers Papers
}

// third is one reading of what is open: one of the six.
type third struct {
	recourse *service.RiskyRecourse
	batch    *service.RiskySendout
	back     *views.Order
	bonus    *service.BonusFile
	core     *service.Core
	owes     *service.OwedBack
}

// Thirds presents what third parties owe us, or have of ours.
type Thirds struct {
	roll[third]
	ports ThirdPorts
	head  func(ManagerPages)

	lead lane // of whom something is begun with
}

// NewThirds makes the presenter of third parties.
func NewThirds(env Env, ports ThirdPorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Thirds {
	t := &Thirds{ports: ports, head: head}
	t.begins(env, ports.Thirds, ThirdsScreen, thirdsVerb, []Scope{GuarantorsScope, BatchesScope, ReturnsScope, CoresScope, BonusesScope, SettledScope}, kind.Recourse, kind.Guarantor, kind.Sendout, kind.Order, kind.Bonus, kind.Repair)
	t.list, t.show, t.look, t.fresh = list, show, t.showThird, recourseNew
	t.readAll, t.readOne = t.readThirds, t.readThird
	return t
}

// Enter begins to show third parties.
func (t *Thirds) Enter(ctx context.Context) {
	t.head(t.dealPages(ThirdsScreen))
	t.roll.Enter(ctx)
}

// PagePressed goes to another page about what was agreed with others.
func (t *Thirds) PagePressed(id string) { t.Go(Route{Screen: Screen(id)}) }

// Show opens a claim, a batch, a return or a bonus.
func (t *Thirds) Show(at Route) { t.choose(at) }

// ScopeChosen shows another part; what is begun from there goes with it.
func (t *Thirds) ScopeChosen(s Scope) {
	t.fresh = map[Scope]string{GuarantorsScope: recourseNew, BatchesScope: sendoutNew, BonusesScope: bonusNew}[s]
	t.roll.ScopeChosen(s)
}

func (t *Thirds) readThirds(ctx context.Context, scope Scope) (out lines, err error) {
	port := t.ports.Thirds
	claims, err := port.Recourses(ctx, &service.RecoursesAsked{})
	if err != nil {
		return out, err
	}
	packed, err := port.Sendouts(ctx, &service.SendoutsAsked{List: views.SendoutsOpen})
	if err != nil {
		return out, err
	}
	away, err := port.Sendouts(ctx, &service.SendoutsAsked{})
	if err != nil {
		return out, err
	}
	back, err := port.GoingBack(ctx, &service.Anything{})
	if err != nil {
		return out, err
	}
	bonuses, err := port.Bonuses(ctx, &service.RecoursesAsked{})
	if err != nil {
		return out, err
	}
	cores, owes, err := t.readCores(ctx)
	if err != nil {
		return out, err
	}
	out.counts = map[Scope]int{GuarantorsScope: len(claims), BatchesScope: len(packed) + len(away), ReturnsScope: len(back), CoresScope: len(cores) + len(owes), BonusesScope: len(bonuses)}
	switch scope {
	case GuarantorsScope:
		out.rows = rowsOf(claims, t.recourseRow)
	case BatchesScope:
		out.rows = append(rowsOf(away, t.batchRow), rowsOf(packed, t.batchRow)...)
	case ReturnsScope:
		out.rows = rowsOf(back, t.backRow)
	case CoresScope:
		out.rows = append(rowsOf(cores, t.coreRow), rowsOf(owes, t.owesRow)...)
	case BonusesScope:
		out.rows = rowsOf(bonuses, t.bonusRow)
	default:
		out.rows, err = t.readSettled(ctx)
	}
	return out, err
}

func (t *Thirds) readSettled(ctx context.Context) ([]Row, error) {
	port := t.ports.Thirds
	claims, err := port.Recourses(ctx, &service.RecoursesAsked{List: views.RecoursesOver})
	if err != nil {
		return nil, err
	}
	batches, err := port.Sendouts(ctx, &service.SendoutsAsked{List: views.SendoutsOver})
	if err != nil {
		return nil, err
	}
	bonuses, err := port.Bonuses(ctx, &service.RecoursesAsked{List: views.BonusesOver})
	return append(append(rowsOf(claims, t.recourseRow), rowsOf(batches, t.batchRow)...), rowsOf(bonuses, t.bonusRow)...), err
}

// readThird finds what has an id among the six; nobody else gives one of it away.
func (t *Thirds) readThird(ctx context.Context, id ID) (out third, err error) {
	port, by := t.ports.Thirds, &service.ByID{ID: id}
	if one, err := port.Recourse(ctx, by); err == nil {
		return third{recourse: &one}, nil
	} else if !notThere(err) {
		return out, err
	}
	if one, err := port.SendoutNow(ctx, by); err == nil {
		return third{batch: &one}, nil
	} else if !notThere(err) {
		return out, err
	}
	if one, err := port.BonusFileOf(ctx, by); err == nil {
		return third{bonus: &one}, nil
	} else if !notThere(err) {
		return out, err
	}
	if one, err := t.readCore(ctx, id); err == nil {
		return one, nil
	} else if !notThere(err) {
		return out, err
	}
	one, err := port.Order(ctx, id)
	if err != nil {
		return out, err
	}
	return third{back: &one}, nil
}

func notThere(err error) bool { return fault.Of(err).Code == fault.NotFound }

func (t *Thirds) recourseRow(one service.RiskyRecourse) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: t.shortWhen(one.SinceMS), Product: cmp.Or(one.Name, one.Guarantor),
		Customer: joined(t.sum(one.ClaimedCents), cmp.Or(one.CustomerName, t.Words.T(nobody(false)))), Chip: t.recourseChip(one),
		Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

// recourseLooks are those of where a claim against a guarantor stands.
var recourseLooks = map[guarantor.Status]statusLook{
	guarantor.Open: {Watch, "send"}, guarantor.Asked: {Work, "hourglass"}, guarantor.Authorised: {Work, "shield-check"},
	guarantor.Forbidden: {Late, "ban"}, guarantor.Submitted: {Work, "hourglass"}, guarantor.Accepted: {Good, "check"},
	guarantor.Partly: {Watch, "scale"}, guarantor.Rejected: {Late, "x"}, guarantor.Paid: {Good, "check-check"}, guarantor.Dropped: {Neutral, "x"},
}

func (e Env) recourseChip(one service.RiskyRecourse) Chip {
	if len(one.Risks) > 0 {
		return e.riskChip(string(one.Risks[0]))
	}
	look := recourseLooks[one.Status]
	return Chip{look.tone, look.icon, sentence(e.Words.T("status." + one.Status.Word()))}
}

// riskChip says why somebody has to look after something of a third party.
func (e Env) riskChip(code string) Chip {
	return Chip{Late, "triangle-alert", e.Words.T(thirdsVerb + ".risk." + code)}
}

// sentence begins with a capital letter.
func sentence(text string) string {
	for i, r := range text {
		if i == 0 {
			return strings.ToUpper(string(r)) + text[len(string(r)):]
		}
	}
	return text
}

func (t *Thirds) batchRow(one service.RiskySendout) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: t.dayOr(one.DueOn), Product: cmp.Or(one.Name, one.Subcontractor),
		Customer: t.Words.N("thirds.devices", len(one.Devices)), Chip: t.batchChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

func (e Env) batchChip(one service.RiskySendout) Chip {
	if len(one.Risks) > 0 {
		return e.riskChip(string(one.Risks[0]))
	}
	chip := Chip{Work, "truck", sentence(e.Words.T("status." + one.Status.Word()))}
	switch one.Status {
	case sendout.Open:
		chip.Tone, chip.Icon = Watch, "package-open"
	case sendout.Closed:
		chip.Tone, chip.Icon = Good, "package-check"
	}
	return chip
}

func (t *Thirds) backRow(one views.Order) Row {
	row := Row{ID: one.ID, Number: cmp.Or(one.Number, t.Words.T("thirds.no_number")), When: t.shortWhen(one.BegunMS), Product: one.Supplier, Chip: t.backChip(one), Review: len(one.Items) > 0}
	var what []string
	for _, l := range one.Lines {
		what = append(what, cmp.Or(l.Label, l.Ref))
	}
	row.Customer = strings.Join(what, ", ")
	if one.Back != nil {
		row.Number = cmp.Or(one.Back.Number, row.Number)
	}
	return row
}

func (e Env) backChip(one views.Order) Chip {
	w := e.Words
	if one.Status != stock.GoingBack || one.Back == nil {
		return Chip{Neutral, "check", w.T("thirds.over")}
	}
	switch left, dated := dayDistance(e.today(), one.Back.ByOn); {
	case one.Back.State == "received":
		return Chip{Good, "check", w.T("thirds.credited", "amount", e.sum(one.Back.GotCents))}
	case one.Back.State == "refused":
		return Chip{Late, "x", w.T("thirds.refused")}
	case dated && left < 0:
		return e.riskChip("back_late")
	}
	return Chip{Work, "hourglass", w.T("thirds.awaited", "amount", e.sum(one.Back.CreditCents))}
}

func (t *Thirds) bonusRow(one views.Bonus) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: t.dayOr(cmp.Or(one.DueOn, one.On)), Product: joined(one.Body, t.category(one.Category)),
		Customer: joined(t.sum(one.Cents), cmp.Or(one.CustomerName, t.Words.T(nobody(false)))), Chip: t.bonusChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

// category is a category of devices, in words where its code is a usual one.
func (e Env) category(code string) string {
	if key := "quoting.device." + code; e.Words.Has(key) {
		return e.Words.T(key)
	}
	return strings.ReplaceAll(code, "_", " ")
}

func (e Env) bonusChip(one views.Bonus) Chip {
	w := e.Words
	look := map[bonus.Status]statusLook{
		bonus.Validated: {Work, "signature"}, bonus.Invoiced: {Watch, "send"}, bonus.Submitted: {Work, "hourglass"}, bonus.Accepted: {Good, "check"},
		bonus.Rejected: {Late, "x"}, bonus.Paid: {Good, "check-check"}, bonus.Dropped: {Neutral, "x"},
	}[one.Status]
	if left, dated := dayDistance(e.today(), one.DueOn); dated && left < 0 && one.Status.Owes() {
		return e.riskChip("not_paid")
	}
	if one.Status == bonus.Invoiced && len(one.Missing) > 0 {
		return Chip{Watch, "file-check", w.N("thirds.missing", len(one.Missing))}
	}
	return Chip{look.tone, look.icon, sentence(w.T("status." + one.Status.Word()))}
}
