package views_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"etabli/app/domain/customer"
	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
	"etabli/storage/memstore"
)

const startMS = int64(1_795_000_000_000)

// world is what several devices wrote, each knowing what it had heard by then.
type world struct {
	devices []*device
	entries []*journal.Positioned // in the order they were written
	keys    map[journal.EntityID]map[journal.Purpose]journal.Key
}

// device writes one chain.
type device struct {
	world *world
	chain journal.ChainID
	seq   uint64
	hlc   uint64
	known []*journal.Positioned
}

func newWorld(devices int) *world {
	w := &world{keys: map[journal.EntityID]map[journal.Purpose]journal.Key{}}
	for i := range devices {
		d := &device{world: w, hlc: uint64(startMS) << 16}
		copy(d.chain[:], fmt.Sprintf("chain%03d", i))
		w.devices = append(w.devices, d)
	}
	return w
}

type box struct {
	subject journal.EntityID
	purpose journal.Purpose
	value   any
}

// entry is what a test wants written.
type entry struct {
	kind     kind.Kind
	entities []journal.Entity
	facts    any
	boxes    []box
	command  string
	skewMS   int64
	author   journal.EntityID
	moves    []journal.Move
	version  uint16 // of the facts; 1 when empty
}

func id(name string) journal.EntityID {
	sum := sha256.Sum256([]byte(name))
	return journal.EntityID(sum[:16])
}

func repairOf(name string) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Repair), ID: id(name)}
}

func customerOf(name string) journal.Entity {
	return journal.Entity{Type: journal.EntityType(kind.Customer), ID: id(name)}
}

// write adds an entry to the device's chain; it has seen all the device knows.
func (d *device) write(e entry) *journal.Positioned {
	d.seq++
	d.hlc = max(d.hlc+(1000<<16), uint64(startMS)<<16)
	facts, err := journal.MarshalFacts(e.facts)
	if err != nil {
		panic(err)
	}
	if e.command == "" {
		e.command = fmt.Sprintf("%s/%d", d.chain, d.seq)
	}
	p := &journal.Positioned{Entry: journal.Entry{Facts: facts, Header: journal.Header{
		Chain: d.chain, Seq: d.seq, HLC: uint64(int64(d.hlc) + e.skewMS<<16), Kind: journal.Kind(e.kind),
		Version: cmp.Or(e.version, 1), OldestReader: 1, Entities: e.entities, Command: journal.CommandIDFrom(e.command), Author: e.author, Moves: e.moves,
	}}}
	for _, about := range e.entities {
		p.Header.Seen = append(p.Header.Seen, d.seen(about))
	}
	for _, b := range e.boxes {
		plain, err := journal.MarshalFacts(b.value)
		if err != nil {
			panic(err)
		}
		nonce := bytes.NewReader(bytes.Repeat([]byte{byte(d.seq)}, 24))
		sealed, err := journal.Seal(nonce, d.world.key(b.subject, b.purpose), b.subject, b.purpose, plain)
		if err != nil {
			panic(err)
		}
		p.Boxes = append(p.Boxes, sealed)
	}
	d.known = append(d.known, p)
	d.world.entries = append(d.world.entries, p)
	return p
}

func (w *world) key(subject journal.EntityID, p journal.Purpose) journal.Key {
	if w.keys[subject] == nil {
		w.keys[subject] = map[journal.Purpose]journal.Key{}
	}
	k := journal.Key(sha256.Sum256(append(subject[:], byte(p))))
	w.keys[subject][p] = k
	return k
}

// seen is what the device knows of an entity: of every other chain the highest.
func (d *device) seen(about journal.Entity) []journal.Ref {
	highest := map[journal.ChainID]uint64{}
	for _, p := range d.known {
		if p.Header.Chain != d.chain && slices.Contains(p.Header.Entities, about) {
			highest[p.Header.Chain] = max(highest[p.Header.Chain], p.Header.Seq)
		}
	}
	var out []journal.Ref
	for chain, seq := range highest {
		out = append(out, journal.Ref{Chain: chain, Seq: seq})
	}
	slices.SortFunc(out, func(a, b journal.Ref) int { return bytes.Compare(a.Chain[:], b.Chain[:]) })
	return out
}

// hear lets a device learn everything another one knows.
func (d *device) hear(other *device) {
	for _, p := range other.known {
		if !slices.Contains(d.known, p) {
			d.known = append(d.known, p)
			d.hlc = max(d.hlc, min(p.Header.HLC, d.hlc+(120_000<<16)))
		}
	}
}

