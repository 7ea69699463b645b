package views_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// A second, plain reading of the rules: quadratic, without state between
// questions, sharing no code with the fold. It knows what the tests write.

type naiveItem struct {
	id   []byte
	rule string
}

type naiveWrite struct {
	p     *journal.Positioned
	value string // the entry itself when private
}

type naiveMove struct {
	p       *journal.Positioned
	to      repair.Status
	applied bool
}

type naive struct {
	e       journal.Entity
	acts    []*journal.Positioned
	writes  map[string][]naiveWrite
	moves   []naiveMove
	refused []naiveItem
	sides   [][]*journal.Positioned // of what was refused
	unread  []*journal.Positioned
	all     []*journal.Positioned // repeated ones too
	settled map[string]bool
	status  repair.Status
	setBy   *journal.Positioned
}

func naiveSaw(a, b *journal.Positioned, e journal.Entity) bool {
	if a.Header.Chain == b.Header.Chain {
		return b.Header.Seq < a.Header.Seq
	}
	for _, s := range a.Header.Seen[slices.Index(a.Header.Entities, e)] {
		if s.Chain == b.Header.Chain && b.Header.Seq <= s.Seq {
			return true
		}
	}
	return false
}

func naiveID(e journal.Entity, rule, field string, entries ...*journal.Positioned) []byte {
	slices.SortFunc(entries, func(a, b *journal.Positioned) int {
		if c := bytes.Compare(a.Header.Chain[:], b.Header.Chain[:]); c != 0 {
			return c
		}
		return int(a.Header.Seq) - int(b.Header.Seq)
	})
	raw := append([]byte{byte(e.Type)}, e.ID[:]...)
	raw = append(append(raw, byte(len(rule))), rule...)
	raw = append(append(raw, byte(len(field))), field...)
	for _, p := range entries {
		raw = append(raw, p.Header.Chain[:]...)
		raw = binary.BigEndian.AppendUint64(raw, p.Header.Seq)
	}
	sum := sha256.Sum256(raw)
	return sum[:16]
}

func naiveRead(history []journal.Positioned, e journal.Entity) *naive {
	n := &naive{e: e, writes: map[string][]naiveWrite{}, settled: map[string]bool{}}
	done := map[journal.CommandID]bool{}
	for i := range history {
		p := &history[i]
		n.all = append(n.all, p)
		if done[p.Header.Command] {
			continue
		}
		done[p.Header.Command] = true
		n.acts = append(n.acts, p)
		n.act(p)
	}
	return n
}

func (n *naive) act(p *journal.Positioned) {
	private := "private " + p.Ref().String()
	isRepair := n.e.Type == journal.EntityType(kind.Repair)
	put := func(field, value string) { n.writes[field] = append(n.writes[field], naiveWrite{p, value}) }
	switch uint16(p.Header.Kind) {
	case kind.RepairReceived:
		var f repair.ReceivedFacts
		must(journal.UnmarshalFacts(p.Facts, &f))
		if !isRepair {
			put("contact", private)
			return
		}
		put("promised_on", f.PromisedOn)
		put("product", f.Product.Label)
		n.move(p, repair.Received, true)
	case kind.CustomerSaved:
		var f struct {
			Language string `cbor:"1,keyasint"`
		}
		must(journal.UnmarshalFacts(p.Facts, &f))
		put("language", f.Language)
		put("contact", private)
	case kind.RepairEdited:
		var f repair.EditedFacts
		must(journal.UnmarshalFacts(p.Facts, &f))
		for field, value := range f.Fields {
			put(field, value)
		}
	case kind.RepairMoved:
		var f repair.MovedFacts
		must(journal.UnmarshalFacts(p.Facts, &f))
		n.move(p, f.To, repair.CanMove(n.status, f.To) || n.status == f.To)
	case kind.ReviewSettled:
		n.settle(p)
	case kind.PersonErased, kind.RepairNoted:
	default:
		n.unread = append(n.unread, p)
	}
}

func (n *naive) move(p *journal.Positioned, to repair.Status, legal bool) {
	n.moves = append(n.moves, naiveMove{p, to, legal})
	if !legal {
		sides := []*journal.Positioned{p}
		if n.setBy != nil {
			sides = append(sides, n.setBy)
		}
		n.refused = append(n.refused, naiveItem{naiveID(n.e, "not_applied", "", sides...), "not_applied"})
		n.sides = append(n.sides, sides)
		return
	}
	if n.status != to {
		n.status, n.setBy = to, p
	}
}

// alive are the writes among some that none of them has seen.
func (n *naive) alive(all []naiveWrite) (out []naiveWrite) {
	for _, w := range all {
		if !slices.ContainsFunc(all, func(o naiveWrite) bool { return naiveSaw(o.p, w.p, n.e) }) {
			out = append(out, w)
		}
	}
	return out
}

func (n *naive) fieldItem(field string, all []naiveWrite) (naiveItem, []naiveWrite, bool) {
	alive := n.alive(all)
	values, entries := map[string]bool{}, []*journal.Positioned(nil)
	for i, w := range alive {
		entries = append(entries, w.p)
		value := w.value
		if len(value) > 8 && value[:8] == "private " {
			value += strconv.Itoa(i)
		}
		values[value] = true
	}
	if len(values) < 2 {
		return naiveItem{}, nil, false
	}
	return naiveItem{naiveID(n.e, "field_conflict", field, entries...), "field_conflict"}, alive, true
}

