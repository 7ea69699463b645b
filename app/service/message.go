package service

import (
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func messageCommands() []Command {
	return []Command{
		command("message.receive", "Log what a customer said by any channel; it goes to its thread when that is certain.", (*App).ReceiveMessage),
		command("call.missed", "Log a call that nobody took.", (*App).MissCall),
		command("message.place", "Say whose a thread is, and about which file.", (*App).PlaceThread),
		command("message.join", "Bring another thread about the same matter into this one.", (*App).JoinThreads),
		command("message.note", "Write a note for colleagues; no customer ever sees it.", (*App).NoteThread),
		command("message.assign", "Give a thread to somebody, or back to the team.", (*App).AssignThread),
		command("message.settle", "End what was read: done, or read without effect.", (*App).SettleThread),
		command("message.send", "Say something to a customer, in a thread or a new one.", (*App).SendMessage),
		command("message.outcome", "Decide about a message that did not go, or of which nobody knows whether it did.", (*App).SettleOutcome),
		command("message.acknowledge", "Send a thread its one automatic acknowledgement.", (*App).AcknowledgeThread),
		command("call.promise", "Promise a call-back by a time.", (*App).PromiseCall),
		command("call.made", "Log a call that was made, whether somebody answered or not.", (*App).CallMade),
		command("assistance.save", "Log help without a device: what was tried and how it ended.", (*App).Assist),
	}
}

// inThread is the thread that a command is about.
func (a *App) inThread(id journal.EntityID) about[views.Thread] {
	return about[views.Thread]{what: "thread", kind: kind.Thread, id: id, read: a.views.Thread}
}

// ReceiveMessageInput is something a customer said.
type ReceiveMessageInput struct {
	Channel    message.Channel   `json:"channel" doc:"email, sms, web, social, review, phone, letter or visit"`
	From       string            `json:"from,omitempty" doc:"number, address or name, as the channel gives it"`
	Subject    string            `json:"subject,omitempty"`
	Text       string            `json:"text,omitempty"`
	Link       string            `json:"link,omitempty" doc:"where it was said in public"`
	ReceivedMS int64             `json:"received_ms,omitempty" doc:"when it reached us, Unix ms; now when empty"`
	Weight     message.Weight    `json:"weight,omitempty" doc:"automatic, thanks or spam; found from the words when empty"`
	Source     string            `json:"source,omitempty" doc:"the channel's own name for it: the same one is taken in once"`
	Thread     *journal.EntityID `json:"thread,omitempty" doc:"where it goes, when somebody knows"`
	Customer   *journal.EntityID `json:"customer,omitempty"`
	Repair     *journal.EntityID `json:"repair,omitempty"`
	Pictures   []AttachmentInput `json:"pictures,omitempty" doc:"what attach answered for the pictures that came with it"`
	Wish       message.Wish      `json:"wish,omitempty" doc:"what they ask for: add_item, more_time, collect_on, collect_at, visit_on or deliver_on"`
	WishFor    string            `json:"wish_for,omitempty" doc:"the day, or the code of the shop"`
	Left       []string          `json:"left,omitempty" doc:"names of what came with it and is not taken: no picture, or too large"`
	By         string            `json:"-"` // the program that hands it in, whose own the name is; empty for the channel itself
	Answers    *journal.Ref      `json:"answers,omitempty" doc:"the message of ours that it answers; it goes to that conversation when its sender belongs there"`
}

// ReceiveMessage logs what a customer said.
func (a *App) ReceiveMessage(ctx context.Context, call Call, in *ReceiveMessageInput) (Result, error) {
	facts := message.ReceivedFacts{
		Channel: in.Channel, ReceivedMS: a.orNow(in.ReceivedMS), Site: a.place.Site, Source: in.Source,
		Weight: in.Weight,
	}
	facts.Pictures, facts.Wish, facts.WishFor = attachments(in.Pictures), in.Wish, in.WishFor
	box := message.TextBox{From: in.From, FromKey: message.Key(in.Channel, in.From), Subject: in.Subject, Text: in.Text, Link: in.Link, Left: in.Left}
	if in.Source != "" {
		call.ID = sourceID(in.Channel, in.By, in.Source)
	}
	return a.takeIn(ctx, call, facts, box, placeOf{in.Thread, in.Customer, in.Repair, in.Answers})
}

func (a *App) orNow(ms int64) int64 {
	if ms == 0 {
		return a.now().UnixMilli()
	}
	return ms
}

// placeOf is where somebody says that a message goes.
type placeOf struct {
	thread, customer, repair *journal.EntityID
	answers                  *journal.Ref
}

func (p placeOf) said() bool { return p.thread != nil || p.customer != nil || p.repair != nil }

// sourceID makes one name of a channel one command, so that a mailbox that is read
// twice doubles nothing. Programs have names of their own each.
func sourceID(c message.Channel, program, name string) journal.CommandID {
	if program == "" {
		return journal.CommandIDFrom("message", string(c), name)
	}
	return journal.CommandIDFrom("message", string(c), program, name)
}

// takeIn logs what came in.
func (a *App) takeIn(ctx context.Context, call Call, facts message.ReceivedFacts, box message.TextBox, where placeOf) (Result, error) {
	if err := message.CheckReceived(facts, box); err != nil {
		return Result{}, err
	}
	keys, err := a.checkAttachments(ctx, facts.Pictures)
	if err != nil {
		return Result{}, err
	}
	declared := facts.Weight
	id := journal.NewEntityID(call.ID, 0)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		goes, err := a.goesTo(r, facts, box, where)
		if err != nil {
			return nil, err
		}
		facts.Waits = goes.Why
		if facts.Weight, err = a.weigh(r, declared, box, goes); err != nil {
			return nil, err
		}
		facts.Weight = asks(facts, box)
		if facts.Wish != "" && facts.Weight == message.Thanks {
			facts.Weight = message.Counts // thanks beside a wish answer nothing
		}
		if facts.Site == "" && where.repair != nil { // at headquarters, which is at no site
			file, err := a.views.Repair(r, *where.repair)
			if err != nil {
				return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
			}
			facts.Site = file.Site
		}
		if goes.Thread != "" {
			if err := id.UnmarshalText([]byte(goes.Thread)); err != nil {
				return nil, err
			}
		}
		d := newDraft(call, kind.MessageReceived, entity(kind.Thread, id))
		if err := d.linked(goes); err != nil {
			return nil, err
		}
		d.box(id, journal.File, box)
		if len(facts.Pictures) > 0 || facts.Wish != "" {
			d.Version = 2
			d.attach(id, keys)
		}
		return d.with(facts)
	}
	out, err := a.commitThread(ctx, call, plan)
	if err == nil {
		err = a.heed(ctx, call, facts, box)
	}
	return out, err
}

