package service

import (
	"context"

	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/storage"
	"etabli/storage/journal"
)

const defaultCurrency = "EUR"

// draft is an entry in the making; the first error sticks until with.
type draft struct {
	journal.Draft
	err error
}

func newDraft(call Call, k kind.Kind, first journal.Entity) *draft {
	return &draft{Draft: journal.Draft{
		Kind: journal.Kind(k), Version: 1, OldestReader: 1,
		Entities: []journal.Entity{first}, Author: call.Staff,
	}}
}

func entity(t uint8, id journal.EntityID) journal.Entity {
	return journal.Entity{Type: journal.EntityType(t), ID: id}
}

// box adds a private part.
func (d *draft) box(subject journal.EntityID, p journal.Purpose, value any) {
	plain, err := journal.MarshalFacts(value)
	if err != nil && d.err == nil {
		d.err = err
	}
	d.Boxes = append(d.Boxes, journal.PlainBox{Subject: subject, Purpose: p, Plain: plain})
}

// with sets the facts and ends the making.
func (d *draft) with(facts any) (*journal.Draft, error) {
	raw, err := journal.MarshalFacts(facts)
	if err == nil {
		err = d.err
	}
	if err != nil {
		return nil, err
	}
	d.Facts = raw
	return &d.Draft, nil
}

// addCustomer makes the entry about its customer too: a known one by id, or a
// new one with what was typed. Nobody at all is allowed.
func (d *draft) addCustomer(a *App, r storage.Reader, call Call, in CustomerInput, box customer.ContactBox) error {
	id := journal.NewEntityID(call.ID, 1)
	if in.ID != nil {
		id = *in.ID
		c, err := a.views.Customer(r, id)
		if err != nil {
			return fault.New(fault.NotFound, "customer.id", "what", "customer").Because(err)
		}
		if c.Erased {
			return fault.New(erasure.PersonGone, "customer.id")
		}
	}
	if in.ID == nil && box == (customer.ContactBox{}) {
		return nil
	}
	d.Entities = append(d.Entities, entity(kind.Customer, id))
	if box != (customer.ContactBox{}) {
		d.box(id, journal.Contact, box)
	}
	return nil
}

// commit writes the entry and answers with what it made.
func (a *App) commit(ctx context.Context, call Call, plan Plan, made func(storage.Reader) (any, error)) (Result, error) {
	if made == nil {
		return a.commitMade(ctx, call, plan, nil)
	}
	return a.commitMade(ctx, call, plan, func(r storage.Reader, _ journal.Receipt) (any, error) { return made(r) })
}

// commitMade is commit for what is answered from the entry itself.
func (a *App) commitMade(ctx context.Context, call Call, plan Plan, made func(storage.Reader, journal.Receipt) (any, error)) (Result, error) {
	receipt, err := a.journal.Commit(ctx, call.ID, a.allow(plan))
	if err != nil {
		return Result{}, Explain(err)
	}
	out := Result{Command: call.ID, Entry: receipt.Ref, Repeated: receipt.Repeated}
	if made == nil {
		return out, nil
	}
	err = a.journal.View(ctx, func(r storage.Reader) error {
		out.Data, err = made(r, receipt)
		return err
	})
	return out, Explain(err)
}