// order gives positions to the first n entries of an order that keeps causes
// first: an entry comes after its chain's predecessor and all it has seen.
func (w *world) order(n int, pick func(free int) int) {
	placed := map[journal.Ref]bool{}
	waiting := slices.Clone(w.entries)
	for position := uint64(1); position <= uint64(n) && len(waiting) > 0; position++ {
		var free []int
		for i, p := range waiting {
			if causesPlaced(p, waiting, placed) {
				free = append(free, i)
			}
		}
		i := free[pick(len(free))]
		p := waiting[i]
		p.Position, p.ReceivedMS = position, startMS+int64(position)*1000
		placed[p.Ref()] = true
		waiting = slices.Delete(waiting, i, i+1)
	}
}

func causesPlaced(p *journal.Positioned, waiting []*journal.Positioned, placed map[journal.Ref]bool) bool {
	if p.Header.Seq > 1 && !placed[journal.Ref{Chain: p.Header.Chain, Seq: p.Header.Seq - 1}] {
		return false
	}
	for _, list := range p.Header.Seen {
		for _, s := range list {
			for _, other := range waiting {
				if other.Header.Chain == s.Chain && other.Header.Seq <= s.Seq {
					return false
				}
			}
		}
	}
	return true
}

// of are the entries of an entity in the order of the fold.
func (w *world) of(e journal.Entity) []journal.Positioned {
	var out []journal.Positioned
	for _, p := range w.entries {
		if slices.Contains(p.Header.Entities, e) {
			out = append(out, *p)
		}
	}
	slices.SortFunc(out, func(a, b journal.Positioned) int { return journal.CompareFold(&a, &b) })
	return out
}

