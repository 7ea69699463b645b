package journal

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
)

// Two devices of a site can exchange entries without HQ. What one brings gets no
// place in HQ's order here: it is tail until HQ says otherwise.

// Brought is what another device of the site brought, checked by the caller.
type Brought struct {
	Entries []BroughtEntry // causes first
	Keys    []KeyRow
	// Owners are the devices that vouched for chains.
	Owners map[ChainID]EntityID
	// Sites says where chains belong, Past in which lineages HQ may have said Told.
	Sites map[ChainID]string
	Past  [][]byte
	// Cut says what the caller left out, by the first entry of a chain: what follows it
	// there is not taken in before it is held.
	Cut map[ChainID]uint64
}

// BroughtEntry is one entry of another device.
type BroughtEntry struct {
	Entry *Entry
	Link  Digest // of its chain up to it, when its author vouched for it
	// Before is the link of the chain before it.
	Before Digest
	Vouch  []byte // what its author signed there, opaque to this package; mostly nil
	Told   *Told  // nil when HQ said nothing of it
}

// ErrOtherOwner says that somebody vouched for a chain that another device had
// vouched for.
var ErrOtherOwner = errors.New("journal: the chain is another device's")

// broughtStep is how many entries one transaction takes in.
const broughtStep = 128

// TakeIn takes in what another device of the site brought, folded. What is held
// already changes nothing; what contradicts it is set aside. It acknowledges
// nothing and places nothing. After an error a part may be in, with its causes,
// and repeating it is harmless.
func (l *Log) TakeIn(ctx context.Context, b Brought) (sum Received, err error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.usable(); err != nil {
		return sum, err
	}
	l.lent.Store(true)
	for step, rest := broughtStep, b; len(rest.Entries) > 0 || len(rest.Cut) > 0; {
		part := rest
		part.Entries = rest.Entries[:min(step, len(rest.Entries))]
		done, err := l.takeSome(ctx, part)
		if errors.Is(err, storage.ErrTooBig) && step > 1 {
			step /= 2
			continue
		}
		if err != nil {
			return sum, fmt.Errorf("journal: take in %d entries: %w", len(part.Entries), err)
		}
		sum.add(done)
		rest.Entries, rest.Cut = rest.Entries[len(part.Entries):], nil
	}
	return sum, nil
}

func (l *Log) takeSome(ctx context.Context, b Brought) (Received, error) {
	var in *intake
	err := l.store.Update(ctx, func(tx storage.Tx) error {
		in = &intake{log: l, tx: tx, acks: map[ChainID]uint64{}}
		return in.bring(b)
	})
	var fork *forkError
	if errors.As(err, &fork) {
		if err := l.leaveBranch(ctx, fork.at); err != nil {
			return Received{}, err
		}
		sum, err := l.takeSome(ctx, b)
		sum.NewChain = Forked
		return sum, err
	}
	if err != nil {
		return Received{}, err
	}
	return l.took(in), nil
}

func (in *intake) bring(b Brought) (err error) {
	if in.epochs, err = Epochs(in.tx); err != nil {
		return err
	}
	if err := errors.Join(in.owners(b.Owners), in.heard(&b), in.cut(b.Cut)); err != nil {
		return err
	}
	for i := range b.Entries {
		if err := in.broughtEntry(&b.Entries[i], b.Keys); err != nil {
			return err
		}
	}
	if err := in.renew(); err != nil {
		return err
	}
	return in.fold()
}

