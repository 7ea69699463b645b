package service

import (
	"context"
	"slices"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func stopCommands() []Command {
	return []Command{
		command("customer.stop_messages", "Note that a customer wants no more messages: from then on only what law wants told goes out.", (*App).StopMessages),
		command("customer.start_messages", "Note that a customer wants messages again.", (*App).StartMessages),
	}
}

// StopInput ends the messages to a customer.
type StopInput struct {
	ID   journal.EntityID `json:"id" doc:"of the customer"`
	By   string           `json:"by" doc:"how they said so: sms, email, page, phone, counter or letter"`
	AtMS int64            `json:"at_ms,omitempty" doc:"when, Unix ms; now when empty"`
}

// StopMessages notes that a customer wants no more messages.
func (a *App) StopMessages(ctx context.Context, call Call, in *StopInput) (Result, error) {
	return a.sayStopped(ctx, call, in.ID, customer.StoppedFacts{By: in.By, AtMS: a.orNow(in.AtMS)})
}

// StartInput begins them again.
type StartInput struct {
	StopInput
	TellBy string `json:"tell_by,omitempty" doc:"sms, email, phone or letter; by any way when empty"`
}

// StartMessages notes that a customer wants messages again.
func (a *App) StartMessages(ctx context.Context, call Call, in *StartInput) (Result, error) {
	return a.sayStopped(ctx, call, in.ID, customer.StoppedFacts{By: in.By, AtMS: a.orNow(in.AtMS), Again: true, TellBy: in.TellBy})
}

func (a *App) sayStopped(ctx context.Context, call Call, id journal.EntityID, f customer.StoppedFacts) (Result, error) {
	if err := customer.CheckStopped(f); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.MessagesStopped, a.ofCustomer(id), func(storage.Reader, views.Customer, *draft) (any, error) {
		return f, nil
	})
}

// asks is the weight of a message that may ask for no more of them, or for them again.
func asks(f message.ReceivedFacts, box message.TextBox) message.Weight {
	if f.Weight != message.Counts || f.Wish != "" || len(f.Pictures) > 0 {
		return f.Weight
	}
	return message.Asked(f.Channel, box.Subject, box.Text)
}

// heed does what a message asks of messages, for everybody who has the number or
// the address that it came from: whose it is, nobody else can say.
func (a *App) heed(ctx context.Context, call Call, f message.ReceivedFacts, box message.TextBox) error {
	asked := asks(f, box)
	if box.FromKey == "" || asked != message.Stops && asked != message.Starts {
		return nil
	}
	people, err := read(ctx, a, func(r storage.Reader) ([]views.Customer, error) { return a.views.CustomersByPhone(r, box.FromKey) })
	for _, of := range people {
		again := asked == message.Starts
		if err != nil || of.Erased || again != (of.Stopped != nil) {
			continue // as they want it already
		}
		said := customer.StoppedFacts{By: string(f.Channel), AtMS: f.ReceivedMS, Again: again}
		_, err = a.sayStopped(ctx, Call{ID: journal.CommandIDFrom("heed", call.ID.String(), of.ID.String()), Staff: call.Staff}, of.ID, said)
	}
	return err
}

// wants tells whether something may go to a customer by a way that carries itself:
// they have not stopped messages, wrote by it themselves since, or law wants it told.
func wants(of views.Customer, said message.SentFacts, before []views.ThreadLine) bool {
	switch {
	case of.Stopped == nil, !said.Channel.Carried(), said.Owed != "":
		return true
	case said.Automatic:
		return false
	}
	return slices.ContainsFunc(before, func(l views.ThreadLine) bool {
		return l.Inbound && l.Channel == said.Channel && l.AtMS >= of.Stopped.AtMS && l.Weight == message.Counts
	})
}

// mayTell refuses to tell somebody by a way that they have stopped.
func (a *App) mayTell(r storage.Reader, id journal.EntityID, way string) error {
	if id.IsZero() || !message.Channel(way).Carried() {
		return nil
	}
	of, err := a.views.Customer(r, id)
	if err == nil && of.Stopped != nil {
		err = fault.New(customer.Stopped, "told")
	}
	return err
}
