package journal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"etabli/storage"
)

// Received tells what a page brought.
type Received struct {
	New, Placed, Repeated int
	Quarantined           []Ref // see Quarantined; nothing else waits for them
	Missing               []Ref // positions of entries that neither page nor store holds
	NewChain              EpochReason
	Wanted                bool // histories are to be asked for that were not before
}

// Receive takes in what HQ sent: entries, positions, keys and cursor in one
// transaction, folded. What HQ says about an own entry acknowledges it. An
// entry that contradicts one held here is quarantined and blocks nothing. A page
// that is too big for one transaction of the store is taken in parts, the cursor
// with the last.
func (l *Log) Receive(ctx context.Context, p Page) error {
	_, err := l.ReceivePage(ctx, p)
	return err
}

// ReceivePage is Receive for those who want to know what the page brought.
func (l *Log) ReceivePage(ctx context.Context, p Page) (Received, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return Received{}, err
	}
	if len(p.Items) > MaxPageItems {
		return Received{}, fmt.Errorf("%w: a page of %d entries", ErrTooLarge, len(p.Items))
	}
	sum, err := l.receive(ctx, p)
	if err == nil {
		err = l.pruneOutbox(ctx)
	}
	return sum, err
}

func (l *Log) receive(ctx context.Context, p Page) (Received, error) {
	items := len(p.Items)
	if most := int(l.share.Now()); items > most {
		return l.receiveParts(ctx, p, most)
	}
	var in *intake
	err := l.store.Update(ctx, func(tx storage.Tx) error {
		in = &intake{log: l, tx: tx, acks: map[ChainID]uint64{}}
		return in.take(p)
	})
	if errors.Is(err, storage.ErrTooBig) && items > 1 {
		l.share.TooMuch(int64(items))
		return l.receiveParts(ctx, p, items/2)
	}
	var fork *forkError
	if errors.As(err, &fork) {
		return l.receiveAgain(ctx, p, fork.at)
	}
	if err != nil {
		return Received{}, fmt.Errorf("journal: receive %d entries: %w", items, err)
	}
	l.share.Fitted(int64(items))
	return l.took(in), nil
}

// took goes on after an intake is on disk.
func (l *Log) took(in *intake) Received {
	l.clock.Observe(in.hlc)
	if in.sum.NewChain != 0 {
		l.mu.Lock()
		l.chain, l.durable = in.chain, 0
		l.mu.Unlock()
	}
	l.watchers.Notify(in.entities)
	return in.sum
}

// receiveParts takes in the first n items of a page, and then the others with
// everything else.
func (l *Log) receiveParts(ctx context.Context, p Page, n int) (Received, error) {
	head, rest := p, p
	head.Items, head.Cursor, head.Scopes, head.Scoped, head.Stable, head.Histories, head.Stubs = p.Items[:n], nil, nil, 0, 0, nil, nil
	first, err := l.receive(ctx, head)
	if err != nil {
		return first, err
	}
	rest.Items, rest.Keys, rest.Sites = p.Items[n:], nil, nil
	second, err := l.receive(ctx, rest)
	first.add(second)
	return first, err
}

// receiveAgain makes room for what HQ has in the place of own entries.
func (l *Log) receiveAgain(ctx context.Context, p Page, fork Ref) (Received, error) {
	if err := l.leaveBranch(ctx, fork); err != nil {
		return Received{}, err
	}
	sum, err := l.receive(ctx, p)
	sum.NewChain = Forked
	return sum, err
}

func (r *Received) add(o Received) {
	r.New += o.New
	r.Placed += o.Placed
	r.Repeated += o.Repeated
	r.Quarantined = append(r.Quarantined, o.Quarantined...)
	r.Missing = append(r.Missing, o.Missing...)
	r.NewChain = max(r.NewChain, o.NewChain)
	r.Wanted = r.Wanted || o.Wanted
}

// intake takes a page into one transaction.
type intake struct {
	log      *Log
	tx       storage.Tx
	batch    Batch
	sum      Received
	acks     map[ChainID]uint64 // of own chains
	epochs   []Epoch
	reason   EpochReason // why a new chain must begin
	chain    ChainID     // the new one
	hlc      uint64
	entities []Entity
}

func (in *intake) take(p Page) (err error) {
	if in.epochs, err = Epochs(in.tx); err != nil {
		return err
	}
	if err := in.keys(p.Keys); err != nil {
		return err
	}
	for _, chain := range slices.SortedFunc(maps.Keys(p.Sites), compareChains) {
		if err := putSite(in.tx, chain, p.Sites[chain]); err != nil {
			return err
		}
	}
	if err := in.foreign(&p); err != nil {
		return err
	}
	for i := range p.Items {
		if err := in.item(&p.Items[i]); err != nil {
			return err
		}
	}
	if err := in.scopes(&p); err != nil {
		return err
	}
	if p.Cursor != nil {
		if err := putRow(in.tx, metaKey(metaCursor), p.Cursor); err != nil {
			return err
		}
	}
	if err := in.acknowledge(); err != nil {
		return err
	}
	if err := in.renew(); err != nil {
		return err
	}
	return in.fold()
}