// owners notes who vouches for a chain; the first one is believed.
func (in *intake) owners(owners map[ChainID]EntityID) error {
	for chain, device := range owners {
		known, err := OwnerOf(in.tx, chain)
		switch {
		case err != nil:
			return err
		case known == device:
		case known != EntityID{}:
			return fmt.Errorf("%w: %s", ErrOtherOwner, chain)
		default:
			if err := putRow(in.tx, metaKey(metaOwner+string(chain[:])), device[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// OwnerOf tells which device vouched for a chain; zero when nobody did.
func OwnerOf(r storage.Reader, c ChainID) (device EntityID, err error) {
	key := metaKey(metaOwner + string(c[:]))
	value, err := getRow(r, key)
	if errors.Is(err, storage.ErrNotFound) {
		return device, nil
	}
	if err == nil && len(value) != len(device) {
		err = damagedRow(key, "it is not a device")
	}
	if err != nil {
		return device, err
	}
	return EntityID(value), nil
}

func (in *intake) broughtEntry(b *BroughtEntry, keys []KeyRow) error {
	if behind, err := in.behindCut(b); err != nil || behind {
		return err
	}
	e, err := in.withoutDropped(b.Entry)
	if err != nil {
		return err
	}
	if err := in.keysFor(e, keys); err != nil {
		return err
	}
	in.hlc = max(in.hlc, e.Header.HLC)
	if other, err := in.otherBranch(b); err != nil || other {
		return errors.Join(err, in.aside(other, e))
	}
	err = in.batch.keep(in.tx, e, Place{}, b.Link)
	switch {
	case err == nil:
		in.sum.New++
		err = errors.Join(in.outrun(e.Ref()), in.revive(e.Ref(), 0))
	case harmless(err):
		in.sum.Repeated++
		return errors.Join(in.learnLink(b), in.told(b)) // what else is known of it here stands
	case errors.Is(err, ErrFork):
		return in.contradicted(b)
	case errors.Is(err, ErrMalformed), errors.Is(err, ErrTooLarge):
		return in.setAside(e, BadForm)
	}
	if err == nil {
		err = in.told(b)
	}
	if err != nil || b.Vouch == nil {
		return err
	}
	return putRow(in.tx, vouchKey(e.Ref()), b.Vouch)
}

// keysFor keeps the keys that open a box of an entry.
func (in *intake) keysFor(e *Entry, keys []KeyRow) error {
	for _, k := range keys {
		opens := func(box Box) bool {
			return box.Sealed != nil && box.Subject == k.Subject && box.Purpose == k.Purpose
		}
		if !slices.ContainsFunc(e.Boxes, opens) {
			continue
		}
		if err := PutKey(in.tx, k.Subject, k.Purpose, k.Key); err != nil {
			return err
		}
	}
	return nil
}

// withoutDropped is an entry without what is private of whoever has left the site and was
// let go here: a neighbour that has not heard so brings it again.
func (in *intake) withoutDropped(e *Entry) (*Entry, error) {
	if !in.log.stubs.Load() {
		return e, nil
	}
	less := *e
	less.Boxes = slices.Clone(e.Boxes)
	for _, about := range e.Header.Entities {
		s, err := StubOf(in.tx, about)
		if err != nil {
			return nil, err
		}
		for i := range less.Boxes {
			if s != nil && s.Dropped && less.Boxes[i].Subject == about.ID && less.Boxes[i].Sealed != nil {
				less.DropBox(i)
			}
		}
	}
	return &less, nil
}

// learnLink keeps the link of an entry that came without its chain, and what its
// author vouched for, so that it and what follows can be handed on.
func (in *intake) learnLink(b *BroughtEntry) error {
	ref := b.Entry.Ref()
	row, err := getEntryRow(in.tx, ref)
	if err != nil || b.Link == (Digest{}) {
		return err
	}
	if row.link == (Digest{}) {
		row.link = b.Link
		if err := putEntry(in.tx, ref, &row); err != nil {
			return err
		}
	}
	if row.place.Position != 0 || b.Vouch == nil || owns(in.epochs, ref.Chain) {
		return nil
	}
	return putRow(in.tx, vouchKey(ref), b.Vouch)
}

// brought tells whether an entry without a position came from another device and
// was vouched for.
func (in *intake) brought(ref Ref) (bool, error) {
	row, err := getEntryRow(in.tx, ref)
	return err == nil && row.link != (Digest{}), err
}

// otherBranch tells whether an entry continues another branch of its chain than
// the one that is held: its author was restored once and went on.
func (in *intake) otherBranch(b *BroughtEntry) (bool, error) {
	before := b.Entry.Ref()
	if before.Seq--; before.Seq == 0 || b.Link == (Digest{}) {
		return false, nil
	}
	if held, err := exists(in.tx, entryKey(b.Entry.Ref())); err != nil || held {
		return false, err // its own place tells
	}
	link, err := LinkAt(in.tx, before)
	if !errors.Is(err, ErrGap) && !errors.Is(err, storage.ErrNotFound) {
		return err == nil && link != b.Before, err
	}
	other := false
	rng := storage.Prefix(quarantineKey(before, Digest{})[:1+8+8])
	err = in.tx.Scan(rng, func(key, value []byte) error {
		q, err := parseQuarantine(key, slices.Clone(value))
		other = other || err == nil && q.Reason == ForkedByPeer
		return err
	})
	return other, err
}

func (in *intake) aside(other bool, e *Entry) error {
	if !other {
		return nil
	}
	return in.setAside(e, ForkedByPeer)
}

// outrun begins a new chain when somebody holds more of the chain in work than
// this device, which was restored from an older copy.
func (in *intake) outrun(ref Ref) error {
	if !in.current(ref.Chain) {
		return nil
	}
	head, err := HeadOf(in.tx, ref.Chain)
	if err == nil && ref.Seq > head.Seq {
		in.reason = Outrun
	}
	return err
}

// contradicted deals with an entry whose place is taken. Own entries that HQ
// never had make room for what this very device vouched for: it was restored and
// went on.
func (in *intake) contradicted(b *BroughtEntry) error {
	ref := b.Entry.Ref()
	held, err := Get(in.tx, ref)
	if err != nil {
		return err
	}
	if held.Position == 0 && owns(in.epochs, ref.Chain) && b.Link != (Digest{}) {
		return &forkError{ref}
	}
	return in.setAside(b.Entry, ForkedByPeer)
}

func vouchKey(ref Ref) []byte {
	key := entryKey(ref)
	key[0] = prefixVouch
	return key
}

// VouchAt returns what the author of a chain signed of it at an entry or at the
// first one after it: storage.ErrNotFound when nothing is known.
func VouchAt(r storage.Reader, from Ref) (seq uint64, vouch []byte, err error) {
	err = storage.ErrNotFound
	rng := storage.Range{Start: vouchKey(from), End: storage.After(append([]byte{prefixVouch}, from.Chain[:]...))}
	scanned := vouchesIn(r, rng, func(at Ref, raw []byte) error {
		seq, vouch, err = at.Seq, raw, nil
		return storage.Stop
	})
	return seq, vouch, errors.Join(scanned, err)
}

// Vouches calls fn for everything that authors of chains vouched for and HQ has
// not placed, by chain; storage.Stop ends it.
func Vouches(r storage.Reader, fn func(at Ref, vouch []byte) error) error {
	return vouchesIn(r, storage.Prefix([]byte{prefixVouch}), fn)
}

func vouchesIn(r storage.Reader, rng storage.Range, fn func(at Ref, vouch []byte) error) error {
	return r.Scan(rng, func(key, value []byte) error {
		value, err := checkRow(key, slices.Clone(value))
		if err == nil && len(key) != 1+8+8 {
			err = damagedRow(key, "it is not a vouch")
		}
		if err != nil {
			return err
		}
		return fn(Ref{ChainID(key[1:9]), binary.BigEndian.Uint64(key[9:])}, value)
	})
}

func (l *Log) lookForVouches(ctx context.Context) error {
	return l.store.View(ctx, func(r storage.Reader) error {
		rng := storage.Prefix([]byte{prefixVouch})
		rng.KeysOnly = true
		return r.Scan(rng, func(_, _ []byte) error {
			l.lent.Store(true)
			return storage.Stop
		})
	})
}
