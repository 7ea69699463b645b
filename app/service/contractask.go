package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
	"etabli/app/domain/figure"
	"etabli/app/domain/quote"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/domain/vat"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ContractNow is a contract as it stands today.
type ContractNow struct {
	views.Contract
	Term          contract.Term   `json:"term"`
	LastOn        civil.Date      `json:"last_on"` // that it is known to cover
	Letter        contract.Letter `json:"letter,omitempty"`
	Left          []LeftOf        `json:"left,omitempty"`
	WithdrawUntil civil.Date      `json:"withdraw_until,omitzero"`
	PayFrom       civil.Date      `json:"pay_from,omitzero"` // nothing may be paid before
	OwedCents     int64           `json:"owed_cents,omitempty"`
	BackCents     int64           `json:"back_cents,omitempty"` // still to go back to the customer
	BackLate      bool            `json:"back_late,omitempty"`
}

// LeftOf is what is left of an entitlement in a term.
type LeftOf struct {
	What string `json:"what"`
	N    int    `json:"n"` // below zero: more was used than the term gives
	Used int    `json:"used"`
	Free bool   `json:"as_needed,omitempty"`
}

func contractQuestions() []Question {
	return []Question{
		question("contract.get", "One contract as it stands today.", func(a *App, ctx context.Context, in *ByID) (ContractNow, error) { return a.Contract(ctx, in.ID) }),
		question("contract.list", "The contracts of a shop that run, or that ended.", (*App).Contracts),
		question("contract.of", "The contracts of a customer.", (*App).ContractsOf),
		question("contract.on", "The contracts that cover the device of a file.", (*App).ContractsOn),
		question("contract.find", "The contracts that a number or the name of a plan names.", func(a *App, ctx context.Context, in *ByWords) ([]ContractNow, error) {
			return a.contracts(ctx, func(r storage.Reader) ([]views.Contract, error) { return a.views.FindContracts(r, in.Words) })
		}),
		question("contract.letters", "The letters before renewals that have to go out, the most urgent first.", (*App).ContractLetters),
		question("contract.risks", "Contracts with money that has to go back, or a letter that presses.", (*App).ContractRisks),
		question("contract.leaving", "What an end of a contract would come to today.", (*App).ContractLeaving),
		question("contract.profit", "What contracts brought in and what they cost.", (*App).ContractProfit),
	}
}

// Contract is a contract as it stands today.
func (a *App) Contract(ctx context.Context, id journal.EntityID) (ContractNow, error) {
	return read(ctx, a, func(r storage.Reader) (ContractNow, error) {
		c, err := a.views.Contract(r, id)
		if err != nil {
			return ContractNow{}, a.ofContract(id).missing(err)
		}
		return a.contractNow(r, c)
	})
}

func (a *App) contractNow(r storage.Reader, c views.Contract) (ContractNow, error) {
	t, at, err := a.termsOf(r, c)
	if err != nil {
		return ContractNow{}, err
	}
	f := c.Facts()
	out := ContractNow{
		Contract: c, Term: f.At(at.today, t), LastOn: f.LastOn(at.today, t), Letter: f.Letter(at.today, t),
		WithdrawUntil: f.WithdrawUntil(t), OwedCents: f.OwedBy(at.today, t), BackCents: f.Owes(),
	}
	if from := f.PayFrom(t); from > dateOr(c.SignedOn, from) {
		out.PayFrom = from
	}
	if c.End != nil {
		by := dateOr(c.End.RefundBy, civil.None)
		out.BackLate = out.BackCents > 0 && by.Known() && at.today > by
	}
	for _, e := range c.Entitled {
		n, bounded, _ := f.Left(e.What, at.today, t)
		one := LeftOf{What: e.What, Used: f.UsedIn(e.What, out.Term), Free: !bounded}
		if bounded {
			one.N = n
		}
		out.Left = append(out.Left, one)
	}
	return out, nil
}

