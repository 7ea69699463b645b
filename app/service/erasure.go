package service

import (
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// PersonAskInput is what a person asks for about their data.
type PersonAskInput struct {
	ID    journal.EntityID `json:"id" doc:"of the customer"`
	For   erasure.Request  `json:"for" doc:"erasure, access, correction or objection"`
	By    string           `json:"by" doc:"counter, phone, letter, email or page"`
	Known string           `json:"known" doc:"how they were known: receipt, identity, code or questions; no copy is kept"`
	AtMS  int64            `json:"at_ms,omitempty" doc:"now when empty"`
}

// AskPerson records a request, with the last day for its answer.
func (a *App) AskPerson(ctx context.Context, call Call, in *PersonAskInput) (Result, error) {
	facts := erasure.AskedFacts{For: in.For, AtMS: a.orNow(in.AtMS), By: in.By, Known: in.Known}
	if err := erasure.CheckAsked(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.PersonAsked, a.ofCustomer(in.ID), func(r storage.Reader, _ views.Customer, _ *draft) (any, error) {
		at, err := a.lawAt(r, a.place.Site)
		if err != nil {
			return nil, err
		}
		on := civil.At(facts.AtMS, at.zone)
		set, err := at.rules(rules.Dates{Request: on})
		if err != nil {
			return nil, err
		}
		terms, err := erasure.TermsOf(set)
		facts.AnswerBy = terms.AnswerBy(on).String()
		return facts, err
	})
}

// PersonAnswerInput is how a request was answered.
type PersonAnswerInput struct {
	ID    journal.EntityID `json:"id" doc:"of the customer"`
	For   erasure.Request  `json:"for" doc:"erasure, access, correction or objection"`
	By    string           `json:"by" doc:"counter, phone, letter, email or page"`
	Reply erasure.Reply    `json:"reply" doc:"done, partly or refused"`
	Why   string           `json:"why,omitempty" doc:"of less than was asked for: stays, others or unfounded"`
	AtMS  int64            `json:"at_ms,omitempty" doc:"now when empty"`
}

// AnswerPerson records how a request was answered. There must be one that waits.
func (a *App) AnswerPerson(ctx context.Context, call Call, in *PersonAnswerInput) (Result, error) {
	facts := erasure.AnsweredFacts{For: in.For, AtMS: a.orNow(in.AtMS), By: in.By, Reply: in.Reply, Why: in.Why}
	if err := erasure.CheckAnswered(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.PersonAnswered, a.ofCustomer(in.ID), func(_ storage.Reader, c views.Customer, _ *draft) (any, error) {
		waits := slices.ContainsFunc(c.Asked, func(q views.Request) bool { return q.For == in.For && q.Answer == nil && q.AtMS <= facts.AtMS })
		if !waits {
			return nil, fault.New(fault.NotFound, "for", "what", "request")
		}
		return facts, nil
	})
}

// ErasePersonInput names whom to erase.
type ErasePersonInput struct {
	ID journal.EntityID `json:"id" doc:"of the customer"`
}

// ErasePerson erases what may go of a customer, and answers what stays. HQ
// decides it, or a shop alone; any other device asks HQ, which carries it out as
// soon as it hears of it, and goes on by itself when what held the rest back is
// over.
func (a *App) ErasePerson(ctx context.Context, call Call, in *ErasePersonInput) (Result, error) {
	plan := func(r storage.Reader) (*journal.Draft, error) {
		p, err := a.erasurePlan(r, in.ID)
		if err != nil {
			return nil, a.ofCustomer(in.ID).missing(err)
		}
		if !a.erases || p.Goes == 0 && !p.Done {
			return newDraft(call, kind.ErasureOrdered, entity(kind.Customer, p.Customer)).with(erasure.OrderedFacts{})
		}
		return p.draft(call)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.erasurePlan(r, in.ID) })
}

// maxErasedBytes bounds what one entry erases, so that a store of any kind writes
// it anew in one transaction.
const maxErasedBytes = 256 << 10

// draft is the entry that erases what may go, as much as one entry can name; nil
// when nothing is left to be erased.
func (p *ErasurePlan) draft(call Call) (*journal.Draft, error) {
	if p.Goes == 0 {
		return nil, nil
	}
	d := newDraft(call, kind.PersonErased, entity(kind.Customer, p.Customer))
	f := erasure.ErasedFacts{Stays: p.Stays}
	size := 0
	for _, l := range p.Lines {
		if !l.Goes || !l.Private {
			continue
		}
		if size += l.held.Bytes; size > maxErasedBytes && len(f.Subjects) > 0 {
			break
		}
		e := l.held.Entity
		if !slices.Contains(d.Entities, e) {
			if len(d.Entities) == journal.MaxEntities {
				break
			}
			d.Entities = append(d.Entities, e)
		}
		subject := erasure.Subject{Type: uint8(e.Type), ID: e.ID[:]}
		for _, purpose := range l.held.Purposes {
			subject.Purposes = append(subject.Purposes, uint8(purpose))
		}
		f.Subjects = append(f.Subjects, subject)
	}
	return d.with(f)
}

