package views

import (
	"errors"

	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Thread is one conversation.
type Thread struct {
	ID           journal.EntityID `json:"id"`
	Site         string           `json:"site"`
	Status       message.Status   `json:"status"`
	Assigned     journal.EntityID `json:"assigned,omitzero"`
	AssignedName string           `json:"assigned_name,omitempty"`
	Customer     journal.EntityID `json:"customer,omitzero"`
	CustomerName string           `json:"customer_name,omitempty"`
	Erased       bool             `json:"customer_erased,omitempty"`
	Repair       journal.EntityID `json:"repair,omitzero"`
	Joined       journal.EntityID `json:"joined,omitzero"` // the thread that its lines went into
	Number       string           `json:"number,omitempty"`
	Waits        message.Waiting  `json:"waits,omitempty"` // why nobody knows whose it is
	From         string           `json:"from,omitempty"`  // who wrote last
	Last         string           `json:"last,omitempty"`  // and what
	Unread       int              `json:"unread,omitempty"`
	SinceMS      int64            `json:"since_ms,omitempty"` // since when a line waits
	LastMS       int64            `json:"last_ms"`
	PromisedMS   int64            `json:"promised_ms,omitempty"`
	Acknowledged bool             `json:"acknowledged,omitempty"`
	Lines        []ThreadLine     `json:"lines,omitempty"`
	Notes        []Note           `json:"notes,omitempty"` // for colleagues alone
	Assisted     *Assistance      `json:"assisted,omitempty"`
	Tentative    bool             `json:"tentative,omitempty"`
	Review       int              `json:"review,omitempty"`

	Thread message.Thread `json:"-"` // for clocks and guards
}

// ThreadLine is one thing that was said with a customer.
type ThreadLine struct {
	Ref       journal.Ref     `json:"ref"`
	Inbound   bool            `json:"inbound"`
	Channel   message.Channel `json:"channel"`
	AtMS      int64           `json:"at_ms"`
	Weight    message.Weight  `json:"weight,omitempty"`
	Missed    bool            `json:"missed,omitempty"`
	Automatic bool            `json:"automatic,omitempty"`
	Unheard   bool            `json:"unheard,omitempty"` // sent to a telephone on our shelf
	From      string          `json:"from,omitempty"`
	Subject   string          `json:"subject,omitempty"`
	Text      string          `json:"text,omitempty"`
	Link      string          `json:"link,omitempty"`
	// Pictures came with it; Left are the names of what came and was not taken.
	Pictures   []repair.Attachment `json:"pictures,omitempty"`
	Left       []string            `json:"left,omitempty"`
	Wish       message.Wish        `json:"wish,omitempty"` // what it asks for
	WishFor    string              `json:"wish_for,omitempty"`
	Source     string              `json:"source,omitempty"` // the channel's own name for it
	AuthorName string              `json:"author_name,omitempty"`
	HandledMS  int64               `json:"handled_ms,omitempty"`
	AnsweredMS int64               `json:"answered_ms,omitempty"`
	Carried    *Carried            `json:"carried,omitempty"` // what became of it on its way out
}

// Note is words for colleagues. No paper, page or message shows one.
type Note struct {
	AtMS       int64  `json:"at_ms"`
	Text       string `json:"text"`
	AuthorName string `json:"author_name,omitempty"`
}

// Assistance is help without a device.
type Assistance struct {
	Channel  message.Channel `json:"channel"`
	Product  string          `json:"product,omitempty"`
	Tried    []message.Step  `json:"tried,omitempty"`
	Outcome  string          `json:"outcome,omitempty"`
	Remote   bool            `json:"remote,omitempty"`
	Consent  bool            `json:"consent,omitempty"`
	BeganMS  int64           `json:"began_ms,omitempty"`
	EndedMS  int64           `json:"ended_ms,omitempty"`
	KnownFor string          `json:"known_for,omitempty"`
}

// The lists of threads; each also exists for one site, with "/" and its code.
const (
	ThreadsWaiting  = "waits" // the longest first
	ThreadsAnswered = "answered"
	ThreadsDone     = "done"
	ThreadsUnplaced = "unplaced" // whose they are has to be asked
	ThreadsPromised = "calls"    // call-backs that are owed
	ThreadsStuck    = "stuck"    // a message did not go, or nobody knows whether it did
)

// Threads lists the lists of threads.
func Threads() []string {
	return []string{ThreadsWaiting, ThreadsAnswered, ThreadsDone, ThreadsUnplaced, ThreadsPromised, ThreadsStuck}
}

var threadShape = shape{
	places: threadPlaces,
	texts: func(o *opener) []string {
		var texts []string
		for _, said := range o.state.Talk {
			box := wordsOf(o.open, said)
			texts = append(texts, joinedPhone(box.FromKey), box.From, box.Subject, box.Text)
		}
		return texts
	},
}

// wordsOf opens the words of a line; nothing when they do not open.
func wordsOf(open func(field string, into any) bool, said fold.Said) (box message.TextBox) {
	if said.Part == 0 {
		open(said.Field(), &box)
		return box
	}
	var all message.JoinedBox
	if open(said.Field(), &all) && said.Part <= len(all.Lines) {
		return all.Lines[said.Part-1]
	}
	return box
}

// words opens the words of a line of a thread.
func (l *look) words(s *subject, said fold.Said) message.TextBox {
	return wordsOf(func(field string, into any) bool { return l.private(s, field, into) }, said)
}

func threadPlaces(s *fold.State) []place {
	t := s.Thread()
	n, sinceMS := t.Unread()
	last := latest(lastSaid(s))
	var out []place
	everywhere := func(list string, sort []byte) {
		out = append(out, place{list, sort}, place{list + "/" + s.Value(fold.FieldSite), sort})
	}
	switch status := t.Status(); {
	case n > 0:
		everywhere(ThreadsWaiting, by(sinceMS))
	case status == message.Answered:
		everywhere(ThreadsAnswered, last)
	default:
		everywhere(ThreadsDone, last)
	}
	if s.Value(fold.FieldWaits) != "" {
		everywhere(ThreadsUnplaced, by(lastSaid(s)))
	}
	if s.PromisedMS != 0 {
		everywhere(ThreadsPromised, by(s.PromisedMS))
	}
	goes, stuck := onTheirWay(s)
	if goes != 0 {
		out = append(out, place{threadsOutgoing, latest(goes)})
	}
	if stuck != 0 {
		everywhere(ThreadsStuck, by(stuck))
	}
	for _, link := range []string{fold.FieldRepair, fold.FieldOf} {
		if id := s.Value(link); id != "" {
			out = append(out, place{link + "/" + id, last})
		}
	}
	return out
}

func lastSaid(s *fold.State) int64 {
	last := s.BegunMS
	for _, said := range s.Talk {
		last = max(last, said.AtMS)
	}
	return last
}

// Thread answers a conversation with its words; storage.ErrNotFound when there
// is none.
func (v *Views) Thread(r storage.Reader, id journal.EntityID) (Thread, error) {
	l, err := newLook(r)
	if err != nil {
		return Thread{}, err
	}
	s, err := l.whole(kind.Thread, id)
	if err != nil {
		return Thread{}, err
	}
	t, err := l.thread(id, s.state)
	if err != nil {
		return t, err
	}
	if t.Lines, err = l.threadLines(s); err != nil {
		return t, err
	}
	t.Notes, err = l.threadNotes(s)
	return t, err
}

// thread is what the state alone tells, with the names of whom it names.
func (l *look) thread(id journal.EntityID, s *fold.State) (Thread, error) {
	now := s.Thread()
	t := Thread{
		ID: id, Site: s.Value(fold.FieldSite), Status: now.Status(), Assigned: s.ID(fold.FieldAssigned),
		Customer: s.ID(fold.FieldOf), Repair: s.ID(fold.FieldRepair), Joined: s.ID(fold.FieldJoined), Waits: message.Waiting(s.Value(fold.FieldWaits)),
		LastMS: lastSaid(s), PromisedMS: s.PromisedMS, Acknowledged: now.Acknowledged(),
		Tentative: s.Waiting > 0, Review: len(s.Items), Thread: now,
	}
	t.Unread, t.SinceMS = now.Unread()
	if saved := s.Value(fold.FieldAssisted); saved != "" {
		var f message.AssistedFacts
		if err := journal.UnmarshalFacts([]byte(saved), &f); err != nil {
			return t, err
		}
		t.Assisted = &Assistance{f.Channel, f.Product, f.Tried, f.Outcome, f.Remote, f.Consent, f.BeganMS, f.EndedMS, f.KnownFor}
	}
	var err error
	if t.AssignedName, err = l.author(t.Assigned); err != nil {
		return t, err
	}
	if t.CustomerName, t.Number, err = l.named(t.Customer, t.Repair); err != nil {
		return t, err
	}
	t.Erased = l.isErased(t.Customer)
	return t, nil
}

// isErased tells whether a customer was erased.
func (l *look) isErased(of journal.EntityID) bool {
	c, err := l.contact(of)
	return err == nil && c.Erased
}

// named are the name of a customer and the number of a file, as far as this
// store knows them.
func (l *look) named(of, file journal.EntityID) (name, number string, err error) {
	if !of.IsZero() {
		c, err := l.contact(of)
		if err != nil {
			return "", "", err
		}
		name = c.Name
	}
	if file.IsZero() {
		return name, "", nil
	}
	r, err := l.raw(file)
	if errors.Is(err, storage.ErrNotFound) {
		return name, "", nil
	}
	if err != nil {
		return name, "", err
	}
	return name, r.Number, nil
}

func (l *look) threadLines(s *subject) ([]ThreadLine, error) {
	out := make([]ThreadLine, 0, len(s.state.Talk))
	for _, said := range s.state.Talk {
		line := ThreadLine{
			Ref: said.Ref, Inbound: said.Inbound, Channel: said.Channel, AtMS: said.AtMS, Weight: said.Weight,
			Missed: said.Missed, Automatic: said.Receipt || said.Told, Unheard: said.Shelved, HandledMS: said.HandledMS, AnsweredMS: said.AnsweredMS,
			Carried: carriedOf(said.Carried), Source: said.Source, Wish: said.Wish, WishFor: said.WishFor,
		}
		box := l.words(s, said)
		line.From, line.Subject, line.Text, line.Link, line.Left = box.From, box.Subject, box.Text, box.Link, box.Left
		if e := s.entry(said.Ref); e != nil {
			line.Pictures = picturesOf(e, said)
			var err error
			if line.AuthorName, err = l.author(e.Header.Author); err != nil {
				return nil, err
			}
		}
		out = append(out, line)
	}
	return out, nil
}

// picturesOf are the pictures that came with a line.
func picturesOf(e *journal.Positioned, said fold.Said) []repair.Attachment {
	switch {
	case said.Pictures == 0:
		return nil
	case said.Part == 0:
		return read[message.ReceivedFacts](e).Pictures
	}
	all := read[message.JoinedFacts](e).Lines
	if said.Part > len(all) {
		return nil
	}
	return all[said.Part-1].Pictures
}

func (l *look) threadNotes(s *subject) ([]Note, error) {
	var out []Note
	for i := range s.history {
		e := &s.history[i]
		var box message.TextBox
		if kind.Kind(e.Header.Kind) != kind.MessageNoted || has(s.state.Repeats, e.Ref()) || !l.private(s, fold.GroupNoted+e.Ref().String(), &box) {
			continue
		}
		name, err := l.author(e.Header.Author)
		if err != nil {
			return nil, err
		}
		out = append(out, Note{AtMS: fold.AtMS(e), Text: box.Text, AuthorName: name})
	}
	return out, nil
}
