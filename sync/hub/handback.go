package hub

import (
	"crypto/hmac"
	"encoding/binary"
	"errors"
	"maps"
	"math"
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
func (o *ordering) takeBack(in BackIn, w *author) (placed Placed, err error) {
	past, err := pastLineages(o.tx)
	if err != nil {
		return placed, err
	}
	kept := false
	for i := range in.Frame.Items {
		ok, at, err := o.takeBackOne(in, &in.Frame.Items[i], past, w)
		if err != nil {
			return placed, err
		}
		placed.add(at)
		kept = kept || ok
	}
	placed.Lineage = o.head.Lineage // it may have been raised on the way
	if !kept {
		return placed, nil
	}
	return placed, o.keep(HandIn{Keys: in.Frame.Keys})
}

func (o *ordering) takeBackOne(in BackIn, item *wire.Item, past []wire.Lineage, w *author) (kept bool, at Placed, err error) {
	e, err := journal.Decode(item.Entry)
	if err != nil || e.Ref() != item.Ref {
		o.tally.backRefused++
		return false, at, nil
	}
	record := Record{Position: item.Position, Ref: item.Ref, Digest: e.Digest(), ReceivedMS: item.ReceivedMS}
	lineage, proven := o.proves(record, item.Receipt, slices.Concat([]wire.Lineage{in.Frame.Lineage, o.head.Lineage}, past, in.Frame.Past))
	if !proven {
		o.tally.backRefused++
		return false, at, nil
	}
	if err := o.compareLost(record, lineage, w); err != nil {
		return false, at, err
	}
	if placed, err := o.placedAlready(e); err != nil || placed {
		if err == nil {
			at, err = o.placeOf(e, in.Site)
		}
		return false, at, err
	}
	site := in.Site
	for _, at := range in.Frame.Sites {
		if at.Chain == item.Ref.Chain {
			site = at.Site
		}
	}
	o.tally.back++
	return true, at, putRow(o.tx, backKey(lineage, item.Position, item.Ref), backRow{
		Bytes: item.Entry, Site: site, Chain: item.Ref.Chain, Seq: item.Ref.Seq,
	})
}

// keepLoose keeps a proven run of which HQ lacks what comes before: who brought it may be
// all that is left of its author. It waits, with what devices gave back, for the missing
// ones, or for a person to give these up. Of a chain that went two ways both are kept.
func (o *ordering) keepLoose(in HandIn, row *Chain) (Verdict, error) {
	if last := in.From + uint64(len(in.Entries)) - 1; last-row.reached() > MaxHeld {
		return Verdict{Refused: wire.CodeTooManyHeld, RefusedRef: journal.Ref{Chain: in.Chain, Seq: in.From}}, nil
	}
	need := wire.Need{Chain: in.Chain, From: row.reached() + 1, To: in.From - 1}
	return Verdict{Known: true, Seq: row.whole(), Held: row.Held, Needs: []wire.Need{need}}, o.keepBacks(in)
}

// keepBranch keeps a proven run that continues another branch of its chain than what HQ
// has of it. It is recorded anew with what devices gave back.
func (o *ordering) keepBranch(in HandIn, row *Chain) (Verdict, error) {
	o.forked(in.Chain, row, in.From-1)
	return Verdict{Known: true, Seq: row.whole(), Held: row.Held}, o.keepBacks(in)
}

// keepBacks keeps, of a proven run, what HQ has under no name, as if a device had given
// it back.
func (o *ordering) keepBacks(in HandIn) error {
	for i, raw := range in.Entries {
		placed, err := o.placedAlready(in.decoded[i])
		if err != nil {
			return err
		}
		if placed {
			continue
		}
		ref := journal.Ref{Chain: in.Chain, Seq: in.From + uint64(i)}
		digest := in.decoded[i].Digest()
		key := append(backKey(o.head.Lineage, math.MaxUint64, ref), digest[:]...)
		back := backRow{Bytes: raw, Site: in.Site, Chain: ref.Chain, Seq: ref.Seq}
		if err := putRow(o.tx, key, back); err != nil {
			return err
		}
		o.tally.back++
	}
	return nil
}

// placeOf is where an entry stands in the log, and what of it is not for a site that
// still has it from an order that HQ has lost; nothing when it is there under another
// name, or was set aside.
func (o *ordering) placeOf(e *journal.Entry, site string) (at Placed, err error) {
	held, err := journal.Get(o.tx, e.Ref())
	if errors.Is(err, storage.ErrNotFound) || err == nil && (held.Position == 0 || held.Digest() != e.Digest()) {
		return at, nil
	}
	if err != nil {
		return at, err
	}
	record, _, err := RecordAt(o.tx, held.Position)
	if err != nil {
		return at, err
	}
	at.Items = []wire.Item{{
		Ref: record.Ref, Position: record.Position, ReceivedMS: record.ReceivedMS, Receipt: record.receipt(o.receipts, o.head.Lineage),
	}}
	for _, about := range held.Header.Entities {
		never, err := o.neverOf(about, site)
		if err != nil {
			return at, err
		}
		if never {
			at.Scopes = append(at.Scopes, wire.ScopeChange{Entity: about, Position: record.Position, Left: true})
		}
	}
	return at, nil
}

// neverOf tells whether a private entity is not of a site and was not before either.
func (o *ordering) neverOf(e journal.Entity, site string) (bool, error) {
	if o.router == nil || !o.router.Private(e.Type) {
		return false, nil
	}
	homes, err := homesOf(o.tx, e.ID)
	if err != nil || len(homes) == 0 || lives(homes, site) {
		return false, err
	}
	left, err := leftOf(o.tx, e.ID)
	return !slices.Contains(left, site), err
}

// placedAlready tells whether an entry, or its command, has a position.
func (o *ordering) placedAlready(e *journal.Entry) (bool, error) {
	row, err := o.chains.get(e.Header.Chain)
	switch {
	case err != nil || row == nil:
		return false, err
	case row.otherBranch(e.Header.Seq):
		return o.done(e) // it may have been recorded anew
	case !row.has(e.Header.Seq):
		return false, nil
	}
	held, err := journal.Get(o.tx, e.Ref())
	if errors.Is(err, storage.ErrNotFound) { // it was set aside
		return true, nil
	}
	if err != nil || held.Digest() == e.Digest() {
		return err == nil, err
	}
	return o.done(e)
}

// done tells whether the command of an entry has its effect.
func (o *ordering) done(e *journal.Entry) (bool, error) {
	_, known, err := journal.OfCommand(o.tx, e.Header.Command)
	return known && !e.Header.Command.IsZero(), err
}

// branches notes that something given back is of another branch of its chain
// than what HQ has, and records it anew.
func (o *ordering) branches(a arrival, v *Verdict) error {
	o.forked(a.ref.Chain, a.row, a.ref.Seq-1)
	return o.reissue(a, v)
}

// forked notes that a chain went two ways after an entry.
func (o *ordering) forked(id journal.ChainID, row *Chain, after uint64) {
	if row.Forked == 0 || after < row.Forked {
		row.Forked = max(after, 1)
		o.chains.changed(id)
	}
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
	causes, err := o.causes(a.entry, map[journal.ChainID]wire.Need{})
	if err != nil {
		return err
	}
	flags := byte(0)
	if len(causes) > 0 {
		flags = flagCauseLost // it was given up
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
	if _, said := h.From(); !said && a.in.Site != "" {
		extensions[journal.ExtensionFrom] = []byte(a.in.Site) // HQ may lose its row of that chain
	}
	h.Chain, h.Seq, h.HLC, h.Extensions = o.author.chain, last.Seq+1, journal.Restamp(o.author.clock, h.HLC, last.HLC), extensions
	in := HandIn{Site: a.in.Site, backKey: a.in.backKey, reissued: true}
	return o.accept(arrival{in: in, row: row, ref: e.Ref(), raw: journal.Encode(&e), entry: &e}, &e, v, flags)
}

// proves finds the lineage under which HQ gave a receipt.
func (o *ordering) proves(record Record, receipt [16]byte, lineages []wire.Lineage) (wire.Lineage, bool) {
	for _, flags := range []byte{0, flagCauseLost, flagHole, flagCauseLost | flagHole} {
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
