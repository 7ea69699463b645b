package sim

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/hub"
	"etabli/sync/wire"
)

// numberClash is the rule of items about a number of two repairs.
const numberClash = "number_clash"

// checkPromises checks I6: what was answered is in the log, as it was.
func (w *World) checkPromises() {
	l := &w.model.ledger
	for _, p := range w.model.promises {
		at, there := l.at[p.ref]
		switch {
		case there && (p.by == nil || l.entries[at-1].Digest() == p.digest):
		case len(l.commands[p.command]) > 0:
			// Another device, or a later chain of the same one, has handed it in.
		case !p.excused:
			w.fail("I6 durability", "%s, command %s, answered at %d, is not in HQ's log", p.ref, p.command, (p.atMS-startMS)/1000)
			return
		}
	}
}

// checkCommands checks that a command has one effect, however often it was
// asked and wherever it was recorded.
func (w *World) checkCommands() {
	l := &w.model.ledger
	for _, id := range sortedCommands(l.commands) {
		positions := l.commands[id]
		if len(positions) < 2 {
			continue
		}
		first := &l.entries[positions[0]-1]
		about := first.Header.Entities[0]
		repeats := fold.Fold(l.upTo(about, uint64(len(l.entries))), about).Repeats
		chains := map[journal.ChainID]bool{first.Header.Chain: true}
		for _, p := range positions[1:] {
			e := &l.entries[p-1]
			switch {
			case chains[e.Header.Chain] && !w.model.rotted:
				w.fail("I6 durability", "chain %s has command %s twice", e.Header.Chain, id)
			case e.Header.Entities[0] != about || !slices.Contains(repeats, e.Ref()):
				w.fail("I5 log", "command %s acts by %s and by %s", id, first.Ref(), e.Ref())
			}
			chains[e.Header.Chain] = true
		}
	}
}

// clashes are the numbers that more than one repair has now.
func (l *ledger) clashes() []string {
	holders := map[string]int{}
	for e := range l.of {
		if uint8(e.Type) == kind.Repair {
			if n := fold.Fold(l.upTo(e, uint64(len(l.entries))), e).Value(fold.FieldNumber); n != "" {
				holders[n]++
			}
		}
	}
	var out []string
	for n, count := range holders {
		if count > 1 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// atRest tells whether everything has arrived everywhere. A device and its copy
// cannot both stay: one of them leaves when it has handed everything in.
func (w *World) atRest() bool {
	if !w.hq.on || len(w.hq.queue) > 0 {
		return false
	}
	w.read(false)
	rest := !w.hq.awaitsMore() && !w.hq.holdsLent()
	for _, d := range w.devices {
		switch {
		case d.gone:
		case !d.rests():
			rest = false
		case d.twin != nil:
			w.note(d.name, "leaves")
			d.quit()
			d.gone = true
		}
	}
	return rest
}

// rests tells whether a device has nothing to send and holds all of the log.
func (d *device) rests() bool {
	if !d.on {
		return false
	}
	done, code := d.machine.Settled()
	at := d.cursor()
	return done && code == wire.CodeNone && d.told() && at.Position == uint64(len(d.w.model.ledger.entries)) && !d.w.model.stale(at)
}

func (d *device) cursor() wire.Cursor {
	raw, err := d.log.Cursor(context.Background())
	if err != nil {
		return wire.Cursor{}
	}
	p, _ := wire.ParseProgress(raw)
	return p.Cursor
}

// checkRest checks I10: an hour after the last fault nothing waits.
func (w *World) checkRest() {
	if !w.hq.on {
		w.fail("I10 liveness", "HQ is off")
		return
	}
	for _, d := range w.devices {
		if d.gone || d.rests() {
			continue
		}
		if !d.on {
			w.fail("I10 liveness", "%s is off", d.name)
			return
		}
		w.inspect(w.hq.disk, func(r storage.Reader) error {
			held, err := hub.HeldEntries(r)
			for _, h := range held {
				w.note("HQ", "holds %s for %v, released %v", h.Ref, h.Missing, h.Released)
			}
			return err
		})
		done, code := d.machine.Settled()
		waiting, _, err := d.log.Waiting(context.Background())
		w.fail("I10 liveness", "%s has not come to rest: settled %v %s, %d waiting, holds the log up to %d of %d, %+v, %v", d.name, done, code,
			waiting, d.cursor().Position, len(w.model.ledger.entries), d.machine.Status(), err)
		return
	}
	for _, d := range w.devices {
		if d.gone {
			continue
		}
		if waiting, _, err := d.log.Waiting(context.Background()); err != nil || waiting > 0 {
			w.fail("I10 liveness", "%s says that %d entries wait: %v", d.name, waiting, err)
		}
	}
}

func sortedEntities(m map[journal.Entity][]uint64) []journal.Entity {
	list := make([]journal.Entity, 0, len(m))
	for e := range m {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b journal.Entity) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return list
}

func sortedCommands(m map[journal.CommandID][]uint64) []journal.CommandID {
	list := make([]journal.CommandID, 0, len(m))
	for id := range m {
		list = append(list, id)
	}
	slices.SortFunc(list, func(a, b journal.CommandID) int { return bytes.Compare(a[:], b[:]) })
	return list
}
