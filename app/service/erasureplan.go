package service

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/custody"
	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/preorder"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ErasureLine is one thing that holds something of a person, and what becomes of
// it.
type ErasureLine struct {
	What  erasure.What     `json:"what"`
	ID    journal.EntityID `json:"id,omitzero"`
	Label string           `json:"label,omitempty"` // number of the file or the receipt
	erasure.Verdict
	// Private tells whether it holds anything private; what goes without has only
	// its person taken away.
	Private bool `json:"private"`

	held views.Held
}

// ErasurePlan says what of a person goes when they are erased, and what stays.
type ErasurePlan struct {
	Customer journal.EntityID `json:"customer"`
	Asked    []views.Request  `json:"asked,omitempty"`
	Goes     int              `json:"goes"` // things with something private that can go now
	Stays    []erasure.Stays  `json:"stays"`
	Lines    []ErasureLine    `json:"lines"`
	Done     bool             `json:"done"` // everything that may go is gone, the contact too
}

// ErasurePlan answers what an erasure of a customer would do today. It changes
// nothing.
func (a *App) ErasurePlan(ctx context.Context, in *ByID) (ErasurePlan, error) {
	return read(ctx, a, func(r storage.Reader) (ErasurePlan, error) { return a.erasurePlan(r, in.ID) })
}

func (a *App) erasurePlan(r storage.Reader, id journal.EntityID) (ErasurePlan, error) {
	c, err := a.itself(r, id)
	if err != nil {
		return ErasurePlan{}, err
	}
	p := &erasurePlanner{a: a, r: r, stays: map[journal.EntityID]bool{}, seen: map[journal.EntityID]bool{}}
	p.out = ErasurePlan{Customer: c.ID, Asked: c.Asked, Stays: []erasure.Stays{}, Lines: []ErasureLine{}}
	if p.law, err = a.lawAt(r, a.place.Site); err != nil {
		return p.out, err
	}
	set, err := p.law.rules(rules.Dates{})
	if err != nil {
		return p.out, err
	}
	if p.terms, err = erasure.TermsOf(set); err != nil {
		return p.out, err
	}
	return p.out, p.all(c)
}

// itself is a customer, or the one that they turned out to be.
func (a *App) itself(r storage.Reader, id journal.EntityID) (c views.Customer, err error) {
	for range 8 { // two shops may have merged in a ring without knowing of each other
		if c, err = a.views.Customer(r, id); err != nil || c.SameAs.IsZero() {
			return c, err
		}
		id = c.SameAs
	}
	return c, nil
}

// erasurePlanner gathers what holds something of a person.
type erasurePlanner struct {
	a     *App
	r     storage.Reader
	law   law
	terms erasure.Terms
	stays map[journal.EntityID]bool // files that stay
	seen  map[journal.EntityID]bool
	out   ErasurePlan
}

// all goes from the files to what hangs on them, and ends with the contact: it
// stays as long as anything needs it.
func (p *erasurePlanner) all(c views.Customer) error {
	for _, id := range c.Repairs {
		if err := p.file(id); err != nil {
			return err
		}
	}
	people := append([]journal.EntityID{c.ID}, c.Same...)
	for _, id := range people {
		if err := errors.Join(p.contracts(id), p.preorders(id)); err != nil {
			return err
		}
		if err := p.around(views.OfCustomer, id); err != nil {
			return err
		}
	}
	needed := slices.IndexFunc(p.out.Lines, func(l ErasureLine) bool { return l.HoldsContact() })
	for _, id := range people {
		if err := p.add(erasure.Thing{What: erasure.Contact, Held: needed >= 0}, kind.Customer, id, ""); err != nil {
			return err
		}
		if needed >= 0 {
			p.out.Lines[len(p.out.Lines)-1].Verdict = p.out.Lines[needed].Verdict
		}
	}
	p.sum()
	return nil
}

func (p *erasurePlanner) file(id journal.EntityID) error {
	file, err := p.a.views.Repair(p.r, id)
	if err != nil {
		return err
	}
	// What hangs on the device hangs on its file: a loan keeps no file back.
	thing := erasure.Thing{What: erasure.File, Open: file.Status.Scope() != repair.Ended}
	if thing.Disputed, err = p.disputed(file); err != nil {
		return err
	}
	if file.Money != nil {
		thing.OwedBy = file.Money.DueCents
	}
	p.stays[id] = !p.terms.Judge(thing).Goes
	if err := p.add(thing, kind.Repair, id, file.Number); err != nil {
		return err
	}
	loans, err := p.a.views.EverLoans(p.r, id)
	for _, l := range loans {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Loan, Open: l.Status.Open()}, kind.Loan, l.ID, file.Number)
		}
	}
	if err != nil {
		return err
	}
	incidents, err := p.a.views.IncidentsOf(p.r, id)
	for _, i := range incidents {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Incident, Open: i.State != custody.Settled}, kind.Incident, i.ID, file.Number)
		}
	}
	if err != nil {
		return err
	}
	if err := p.receipts(file); err != nil {
		return err
	}
	return p.around(views.OfRepair, id)
}

// disputed tells whether a file is contested, or a settlement about its device is
// sought.
func (p *erasurePlanner) disputed(file views.Repair) (bool, error) {
	claims, err := p.a.views.ClaimsAbout(p.r, file.ID)
	if err != nil || slices.ContainsFunc(claims, views.Claim.Stands) {
		return err == nil, err
	}
	if w := file.Warranty; w != nil && w.Change != nil && w.Change.Answer == warranty.Contested {
		return true, nil
	}
	if file.ProductID.IsZero() {
		return false, nil
	}
	device, err := p.a.views.Product(p.r, file.ProductID)
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return slices.ContainsFunc(device.Negotiations, func(n warranty.NegotiatedFacts) bool { return n.ClosedOn == "" }), err
}