// weigh judges a message by its words and by what it answers: while a question of
// ours stands, "d'accord" is more than politeness.
func (a *App) weigh(r storage.Reader, declared message.Weight, box message.TextBox, goes message.Placing) (message.Weight, error) {
	weight := message.Weigh(declared, box.Subject, box.Text)
	if declared != message.Counts || weight != message.Thanks {
		return weight, nil
	}
	asked, err := a.weAsked(r, goes)
	if asked {
		weight = message.Counts
	}
	return weight, err
}

// weAsked tells whether a question of ours stands where a message goes: a quote, or
// what we said last in its thread.
func (a *App) weAsked(r storage.Reader, goes message.Placing) (bool, error) {
	var file, thread journal.EntityID
	if goes.File != "" {
		if err := file.UnmarshalText([]byte(goes.File)); err != nil {
			return false, err
		}
		if row, err := a.views.Row(r, file); err != nil || row.Status == repair.QuoteSent {
			return err == nil, err
		}
	}
	if goes.Thread == "" {
		return false, nil
	}
	if err := thread.UnmarshalText([]byte(goes.Thread)); err != nil {
		return false, err
	}
	t, err := a.views.Thread(r, thread)
	for _, l := range slices.Backward(t.Lines) {
		switch {
		case l.Inbound && l.Weight == message.Counts:
			return false, err
		case !l.Inbound && !l.Automatic:
			return strings.Contains(l.Text, "?"), err
		}
	}
	return false, err
}

// commitThread commits an entry about a thread and answers the thread. Which one
// it was, a command that is asked again learns from its entry.
func (a *App) commitThread(ctx context.Context, call Call, plan Plan) (Result, error) {
	out, err := a.commit(ctx, call, plan, nil)
	if err != nil {
		return out, err
	}
	out.Data, err = read(ctx, a, func(r storage.Reader) (views.Thread, error) {
		e, err := journal.Get(r, out.Entry)
		if err != nil {
			return views.Thread{}, err
		}
		return a.views.Thread(r, e.Header.Entities[0].ID)
	})
	return out, err
}

// linked makes the entry about the customer and the file of a thread, unless a
// person still has to say whose it is.
func (d *draft) linked(goes message.Placing) error {
	if goes.Why != message.Owned && goes.Why != message.SeveralFiles && goes.Why != message.NotTheirs {
		return nil
	}
	for _, link := range []struct {
		id   string
		kind uint8
	}{{goes.File, kind.Repair}, {goes.Customer, kind.Customer}} {
		if link.id == "" {
			continue
		}
		var id journal.EntityID
		if err := id.UnmarshalText([]byte(link.id)); err != nil {
			return err
		}
		d.also(link.kind, id)
	}
	return nil
}

// goesTo decides where a message goes: where somebody says, or where its sender
// certainly belongs.
func (a *App) goesTo(r storage.Reader, facts message.ReceivedFacts, box message.TextBox, where placeOf) (message.Placing, error) {
	if where.said() {
		return a.saidTo(r, where)
	}
	sender, err := a.views.Sender(r, box.FromKey, numbersIn(box.Subject+" "+box.Text), facts.ReceivedMS)
	if err == nil && where.answers != nil {
		sender.Answers, err = a.views.ThreadOf(r, *where.answers)
	}
	return message.Place(sender), err
}

