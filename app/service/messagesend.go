package service

import (
	"cmp"
	"context"

	"etabli/app/domain/customer"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SendInput is something we say to a customer.
type SendInput struct {
	Thread   *journal.EntityID `json:"thread,omitempty" doc:"the conversation; a new one when empty"`
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty"`
	Channel  message.Channel   `json:"channel" doc:"email, sms, web, social, review, phone, letter or visit"`
	Subject  string            `json:"subject,omitempty"`
	Text     string            `json:"text,omitempty" doc:"the template's words when empty"`
	Template string            `json:"template,omitempty" doc:"code of a template; message.templates lists them"`
	Language string            `json:"language,omitempty" doc:"fr or en; the customer's when empty"`
	SentMS   int64             `json:"sent_ms,omitempty" doc:"now when empty"`
	Owed     message.Owed      `json:"owed,omitempty" doc:"what law wants told, also to whom has stopped messages: recall, contract, claim, data or handover"`
}

// SendMessage says something to a customer. It answers what its author had read,
// unless it goes to a telephone that lies on our shelf, which reaches nobody.
func (a *App) SendMessage(ctx context.Context, call Call, in *SendInput) (Result, error) {
	return a.send(ctx, call, in, false)
}

// AcknowledgeInput asks for the automatic acknowledgement.
type AcknowledgeInput struct {
	ID       journal.EntityID `json:"id"`
	Channel  message.Channel  `json:"channel,omitempty" doc:"the one that was written by, when empty"`
	Language string           `json:"language,omitempty"`
}

// AcknowledgeThread tells a customer that their message came in and when the
// shop opens next. A thread is acknowledged once, and nobody is taken for having
// read it.
func (a *App) AcknowledgeThread(ctx context.Context, call Call, in *AcknowledgeInput) (Result, error) {
	return a.send(ctx, call, &SendInput{Thread: &in.ID, Channel: in.Channel, Language: in.Language, Template: templateReceived}, true)
}

func (a *App) send(ctx context.Context, call Call, in *SendInput, automatic bool) (Result, error) {
	id := journal.NewEntityID(call.ID, 0)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		goes, err := a.saidTo(r, placeOf{thread: in.Thread, customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		facts := message.SentFacts{Channel: in.Channel, SentMS: a.orNow(in.SentMS), Template: in.Template, Automatic: automatic, Site: a.place.Site, Owed: in.Owed}
		if in.Thread != nil {
			id = *in.Thread
			if facts.Channel, err = a.mayAnswer(r, id, in.Channel, automatic); err != nil {
				return nil, err
			}
		}
		d := newDraft(call, kind.MessageSent, entity(kind.Thread, id))
		if err := d.linked(goes); err != nil {
			return nil, err
		}
		box := message.TextBox{Subject: in.Subject, Text: in.Text}
		if err := a.worded(r, goes, in, &facts, &box); err != nil {
			return nil, err
		}
		if err := a.mayWrite(r, goes, facts, in.Thread); err != nil {
			return nil, err
		}
		if facts.Owed != "" {
			d.Version = 2
		}
		d.box(id, journal.File, box)
		return d.with(facts)
	}
	return a.commitThread(ctx, call, plan)
}

// mayWrite refuses what would go to somebody who has stopped messages.
func (a *App) mayWrite(r storage.Reader, goes message.Placing, said message.SentFacts, thread *journal.EntityID) error {
	var id journal.EntityID
	if goes.Customer == "" || !said.Channel.Carried() {
		return nil
	}
	if err := id.UnmarshalText([]byte(goes.Customer)); err != nil {
		return err
	}
	of, err := a.views.Customer(r, id)
	if err != nil || of.Stopped == nil {
		return err
	}
	var before []views.ThreadLine
	if thread != nil {
		t, err := a.views.Thread(r, *thread)
		if err != nil {
			return err
		}
		before = t.Lines
	}
	if !wants(of, said, before) {
		return fault.New(customer.Stopped, "channel")
	}
	return nil
}

// mayAnswer refuses an answer to a thread of which nobody knows whose it is, and
// a second acknowledgement. It answers the channel, which is the last one that
// was written by when none is named.
func (a *App) mayAnswer(r storage.Reader, id journal.EntityID, c message.Channel, automatic bool) (message.Channel, error) {
	t, err := a.views.Thread(r, id)
	if err != nil {
		return c, err
	}
	for _, l := range t.Lines {
		if l.Inbound && c == "" {
			c = l.Channel
		}
	}
	switch {
	case automatic && t.Acknowledged:
		return c, fault.New(message.AckedBefore, "id")
	case !automatic && (t.Waits == message.SharedNumber || t.Waits == message.NotTheirs):
		return c, fault.New(message.Unowned, "thread")
	}
	return c, nil
}

// worded fills in what the customer's language and the template say, and checks
// the whole.
func (a *App) worded(r storage.Reader, goes message.Placing, in *SendInput, facts *message.SentFacts, box *message.TextBox) error {
	var of views.Customer
	var err error
	if goes.Customer != "" {
		var id journal.EntityID
		if err := id.UnmarshalText([]byte(goes.Customer)); err != nil {
			return err
		}
		if of, err = a.views.Customer(r, id); err != nil {
			return err
		}
		if facts.Channel == message.SMS || facts.Channel == message.Phone {
			if facts.Shelved, err = a.views.ShelvedNumber(r, id, customer.NormalisePhone(of.Phone)); err != nil {
				return err
			}
		}
	}
	facts.Language = cmp.Or(in.Language, of.Language, "fr")
	if in.Template != "" {
		subject, words, err := a.fill(r, in.Template, facts.Language, goes)
		if err != nil {
			return err
		}
		box.Subject, box.Text = cmp.Or(box.Subject, subject), cmp.Or(box.Text, words)
	}
	return message.CheckSent(*facts, *box)
}
