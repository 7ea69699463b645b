package journal

import (
	"context"
	"errors"
	"fmt"

	"etabli/storage"
)

// group is what one run of a transaction builds from its commands.
type group struct {
	batch    Batch
	outcomes []Outcome
	records  []record
	entities []Entity
	before   Digest // link before the first record
	head     Head   // after the last
}

// earlyCommands is up to how many commands a group is in the outbox while its
// entries are folded: what one person waits for. A group that turns out too big
// for the store, as those of an import do, is better not written before.
const earlyCommands = 16

// sideWrite is the write to the outbox that runs beside the store's commit.
type sideWrite struct {
	running chan error
	begun   bool
	err     error
}

func (w *sideWrite) start(write func() error) {
	w.begun = true
	w.running = make(chan error, 1)
	go func() { w.running <- write() }()
}

// join waits for the write and returns the first error of all.
func (w *sideWrite) join() error {
	if w.running != nil {
		w.err = errors.Join(w.err, <-w.running)
		w.running = nil
	}
	return w.err
}

// tryGroup commits commands in one transaction, the outbox beside the store.
// An error that wraps ErrStopped leaves the outcome unknown; after any other
// nothing was written.
func (l *Log) tryGroup(commands []*command) ([]Outcome, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); errors.Is(err, ErrStopped) {
		return nil, err
	}
	var g *group
	var side sideWrite
	var refused error // by fn itself: the store rolled back
	chain := l.Chain()
	err := l.store.Update(context.WithoutCancel(commands[0].ctx), func(tx storage.Tx) error {
		if err := side.join(); err != nil {
			return err
		}
		refused = nil
		g = &group{outcomes: make([]Outcome, len(commands))}
		refused = l.build(tx, g, chain, commands, &side)
		return refused
	})
	if sideErr := side.join(); sideErr != nil {
		return nil, l.stop(sideErr)
	}
	if err != nil {
		return nil, l.rolledBack(err, refused != nil, side.begun, g)
	}
	l.landed(g)
	return g.outcomes, nil
}

// rolledBack decides what an error of the store means: nothing was written and
// the outbox can take back its part, or the outcome is unknown and all stops.
func (l *Log) rolledBack(err error, refused, begun bool, g *group) error {
	if !refused && !errors.Is(err, storage.ErrTooBig) && begun {
		return l.stop(err)
	}
	if begun && len(g.records) > 0 {
		if voidErr := l.outbox.void(g.records[0].seq); voidErr != nil {
			return l.stop(errors.Join(err, voidErr))
		}
	}
	return err
}

// landed notes that store and outbox both hold the group, and tells watchers.
func (l *Log) landed(g *group) {
	if len(g.records) == 0 {
		return
	}
	l.mu.Lock()
	l.durable = g.head.Seq
	l.mu.Unlock()
	l.watchers.Notify(g.entities)
}

// build runs the plans in order, writes their entries and begins to write the
// outbox.
func (l *Log) build(tx storage.Tx, g *group, chain ChainID, commands []*command, side *sideWrite) error {
	var err error
	if g.head, err = HeadOf(tx, chain); err != nil {
		return err
	}
	g.before = g.head.Link
	for i, c := range commands {
		if err := c.ctx.Err(); err != nil {
			g.outcomes[i].Err = fmt.Errorf("journal: wait for the committer: %w", err)
			continue
		}
		receipt, own, err := l.runCommand(tx, g, chain, &c.Command)
		if err != nil {
			return err
		}
		g.outcomes[i] = Outcome{receipt, own}
	}
	if len(g.records) == 0 {
		return l.fold(tx, g)
	}
	if err := putHead(tx, chain, g.head); err != nil {
		return err
	}
	write := func() error { return l.outbox.write(chain, g.before, g.records) }
	early := len(commands) <= earlyCommands
	if early {
		side.start(write)
	}
	if err := l.fold(tx, g); err != nil {
		return err
	}
	if !early {
		side.start(write)
	}
	return nil
}

// fold brings what is derived up to date with the entries written so far.
func (l *Log) fold(tx storage.Tx, g *group) error {
	touched, err := g.batch.Take(tx)
	if err != nil || len(touched) == 0 {
		return err
	}
	for i := range touched {
		g.entities = append(g.entities, touched[i].Entity)
	}
	if err := l.foldTouched(tx, touched); err != nil {
		return fmt.Errorf("journal: fold: %w", err)
	}
	return nil
}

// runCommand runs one command. own is the command's own error; err ends the
// transaction.
func (l *Log) runCommand(tx storage.Tx, g *group, chain ChainID, c *Command) (r Receipt, own, err error) {
	ref, known, err := OfCommand(tx, c.ID)
	if err != nil {
		return r, nil, err
	}
	if known {
		p, err := Get(tx, ref)
		return Receipt{Ref: ref, HLC: p.Header.HLC, Entities: p.Header.Entities, Repeated: true}, nil, err
	}
	reader := &planReader{tx: tx, fold: func() error { return l.fold(tx, g) }}
	draft, own := c.Plan(reader)
	if reader.failed != nil {
		return r, nil, reader.failed
	}
	if own != nil || draft == nil {
		return r, own, nil
	}
	a, own, err := l.assemble(tx, g.head, chain, c.ID, draft)
	if own != nil || err != nil {
		return r, own, err
	}
	h := &a.entry.Header
	return Receipt{Ref: a.entry.Ref(), HLC: h.HLC, Entities: h.Entities}, nil, g.write(tx, a)
}

// write puts an entry into store and records.
func (g *group) write(tx storage.Tx, a assembled) error {
	h := &a.entry.Header
	g.head = Head{Seq: h.Seq, Link: Link(g.head.Link, a.entry.Digest()), HLC: h.HLC}
	g.records = append(g.records, record{seq: h.Seq, encoded: a.encoded, keys: a.keys})
	return g.batch.writeIndexed(tx, a.entry, &entryRow{link: g.head.Link, encoded: a.encoded}, a.indexes)
}
