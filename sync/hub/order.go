package hub

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"etabli/storage"
	"etabli/storage/journal"
	"etabli/sync/enrol"
	"etabli/sync/wire"
)

// MaxDeviceChains is how many chains (epochs) one device may write.
const MaxDeviceChains = 1000

// errPoison wraps what one entry does to a whole transaction.
var errPoison = errors.New("hub: an entry cannot be folded")

// HandIn is a run of entries of one chain, as a device pushed them.
type HandIn struct {
	Device  enrol.DeviceID
	Site    string
	Chain   journal.ChainID
	From    uint64
	Entries [][]byte
	Keys    []wire.KeyRow

	// poison says that the entry, which is the only one, brought a transaction
	// down before: it is set aside with this code.
	poison wire.Code
	// held says that the entries were kept for a cause and are tried again.
	held bool
}

// Verdict is what became of a hand-in.
type Verdict struct {
	Seq         uint64 // placed or set aside up to here, when Known
	Known       bool
	Needs       []wire.Need
	Quarantined []wire.Quarantined
	Refused     wire.Code
	RefusedRef  journal.Ref
}

// add joins what became of a later part of the same hand-in.
func (v *Verdict) add(o Verdict) {
	v.Seq, v.Known = max(v.Seq, o.Seq), v.Known || o.Known
	v.Needs = append(v.Needs, o.Needs...)
	v.Quarantined = append(v.Quarantined, o.Quarantined...)
	if v.Refused == wire.CodeNone {
		v.Refused, v.RefusedRef = o.Refused, o.RefusedRef
	}
}

// ordering gives positions in one transaction. It is a function of the rows it
// finds, what it is given and the time.
type ordering struct {
	tx       storage.Tx
	folder   journal.Folder
	head     Head
	nowMS    int64
	receipts []byte // key
	chains   *chains
	batch    *journal.Batch
	advanced map[journal.ChainID]uint64
	sites    map[string]bool
	touched  []journal.Entity
	latest   uint64 // greatest hybrid time of what was placed
	tally    tally
}

// tally counts what a transaction did, for the counters.
type tally struct{ placed, repeated, held, quarantined int }

// newOrdering locks the head and begins.
func newOrdering(tx storage.Tx, folder journal.Folder, receipts []byte, nowMS int64) (*ordering, error) {
	if err := tx.Lock(headKey); err != nil {
		return nil, err
	}
	head, err := HeadOf(tx)
	if err != nil {
		return nil, err
	}
	return &ordering{
		tx: tx, folder: folder, head: head, receipts: receipts,
		nowMS: max(nowMS, head.ReceivedMS), chains: newChains(tx), batch: &journal.Batch{},
		advanced: map[journal.ChainID]uint64{}, sites: map[string]bool{},
	}, nil
}

// finish folds what is left and writes the rows that were kept back.
func (o *ordering) finish() error {
	if err := o.fold(); err != nil {
		return err
	}
	if err := o.chains.flush(o.tx); err != nil {
		return err
	}
	return putRow(o.tx, headKey, o.head)
}

// fold brings the views up to date with everything placed so far.
func (o *ordering) fold() (err error) {
	touched := o.batch.Touched()
	if len(touched) == 0 {
		return nil
	}
	o.batch = &journal.Batch{}
	for _, t := range touched {
		o.touched = append(o.touched, t.Entity)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: panic: %v", errPoison, p)
		}
	}()
	if err := o.folder.Fold(o.tx, touched); err != nil {
		return fmt.Errorf("%w: %w", errPoison, err)
	}
	return nil
}

// push orders a hand-in as far as it goes.
func (o *ordering) push(in HandIn) (Verdict, error) {
	row, code, err := o.chainOf(in)
	if err != nil || code != wire.CodeNone {
		return Verdict{Refused: code, RefusedRef: journal.Ref{Chain: in.Chain}}, err
	}
	if err := o.keep(in); err != nil {
		return Verdict{}, err
	}
	v := Verdict{Known: true}
	missing := map[journal.ChainID]wire.Need{}
	for i, raw := range in.Entries {
		one := arrival{in: in, row: row, ref: journal.Ref{Chain: in.Chain, Seq: in.From + uint64(i)}, raw: raw}
		more, err := o.arrive(one, &v, missing)
		if err != nil {
			return v, err
		}
		if !more {
			break
		}
	}
	v.Seq, v.Needs = row.Seq, needs(missing)
	return v, nil
}

