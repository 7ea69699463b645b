package hub

import (
	"crypto/sha256"
	"errors"
	"fmt"

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
	// Before is the link that the device's chain has before the first entry, if
	// it knows it.
	Before journal.Digest
	// Previous is the digest that it has there, when HQ has no links.
	Previous journal.Digest

	// Vouch is there when somebody else than the chain's device hands in; Device and
	// Site are then those of who does, until the author is found.
	Vouch *wire.Vouch

	// poison says that the entry, which is the only one, brought a transaction
	// down before: it is set aside with this code.
	poison wire.Code
	// held says that the entries were kept for a cause and are tried again.
	held bool
	// backKey is the row of an entry that was given back, which needs no device.
	backKey []byte
	// proven says that the entries lead to what was vouched for.
	proven bool
	// hole says that it may come after missing ones of its chain, given that its
	// missing causes are given up as well.
	hole, given bool
	// reissued entries are recorded anew on HQ's own chain.
	reissued bool
	// decoded are the entries, nil where the bytes are none; see decode.
	decoded []*journal.Entry
}

// Verdict is what became of a hand-in.
type Verdict struct {
	Seq         uint64 // placed or set aside up to here, when Known
	Held        uint64 // kept for causes up to here; 0 for none
	Known       bool
	Needs       []wire.Need
	Quarantined []wire.Quarantined
	Refused     wire.Code
	RefusedRef  journal.Ref
}

// add joins what became of a later part of the same hand-in.
func (v *Verdict) add(o Verdict) {
	v.Seq, v.Held, v.Known = max(v.Seq, o.Seq), o.Held, v.Known || o.Known
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
	after    uint64 // the last position before this transaction
	nowMS    int64
	receipts []byte // key
	chains   *chains
	batch    *journal.Batch
	advanced map[journal.ChainID]uint64
	sites    map[string]bool
	touched  []journal.Entity
	latest   uint64 // greatest hybrid time of what was placed
	tally    tally

	author     *author
	router     Router
	raised     bool // the lineage is another one than before
	recovering bool // only what is given back is taken
}

// tally counts what a transaction did, for the counters.
type tally struct{ placed, repeated, held, quarantined, back, backRefused int }