func (w *world) entities() []journal.Entity {
	var out []journal.Entity
	for _, p := range w.entries {
		for _, e := range p.Header.Entities {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b journal.Entity) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return out
}

// replica is a store with its views.
type replica struct {
	store storage.Store
	views *views.Views
}

func newReplica(t interface{ Cleanup(func()) }) *replica {
	r := &replica{store: memstore.New(), views: views.New()}
	t.Cleanup(func() { _ = r.store.Close() })
	return r
}

// news is one thing that a replica hears: an entry without its position, a
// position, or both.
type news struct {
	entry    *journal.Positioned
	position bool
	whole    bool
}

// take brings news in, in one transaction.
func (r *replica) take(t testing.TB, w *world, list ...news) {
	t.Helper()
	err := r.store.Update(t.Context(), func(tx storage.Tx) error {
		var batch journal.Batch
		for _, n := range list {
			if err := r.takeOne(tx, w, &batch, n); err != nil {
				return err
			}
		}
		touched, err := batch.Take(tx)
		if err != nil {
			return err
		}
		return r.views.Fold(tx, touched)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (r *replica) takeOne(tx storage.Tx, w *world, batch *journal.Batch, n news) error {
	place := journal.Place{}
	if n.position || !n.whole {
		place = journal.Place{Position: n.entry.Position, ReceivedMS: n.entry.ReceivedMS}
	}
	if !n.whole {
		return batch.SetPlace(tx, n.entry.Ref(), place)
	}
	for subject, keys := range w.keys {
		for purpose, key := range keys {
			if err := journal.PutKey(tx, subject, purpose, key); err != nil {
				return err
			}
		}
	}
	e := n.entry.Entry
	if err := batch.Keep(tx, &e, place); err != nil {
		return fmt.Errorf("keep %s: %w", e.Ref(), err)
	}
	return nil
}

// all takes every entry of a world at once.
func (r *replica) all(t testing.TB, w *world) {
	t.Helper()
	var list []news
	for _, p := range w.entries {
		list = append(list, news{entry: p, position: true, whole: true})
	}
	r.take(t, w, list...)
}

func (r *replica) view(t testing.TB, fn func(r storage.Reader) error) {
	t.Helper()
	if err := r.store.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// intake is a received repair with a customer.
func intake(number, name string) entry {
	hash := sha256.Sum256([]byte(name))
	return entry{
		kind:     kind.RepairReceived,
		entities: []journal.Entity{repairOf(name), customerOf("customer of " + name)},
		facts: repair.ReceivedFacts{
			Number: number, Site: "LIL", Product: repair.ProductFacts{Label: "Samsung Galaxy S21", Brand: "Samsung", Serial: "R5CR10ABCDE"},
			RequestedMS: startMS, ReceivedMS: startMS, TokenHash: hash[:], PromisedOn: "2026-12-01",
			Accessories: []string{"chargeur"},
		},
		boxes: []box{
			{id(name), journal.File, repair.FileBox{Fault: "Écran fêlé, l'œil ne voit rien"}},
			{id("customer of " + name), journal.Contact, customer.ContactBox{Name: "Hélène Cœur", Phone: "+33612345678", PhoneRaw: "06 12 34 56 78"}},
		},
	}
}

func move(name string, to repair.Status) entry {
	return entry{kind: kind.RepairMoved, entities: []journal.Entity{repairOf(name)}, facts: repair.MovedFacts{To: to}}
}

// erasureOf erases a customer's contact and a purpose of their repair.
func erasureOf(name string, contact, of journal.Purpose) entry {
	customer, file := customerOf("customer of "+name), repairOf(name)
	return entry{kind: kind.PersonErased, entities: []journal.Entity{customer, file}, facts: erasure.ErasedFacts{Subjects: []erasure.Subject{
		{Type: uint8(customer.Type), ID: customer.ID[:], Purposes: []uint8{uint8(contact)}},
		{Type: uint8(file.Type), ID: file.ID[:], Purposes: []uint8{uint8(of)}},
	}}}
}

func edit(name, field, value string) entry {
	return entry{kind: kind.RepairEdited, entities: []journal.Entity{repairOf(name)}, facts: repair.EditedFacts{Fields: map[string]string{field: value}}}
}

// drawWorld lets several devices work on a few repairs, hearing of each other
// now and then, with clocks that are wrong.
func drawWorld(t *rapid.T) *world {
	w := newWorld(rapid.IntRange(1, 3).Draw(t, "devices"))
	names := []string{"a", "b"}[:rapid.IntRange(1, 2).Draw(t, "repairs")]
	for i, name := range names {
		w.devices[0].write(intake(repair.FormatNumber("LIL", "1", i+1, [2]byte{1, 2}), name))
	}
	for _, d := range w.devices[1:] {
		d.hear(w.devices[0])
	}
	statuses := []repair.Status{repair.Diag, repair.QuoteSent, repair.Repairing, repair.Ready, repair.Returned, repair.Closed}
	for range rapid.IntRange(0, 14).Draw(t, "acts") {
		d := rapid.SampledFrom(w.devices).Draw(t, "device")
		name := rapid.SampledFrom(names).Draw(t, "repair")
		e := drawAct(t, w, name, statuses)
		e.skewMS = rapid.SampledFrom([]int64{0, 0, 0, -3_600_000, 86_400_000}).Draw(t, "skew")
		if e.kind == 0 {
			d.hear(rapid.SampledFrom(w.devices).Draw(t, "other"))
			continue
		}
		d.write(e)
	}
	w.order(rapid.IntRange(0, len(w.entries)).Draw(t, "ordered"), func(free int) int {
		return rapid.IntRange(0, free-1).Draw(t, "next")
	})
	return w
}

func drawAct(t *rapid.T, w *world, name string, statuses []repair.Status) entry {
	switch rapid.IntRange(0, 11).Draw(t, "act") {
	case 0, 1:
		return edit(name, rapid.SampledFrom([]string{"promised_on", "product"}).Draw(t, "field"), rapid.SampledFrom([]string{"x", "y"}).Draw(t, "value"))
	case 2, 3, 4:
		return move(name, rapid.SampledFrom(statuses).Draw(t, "status"))
	case 5:
		return entry{kind: kind.CustomerSaved, entities: []journal.Entity{customerOf("customer of " + name)},
			facts: customer.SavedFacts{Language: rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "language")},
			boxes: []box{{id("customer of " + name), journal.Contact, customer.ContactBox{Name: rapid.SampledFrom([]string{"Ana", "Bob"}).Draw(t, "name")}}}}
	case 6:
		e := edit(name, "model", "m")
		e.command = rapid.SampledFrom([]string{"again 1", "again 2"}).Draw(t, "command") + name
		return e
	case 7:
		return entry{kind: 999, entities: []journal.Entity{repairOf(name)}, facts: map[string]int{"new": 1}}
	case 8:
		return drawSettlement(t, w, name)
	case 9:
		return erasureOf(name, journal.Contact, rapid.SampledFrom([]journal.Purpose{journal.File, journal.Photos}).Draw(t, "purpose"))
	case 11:
		return entry{kind: kind.RepairNoted, entities: []journal.Entity{repairOf(name)}, facts: repair.NotedFacts{},
			boxes: []box{{id(name), journal.File, repair.FileBox{Note: "Rappeler Ana"}}}}
	}
	return entry{}
}

// drawSettlement settles whatever two entries of the repair may have opened.
func drawSettlement(t *rapid.T, w *world, name string) entry {
	e := repairOf(name)
	items := naiveItems(w.of(e), e)
	if len(items) == 0 {
		return entry{}
	}
	item := rapid.SampledFrom(items).Draw(t, "item")
	choice := rapid.SampledFrom([]string{"x", "y", "ready", "diag", "?"}).Draw(t, "choice")
	return entry{kind: kind.ReviewSettled, entities: []journal.Entity{e}, facts: repair.SettledFacts{Item: item.id, Choice: choice}}
}
