package fold

import (
	"slices"
	"strconv"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of a customer who asked for something about their data.
const (
	GroupAsked   = "asked/" // by what was asked: when, how, how they were known, the last day for an answer
	FieldOrdered = "erasure_ordered"
	// GroupReplied is by what was asked: when, how, and what was answered.
	GroupReplied = "replied/"
)

var erasureKinds = kinds{
	kind.PersonAsked:    {personAsked},
	kind.PersonErased:   {personErased},
	kind.ErasureOrdered: {erasureOrdered},
	kind.PersonAnswered: {personAnswered},
}

func personAsked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[erasure.AskedFacts](a)
	if err == nil && is(e, kind.Customer) {
		x.set(GroupAsked+string(f.For), joined([]string{strconv.FormatInt(f.AtMS, 10), f.By, f.Known, f.AnswerBy}))
	}
	return err
}

func personAnswered(a *act, e journal.Entity, x *effects) error {
	f, err := facts[erasure.AnsweredFacts](a)
	if err == nil && is(e, kind.Customer) {
		x.set(GroupReplied+string(f.For), joined([]string{strconv.FormatInt(f.AtMS, 10), f.By, string(f.Reply), f.Why}))
	}
	return err
}

func erasureOrdered(a *act, e journal.Entity, x *effects) error {
	_, err := facts[erasure.OrderedFacts](a)
	if err == nil && is(e, kind.Customer) {
		x.set(FieldOrdered, yes)
	}
	return err
}

// personErased concerns every entity it names; the customer it is about may be
// one of them or not.
func personErased(a *act, e journal.Entity, x *effects) error {
	f, err := facts[erasure.ErasedFacts](a)
	if err != nil {
		return err
	}
	for _, s := range f.Subjects {
		if s.Type == uint8(e.Type) && string(s.ID) == string(e.ID[:]) {
			for _, p := range s.Purposes {
				x.erases = append(x.erases, journal.Purpose(p))
			}
		}
	}
	if is(e, kind.Customer) && a.decides {
		x.erased = &f
	}
	return nil
}

// erasures are what was erased of an entity, and what was written about it.
type erasures struct {
	last    *act // of those about this customer
	stays   []erasure.Stays
	acts    []erasing
	private []*act // entries with private words of the entity
}

type erasing struct {
	act      *act
	purposes []journal.Purpose
}

// witness notes an entry with private words of the entity. That their bytes are
// gone changes nothing: an entry names its boxes for ever.
func (x *erasures) witness(a *act, e journal.Entity) {
	for i := range a.entry.Boxes {
		if b := &a.entry.Boxes[i]; b.Subject == e.ID && b.Purpose != journal.Fiscal {
			x.private = append(x.private, a)
			return
		}
	}
}

func (x *erasures) take(a *act, done *effects) {
	if len(done.erases) > 0 {
		x.acts = append(x.acts, erasing{a, done.erases})
	}
	if done.erased != nil && (x.last == nil || later(a, x.last) > 0) {
		x.last, x.stays = a, done.erased.Stays
	}
}

func (x *erasures) into(s *State) {
	for _, one := range x.acts {
		s.Erased = append(s.Erased, one.purposes...)
	}
	slices.Sort(s.Erased)
	s.Erased = slices.Compact(s.Erased)
	if x.last != nil {
		s.ErasedMS = x.last.atMS()
		s.Stays, _ = journal.MarshalFacts(x.stays) // it was read from facts
	}
}

// items are about words that were written by somebody who did not know that
// they had been erased, and that the erasure did not know: they are gone as well,
// and somebody should know that they were there.
func (x *erasures) items(e journal.Entity) []Item {
	var out []Item
	for _, a := range x.private {
		if x.late(a, e) {
			out = append(out, newItem(e, AfterErasure, "", Side{Write: Write{Ref: a.ref, AtMS: a.atMS()}, Shown: true}))
		}
	}
	return out
}

func (x *erasures) late(a *act, e journal.Entity) bool {
	for i := range a.entry.Boxes {
		b := &a.entry.Boxes[i]
		if b.Subject != e.ID {
			continue
		}
		gone, known := false, false
		for _, one := range x.acts {
			if slices.Contains(one.purposes, b.Purpose) {
				gone, known = true, known || one.act.saw(a.ref)
			}
		}
		if gone && !known {
			return true
		}
	}
	return false
}
