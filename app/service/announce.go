package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// kioskCommands are what customers do themselves.
func kioskCommands() []Command {
	return []Command{
		command("repair.announce", "Announce a device that a customer brings: a waiting number, and no receipt.", (*App).Announce),
		command("kiosk.call", "Call a member of staff to the kiosk.", (*App).CallStaff),
		command("kiosk.answer", "Say that somebody went to the kiosk.", (*App).AnswerCall),
		command("kiosk.clear", "End the numbers of the kiosk that nobody took in, as one batch that can be undone.", (*App).ClearKiosk),
		command("survey.answer", "Record how satisfied a customer is.", (*App).AnswerSurvey),
	}
}

// AnnounceInput is a device that a customer says they bring.
type AnnounceInput struct {
	Customer CustomerInput `json:"customer,omitempty"`
	Product  ProductInput  `json:"product"`
	Fault    string        `json:"fault,omitempty" doc:"in the customer's words"`
	Channel  string        `json:"channel,omitempty" doc:"kiosk, page, phone or api; kiosk when empty"`
	Site     string        `json:"site,omitempty" doc:"the shop that it is brought to, at HQ; this shop when empty"`
}

// Announced is what an announcement answers.
type Announced struct {
	ID     journal.EntityID `json:"id"`
	Number string           `json:"number"` // of the file, which the intake keeps
	Ticket string           `json:"ticket"` // the waiting number
}

// Announce records that a customer brings a device. It is not in the shop's
// custody before somebody takes it in.
func (a *App) Announce(ctx context.Context, call Call, in *AnnounceInput) (Result, error) {
	if a.place.Site != "" && in.Site != "" && in.Site != a.place.Site {
		return Result{}, fault.New(fault.Malformed, "site", "expected", a.place.Site)
	}
	facts := repair.AnnouncedFacts{
		Site: a.here(in.Site), Product: in.Product.facts(), Category: in.Product.Category,
		RequestedMS: a.now().UnixMilli(), Channel: in.Channel,
	}
	if facts.Channel == "" {
		facts.Channel = "kiosk"
	}
	contact, err := in.Customer.contact()
	if err != nil {
		return Result{}, within("customer", err)
	}
	box := repair.FileBox{Fault: in.Fault}
	if err := repair.CheckAnnounced(facts, box); err != nil {
		return Result{}, err
	}
	id := journal.NewEntityID(call.ID, 0)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		number, err := a.nextNumberAt(r, facts.Site)
		if err != nil {
			return nil, err
		}
		facts.Number = number
		if facts.LegalRule, err = a.legalRule(r, facts.Site, facts.RequestedMS); err != nil {
			return nil, err
		}
		d := newDraft(call, kind.RepairAnnounced, entity(kind.Repair, id))
		if err := d.addCustomer(a, r, call, in.Customer, contact); err != nil {
			return nil, err
		}
		d.box(id, journal.File, box)
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) {
		file, err := a.views.Row(r, id)
		return Announced{ID: id, Number: file.Number, Ticket: repair.Ticket(file.Number)}, err
	})
}

// number gives an intake its number: that of the announcement that it follows,
// with what the customer had said, or the next one.
func (a *App) number(r storage.Reader, in *ReceiveInput, facts *repair.ReceivedFacts, who *CustomerInput, words *string) (err error) {
	if in.Deposit != nil && *who == (CustomerInput{}) {
		if err := a.sameDepositor(r, *in.Deposit, who); err != nil {
			return err
		}
	}
	if in.Parked != nil {
		return a.parkedNumber(r, *in.Parked, facts)
	}
	if in.Announced == nil {
		facts.Number, err = a.nextNumber(r)
		return err
	}
	file, err := a.views.Repair(r, *in.Announced)
	if err != nil {
		return fault.New(fault.NotFound, "announced", "what", "repair").Because(err)
	}
	if file.Status != repair.Announced {
		return fault.New(NotAllowed, "announced", "from", string(file.Status), "to", string(repair.Received))
	}
	facts.Number = file.Number
	if *who == (CustomerInput{}) && !file.CustomerID.IsZero() {
		who.ID = &file.CustomerID
	}
	if *words == "" {
		*words = file.Fault
	}
	return nil
}
