package message

import (
	"cmp"
	"slices"
)

// Person is somebody who has the number or address that a message came from.
type Person struct {
	Customer string   // id
	Files    []string // ids of their open files
}

// Sender is what is known of who sent a message.
type Sender struct {
	People  []Person // all who have the number or address
	Threads []Open   // open threads in which it was used
	Named   []Named  // files whose number stands in the text
	Answers *Open    // the thread of ours that it answers, as its channel says
}

// Open is a thread that is not done.
type Open struct {
	Thread   string
	Customer string
	File     string
	LastMS   int64
}

// Named is a file that a message names.
type Named struct {
	File     string
	Customer string
}

// Placing is where a message goes: to a thread, or to a new one, of a customer
// and about a file, each as far as it is certain. Why says what has to be asked
// before it is anybody's.
type Placing struct {
	Thread   string
	Customer string
	File     string
	Why      Waiting
}

// Place decides where a message goes. It never goes to a customer who does not
// have the number or address it came from, whatever number of a file it names;
// an address that nobody has goes on where a person has put it before.
func Place(s Sender) Placing {
	if s.answersTheirOwn() {
		return Placing{Thread: s.Answers.Thread, Customer: s.Answers.Customer, File: s.Answers.File}
	}
	switch len(s.People) {
	case 0:
		if known, ok := s.placedBefore(); ok {
			return Placing{Thread: known.Thread, Customer: known.Customer, File: known.File}
		}
		return Placing{Thread: s.waiting(), Why: UnknownFrom}
	case 1:
		return s.of(s.People[0])
	}
	for _, n := range s.Named {
		for _, p := range s.People {
			if n.Customer == p.Customer {
				return Placing{Thread: s.thread(p.Customer, n.File), Customer: p.Customer, File: n.File}
			}
		}
	}
	return Placing{Thread: s.waiting(), Why: SharedNumber}
}

// answersTheirOwn tells whether a message answers one of ours to its own sender:
// somebody of whom the thread is, or who wrote in it before. What it names besides
// is asked about as ever.
func (s Sender) answersTheirOwn() bool {
	if s.Answers == nil || s.Answers.Customer == "" || len(s.Named) > 0 {
		return false
	}
	for _, p := range s.People {
		if p.Customer == s.Answers.Customer {
			return true
		}
	}
	for _, t := range s.Threads {
		if t.Thread == s.Answers.Thread {
			return true
		}
	}
	return false
}

// of places a message of the one person who has its number.
func (s Sender) of(p Person) Placing {
	for _, n := range s.Named {
		if n.Customer == p.Customer {
			return Placing{Thread: s.thread(p.Customer, n.File), Customer: p.Customer, File: n.File}
		}
	}
	if len(s.Named) > 0 {
		return Placing{Customer: p.Customer, Why: NotTheirs}
	}
	if last, ok := s.last(p.Customer); ok {
		return Placing{Thread: last.Thread, Customer: p.Customer, File: last.File}
	}
	switch len(p.Files) {
	case 0:
		return Placing{Customer: p.Customer}
	case 1:
		return Placing{Customer: p.Customer, File: p.Files[0]}
	}
	return Placing{Customer: p.Customer, Why: SeveralFiles}
}

// thread is the open thread of a customer about a file.
func (s Sender) thread(customer, file string) string {
	for _, t := range s.Threads {
		if t.Customer == customer && t.File == file {
			return t.Thread
		}
	}
	return ""
}

// last is the open thread in which a customer spoke last.
func (s Sender) last(customer string) (Open, bool) {
	mine := slices.DeleteFunc(slices.Clone(s.Threads), func(t Open) bool { return t.Customer != customer })
	if len(mine) == 0 {
		return Open{}, false
	}
	return slices.MaxFunc(mine, func(a, b Open) int { return cmp.Compare(a.LastMS, b.LastMS) }), true
}

// placedBefore is the last thread of an address that nobody has, when a person
// has put all of its threads to one customer.
func (s Sender) placedBefore() (Open, bool) {
	if len(s.Named) > 0 {
		return Open{}, false
	}
	for _, t := range s.Threads {
		if t.Customer == "" || t.Customer != s.Threads[0].Customer {
			return Open{}, false
		}
	}
	if len(s.Threads) == 0 {
		return Open{}, false
	}
	return s.last(s.Threads[0].Customer)
}

// waiting is the thread of the same sender that nobody has placed yet.
func (s Sender) waiting() string {
	for _, t := range s.Threads {
		if t.Customer == "" {
			return t.Thread
		}
	}
	return ""
}