// newOrdering locks the head and begins.
func newOrdering(tx storage.Tx, folder journal.Folder, receipts []byte, nowMS int64) (*ordering, error) {
	if err := tx.Lock(headKey); err != nil {
		return nil, err
	}
	head, err := HeadOf(tx)
	if err != nil {
		return nil, err
	}
	_, recovers, err := recovering(tx)
	if err != nil {
		return nil, err
	}
	return &ordering{
		recovering: recovers,
		tx:         tx, folder: folder, head: head, after: head.Position, receipts: receipts,
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
	touched, err := o.batch.Take(o.tx)
	if err != nil || len(touched) == 0 {
		return err
	}
	for _, t := range touched {
		o.touched = append(o.touched, t.Entity)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: panic: %v", errPoison, p)
		}
	}()
	watched := &watchedTx{Tx: o.tx}
	err = o.folder.Fold(watched, touched)
	if watched.failed != nil {
		return watched.failed
	}
	if err != nil {
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
	follows, err := o.follows(in, row)
	if err == nil && !follows && in.Vouch != nil {
		return o.keepBranch(in, row)
	}
	if err != nil || !follows {
		return Verdict{Refused: wire.CodeFork, RefusedRef: journal.Ref{Chain: in.Chain, Seq: in.From}}, err
	}
	if err := o.keep(in); err != nil {
		return Verdict{}, err
	}
	if in.Vouch != nil && in.From > row.reached()+1 {
		if row.Forked > 0 { // what comes before may be of either branch: nobody is asked for it
			return o.keepBranch(in, row)
		}
		return o.keepLoose(in, row)
	}
	return o.inTurn(in, row)
}

// inTurn orders the entries of a hand-in one after the other, up to one that stops those
// behind it.
func (o *ordering) inTurn(in HandIn, row *Chain) (Verdict, error) {
	v := Verdict{Known: true}
	missing := map[journal.ChainID]wire.Need{}
	for i, raw := range in.Entries {
		one := arrival{in: in, row: row, ref: journal.Ref{Chain: in.Chain, Seq: in.From + uint64(i)}, raw: raw, entry: in.decoded[i]}
		more, err := o.arrive(one, &v, missing)
		if err != nil {
			return v, err
		}
		if !more {
			break
		}
	}
	v.Seq, v.Held, v.Needs = row.Seq, row.Held, needs(missing)
	if in.backKey == nil && !in.held {
		v.Seq = row.whole() // so that its device fills the holes
	}
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
	if in.Chain == o.author.chain && in.backKey == nil {
		return nil, wire.CodeNotYourChain, nil
	}
	if in.backKey != nil {
		if row == nil {
			row = o.chains.add(in.Chain, Chain{Site: in.Site})
		}
		return row, 0, nil
	}
	if row == nil || row.orphan() {
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
		if row != nil {
			row.Device = in.Device
			o.chains.changed(in.Chain)
			return row, 0, nil
		}
		return o.chains.add(in.Chain, Chain{Device: in.Device, Site: in.Site}), 0, nil
	}
	if row.Device != in.Device {
		return nil, wire.CodeNotYourChain, nil
	}
	return row, 0, nil
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
	site, err := o.siteOf(a, e)
	if err != nil {
		return err
	}
	sites, err := route(o.tx, site, e.Header.Entities)
	if err != nil {
		return err
	}
	if o.router != nil && o.router.Everywhere(e) {
		sites = []string{everySite}
	}
	changes, err := o.rehome(e, record.Position)
	if err != nil {
		return err
	}
	if !a.row.Broken {
		a.row.Link = journal.Link(a.row.Link, e.Digest())
	}
	o.latest = max(o.latest, e.Header.HLC)
	o.tally.placed++
	return o.place(a, record, sites, changes)
}

// siteOf is where an entry comes from: the site of its chain, or of the one that HQ
// recorded anew on its own.
func (o *ordering) siteOf(a arrival, e *journal.Entry) (string, error) {
	was, anew := e.Header.Reissues()
	if !a.in.reissued && (!anew || a.row.Site != "") {
		return a.row.Site, nil
	}
	if from, said := e.Header.From(); said {
		return from, nil
	}
	if a.in.reissued {
		return a.in.Site, nil
	}
	row, err := o.chains.get(was.Chain)
	if err != nil || row == nil {
		return a.in.Site, err
	}
	return row.Site, nil
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
	flags := byte(flagOpaque)
	if a.ref.Seq != a.row.Seq+1 {
		flags |= flagHole
	}
	return o.place(a, o.record(a.ref, sha256.Sum256(a.raw), flags), []string{a.in.Site}, nil)
}

func (o *ordering) record(ref journal.Ref, digest journal.Digest, flags byte) Record {
	return Record{
		Position: o.head.Position + 1, Ref: ref, Digest: digest, ReceivedMS: o.nowMS, Flags: flags,
	}
}

// place gives the next position to what a record says. It goes to sites, and to
// those that gain or lose an entity by it.
func (o *ordering) place(a arrival, record Record, sites []string, changes siteChanges) error {
	hash := record.after(o.head.Hash)
	if err := putRecord(o.tx, record, hash); err != nil {
		return err
	}
	for _, site := range changes.with(sites) {
		if err := changes.put(o.tx, site, record.Position); err != nil {
			return err
		}
		o.sites[site] = true
	}
	if a.in.backKey != nil {
		if err := o.tx.Delete(a.in.backKey); err != nil {
			return err
		}
	}
	if a.row.Held != 0 {
		if _, err := letGo(o.tx, a.ref); err != nil {
			return err
		}
	}
	o.head.Position, o.head.Hash, o.head.ReceivedMS = record.Position, hash, record.ReceivedMS
	a.row.placed(a.ref.Seq)
	if a.row.Held <= a.row.Seq {
		a.row.Held, a.row.HeldLink = 0, journal.Digest{}
	}
	o.chains.changed(a.ref.Chain)
	o.advanced[a.ref.Chain] = max(o.advanced[a.ref.Chain], a.ref.Seq)
	return nil
}