func (p *erasurePlanner) receipts(file views.Repair) error {
	list, err := p.a.views.ReceiptsOf(p.r, file.ID)
	for _, one := range list {
		thing := erasure.Thing{What: erasure.Receipt, On: civil.At(one.AtMS, p.law.zone)}
		p.out.Lines = append(p.out.Lines, ErasureLine{What: thing.What, Label: one.Number, Verdict: p.terms.Judge(thing)})
	}
	return err
}

// around adds the threads, tasks and visits of a file or of a customer.
func (p *erasurePlanner) around(link string, id journal.EntityID) error {
	threads, tasks := p.a.views.ThreadsAbout, p.a.views.TasksAbout
	if link == views.OfCustomer {
		threads, tasks = p.a.views.ThreadsOf, p.a.views.TasksOf
	}
	talk, err := threads(p.r, id)
	for _, t := range talk {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Thread, Held: p.stays[t.Repair]}, kind.Thread, t.ID, t.Number)
		}
	}
	if err != nil {
		return err
	}
	todo, err := tasks(p.r, id)
	for _, t := range todo {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Task, Held: p.stays[t.Repair]}, kind.Task, t.ID, t.Number)
		}
	}
	if err != nil {
		return err
	}
	if err := p.claims(link, id); err != nil {
		return err
	}
	visits, err := p.a.views.EveryVisit(p.r, link, id)
	for _, v := range visits {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Visit, Open: v.Status.Takes(), Held: p.stays[v.Repair]}, kind.Visit, v.ID, v.Number)
		}
	}
	if err != nil {
		return err
	}
	parcels, err := p.a.views.Parcels(p.r, link+"/"+id.String(), 0)
	for _, one := range parcels {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Parcel, Open: !one.Status.Over(), Held: p.stays[one.Repair]}, kind.Parcel, one.ID, one.Number)
		}
	}
	if err != nil {
		return err
	}
	return p.others(link, id)
}

// others adds whatever else was written about a file or a customer and has words
// of its own, so that no subject the trade gets later is forgotten.
func (p *erasurePlanner) others(link string, id journal.EntityID) error {
	t := kind.Repair
	if link == views.OfCustomer {
		t = kind.Customer
	}
	list, err := p.a.views.PrivateBeside(p.r, t, id)
	for _, e := range list {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Other, Held: p.stays[id]}, uint8(e.Type), e.ID, "")
		}
	}
	return err
}

// contracts adds the contracts of a customer. One that covers, or of which money has
// to go back, is not over.
func (p *erasurePlanner) contracts(id journal.EntityID) error {
	list, err := p.a.views.ContractsOf(p.r, id)
	for _, c := range list {
		if err != nil {
			return err
		}
		var now ContractNow
		if now, err = p.a.contractNow(p.r, c); err == nil {
			open := now.LastOn >= p.law.today || now.BackCents > 0
			err = p.add(erasure.Thing{What: erasure.Contract, Open: open, OwedBy: now.OwedCents}, kind.Contract, c.ID, c.Number)
		}
	}
	return err
}

// preorders adds what a customer ordered without a repair: a sale that is not over is
// a contract as well.
func (p *erasurePlanner) preorders(id journal.EntityID) error {
	list, err := p.a.views.PreordersOf(p.r, id)
	for _, o := range list {
		if err != nil {
			return err
		}
		open := o.Status == preorder.Placed || o.Status == preorder.Arrived || stillBack(o) > 0
		err = p.add(erasure.Thing{What: erasure.Contract, Open: open}, kind.Preorder, o.ID, o.Number)
	}
	return err
}

// claims adds the claims of a file or of a customer.
func (p *erasurePlanner) claims(link string, id journal.EntityID) error {
	claims := p.a.views.ClaimsAbout
	if link == views.OfCustomer {
		claims = p.a.views.ClaimsOf
	}
	list, err := claims(p.r, id)
	for _, c := range list {
		if err == nil {
			err = p.add(erasure.Thing{What: erasure.Claim, Open: c.Stands(), Held: p.stays[c.Repair]}, kind.Claim, c.ID, c.Number)
		}
	}
	return err
}

// add judges a thing, once.
func (p *erasurePlanner) add(x erasure.Thing, t uint8, id journal.EntityID, label string) error {
	if p.seen[id] {
		return nil
	}
	p.seen[id] = true
	held, err := p.a.views.PrivateOf(p.r, t, id)
	if err != nil {
		return err
	}
	line := ErasureLine{What: x.What, ID: id, Label: label, Verdict: p.terms.Judge(x), Private: len(held.Purposes) > 0, held: held}
	p.out.Lines = append(p.out.Lines, line)
	return nil
}

// sum counts what goes, and what stays by sort and reason.
func (p *erasurePlanner) sum() {
	p.out.Done = true
	for _, l := range p.out.Lines {
		if l.Private {
			p.out.Done = false
		}
		if l.Goes && l.Private {
			p.out.Goes++
		}
		if l.Goes {
			continue
		}
		at := slices.IndexFunc(p.out.Stays, func(s erasure.Stays) bool { return s.What == l.What && s.Why == l.Why })
		if at < 0 {
			at = len(p.out.Stays)
			p.out.Stays = append(p.out.Stays, erasure.Stays{What: l.What, Why: l.Why})
		}
		p.out.Stays[at].N++
		p.out.Stays[at].Until = max(p.out.Stays[at].Until, l.Until.String())
	}
	slices.SortFunc(p.out.Stays, func(x, y erasure.Stays) int {
		return cmp.Or(cmp.Compare(x.What, y.What), cmp.Compare(x.Why, y.Why))
	})
}
