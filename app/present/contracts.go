package present

import (
	"context"
	"slices"

	"etabli/app/domain/contract"
	"etabli/app/domain/kind"
	"etabli/app/service"
	"etabli/app/views"
)

// The parts of the contracts: those that run, those whose customer has to be
// written to, those of which money goes back, and those that are over.
const (
	RunningScope  Scope = views.ContractsRunning
	LettersScope  Scope = "letters"
	PayBackScope  Scope = "back"
	LapsedScope   Scope = views.ContractsEnded
	contractsVerb       = "contracting"
)

// Contracting is what the contracts are read from.
type Contracting interface {
	Changes
	Calls
	Approving
	Contracts(ctx context.Context, in *service.ContractsAsked) ([]service.ContractNow, error)
	Contract(ctx context.Context, id ID) (service.ContractNow, error)
	ContractLetters(ctx context.Context, in *service.SitesAsked) ([]service.ContractNow, error)
	ContractLeaving(ctx context.Context, in *service.LeavingAsked) ([]service.WayOut, error)
	Repair(ctx context.Context, id ID) (views.Repair, error)
}

// ContractActs are the commands on contracts.
type ContractActs interface {
	SignContract(ctx context.Context, call service.Call, in *service.SignContractInput) (service.Result, error)
	CoverContract(ctx context.Context, call service.Call, in *service.CoverContractInput) (service.Result, error)
	UseContract(ctx context.Context, call service.Call, in *service.UseContractInput) (service.Result, error)
	NoticeContract(ctx context.Context, call service.Call, in *service.NoticeContractInput) (service.Result, error)
	PayContract(ctx context.Context, call service.Call, in *service.PayContractInput) (service.Result, error)
	EndContract(ctx context.Context, call service.Call, in *service.EndContractInput) (service.Result, error)
	ResumeContract(ctx context.Context, call service.Call, in *service.ResumeContractInput) (service.Result, error)
}

// ContractPorts are what the contracts work with.
type ContractPorts struct {
	Contracts Contracting
	Acts      ContractActs
	Files     Searches
	Papers    Papers
}

// agreement is one reading of what is open: the contract, what each way out of it
// comes to, and who may allow more than it gives.
type agreement struct {
	service.ContractNow
	ways []service.WayOut
	team []views.Staff
}

// Contracts presents the contracts: what each still gives, by when its customer is
// written to, and what an end of it comes to.
type Contracts struct {
	roll[agreement]
	ports ContractPorts
	head  func(ManagerPages)
}

// NewContracts makes the presenter of the contracts.
func NewContracts(env Env, ports ContractPorts, head func(ManagerPages), list func(ListState), show func(Detail)) *Contracts {
	c := &Contracts{ports: ports, head: head}
	c.begins(env, ports.Contracts, ContractsScreen, contractsVerb, []Scope{RunningScope, LettersScope, PayBackScope, LapsedScope}, kind.Contract, kind.Customer, kind.Product, kind.Staff)
	c.list, c.show, c.look, c.fresh = list, show, c.showContract, contractNew
	c.readAll, c.readOne = c.readContracts, c.readContract
	return c
}

// Enter begins to show the contracts.
func (c *Contracts) Enter(ctx context.Context) {
	c.head(c.dealPages(ContractsScreen))
	c.roll.Enter(ctx)
}

// PagePressed goes to another page about what was agreed with others.
func (c *Contracts) PagePressed(id string) { c.Go(Route{Screen: Screen(id)}) }

// Show opens a contract.
func (c *Contracts) Show(at Route) { c.choose(at) }

func (c *Contracts) readContracts(ctx context.Context, scope Scope) (out lines, err error) {
	running, err := c.ports.Contracts.Contracts(ctx, &service.ContractsAsked{})
	if err != nil {
		return out, err
	}
	ended, err := c.ports.Contracts.Contracts(ctx, &service.ContractsAsked{List: views.ContractsEnded})
	if err != nil {
		return out, err
	}
	letters, err := c.ports.Contracts.ContractLetters(ctx, &service.SitesAsked{})
	if err != nil {
		return out, err
	}
	back := slices.DeleteFunc(slices.Clone(ended), func(one service.ContractNow) bool { return one.BackCents == 0 })
	parts := map[Scope][]service.ContractNow{RunningScope: running, LettersScope: letters, PayBackScope: back, LapsedScope: ended}
	for _, one := range parts[scope] {
		out.rows = append(out.rows, c.contractRow(one))
	}
	out.counts = map[Scope]int{RunningScope: len(running), LettersScope: len(letters), PayBackScope: len(back)}
	return out, nil
}

func (c *Contracts) readContract(ctx context.Context, id ID) (out agreement, err error) {
	if out.ContractNow, err = c.ports.Contracts.Contract(ctx, id); err != nil {
		return out, err
	}
	if out.team, err = c.ports.Contracts.Staff(ctx); err != nil || out.End != nil {
		return out, err
	}
	out.ways, err = c.ports.Contracts.ContractLeaving(ctx, &service.LeavingAsked{ID: id})
	return out, err
}

func (c *Contracts) contractRow(one service.ContractNow) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: c.dayOr(one.LastOn.String()), Product: one.Plan, Customer: c.holder(one),
		Chip: c.contractChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

// holder is whose contract it is.
func (e Env) holder(one service.ContractNow) string {
	if one.CustomerName == "" {
		return e.Words.T(nobody(one.Erased))
	}
	return one.CustomerName
}

// letterLooks are those of what is to be done about the letter before a renewal.
var letterLooks = map[contract.Letter]statusLook{
	contract.Told: {Good, "mail"}, contract.Soon: {Neutral, "mail"}, contract.Due: {Watch, "mail"}, contract.Urgent: {Late, "mail"},
	contract.Missed: {Late, "triangle-alert"}, contract.TooSoon: {Watch, "triangle-alert"},
}

// contractChip says the most pressing thing about a contract: money that has to go
// back, then the letter, then money that is owed.
func (e Env) contractChip(one service.ContractNow) Chip {
	w := e.Words
	switch look, presses := letterLooks[one.Letter]; {
	case one.BackLate:
		return Chip{Late, "banknote", w.T("contracts.back.late", "amount", e.sum(one.BackCents))}
	case one.BackCents > 0:
		return Chip{Watch, "banknote", w.T("contracts.back.owed", "amount", e.sum(one.BackCents))}
	case one.Status == contract.Ended:
		return Chip{Neutral, "x", w.T("contracts.ended", "date", e.dayOr(one.End.On))}
	case presses && look.tone != Neutral && look.tone != Good:
		return Chip{look.tone, look.icon, w.T(contractsVerb + ".letter." + string(one.Letter))}
	case one.OwedCents > 0:
		return Chip{Watch, "euro", w.T("contracts.owed", "amount", e.sum(one.OwedCents))}
	}
	return Chip{Good, "shield-check", w.T("contracts.runs")}
}