func (in *intake) keys(keys []KeyRow) error {
	for _, k := range keys {
		if err := PutKey(in.tx, k.Subject, k.Purpose, k.Key); err != nil {
			return err
		}
	}
	return nil
}

// acknowledge keeps how much of the own chains HQ has by now.
func (in *intake) acknowledge() error {
	for _, e := range in.epochs {
		upTo := in.acks[e.Chain]
		if upTo == 0 {
			continue
		}
		if err := raiseAck(in.tx, e.Chain, ackState{acknowledged: upTo}); err != nil {
			return err
		}
		if err := narrowGap(in.tx, e.Chain); err != nil {
			return err
		}
	}
	return nil
}

// renew begins a new chain when something that was taken in asks for it.
func (in *intake) renew() (err error) {
	if in.sum.NewChain = in.reason; in.reason != 0 {
		in.chain, err = beginEpoch(in.tx, in.log.rand, ChainID{}, in.reason)
	}
	return err
}

func (in *intake) fold() error {
	touched, err := in.batch.Take(in.tx)
	if err != nil || len(touched) == 0 {
		return err
	}
	for i := range touched {
		in.entities = append(in.entities, touched[i].Entity)
	}
	if err := in.log.foldTouched(in.tx, touched); err != nil {
		return fmt.Errorf("fold: %w", err)
	}
	return nil
}

func (in *intake) item(item *PageItem) error {
	ref := item.Ref
	if item.Entry != nil {
		ref = item.Entry.Ref()
		in.hlc = max(in.hlc, item.Entry.Header.HLC)
	}
	if err := in.own(ref); err != nil {
		return err
	}
	if item.Entry == nil {
		return in.position(ref, item.place())
	}
	err := in.batch.Keep(in.tx, item.Entry, item.place())
	switch {
	case err == nil:
		in.sum.New++
		if in.log.lent.Load() {
			err = in.tx.Delete(vouchKey(ref))
		}
		return errors.Join(err, in.revive(ref, item.Position), in.replace(item))
	case harmless(err):
		in.sum.Repeated++
		return in.position(ref, item.place())
	case errors.Is(err, ErrFork):
		return in.forked(item)
	case errors.Is(err, ErrMalformed), errors.Is(err, ErrTooLarge):
		return in.setAside(item.Entry, BadForm)
	}
	return err
}

// position notes where HQ put an entry that is held.
func (in *intake) position(ref Ref, p Place) error {
	if p.Position == 0 {
		return nil
	}
	err := in.batch.SetPlace(in.tx, ref, p)
	if err == nil && in.log.voids.Load() {
		err = in.tx.Delete(voidKey(ref))
	}
	if err == nil && in.log.lent.Load() {
		err = in.tx.Delete(vouchKey(ref))
	}
	if errors.Is(err, storage.ErrNotFound) {
		in.sum.Missing = append(in.sum.Missing, ref)
		return nil
	}
	if err != nil {
		return err
	}
	in.sum.Placed++
	return in.revive(ref, p.Position)
}

func (in *intake) setAside(e *Entry, reason QuarantineReason) error {
	in.sum.Quarantined = append(in.sum.Quarantined, e.Ref())
	return quarantine(in.tx, e, reason)
}

// forked deals with an entry whose place is taken. An own entry that HQ never
// had makes room, and so does one that its author vouched for, or that HQ has
// lost; what HQ said and stands by stays.
func (in *intake) forked(item *PageItem) error {
	held, err := Get(in.tx, item.Entry.Ref())
	switch {
	case err != nil:
		return err
	case held.Position != 0:
		return in.setAside(item.Entry, ForkedByHQ)
	case owns(in.epochs, item.Entry.Header.Chain):
		return &forkError{item.Entry.Ref()}
	}
	if brought, err := in.brought(held.Ref()); err != nil {
		return err
	} else if brought {
		return &forkError{held.Ref()}
	}
	if err := in.displace(&held); err != nil {
		return err
	}
	in.sum.New++
	return in.batch.Keep(in.tx, item.Entry, item.place())
}

// own notes an acknowledgement when ref is an entry of this device, and that a
// new chain must begin when HQ has more of the chain in work than we do.
func (in *intake) own(ref Ref) error {
	if !owns(in.epochs, ref.Chain) {
		return nil
	}
	head, err := HeadOf(in.tx, ref.Chain)
	if err != nil {
		return err
	}
	in.acks[ref.Chain] = max(in.acks[ref.Chain], min(ref.Seq, head.Seq))
	if in.current(ref.Chain) && ref.Seq > head.Seq {
		in.reason = Outrun
	}
	return nil
}

func (in *intake) current(c ChainID) bool {
	return len(in.epochs) > 0 && in.epochs[len(in.epochs)-1].Chain == c
}

// Cursor returns the cursor of the last page received, or nil.
func (l *Log) Cursor(ctx context.Context) (cursor []byte, err error) {
	err = l.store.View(ctx, func(r storage.Reader) error {
		cursor, err = CursorOf(r)
		return err
	})
	return cursor, err
}

// CursorOf returns the cursor of the last page that a store received, or nil.
func CursorOf(r storage.Reader) ([]byte, error) {
	cursor, err := getRow(r, metaKey(metaCursor))
	if errors.Is(err, storage.ErrNotFound) {
		return nil, nil
	}
	return cursor, err
}