// keep stores the keys of a hand-in. Too many of them are the fault of its
// entry.
func (o *ordering) keep(in HandIn) error {
	if in.poison != wire.CodeNone {
		return nil
	}
	for _, k := range in.Keys {
		err := journal.PutKey(o.tx, k.Subject, k.Purpose, k.Key)
		if errors.Is(err, journal.ErrTooLarge) {
			return fmt.Errorf("%w: %w", errPoison, err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chainOf returns the chain of a hand-in, which is the device's or new.
func (o *ordering) chainOf(in HandIn) (*Chain, wire.Code, error) {
	row, err := o.chains.get(in.Chain)
	if err != nil {
		return nil, 0, err
	}
	if row == nil {
		var d deviceRow
		if _, err := getRow(o.tx, deviceKey(in.Device), &d); err != nil {
			return nil, 0, err
		}
		if len(d.Chains) >= MaxDeviceChains {
			return nil, wire.CodeTooManyChains, nil
		}
		d.Chains = append(d.Chains, in.Chain)
		if err := putRow(o.tx, deviceKey(in.Device), d); err != nil {
			return nil, 0, err
		}
		return o.chains.add(in.Chain, Chain{Device: in.Device, Site: in.Site}), 0, nil
	}
	if row.Device != in.Device {
		return nil, wire.CodeNotYourChain, nil
	}
	return row, 0, nil
}

// arrival is one entry of a hand-in.
type arrival struct {
	in  HandIn
	row *Chain
	ref journal.Ref
	raw []byte
}

// arrive deals with one entry; more tells whether the next makes sense.
func (o *ordering) arrive(a arrival, v *Verdict, missing map[journal.ChainID]wire.Need) (more bool, err error) {
	switch seq := a.ref.Seq; {
	case seq <= a.row.Seq:
		return o.again(a, v)
	case seq > a.row.reached()+1:
		missing[a.ref.Chain] = wire.Need{Chain: a.ref.Chain, From: a.row.reached() + 1, To: seq - 1}
		return false, nil
	case seq > a.row.Seq+1:
		return o.wait(a, v, nil)
	}
	if a.in.poison != wire.CodeNone {
		return true, o.quarantine(a, v, a.in.poison, true)
	}
	e, err := journal.Decode(a.raw)
	if err != nil {
		return true, o.quarantine(a, v, wire.CodeMalformedEntry, true)
	}
	if e.Ref() != a.ref {
		return true, o.quarantine(a, v, wire.CodeWrongRef, true)
	}
	causes, err := o.causes(e, missing)
	if err != nil {
		return false, err
	}
	flags := byte(0)
	if len(causes) > 0 {
		released, err := o.released(a)
		if err != nil {
			return false, err
		}
		if !released {
			return o.wait(a, v, causes)
		}
		flags = flagCauseLost
	}
	return true, o.accept(a, e, v, flags)
}

// again deals with an entry whose place is taken: usually by itself.
func (o *ordering) again(a arrival, v *Verdict) (more bool, err error) {
	aside, err := isSetAside(o.tx, a.ref, a.raw)
	if err != nil || aside {
		return err == nil, err
	}
	held, err := journal.Get(o.tx, a.ref)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return false, err
	}
	if err == nil && bytes.Equal(journal.Encode(&held.Entry), a.raw) {
		o.tally.repeated++
		return true, nil
	}
	// The bytes may differ although the entry is the same: a part was erased.
	if e, decodeErr := journal.Decode(a.raw); err == nil && decodeErr == nil && e.Digest() == held.Digest() {
		o.tally.repeated++
		return true, nil
	}
	v.Refused, v.RefusedRef = wire.CodeFork, a.ref
	return false, o.quarantine(a, v, wire.CodeFork, false)
}

// causes returns what the entry saw and HQ has not placed, and notes whom to ask
// for what.
func (o *ordering) causes(e *journal.Entry, missing map[journal.ChainID]wire.Need) ([]journal.Ref, error) {
	var causes []journal.Ref
	for _, seen := range e.Header.Seen {
		for _, ref := range seen {
			from, lacks, err := o.chains.missing(ref)
			if err != nil {
				return nil, err
			}
			if !lacks || slices.Contains(causes, ref) {
				continue
			}
			causes = append(causes, ref)
			n, asked := missing[ref.Chain]
			if !asked {
				n = wire.Need{Chain: ref.Chain, From: from}
			}
			n.To = max(n.To, ref.Seq)
			missing[ref.Chain] = n
		}
	}
	return causes, nil
}

func (o *ordering) released(a arrival) (bool, error) {
	if !a.in.held {
		return false, nil
	}
	var h Held
	_, err := getRow(o.tx, heldKey(a.ref), &h)
	return h.Released, err
}

// wait holds an entry for its causes, or behind a predecessor that is held.
func (o *ordering) wait(a arrival, v *Verdict, causes []journal.Ref) (more bool, err error) {
	was, err := letGo(o.tx, a.ref)
	if err != nil {
		return false, err
	}
	h := Held{Ref: a.ref, Device: a.in.Device, Bytes: a.raw, Missing: causes, SinceMS: o.nowMS}
	switch {
	case was.Ref == a.ref:
		h.SinceMS, h.Released = was.SinceMS, was.Released
	case a.row.reached()-a.row.Seq >= MaxHeld:
		v.Refused, v.RefusedRef = wire.CodeTooManyHeld, a.ref
		return false, nil
	default:
		o.tally.held++
	}
	a.row.Held = max(a.row.Held, a.ref.Seq)
	o.chains.changed(a.ref.Chain)
	return true, hold(o.tx, h)
}

// accept places an entry.
func (o *ordering) accept(a arrival, e *journal.Entry, v *Verdict, flags byte) error {
	record := o.record(a.ref, e.Digest(), flags)
	place := journal.Place{
		Position: record.Position, ReceivedMS: record.ReceivedMS,
		Receipt: record.receipt(o.receipts, o.head.Lineage),
	}
	write := o.batch.AppendPlaced
	if a.row.Broken {
		write = o.batch.Keep
	}
	err := write(o.tx, e, place)
	if errors.Is(err, journal.ErrMalformed) || errors.Is(err, journal.ErrTooLarge) {
		return o.quarantine(a, v, wire.CodeMalformedEntry, true)
	}
	if err != nil {
		return fmt.Errorf("hub: place %s: %w", a.ref, err)
	}
	sites, err := route(o.tx, a.in.Site, e.Header.Entities)
	if err != nil {
		return err
	}
	a.row.Link = journal.Link(a.row.Link, e.Digest())
	o.latest = max(o.latest, e.Header.HLC)
	o.tally.placed++
	return o.place(a, record, sites)
}

// quarantine sets an entry aside. With place it keeps its place on the chain and
// in the order, so that what follows can go on.
func (o *ordering) quarantine(a arrival, v *Verdict, code wire.Code, place bool) error {
	q := Quarantined{Ref: a.ref, Code: code, Device: a.in.Device, Bytes: a.raw, AtMS: o.nowMS}
	if place {
		q.Position = o.head.Position + 1
	}
	fresh, err := setAside(o.tx, q)
	if err != nil {
		return err
	}
	if fresh {
		o.tally.quarantined++
	}
	v.Quarantined = append(v.Quarantined, wire.Quarantined{Ref: a.ref, Code: code})
	if !place {
		return nil
	}
	a.row.Broken, a.row.Link = true, journal.Digest{}
	return o.place(a, o.record(a.ref, sha256.Sum256(a.raw), flagOpaque), []string{a.in.Site})
}

func (o *ordering) record(ref journal.Ref, digest journal.Digest, flags byte) Record {
	return Record{
		Position: o.head.Position + 1, Ref: ref, Digest: digest, ReceivedMS: o.nowMS, Flags: flags,
	}
}

// place gives the next position to what a record says.
func (o *ordering) place(a arrival, record Record, sites []string) error {
	hash := record.after(o.head.Hash)
	if err := putRecord(o.tx, record, hash); err != nil {
		return err
	}
	for _, site := range sites {
		if err := o.tx.Put(feedKey(site, record.Position), nil); err != nil {
			return err
		}
		o.sites[site] = true
	}
	if a.row.Held != 0 {
		if _, err := letGo(o.tx, a.ref); err != nil {
			return err
		}
	}
	o.head.Position, o.head.Hash, o.head.ReceivedMS = record.Position, hash, record.ReceivedMS
	a.row.Seq = a.ref.Seq
	if a.row.Held <= a.row.Seq {
		a.row.Held = 0
	}
	o.chains.changed(a.ref.Chain)
	o.advanced[a.ref.Chain] = a.ref.Seq
	return nil
}