// Erasures are the customers of whom something was erased, and those who wait
// for it.
func (a *App) Erasures(ctx context.Context) ([]views.Customer, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Customer, error) {
		var out []views.Customer
		seen := map[journal.EntityID]bool{}
		for _, list := range []string{views.ErasureOrdered, views.ErasureBegun} {
			ids, err := a.views.Erasing(r, list)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				if seen[id] {
					continue
				}
				seen[id] = true
				c, err := a.views.Customer(r, id)
				if err != nil {
					return nil, err
				}
				out = append(out, c)
			}
		}
		return out, nil
	})
}

// GoOnErasing carries out what was ordered and what an end of a loan or a file
// allows now. It answers how many entries it made. Only HQ and a shop alone do.
func (a *App) GoOnErasing(ctx context.Context) (done int, err error) {
	if !a.erases {
		return 0, nil
	}
	ids, err := read(ctx, a, func(r storage.Reader) ([]journal.EntityID, error) { return a.views.Erasing(r, views.ErasureOrdered) })
	for _, id := range ids {
		if err != nil {
			break
		}
		var n int
		n, err = a.eraseRest(ctx, id)
		done += n
	}
	return done, err
}

// eraseRest erases what may go of a customer in as many entries as it takes.
func (a *App) eraseRest(ctx context.Context, id journal.EntityID) (done int, err error) {
	p, err := a.ErasurePlan(ctx, &ByID{ID: id})
	for err == nil && p.Goes > 0 {
		call, err := a.NewCall(journal.EntityID{})
		if err != nil {
			return done, err
		}
		out, err := a.ErasePerson(ctx, call, &ErasePersonInput{ID: id})
		if err != nil {
			return done, err
		}
		left := out.Data.(ErasurePlan)
		if left.Goes >= p.Goes {
			return done, nil // another server was quicker
		}
		p, done = left, done+1
	}
	return done, err
}

// ErasedCustomer is what was done about one customer.
type ErasedCustomer struct {
	Customer views.Customer
	Entries  []views.ErasureEntry
}

// ErasedSoFar answers what was erased, customer by customer.
func (a *App) ErasedSoFar(ctx context.Context) ([]ErasedCustomer, error) {
	list, err := a.Erasures(ctx)
	if err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]ErasedCustomer, error) {
		out := make([]ErasedCustomer, 0, len(list))
		for _, c := range list {
			entries, err := a.views.ErasureEntries(r, c.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, ErasedCustomer{c, entries})
		}
		return out, nil
	})
}

// EraseAgain records an erasure that is known from elsewhere and that this
// journal may have lost. The command's id tells whether it has.
func (a *App) EraseAgain(ctx context.Context, id journal.CommandID, of journal.EntityID, f erasure.ErasedFacts) error {
	call := Call{ID: id}
	_, err := a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.PersonErased, entity(kind.Customer, of))
		for _, s := range f.Subjects {
			e := entity(s.Type, journal.EntityID(s.ID))
			if !slices.Contains(d.Entities, e) {
				d.Entities = append(d.Entities, e)
			}
		}
		return d.with(f)
	}, nil)
	return err
}

// ConcernsErasures tells whether an erasure may have been ordered, or what held
// one back may be over, in entities that changed; nil are too many to name.
func ConcernsErasures(changed []journal.Entity) bool {
	return changed == nil || slices.ContainsFunc(changed, func(e journal.Entity) bool {
		switch uint8(e.Type) {
		case kind.Customer, kind.Repair, kind.Loan, kind.Visit, kind.Incident:
			return true
		}
		return false
	})
}

// PersonRequests are the customers whose request about their data waits for an
// answer, the oldest first.
func (a *App) PersonRequests(ctx context.Context) ([]views.Customer, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Customer, error) {
		ids, err := a.views.Erasing(r, views.PersonAsks)
		if err != nil {
			return nil, err
		}
		out := make([]views.Customer, 0, len(ids))
		for _, id := range ids {
			c, err := a.views.Customer(r, id)
			if err != nil {
				return nil, err
			}
			out = append(out, c)
		}
		return out, nil
	})
}