// partings are the pairs of applied moves that went apart, but not where they
// only follow an earlier parting.
func (n *naive) partings() (pairs [][2]naiveMove) {
	var all [][2]naiveMove
	for i, a := range n.moves {
		for _, b := range n.moves[i+1:] {
			if a.applied && b.applied && a.to != b.to && !naiveSaw(a.p, b.p, n.e) && !naiveSaw(b.p, a.p, n.e) {
				all = append(all, [2]naiveMove{a, b})
			}
		}
	}
	upTo := func(a, b naiveMove) bool { return a.p == b.p || naiveSaw(b.p, a.p, n.e) }
	for i, x := range all {
		if !slices.ContainsFunc(append(slices.Clone(all[:i]), all[i+1:]...), func(y [2]naiveMove) bool {
			return upTo(y[0], x[0]) && upTo(y[1], x[1]) || upTo(y[0], x[1]) && upTo(y[1], x[0])
		}) {
			pairs = append(pairs, x)
		}
	}
	return pairs
}

func (n *naive) settle(p *journal.Positioned) {
	var f repair.SettledFacts
	must(journal.UnmarshalFacts(p.Facts, &f))
	for field, all := range n.writes {
		known := slices.DeleteFunc(slices.Clone(all), func(w naiveWrite) bool { return !naiveSaw(p, w.p, n.e) })
		item, _, open := n.fieldItem(field, known)
		if !open || !bytes.Equal(item.id, f.Item) {
			continue
		}
		n.settled[string(f.Item)] = true
		n.writes[field] = append(n.writes[field], naiveWrite{p, f.Choice})
		return
	}
	force := func(values ...repair.Status) {
		n.settled[string(f.Item)] = true
		to := n.status
		if slices.Contains(values, repair.Status(f.Choice)) {
			to = repair.Status(f.Choice)
		}
		n.settleKnown(p)
		n.move(p, to, true)
	}
	for _, pair := range n.partings() {
		if bytes.Equal(naiveID(n.e, "transition_conflict", "", pair[0].p, pair[1].p), f.Item) {
			force(pair[0].to, pair[1].to)
			return
		}
	}
	for i := range n.refused {
		if bytes.Equal(n.refused[i].id, f.Item) {
			force(n.sidesOf(f.Item)...)
			return
		}
	}
	for _, item := range n.late() {
		if bytes.Equal(item.id, f.Item) {
			n.settled[string(f.Item)] = true
		}
	}
}

// settleKnown settles what was asked about the status so far, as far as p saw it.
func (n *naive) settleKnown(p *journal.Positioned) {
	for i, sides := range n.sides {
		if !slices.ContainsFunc(sides, func(q *journal.Positioned) bool { return !naiveSaw(p, q, n.e) }) {
			n.settled[string(n.refused[i].id)] = true
		}
	}
	for _, pair := range n.partings() {
		if naiveSaw(p, pair[0].p, n.e) && naiveSaw(p, pair[1].p, n.e) {
			n.settled[string(naiveID(n.e, "transition_conflict", "", pair[0].p, pair[1].p))] = true
		}
	}
}

// late are the entries with private words that an erasure did not know of, when
// none that erased them did.
func (n *naive) late() (out []naiveItem) {
	for _, p := range n.all {
		for _, b := range p.Boxes {
			var by, knew int
			for _, q := range n.acts {
				if b.Subject == n.e.ID && naiveErases(q, n.e, b.Purpose) {
					by++
					if naiveSaw(q, p, n.e) {
						knew++
					}
				}
			}
			if by > 0 && knew == 0 {
				out = append(out, naiveItem{naiveID(n.e, "after_erasure", "", p), "after_erasure"})
			}
		}
	}
	return out
}

func naiveErases(q *journal.Positioned, e journal.Entity, purpose journal.Purpose) bool {
	var f erasure.ErasedFacts
	if uint16(q.Header.Kind) != kind.PersonErased {
		return false
	}
	must(journal.UnmarshalFacts(q.Facts, &f))
	return slices.ContainsFunc(f.Subjects, func(s erasure.Subject) bool {
		return string(s.ID) == string(e.ID[:]) && s.Type == uint8(e.Type) && slices.Contains(s.Purposes, uint8(purpose))
	})
}

// sidesOf are the statuses of the two entries of a refused move.
func (n *naive) sidesOf(item []byte) (out []repair.Status) {
	for _, m := range n.moves {
		if m.applied {
			continue
		}
		if bytes.Equal(naiveID(n.e, "not_applied", "", m.p), item) {
			out = append(out, m.to)
		}
		for _, by := range n.moves {
			if by.applied && bytes.Equal(naiveID(n.e, "not_applied", "", m.p, by.p), item) {
				out = append(out, m.to, by.to)
			}
		}
	}
	return out
}

// naiveItems are the open items of an entity, by id.
func naiveItems(history []journal.Positioned, e journal.Entity) []naiveItem {
	n := naiveRead(history, e)
	items := slices.Clone(n.refused)
	for _, pair := range n.partings() {
		items = append(items, naiveItem{naiveID(e, "transition_conflict", "", pair[0].p, pair[1].p), "transition_conflict"})
	}
	for field, all := range n.writes {
		if item, _, open := n.fieldItem(field, all); open {
			items = append(items, item)
		}
	}
	items = append(items, n.late()...)
	if len(n.unread) > 0 {
		items = append(items, naiveItem{naiveID(e, "newer_version", "", n.unread...), "newer_version"})
	}
	items = slices.DeleteFunc(items, func(i naiveItem) bool { return n.settled[string(i.id)] })
	slices.SortFunc(items, func(a, b naiveItem) int { return bytes.Compare(a.id, b.id) })
	return items
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
