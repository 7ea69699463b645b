package sim

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// What follows is a second, plain reading of the rules of "À vérifier": it asks
// every pair of entries about each other and keeps no state that could be wrong.
// It shares no code with the fold.

// word is one entry's value of one field.
type word struct {
	by      *journal.Positioned
	field   string
	value   string
	private bool
}

// stride is one entry's change of status.
type stride struct {
	by      *journal.Positioned
	to      repair.Status
	outcome repair.Outcome
	refused bool
	from    *journal.Positioned // who had set the status that refused it
}

// reading is an entity as far as it was read.
type reading struct {
	e       journal.Entity
	words   []word
	strides []stride
	unread  []*journal.Positioned
	settled map[string]bool
	status  repair.Status
	setBy   *journal.Positioned
	quote   int
	every   []*journal.Positioned // repeated ones too
	acts    []*journal.Positioned
}

// naiveItems are the ids of the open items of an entity, sorted.
func naiveItems(history []journal.Positioned, e journal.Entity) []string {
	n := &reading{e: e, settled: map[string]bool{}}
	var done []journal.CommandID
	for i := range history {
		p := &history[i]
		n.every = append(n.every, p)
		if slices.Contains(done, p.Header.Command) {
			continue
		}
		done = append(done, p.Header.Command)
		n.acts = append(n.acts, p)
		if !n.say(p) {
			n.unread = append(n.unread, p)
		}
	}
	var open []string
	for _, i := range slices.Concat(n.questions(), n.fieldQuestions(), n.late()) {
		if id := i.id(e); !n.settled[id] {
			open = append(open, id)
		}
	}
	if len(n.unread) > 0 {
		open = append(open, question{rule: "newer_version", by: n.unread}.id(e))
	}
	slices.Sort(open)
	return open
}

// question is an item before it has an id.
type question struct {
	rule, field string
	by          []*journal.Positioned
	values      []repair.Status
	words       []word
}

func (q question) id(e journal.Entity) string {
	by := slices.Clone(q.by)
	slices.SortFunc(by, func(a, b *journal.Positioned) int { return bytes.Compare(refBytes(a), refBytes(b)) })
	h := sha256.New()
	h.Write(append([]byte{byte(e.Type)}, e.ID[:]...))
	h.Write(append([]byte{byte(len(q.rule))}, q.rule...))
	h.Write(append([]byte{byte(len(q.field))}, q.field...))
	for _, p := range by {
		h.Write(refBytes(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func refBytes(p *journal.Positioned) []byte {
	return binary.BigEndian.AppendUint64(slices.Clone(p.Header.Chain[:]), p.Header.Seq)
}

// knew tells whether the author of a had b before them.
func (n *reading) knew(a, b *journal.Positioned) bool {
	if a.Header.Chain == b.Header.Chain {
		return a.Header.Seq > b.Header.Seq
	}
	return slices.ContainsFunc(a.Header.Seen[slices.Index(a.Header.Entities, n.e)], func(s journal.Ref) bool {
		return s.Chain == b.Header.Chain && s.Seq >= b.Header.Seq
	})
}

// last are the words of a field that nobody has answered, of those that may be
// known.
func (n *reading) last(field string, known func(*journal.Positioned) bool) (out []word) {
	for _, x := range n.words {
		if x.field != field || !known(x.by) {
			continue
		}
		if !slices.ContainsFunc(n.words, func(o word) bool { return o.field == field && known(o.by) && n.knew(o.by, x.by) }) {
			out = append(out, x)
		}
	}
	return out
}

func (n *reading) fields() (names []string) {
	for _, x := range n.words {
		if !slices.Contains(names, x.field) {
			names = append(names, x.field)
		}
	}
	return names
}

// ask is the question about a field, if its last words differ.
func (n *reading) ask(field string, known func(*journal.Positioned) bool) (q question, open bool) {
	q = question{rule: "field_conflict", field: field, words: n.last(field, known)}
	for _, x := range q.words {
		q.by = append(q.by, x.by)
		open = open || x.private || q.words[0].private || x.value != q.words[0].value
	}
	return q, open && len(q.words) > 1
}

func (n *reading) fieldQuestions() (out []question) {
	for _, field := range n.fields() {
		if q, open := n.ask(field, func(*journal.Positioned) bool { return true }); open {
			out = append(out, q)
		}
	}
	return out
}

// questions are those about changes of status so far.
func (n *reading) questions() []question { return append(n.refusals(), n.conflicts()...) }

// refusals are about changes that the status of then did not allow.
func (n *reading) refusals() (out []question) {
	for _, b := range n.strides {
		if !b.refused {
			continue
		}
		q := question{rule: "not_applied", by: []*journal.Positioned{b.by}, values: []repair.Status{b.to}}
		if b.from != nil {
			q.by, q.values = append(q.by, b.from), append(q.values, n.toOf(b.from))
		}
		out = append(out, q)
	}
	return out
}

// contradict tells whether two changes that both hold want something else, and neither
// author knew the other's.
func (n *reading) contradict(a, b stride) bool {
	differ := a.to != b.to || a.outcome != b.outcome && a.outcome != "" && b.outcome != ""
	return differ && !a.refused && !b.refused && a.by != b.by && !n.knew(a.by, b.by) && !n.knew(b.by, a.by)
}

// conflicts are about pairs of changes of which neither author knew the other's, but for
// those that a later pair asks about again.
func (n *reading) conflicts() (out []question) {
	var apart []question
	for i, b := range n.strides {
		for _, a := range n.strides[:i] {
			if n.contradict(a, b) {
				apart = append(apart, question{
					rule: "transition_conflict", by: []*journal.Positioned{a.by, b.by}, values: []repair.Status{a.to, b.to},
				})
			}
		}
	}
	for i, q := range apart {
		again := func(o question) bool {
			return n.upTo(o.by[0], q.by[0]) && n.upTo(o.by[1], q.by[1]) || n.upTo(o.by[0], q.by[1]) && n.upTo(o.by[1], q.by[0])
		}
		if !slices.ContainsFunc(apart[:i], again) && !slices.ContainsFunc(apart[i+1:], again) {
			out = append(out, q)
		}
	}
	return out
}

func (n *reading) upTo(a, b *journal.Positioned) bool { return a == b || n.knew(b, a) }

// toOf is where an entry that was applied led.
func (n *reading) toOf(p *journal.Positioned) repair.Status {
	for _, s := range n.strides {
		if s.by == p && !s.refused {
			return s.to
		}
	}
	return ""
}