func (a *App) saidTo(r storage.Reader, where placeOf) (message.Placing, error) {
	var goes message.Placing
	if where.thread != nil {
		t, err := a.views.Thread(r, *where.thread)
		if err != nil {
			return goes, fault.New(fault.NotFound, "thread", "what", "thread").Because(err)
		}
		goes = message.Placing{Thread: t.ID.String(), Why: t.Waits}
		if t.Waits == message.Owned {
			goes.Customer, goes.File = idText(t.Customer), idText(t.Repair)
		}
		return goes, nil
	}
	if where.repair != nil {
		file, err := a.goingOn(r, *where.repair)
		if err != nil {
			return goes, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		goes.File, goes.Customer = idText(file.ID), idText(file.CustomerID)
	}
	if where.customer != nil {
		if _, err := a.views.Customer(r, *where.customer); err != nil {
			return goes, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
		}
		goes.Customer = where.customer.String()
	}
	return goes, nil
}

func idText(id journal.EntityID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// maxNumbersIn bounds how many files a message can name.
const maxNumbersIn = 8

// numbersIn are the numbers of files that a text names.
func numbersIn(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\r\t,;:()«»\"'’.!?", r) }) {
		if number, ok := repair.ParseNumber(word); ok && len(out) < maxNumbersIn {
			out = append(out, number)
		}
	}
	return out
}

// PlaceThreadInput says whose a thread is.
type PlaceThreadInput struct {
	ID       journal.EntityID  `json:"id"`
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"its customer goes with it"`
	Asked    bool              `json:"asked,omitempty" doc:"the customer was asked which file it is about"`
}

// PlaceThread says whose a thread is.
func (a *App) PlaceThread(ctx context.Context, call Call, in *PlaceThreadInput) (Result, error) {
	if in.Customer == nil && in.Repair == nil {
		return Result{}, fault.New(fault.Missing, "customer")
	}
	return on(ctx, a, call, kind.MessagePlaced, a.inThread(in.ID), func(r storage.Reader, _ views.Thread, d *draft) (any, error) {
		goes, err := a.saidTo(r, placeOf{customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		return message.PlacedFacts{Asked: in.Asked}, d.linked(goes)
	})
}

// JoinThreadsInput brings two threads together.
type JoinThreadsInput struct {
	ID    journal.EntityID `json:"id" doc:"the thread that stays"`
	Other journal.EntityID `json:"other" doc:"the one whose lines come into it"`
}

// JoinThreads brings what customers said in one thread into another about the
// same matter, so that it has one history and one clock.
func (a *App) JoinThreads(ctx context.Context, call Call, in *JoinThreadsInput) (Result, error) {
	if in.ID == in.Other {
		return Result{}, fault.New(fault.Conflict, "other")
	}
	return on(ctx, a, call, kind.ThreadsJoined, a.inThread(in.ID), func(r storage.Reader, into views.Thread, d *draft) (any, error) {
		other, err := a.views.Thread(r, in.Other)
		if err != nil {
			return nil, fault.New(fault.NotFound, "other", "what", "thread").Because(err)
		}
		switch { // its lines are in another thread already, and would be there twice
		case !other.Joined.IsZero():
			return nil, fault.New(fault.Conflict, "other")
		case !into.Joined.IsZero():
			return nil, fault.New(fault.Conflict, "id")
		}
		if !other.Customer.IsZero() && !into.Customer.IsZero() {
			if same, err := a.sameCustomer(r, other.Customer, into.Customer); err != nil || !same {
				return nil, errorOr(err, fault.New(fault.Conflict, "other"))
			}
		}
		var facts message.JoinedFacts
		var box message.JoinedBox
		for _, l := range other.Lines {
			if !l.Inbound {
				continue
			}
			facts.Lines = append(facts.Lines, message.ReceivedFacts{Channel: l.Channel, ReceivedMS: l.AtMS, Weight: l.Weight, Missed: l.Missed, Site: other.Site, Pictures: l.Pictures, Wish: l.Wish, WishFor: l.WishFor})
			box.Lines = append(box.Lines, message.TextBox{From: l.From, FromKey: message.Key(l.Channel, l.From), Subject: l.Subject, Text: l.Text, Link: l.Link, Left: l.Left})
		}
		d.also(kind.Thread, in.Other)
		d.box(in.ID, journal.File, box)
		return facts, nil
	})
}

func (a *App) sameCustomer(r storage.Reader, x, y journal.EntityID) (bool, error) {
	x, err := a.views.CustomerItself(r, x)
	if err != nil {
		return false, err
	}
	y, err = a.views.CustomerItself(r, y)
	return x == y, err
}

func errorOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
