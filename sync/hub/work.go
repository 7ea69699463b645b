package hub

import (
	"etabli/storage/journal"
	"etabli/sync/wire"
)

// Work is one thing to settle: a hand-in, or a command of HQ's own.
type Work struct {
	HandIn *HandIn
	own    *ownCommand
	back   *BackIn
	closes bool // ends the recovery
	gives  bool // gives up what is missing before what was given back

	Verdict Verdict         // of a hand-in
	Receipt journal.Receipt // of a command
	Placed  Placed          // what of that which was given back has a position
	Err     error           // nothing of the work was done, or not all of it
}

// Placed is where HQ has what it was given back.
type Placed struct {
	Items  []wire.Item
	Scopes []wire.ScopeChange // what of it is of other sites now
}

func (p *Placed) add(o Placed) {
	p.Items, p.Scopes = append(p.Items, o.Items...), append(p.Scopes, o.Scopes...)
}

// CommandWork is the work of a command of HQ's own.
func CommandWork(id journal.CommandID, plan Plan) *Work {
	return &Work{own: &ownCommand{id: id, plan: plan}}
}

// BackWork is the work of what a device gives back.
func BackWork(in BackIn) *Work { return &Work{back: &in} }

// RecoveredWork ends the recovery of a restored HQ.
func RecoveredWork() *Work { return &Work{closes: true} }

// GiveUpWork places what was given back without what is missing before it.
func GiveUpWork() *Work { return &Work{gives: true} }

func (w *Work) bytes() int {
	size := 0
	if w.HandIn != nil {
		for _, e := range w.HandIn.Entries {
			size += len(e)
		}
	}
	return size
}
