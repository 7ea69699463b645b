package present

import (
	"cmp"
	"context"

	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of the orders of customers: those that wait, those that somebody has to
// look after, and those that are over.
const (
	OrderedScope   Scope = views.PreordersOpen
	LookedScope    Scope = "risks"
	OrderOverScope Scope = views.PreordersOver
	preordersVerb        = "preordering"
)

// Preordering is what the orders of customers are read from.
type Preordering interface {
	Changes
	Calls
	Approving
	TillTerms(ctx context.Context, in *service.Anything) (service.TillRules, error)
	Preorders(ctx context.Context, in *service.PreordersAsked) ([]views.Preorder, error)
	PreorderRisks(ctx context.Context, in *service.SiteAsked) ([]service.PreorderRisk, error)
	PreorderByID(ctx context.Context, in *service.ByID) (views.Preorder, error)
	PartsNamed(ctx context.Context, words string) ([]views.Part, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
}

// PreorderActs are the commands on orders of customers.
type PreorderActs interface {
	PlacePreorder(ctx context.Context, call service.Call, in *service.PreorderInput) (service.Result, error)
	PayPreorder(ctx context.Context, call service.Call, in *service.PayPreorderInput) (service.Result, error)
	ArrivePreorder(ctx context.Context, call service.Call, in *service.ArrivePreorderInput) (service.Result, error)
	HandPreorder(ctx context.Context, call service.Call, in *service.HandPreorderInput) (service.Result, error)
	CancelPreorder(ctx context.Context, call service.Call, in *service.CancelPreorderInput) (service.Result, error)
}

// PreorderPorts are what the orders of customers work with.
type PreorderPorts struct {
	Orders Preordering
	Acts   PreorderActs
	Files  Searches
}

// Preorders presents what customers ordered without a repair.
type Preorders struct {
	roll[views.Preorder]
	ports PreorderPorts
	head  func(ManagerPages)
}

// NewPreorders makes the presenter of the orders of customers.
func NewPreorders(env Env, ports PreorderPorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Preorders {
	p := &Preorders{ports: ports, head: head}
	p.begins(env, ports.Orders, PreordersScreen, preordersVerb, []Scope{OrderedScope, LookedScope, OrderOverScope}, kind.Preorder, kind.Customer)
	p.list, p.show, p.look, p.fresh = list, show, p.showPreorder, preorderNew
	p.readAll, p.readOne = p.readPreorders, p.readPreorder
	return p
}

// Enter begins to show the orders.
func (p *Preorders) Enter(ctx context.Context) {
	p.head(p.dealPages(PreordersScreen))
	p.roll.Enter(ctx)
}

// PagePressed goes to another page about what was agreed with others.
func (p *Preorders) PagePressed(id string) { p.Go(Route{Screen: Screen(id)}) }

// Show opens an order.
func (p *Preorders) Show(at Route) { p.choose(at) }

func (p *Preorders) readPreorders(ctx context.Context, scope Scope) (out lines, err error) {
	open, err := p.ports.Orders.Preorders(ctx, &service.PreordersAsked{})
	if err != nil {
		return out, err
	}
	risks, err := p.ports.Orders.PreorderRisks(ctx, &service.SiteAsked{})
	if err != nil {
		return out, err
	}
	why := map[ID]service.PreorderRisk{}
	for _, r := range risks {
		why[r.ID] = r
	}
	row := func(one views.Preorder) Row { return p.preorderRow(one, why[one.ID]) }
	out.counts = map[Scope]int{OrderedScope: len(open), LookedScope: len(risks)}
	switch scope {
	case LookedScope:
		out.rows = rowsOf(risks, func(r service.PreorderRisk) Row { return row(r.Preorder) })
	case OrderOverScope:
		over, err := p.ports.Orders.Preorders(ctx, &service.PreordersAsked{List: views.PreordersOver})
		out.rows = rowsOf(over, row)
		return out, err
	default:
		out.rows = rowsOf(open, row)
	}
	return out, nil
}

func (p *Preorders) readPreorder(ctx context.Context, id ID) (views.Preorder, error) {
	return p.ports.Orders.PreorderByID(ctx, &service.ByID{ID: id})
}

func (p *Preorders) preorderRow(one views.Preorder, risk service.PreorderRisk) Row {
	row := Row{
		ID: one.ID, Number: one.Number, When: p.dayOr(one.DueOn), Customer: cmp.Or(one.CustomerName, p.Words.T(nobody(false))),
		Chip: p.preorderChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
	if len(one.Lines) > 0 {
		row.Product = one.Lines[0].Label
	}
	switch risk.Why {
	case "late":
		row.Chip = Chip{Late, "clock", p.Words.N("preorders.late", risk.Days)}
	case "waits":
		row.Chip = Chip{Watch, "package-check", p.Words.N("preorders.waits", risk.Days)}
	case "money_back":
		row.Chip = Chip{Late, "undo-2", p.Words.T("preorders.back", "amount", p.sum(risk.Back))}
	}
	return row
}

var preorderLooks = map[preorder.Status]statusLook{
	preorder.Placed: {Work, "hourglass"}, preorder.Arrived: {Good, "package-check"}, preorder.Handed: {Neutral, "check"}, preorder.Cancelled: {Neutral, "x"},
}

func (p *Preorders) preorderChip(one views.Preorder) Chip {
	look := preorderLooks[one.Status]
	return Chip{look.tone, look.icon, sentence(p.Words.T("status.preorder_" + string(one.Status)))}
}

func (p *Preorders) showPreorder(s *Detail, one views.Preorder) {
	w := p.Words
	s.Code, s.Title, s.Chips = one.Number, cmp.Or(one.CustomerName, w.T(nobody(false))), []Chip{p.preorderChip(one)}
	s.Sub = w.T("preorders.ordered", "date", p.dayOr(one.OrderOn))
	due := ClockCard{Label: w.T("preorders.due"), Value: p.dayOr(one.DueOn), Share: -1, Sub: w.T("preorders.due.sub")}
	if left, dated := dayDistance(p.today(), one.DueOn); dated && one.Status == preorder.Placed {
		due.Value, due.Tone, due.Sub = p.countdown(left), deadlineTone(left), w.Date(one.DueOn)
	}
	paid := ClockCard{Label: w.T("preorders.paid"), Value: p.sum(one.Paid), Share: -1, Sub: w.T("preorders.nothing_asked")}
	if one.Asked > 0 {
		paid.Sub = w.T("preorders.asked."+string(one.Ahead), "amount", p.sum(one.Asked))
		paid.Share, paid.Tone = min(1, float32(one.Paid)/float32(one.Asked)), Good
		if one.Paid < one.Asked {
			paid.Tone = Watch
		}
	}
	s.Clocks = []ClockCard{due, paid, {Label: w.T("preorders.rest"), Value: p.sum(one.Total - one.Paid), Share: -1, Sub: w.T("preorders.total", "amount", p.sum(one.Total))}}
	goods := DetailCard{Title: w.T("preorders.goods")}
	for _, l := range one.Lines {
		goods.Lines = append(goods.Lines, DetailLine{Label: l.Label, Value: p.sum(l.Cents)})
	}
	s.Cards = cardsOf(goods, p.wordCard(one), p.endCard(one))
	s.Story = w.T("preorders.payments")
	for i := len(one.Payments) - 1; i >= 0; i-- {
		paid := one.Payments[i]
		s.Events = append(s.Events, TimelineRow{When: p.columnDay(paid.On), Title: p.sum(paid.Cents), Text: joined(paid.Receipt, paid.Ref)})
	}
	p.deeds(s, preorderIcons, preorderTurns(one)...)
}

// wordCard says what the word on the order means for both.
func (p *Preorders) wordCard(one views.Preorder) DetailCard {
	if one.Ahead == "" {
		return DetailCard{}
	}
	return DetailCard{Title: p.Words.T("preorders.ahead." + string(one.Ahead)), Text: p.Words.T("preorders.ahead." + string(one.Ahead) + ".text")}
}

func (p *Preorders) endCard(one views.Preorder) DetailCard {
	w := p.Words
	switch {
	case one.Fetched != nil:
		return DetailCard{Title: w.T("preorders.handed"), Lines: []DetailLine{{Label: w.Date(one.Fetched.On), Value: one.Fetched.Receipt}}}
	case one.LetGo != nil:
		card := DetailCard{Title: w.T("preorders.cancelled"), Text: w.T("preorders.why." + string(one.LetGo.Why)), Lines: []DetailLine{{Label: w.T("preorders.to_give"), Value: p.sum(one.LetGo.Back)}}}
		if label, value := p.backTo(one.BackTo); value != "" {
			card.Lines = append(card.Lines, DetailLine{Label: label, Value: value})
		}
		if one.LetGo.BackBy != "" {
			card.Lines = append(card.Lines, DetailLine{Label: w.T("preorders.until"), Value: w.Date(one.LetGo.BackBy)})
		}
		return card
	case one.There != nil:
		card := DetailCard{Title: w.T("preorders.there"), Lines: []DetailLine{{Label: w.Date(one.There.On), Value: w.T("preorders.told." + one.There.Told)}}}
		if one.There.Spot != "" {
			card.Lines = append(card.Lines, DetailLine{Label: w.T("preorders.spot"), Value: one.There.Spot})
		}
		return card
	}
	return DetailCard{}
}
