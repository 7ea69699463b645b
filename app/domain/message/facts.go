// Package message knows what is said between a shop and its customers: one
// inbox for e-mail, SMS, web, social networks, letters, visits and telephone,
// missed calls and promised call-backs included. It says what waits for an
// answer and since when, to whose thread a message belongs, and what of it must
// be read before a file takes its next step.
//
// What people wrote lies in private boxes. Internal notes and what customers
// see are two kinds of entries, so that no screen and no paper can mix them.
package message

import "etabli/app/domain/repair"

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Times are Unix milliseconds.

// ReceivedFacts is something a customer said, by whatever way.
type ReceivedFacts struct {
	Channel    Channel `cbor:"1,keyasint"`
	ReceivedMS int64   `cbor:"2,keyasint"` // when it reached us, not when it was typed in
	Weight     Weight  `cbor:"3,keyasint,omitempty"`
	Missed     bool    `cbor:"4,keyasint,omitempty"` // a call that nobody took
	WaitedS    int     `cbor:"5,keyasint,omitempty"` // how long the caller waited
	Site       string  `cbor:"6,keyasint"`
	Waits      Waiting `cbor:"7,keyasint,omitempty"` // why it has no owner yet
	Source     string  `cbor:"8,keyasint,omitempty"` // the name by which its channel knows it; never taken in twice
	// Pictures came with it, made anew (version 2).
	Pictures []repair.Attachment `cbor:"9,keyasint,omitempty"`
	// Wish is what they ask for, until which day or at which shop (version 2).
	Wish    Wish   `cbor:"10,keyasint,omitempty"`
	WishFor string `cbor:"11,keyasint,omitempty"`
}

// TextBox is the private part of what was said (purpose File of the thread).
type TextBox struct {
	From    string `cbor:"1,keyasint,omitempty"` // number, address or name as the channel gave it
	FromKey string `cbor:"2,keyasint,omitempty"` // E.164, or the address in small letters
	Subject string `cbor:"3,keyasint,omitempty"`
	Text    string `cbor:"4,keyasint,omitempty"`
	Link    string `cbor:"5,keyasint,omitempty"` // where it was said in public
	// Left are the names of what came with it and was not taken: no picture, or too
	// large.
	Left []string `cbor:"6,keyasint,omitempty"`
}

// SentFacts is something we said to a customer.
type SentFacts struct {
	Channel   Channel `cbor:"1,keyasint"`
	SentMS    int64   `cbor:"2,keyasint"`
	Template  string  `cbor:"3,keyasint,omitempty"`
	Language  string  `cbor:"4,keyasint,omitempty"`
	Automatic bool    `cbor:"5,keyasint,omitempty"` // nobody wrote it: it answers nothing
	Shelved   bool    `cbor:"6,keyasint,omitempty"` // to a telephone that lies on our shelf: no notice
	Site      string  `cbor:"7,keyasint,omitempty"`
	Event     Event   `cbor:"8,keyasint,omitempty"` // version 2: of which nobody wrote, but the shop tells
	// ByMS is until when it is of use: no quiet hours hold it beyond (version 2).
	ByMS int64 `cbor:"9,keyasint,omitempty"`
	// Owed is what law wants told, also to whom has stopped messages (version 2).
	Owed Owed `cbor:"10,keyasint,omitempty"`
}

// NotedFacts is a note for colleagues; its text is in a private box and never
// leaves the shop, except that people may ask for what is written about them.
type NotedFacts struct{}

// AssignedFacts says who sees to a thread; nobody is the whole team.
type AssignedFacts struct {
	Staff string `cbor:"1,keyasint,omitempty"` // id
}

// SettledFacts ends what its author had read.
type SettledFacts struct {
	How Settling `cbor:"1,keyasint"`
}

// CallPromisedFacts is a call-back that somebody promised.
type CallPromisedFacts struct {
	ByMS int64 `cbor:"1,keyasint"`
}

// CalledFacts is a call that was made.
type CalledFacts struct {
	Reached bool  `cbor:"1,keyasint,omitempty"`
	AtMS    int64 `cbor:"2,keyasint"`
}

// PlacedFacts says whose a thread is: the customer and the file are entities of
// its entry. Asked means that the customer was asked which file it is about.
type PlacedFacts struct {
	Asked bool `cbor:"1,keyasint,omitempty"`
}

// JoinedFacts brings what was said in another thread into the one that comes
// first in its entry: it was about the same matter. The other one is done.
type JoinedFacts struct {
	Lines []ReceivedFacts `cbor:"1,keyasint"`
}

// JoinedBox is the words of those lines, in their order (purpose File).
type JoinedBox struct {
	Lines []TextBox `cbor:"1,keyasint"`
}

// AssistedFacts is help without a device: what was tried and how it ended.
type AssistedFacts struct {
	Channel  Channel `cbor:"1,keyasint"`
	Product  string  `cbor:"2,keyasint,omitempty"`
	Tried    []Step  `cbor:"3,keyasint,omitempty"`
	Outcome  string  `cbor:"4,keyasint,omitempty"` // solved, to_repair, to_visit, given_up
	Remote   bool    `cbor:"5,keyasint,omitempty"` // we were on the customer's device
	Consent  bool    `cbor:"6,keyasint,omitempty"` // who agreed to it before
	BeganMS  int64   `cbor:"7,keyasint,omitempty"`
	EndedMS  int64   `cbor:"8,keyasint,omitempty"`
	KnownFor string  `cbor:"9,keyasint,omitempty"` // code of the known fault of the model
	Site     string  `cbor:"10,keyasint,omitempty"`
}

// Step is one thing that was tried.
type Step struct {
	What   string `cbor:"1,keyasint" json:"what"`
	Helped bool   `cbor:"2,keyasint,omitempty" json:"helped,omitempty"`
}

// TargetsFacts is how soon a shop means to answer, by channel, in minutes of
// its opening hours.
type TargetsFacts struct {
	Minutes map[Channel]int `cbor:"1,keyasint"`
}