func (a *App) contracts(ctx context.Context, list func(storage.Reader) ([]views.Contract, error)) ([]ContractNow, error) {
	return read(ctx, a, func(r storage.Reader) ([]ContractNow, error) {
		all, err := list(r)
		if err != nil {
			return nil, err
		}
		out := make([]ContractNow, 0, len(all))
		for _, c := range all {
			one, err := a.contractNow(r, c)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		return out, nil
	})
}

// ContractsAsked asks for a list of contracts.
type ContractsAsked struct {
	List string `json:"list,omitempty" doc:"running or ended; running when empty"`
	Site string `json:"site,omitempty" doc:"all shops when empty"`
}

// Contracts is a list of contracts.
func (a *App) Contracts(ctx context.Context, in *ContractsAsked) ([]ContractNow, error) {
	list := cmp.Or(in.List, views.ContractsRunning)
	if err := text.OneOf("list", list, views.ContractsRunning, views.ContractsEnded); err != nil {
		return nil, err
	}
	return a.contracts(ctx, func(r storage.Reader) ([]views.Contract, error) { return a.views.ContractsIn(r, list, in.Site) })
}

// ContractsOf are the contracts of a customer.
func (a *App) ContractsOf(ctx context.Context, in *ByID) ([]ContractNow, error) {
	return a.contracts(ctx, func(r storage.Reader) ([]views.Contract, error) { return a.views.ContractsOf(r, in.ID) })
}

// ContractsOn are the contracts that cover the device of a file today.
func (a *App) ContractsOn(ctx context.Context, in *ByID) ([]ContractNow, error) {
	return a.contracts(ctx, func(r storage.Reader) ([]views.Contract, error) {
		file, err := a.views.Repair(r, in.ID)
		if err != nil {
			return nil, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
		}
		device, err := a.views.Product(r, file.ProductID)
		if err != nil {
			return nil, nil // a file without a device has none
		}
		return a.views.ContractsOn(r, device)
	})
}

// letters orders what is to be done about a letter, the most urgent first.
var letters = []contract.Letter{contract.Missed, contract.Urgent, contract.Due, contract.TooSoon, contract.Soon}

// ContractLetters are the contracts whose letter has to go out.
func (a *App) ContractLetters(ctx context.Context, in *SitesAsked) ([]ContractNow, error) {
	all, err := a.Contracts(ctx, &ContractsAsked{Site: in.Site})
	all = slices.DeleteFunc(all, func(c ContractNow) bool { return !slices.Contains(letters, c.Letter) })
	slices.SortStableFunc(all, func(x, y ContractNow) int {
		return cmp.Or(slices.Index(letters, x.Letter)-slices.Index(letters, y.Letter), cmp.Compare(x.Term.NoticeUntil, y.Term.NoticeUntil))
	})
	return all, err
}

// ContractRisks are the contracts that go wrong unless somebody acts.
func (a *App) ContractRisks(ctx context.Context, in *SitesAsked) ([]ContractNow, error) {
	owed, err := a.Contracts(ctx, &ContractsAsked{List: views.ContractsEnded, Site: in.Site})
	if err != nil {
		return nil, err
	}
	owed = slices.DeleteFunc(owed, func(c ContractNow) bool { return c.BackCents == 0 })
	slices.SortStableFunc(owed, func(x, y ContractNow) int { return cmp.Compare(x.End.RefundBy, y.End.RefundBy) })
	press, err := a.ContractLetters(ctx, in)
	press = slices.DeleteFunc(press, func(c ContractNow) bool { return c.Letter != contract.Urgent && c.Letter != contract.Missed })
	return append(owed, press...), err
}

// LeavingAsked asks what an end would come to.
type LeavingAsked struct {
	ID  journal.EntityID `json:"id"`
	Why contract.Why     `json:"why,omitempty" doc:"every reason that is possible when empty"`
	On  string           `json:"on,omitempty"`
}

// WayOut is what one reason to end a contract comes to.
type WayOut struct {
	Why contract.Why `json:"why"`
	contract.Leaving
}

// ContractLeaving answers what an end would come to, by each reason that is
// possible.
func (a *App) ContractLeaving(ctx context.Context, in *LeavingAsked) ([]WayOut, error) {
	return read(ctx, a, func(r storage.Reader) ([]WayOut, error) {
		c, err := a.views.Contract(r, in.ID)
		if err != nil {
			return nil, a.ofContract(in.ID).missing(err)
		}
		out := []WayOut{}
		for _, why := range contract.Reasons() {
			if in.Why != "" && in.Why != why {
				continue
			}
			l, _, _, err := a.leaving(r, c, why, in.On)
			if err != nil && (in.Why != "" || fault.Of(err).Code == fault.Internal) {
				return nil, err
			}
			if err == nil {
				out = append(out, WayOut{why, l})
			}
		}
		return out, nil
	})
}

// ContractProfits are the profits of a shop's contracts and of each of them.
type ContractProfits struct {
	contract.Profit
	Contracts []ContractProfitOf `json:"contracts"`
}

// ContractProfitOf is the profit of one contract.
type ContractProfitOf struct {
	ID     journal.EntityID `json:"id"`
	Number string           `json:"number"`
	Plan   string           `json:"plan"`
	contract.Profit
}

// ContractProfit adds up what contracts brought in, for the days that are past,
// and what they cost: their uses, and what was done under them on covered devices.
func (a *App) ContractProfit(ctx context.Context, in *SitesAsked) (ContractProfits, error) {
	return read(ctx, a, func(r storage.Reader) (ContractProfits, error) {
		var out ContractProfits
		for _, list := range []string{views.ContractsRunning, views.ContractsEnded} {
			all, err := a.views.ContractsIn(r, list, in.Site)
			if err != nil {
				return out, err
			}
			for _, c := range all {
				p, err := a.profitOf(r, c)
				if err != nil {
					return out, err
				}
				out.add(p.Profit)
				out.Contracts = append(out.Contracts, p)
			}
		}
		slices.SortStableFunc(out.Contracts, func(x, y ContractProfitOf) int { return cmp.Compare(x.Margin, y.Margin) })
		return out, nil
	})
}

func (p *ContractProfits) add(o contract.Profit) {
	p.PaidCents += o.PaidCents
	p.EarnedNet += o.EarnedNet
	p.CostCents += o.CostCents
	p.Margin += o.Margin
	p.Uses += o.Uses
	p.Files += o.Files
	if p.EarnedNet > 0 {
		p.Permille = int(figure.Share(p.Margin, p.EarnedNet))
	}
}

func (a *App) profitOf(r storage.Reader, c views.Contract) (ContractProfitOf, error) {
	t, at, err := a.termsOf(r, c)
	if err != nil {
		return ContractProfitOf{}, err
	}
	cents, files, err := a.workUnder(r, c, t, at)
	return ContractProfitOf{c.ID, c.Number, c.Plan, c.Facts().Profit(at.today, cents, files, t)}, err
}

// workUnder is what was done under a contract on the devices it covers: what the
// accepted quotes of those files cost us.
func (a *App) workUnder(r storage.Reader, c views.Contract, t contract.Terms, at law) (cents int64, files int, err error) {
	layer, f := layerOfContract(c.Sort), c.Facts()
	for _, d := range c.Devices {
		device, err := a.views.Product(r, d.ID)
		if err != nil {
			return 0, 0, err
		}
		for _, id := range device.Repairs {
			file, err := a.views.Repair(r, id)
			if err != nil {
				return 0, 0, err
			}
			if file.Warranty == nil || file.Warranty.Layer != layer || !f.Covers(civil.At(file.ReceivedMS, at.zone), t) {
				continue
			}
			files++
			if q := file.Binding(); q != nil && q.InLines() {
				cents += quoteCost(q.Facts.Lines)
			}
		}
	}
	return cents, files, nil
}

// quoteCost is what the lines of a quote cost us.
func quoteCost(lines []quote.Line) (cents int64) {
	for _, l := range lines {
		if n, err := vat.Amount(l.CostCents, l.Quantity, 0); err == nil {
			cents += n
		}
	}
	return cents
}

// layerOfContract is the layer of a guarantee that a contract is.
func layerOfContract(s contract.Sort) warranty.Layer {
	if s == contract.Extension {
		return warranty.COM
	}
	return warranty.MNT
}

// contractsInto adds the contracts of a device to a case: a maintenance contract
// by its days, an extension as a commercial guarantee of ours, which suspensions
// prolong.
func (a *App) contractsInto(r storage.Reader, c *warranty.Case, device views.Product, at law) error {
	if device.ID.IsZero() {
		return nil
	}
	list, err := a.views.ContractsOn(r, device)
	if err != nil {
		return err
	}
	for _, one := range list {
		_, t, err := a.contractTerms(at, one.SignedOn)
		if err != nil {
			return err
		}
		name, from, to := one.Plan+" ("+one.Number+")", dateOr(one.StartsOn, civil.None), one.Facts().LastOn(c.On, t)
		for _, d := range one.Devices {
			if since := dateOr(d.Since, from); d.ID == device.ID || slices.Contains(device.Was, d.ID) {
				from = civil.Later(from, since)
			}
		}
		if layerOfContract(one.Sort) == warranty.MNT {
			c.Contracts = append(c.Contracts, warranty.Contract{Layer: warranty.MNT, Name: name, By: warranty.Us, From: from, To: to, Covers: one.Covers})
			continue
		}
		c.Commercial = append(c.Commercial, warranty.Commercial{
			Guarantor: warranty.Us, Name: name, StartsOn: from, Length: rules.Span{N: from.DaysUntil(to), Unit: rules.Days}, Covers: one.Covers,
		})
	}
	return nil
}
