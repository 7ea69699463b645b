package hub

import (
	"context"
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"maps"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// BackIn is what a device gives back of what HQ has lost.
type BackIn struct {
	Device enrol.DeviceID
	Site   string
	Frame  *wire.HandBack
}

// halves divides what is too big for one transaction.
func (in BackIn) halves() []BackIn {
	half := len(in.Frame.Items) / 2
	out := []BackIn{in, in}
	for i, items := range [][]wire.Item{in.Frame.Items[:half], in.Frame.Items[half:]} {
		frame := *in.Frame
		frame.Items = items
		if i > 0 {
			frame.Keys = nil // the first half brings them
		}
		out[i].Frame = &frame
	}
	return out
}

// backRow is an entry that was given back and has no position yet.
type backRow struct {
	Bytes []byte          `cbor:"1,keyasint"`
	Site  string          `cbor:"2,keyasint"` // of who gave it back; empty for what HQ itself wrote
	Chain journal.ChainID `cbor:"3,keyasint"`
	Seq   uint64          `cbor:"4,keyasint"`
}

// backKey orders what was given back as it once was.
func backKey(l wire.Lineage, position uint64, ref journal.Ref) []byte {
	key := binary.BigEndian.AppendUint64([]byte{prefix, 'u'}, l.Counter)
	key = binary.BigEndian.AppendUint64(key, position)
	return refBytes(key, ref)
}

// takeBack keeps what a device gives back, if HQ's own receipt speaks for it. A
// receipt of the present lineage for what the log does not contain proves that
// the log has lost its end: the lineage is raised.
func (o *ordering) takeBack(in BackIn, w *author) error {
	past, err := pastLineages(o.tx)
	if err != nil {
		return err
	}
	kept := false
	for i := range in.Frame.Items {
		ok, err := o.takeBackOne(in, &in.Frame.Items[i], past, w)
		if err != nil {
			return err
		}
		kept = kept || ok
	}
	if !kept {
		return nil
	}
	return o.keep(HandIn{Keys: in.Frame.Keys})
}

func (o *ordering) takeBackOne(in BackIn, item *wire.Item, past []wire.Lineage, w *author) (kept bool, err error) {
	e, err := journal.Decode(item.Entry)
	if err != nil || e.Ref() != item.Ref {
		o.tally.backRefused++
		return false, nil
	}
	record := Record{Position: item.Position, Ref: item.Ref, Digest: e.Digest(), ReceivedMS: item.ReceivedMS}
	lineage, proven := o.proves(record, item.Receipt, slices.Concat([]wire.Lineage{in.Frame.Lineage, o.head.Lineage}, past, in.Frame.Past))
	if !proven {
		o.tally.backRefused++
		return false, nil
	}
	if err := o.compareLost(record, lineage, w); err != nil {
		return false, err
	}
	if placed, err := o.placedAlready(e); err != nil || placed {
		return false, err
	}
	site := in.Site
	for _, at := range in.Frame.Sites {
		if at.Chain == item.Ref.Chain {
			site = at.Site
		}
	}
	o.tally.back++
	return true, putRow(o.tx, backKey(lineage, item.Position, item.Ref), backRow{
		Bytes: item.Entry, Site: site, Chain: item.Ref.Chain, Seq: item.Ref.Seq,
	})
}

// placedAlready tells whether an entry, or its command, has a position.
func (o *ordering) placedAlready(e *journal.Entry) (bool, error) {
	row, err := o.chains.get(e.Header.Chain)
	if err != nil || row == nil || !row.has(e.Header.Seq) {
		return false, err
	}
	held, err := journal.Get(o.tx, e.Ref())
	if errors.Is(err, storage.ErrNotFound) { // it was set aside
		return true, nil
	}
	if err != nil || held.Digest() == e.Digest() {
		return err == nil, err
	}
	_, known, err := journal.OfCommand(o.tx, e.Header.Command)
	return known && !e.Header.Command.IsZero(), err
}

// branches notes that something given back is of another branch of its chain
// than what HQ has, and records it anew.
func (o *ordering) branches(a arrival, v *Verdict) error {
	if before := a.ref.Seq - 1; a.row.Forked == 0 || before < a.row.Forked {
		a.row.Forked = max(before, 1)
		o.chains.changed(a.ref.Chain)
	}
	return o.reissue(a, v)
}

// backwards tells whether something given back was stamped before what would be
// its predecessor, of which it knows nothing then.
func (o *ordering) backwards(a arrival) (bool, error) {
	if a.in.backKey == nil || a.ref.Seq < 2 {
		return false, nil
	}
	before, err := journal.Get(o.tx, journal.Ref{Chain: a.ref.Chain, Seq: a.ref.Seq - 1})
	if errors.Is(err, storage.ErrNotFound) {
		return false, nil
	}
	return err == nil && before.Header.HLC >= a.entry.Header.HLC, err
}

// reissue records what was given back anew on HQ's own chain, because another
// entry has its place: its author, or a copy of it, went on from before the loss.
func (o *ordering) reissue(a arrival, v *Verdict) error {
	if placed, err := o.placedAlready(a.entry); err != nil || placed {
		return errors.Join(err, o.tx.Delete(a.in.backKey))
	}
	row, last, err := o.ownChain(o.author)
	if err != nil {
		return err
	}
	e := journal.Entry{Header: a.entry.Header, Facts: a.entry.Facts, FactsDigest: a.entry.FactsDigest, Boxes: a.entry.Boxes}
	h := &e.Header
	was := binary.BigEndian.AppendUint64(slices.Clone(h.Chain[:]), h.Seq)
	extensions := map[uint64][]byte{}
	maps.Copy(extensions, h.Extensions)
	extensions[journal.ExtensionReissues] = was
	h.Chain, h.Seq, h.HLC, h.Extensions = o.author.chain, last.Seq+1, max(h.HLC, last.HLC+1), extensions
	in := HandIn{Site: a.in.Site, backKey: a.in.backKey, reissued: true}
	return o.accept(arrival{in: in, row: row, ref: e.Ref(), raw: journal.Encode(&e), entry: &e}, &e, v, 0)
}

// proves finds the lineage under which HQ gave a receipt.
func (o *ordering) proves(record Record, receipt [16]byte, lineages []wire.Lineage) (wire.Lineage, bool) {
	for _, flags := range []byte{0, flagCauseLost} {
		record.Flags = flags
		for _, l := range lineages {
			if want := record.receipt(o.receipts, l); hmac.Equal(want[:], receipt[:]) {
				return l, true
			}
		}
	}
	return wire.Lineage{}, false
}

// compareLost raises the lineage when the log lacks what it has a receipt for.
func (o *ordering) compareLost(record Record, lineage wire.Lineage, w *author) error {
	if lineage != o.head.Lineage {
		return nil
	}
	if record.Position <= o.head.Position {
		own, _, err := RecordAt(o.tx, record.Position)
		if err != nil || own.Ref == record.Ref && own.Digest == record.Digest {
			return err
		}
	}
	o.raised = true
	var err error
	o.head, err = raised(o.tx, o.head, 0, o.nowMS, w.random)
	return err
}

// placeBacks gives positions, in the old order, to what was given back and can
// be placed now. What cannot waits for its predecessor or its causes: what HQ
// itself had written only as long as others may still bring them, since nobody
// else will. With all, a person gives up what is missing.
func (c *Core) placeBacks(ctx context.Context, all bool) (ready []journal.ChainID, err error) {
	var from []byte
	for progress, last := false, false; ; {
		found, err := c.nextBacks(ctx, from, last, all)
		if err != nil {
			return ready, err
		}
		if len(found.works) > 0 {
			ready = append(ready, c.settle(ctx, found.works)...)
		}
		for _, w := range found.works {
			if w.Err != nil {
				return ready, w.Err
			}
			if w.Verdict.Seq >= w.HandIn.From {
				progress = true
				ready = append(ready, w.HandIn.Chain) // what its device pushed may be held behind it
			}
		}
		if err := c.forgetBacks(ctx, found.obsolete); err != nil {
			return ready, err
		}
		switch from = found.next; {
		case from != nil:
		case progress:
			progress, last = false, false
		case !last:
			last = true
		default:
			c.backWaits = found.waits
			return ready, nil
		}
	}
}

// backs are some of the entries that were given back.
type backs struct {
	works    []*Work
	obsolete [][]byte                 // rows whose entries have a position by now
	waits    map[journal.ChainID]bool // what the others wait for
	next     []byte                   // where the next ones begin; nil at the end

	holes, all bool
}

// nextBacks reads what can be placed, from a row on: with holes also what has no
// predecessor, if nobody else can bring that or all is given up.
func (c *Core) nextBacks(ctx context.Context, from []byte, holes, all bool) (found backs, err error) {
	err = c.store.View(ctx, func(r storage.Reader) error {
		found = backs{waits: map[journal.ChainID]bool{}, holes: holes, all: all}
		reach := reachOf{newChains(r), map[journal.Ref]bool{}, map[journal.ChainID]uint64{}}
		size := 0
		rng := storage.Prefix([]byte{prefix, 'u'})
		if from != nil {
			rng.Start = from
		}
		return r.Scan(rng, func(key, value []byte) error {
			var row backRow
			if err := parseRow(key, append([]byte{}, value...), &row); err != nil {
				return err
			}
			if size += len(row.Bytes); size > heldRetryBytes && len(found.works)+len(found.obsolete) > 0 {
				found.next = append([]byte{}, key...)
				return storage.Stop
			}
			return found.add(&reach, append([]byte{}, key...), row)
		})
	})
	return found, err
}

func (f *backs) add(reach *reachOf, key []byte, row backRow) error {
	has, next, err := reach.of(row.Chain, row.Seq)
	if err != nil {
		return err
	}
	if has {
		return f.taken(reach, key, row)
	}
	lost, err := f.lost(reach, row)
	if err != nil {
		return err
	}
	open := f.holes && (row.Site == "" || f.all)
	if chain, err := reach.chains.get(row.Chain); err != nil {
		return err
	} else if chain != nil && chain.otherBranch(row.Seq) {
		open = true // it goes to another chain
	}
	if row.Seq > next && !open || len(lost) > 0 && !(f.holes && f.all) {
		f.waits[row.Chain] = f.waits[row.Chain] || row.Seq > next
		for _, chain := range lost {
			f.waits[chain] = true
		}
		return nil
	}
	reach.noted[journal.Ref{Chain: row.Chain, Seq: row.Seq}] = true
	w := row.work(key)
	w.HandIn.hole, w.HandIn.given = open, f.holes && f.all
	f.works = append(f.works, w)
	return nil
}

// lost are the chains of causes that have no position.
func (f *backs) lost(reach *reachOf, row backRow) (chains []journal.ChainID, err error) {
	e, err := journal.Decode(row.Bytes)
	if err != nil {
		return nil, nil //nolint:nilerr // it is set aside when it is placed
	}
	for _, seen := range e.Header.Seen {
		for _, ref := range seen {
			has, _, err := reach.of(ref.Chain, ref.Seq)
			if err != nil {
				return nil, err
			}
			if !has {
				chains = append(chains, ref.Chain)
			}
		}
	}
	return chains, nil
}

func (row *backRow) work(key []byte) *Work {
	return &Work{HandIn: &HandIn{
		Site: row.Site, Chain: row.Chain, From: row.Seq, Entries: [][]byte{row.Bytes}, backKey: key,
	}}
}

// taken deals with an entry whose place is taken: usually by itself. Another one
// is set aside.
func (f *backs) taken(reach *reachOf, key []byte, row backRow) error {
	f.obsolete = append(f.obsolete, key)
	held, err := journal.Get(reach.chains.r, journal.Ref{Chain: row.Chain, Seq: row.Seq})
	if errors.Is(err, storage.ErrNotFound) {
		return nil // it is about to be placed, or was set aside
	}
	if e, decodeErr := journal.Decode(row.Bytes); err == nil && decodeErr == nil && e.Digest() != held.Digest() {
		f.works = append(f.works, row.work(key))
	}
	return err
}

// reachOf tells what is placed, with what is about to be.
type reachOf struct {
	chains *chains
	noted  map[journal.Ref]bool
	next   map[journal.ChainID]uint64
}

// of tells whether an entry is placed, and which one could come next.
func (r *reachOf) of(c journal.ChainID, seq uint64) (has bool, next uint64, err error) {
	row, err := r.chains.get(c)
	if err != nil {
		return false, 0, err
	}
	if next = max(r.next[c], 1); row != nil {
		next = max(next, row.Seq+1)
	}
	for r.noted[journal.Ref{Chain: c, Seq: next}] {
		next++
	}
	r.next[c] = next
	return row != nil && row.has(seq) || r.noted[journal.Ref{Chain: c, Seq: seq}], next, nil
}

func (c *Core) forgetBacks(ctx context.Context, keys [][]byte) error {
	if len(keys) == 0 {
		return nil
	}
	return c.store.Update(ctx, func(tx storage.Tx) error {
		for _, key := range keys {
			if err := tx.Delete(key); err != nil {
				return err
			}
		}
		return nil
	})
}

// endRecovery places what was given back and lets HQ work again. It returns the
// chains of which something is held: what that waits for may be there now.
func (c *Core) endRecovery(ctx context.Context) ([]journal.ChainID, error) {
	if _, err := c.placeBacks(ctx, false); err != nil {
		return nil, err
	}
	c.backsDue = true // pushes may bring what the rest of it waits for
	err := c.store.Update(ctx, func(tx storage.Tx) error {
		return errors.Join(tx.Lock(headKey), tx.Delete(recoveryKey))
	})
	if err != nil {
		return nil, err
	}
	c.committed(Committed{Raised: true})
	return c.heldChains(ctx)
}
