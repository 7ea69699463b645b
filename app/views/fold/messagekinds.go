package fold

import (
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/storage/journal"
)

// The fields of threads. Each line has a field of its own for its words, so
// that two messages never contradict each other.
const (
	FieldAssigned = "assigned"
	FieldWaits    = "waits" // why nobody knows whose it is
	GroupSaid     = "said/" // private: words, by the entry
	GroupNoted    = "noted/"
	FieldAssisted = "assisted"
	FieldJoined   = "joined" // the thread that this one's lines went into
)

var messageKinds = kinds{
	kind.MessageReceived: {messageReceived, messageReceived}, // version 2: with pictures
	kind.MessageSent:     {messageSent, messageTold},
	kind.MessageNoted:    {messageNoted},
	kind.MessageAssigned: {messageAssigned},
	kind.MessageSettled:  {messageSettled},
	kind.CallPromised:    {callPromised},
	kind.CallMade:        {callMade},
	kind.MessagePlaced:   {messagePlaced},
	kind.Assisted:        {assisted},
	kind.ThreadsJoined:   {threadsJoined},
	kind.MessageCarried:  {messageCarried},
}

func messageReceived(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.ReceivedFacts](a)
	if err != nil || !isThread(e) {
		return err
	}
	x.say = []utterance{heard(a, f)}
	x.setKnown(FieldSite, f.Site)
	x.setKnown(FieldWaits, string(f.Waits))
	x.setPrivate(GroupSaid+a.ref.String(), a, e, journal.File)
	links(a, x)
	return nil
}

// heard is the line of what came in.
func heard(a *act, f message.ReceivedFacts) utterance {
	return utterance{listed: true, said: Said{
		Ref: a.ref, Inbound: true, Channel: f.Channel, AtMS: f.ReceivedMS, Weight: f.Weight,
		Missed: f.Missed, WaitedS: f.WaitedS, Source: f.Source, Pictures: len(f.Pictures),
		Wish: f.Wish, WishFor: f.WishFor,
	}}
}

// threadsJoined adds the lines of the other thread to the first, where they wait
// like any other; the other thread is done.
func threadsJoined(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.JoinedFacts](a)
	switch {
	case err != nil || !isThread(e):
		return err
	case !a.decides:
		x.set(FieldWaits, "")
		x.set(FieldJoined, a.entry.Header.Entities[0].ID.String())
		x.say = []utterance{{settles: true, keeps: true}}
		return nil
	}
	for i, line := range f.Lines {
		u := heard(a, line)
		u.said.Part = i + 1
		x.say = append(x.say, u)
	}
	x.setPrivate(GroupSaid+a.ref.String(), a, e, journal.File)
	return nil
}

func messageSent(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.SentFacts](a)
	if err != nil || !isThread(e) {
		return err
	}
	return sent(a, e, x, f, f.Automatic)
}

// messageTold is version 2: what the shop tells by itself acknowledges nothing.
func messageTold(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.SentFacts](a)
	if err != nil || !isThread(e) {
		return err
	}
	return sent(a, e, x, f, f.Automatic && f.Event == "")
}

func sent(a *act, e journal.Entity, x *effects, f message.SentFacts, receipt bool) error {
	answer := !f.Automatic && !f.Shelved
	x.say = []utterance{{listed: true, keeps: answer, said: Said{
		Ref: a.ref, Channel: f.Channel, AtMS: f.SentMS, Answer: answer, Receipt: receipt, Told: f.Automatic && !receipt, Shelved: f.Shelved,
		Goes: f.Channel.Carried() && !f.Shelved,
	}}}
	x.setKnown(FieldSite, f.Site)
	x.setPrivate(GroupSaid+a.ref.String(), a, e, journal.File)
	links(a, x)
	return nil
}

// messageCarried says what became of a line; it says nothing in the thread.
func messageCarried(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.CarriedFacts](a)
	if err == nil && isThread(e) {
		x.say = []utterance{{carried: &f}}
	}
	return err
}

func messageNoted(a *act, e journal.Entity, x *effects) error {
	_, err := facts[message.NotedFacts](a)
	if err == nil && isThread(e) {
		x.setPrivate(GroupNoted+a.ref.String(), a, e, journal.File)
	}
	return err
}

func messageAssigned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.AssignedFacts](a)
	if err == nil && isThread(e) {
		x.set(FieldAssigned, f.Staff)
	}
	return err
}

func messageSettled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.SettledFacts](a)
	if err == nil && isThread(e) {
		x.say = []utterance{{settles: true, keeps: f.How != message.NoEffect}}
	}
	return err
}

func callPromised(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.CallPromisedFacts](a)
	if err == nil && isThread(e) {
		x.say = []utterance{{promisedMS: f.ByMS}}
	}
	return err
}

// callMade answers when somebody was reached; a call that nobody took promises
// nothing and keeps nothing.
func callMade(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.CalledFacts](a)
	if err == nil && isThread(e) {
		x.say = []utterance{{listed: true, keeps: f.Reached, said: Said{
			Ref: a.ref, Channel: message.Phone, AtMS: f.AtMS, Answer: f.Reached, Missed: !f.Reached,
		}}}
		x.setPrivate(GroupSaid+a.ref.String(), a, e, journal.File)
	}
	return err
}

func messagePlaced(a *act, e journal.Entity, x *effects) error {
	_, err := facts[message.PlacedFacts](a)
	if err == nil && isThread(e) {
		x.set(FieldWaits, "")
		links(a, x)
	}
	return err
}

// assisted answers the customer who asked for help, and ends the thread when
// they were helped.
func assisted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[message.AssistedFacts](a)
	if err != nil || !isThread(e) {
		return err
	}
	value, err := journal.MarshalFacts(f)
	x.set(FieldAssisted, string(value))
	x.setKnown(FieldSite, f.Site)
	x.say = []utterance{{
		listed: true, settles: f.Outcome == "solved", keeps: true,
		said: Said{Ref: a.ref, Channel: f.Channel, AtMS: max(f.EndedMS, a.atMS()), Answer: true},
	}}
	x.setPrivate(GroupSaid+a.ref.String(), a, e, journal.File)
	links(a, x)
	return err
}
