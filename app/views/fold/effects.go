package fold

import (
	"maps"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/storage/journal"
)

// effects are what one entry does to one entity.
type effects struct {
	writes       []fieldWrite
	number       string // a number the file has from now on
	serial       string // a serial number, normalised
	quoteVersion int
	begin        *begin
	token        []byte           // hash of the token that the page has from now on
	owner        journal.EntityID // the customer it really belongs to
	device       journal.EntityID // the device it really is
	move         *transition
	answer       *Answer
	settle       *repair.SettledFacts
	sums         []addend
	say          []utterance
	till         *tillRecord
	taken        *taken
	erases       []journal.Purpose
	erased       *erasure.ErasedFacts // it is about this customer
	tooLarge     bool
}

type fieldWrite struct {
	name  string
	value []byte
	box   *BoxRef
}

type transition struct {
	to      string
	outcome string
	fact    bool  // happened, whatever the machine says
	asWas   bool  // with its outcome, or with none
	onMS    int64 // when it was, if it was noted later; 0: as it was recorded
}

type begin struct {
	tokenHash               []byte
	requestedMS, receivedMS int64
	legal                   *repair.LegalRule
	customer, product       journal.EntityID
}

// unsaid is what entries mean that do not name the rule of their legal clock: when
// they were written the table had this one row.
var unsaid = repair.LegalRule{Value: 30, Unit: string(rules.Days), From: "1970-01-01"}

// rule is the rule that the legal clock of the file goes by.
func (b *begin) rule() *repair.LegalRule {
	if b.requestedMS == 0 || b.legal != nil {
		return b.legal
	}
	return &unsaid
}

func (a *Answer) or(before *Answer) *Answer {
	if a != nil {
		return a
	}
	return before
}

// maxValueBytes bounds the value of a field: the longest text that people may
// write, with room to spare. An entry that goes beyond it is not readable.
const maxValueBytes = 20 << 10

// become moves the entity to a status, if its machine allows that at its turn.
func (x *effects) become(to string) { x.move = &transition{to: to} }

// became notes a status that was reached in the world, whatever the machine says.
func (x *effects) became(to string) { x.move = &transition{to: to, fact: true} }

// set writes a field.
func (x *effects) set(name, value string) {
	x.tooLarge = x.tooLarge || len(value) > maxValueBytes
	x.writes = append(x.writes, fieldWrite{name: name, value: []byte(value)})
}

// value is what the entry writes into a field, empty when it does not.
func (x *effects) value(name string) string {
	for _, w := range x.writes {
		if w.name == name {
			return string(w.value)
		}
	}
	return ""
}

// setKnown writes a field when there is something to write.
func (x *effects) setKnown(name, value string) {
	if value != "" {
		x.set(name, value)
	}
}

// setPrivate writes a field whose value lies in the entry's first box of the
// entity and purpose, if there is one.
func (x *effects) setPrivate(name string, a *act, e journal.Entity, p journal.Purpose) {
	for i := range a.entry.Boxes {
		if b := &a.entry.Boxes[i]; b.Subject == e.ID && b.Purpose == p {
			x.writes = append(x.writes, fieldWrite{name: name, box: &BoxRef{Ref: a.ref, Box: i}})
			return
		}
	}
}

// decoder reads the facts of one kind at one version. An error means that they
// are not what the version promises.
type decoder func(a *act, e journal.Entity, x *effects) error

// kinds are the decoders of each kind by version, the first one being version
// 1. What is released never changes its meaning.
type kinds map[kind.Kind][]decoder

// decoders are those of all subjects.
var decoders = together(peopleKinds, repairKinds, warrantyKinds, kioskKinds, loanKinds, stockKinds, promiseKinds, tillKinds, claimKinds, voucherKinds,
	parcelKinds, noticeKinds, contractKinds, recourseKinds, sendoutKinds, bonusKinds, wasteKinds, opinionKinds, recallKinds, accountKinds, ereportKinds, preorderKinds, ruleKinds)

func together(subjects ...kinds) kinds {
	all := kinds{}
	for _, s := range subjects {
		maps.Copy(all, s)
	}
	return all
}

// decode reads the effects of an entry. It is false when this version of the
// program cannot: the kind is unknown, all versions it knows are older than
// what the facts ask for, or the facts are absent or not readable.
func decode(a *act, e journal.Entity) (effects, bool) {
	h := &a.entry.Header
	versions := decoders[kind.Kind(h.Kind)]
	v := min(int(h.Version), len(versions))
	if v < 1 || v < int(h.OldestReader) {
		return effects{}, false
	}
	var x effects
	if err := versions[v-1](a, e, &x); err != nil || x.tooLarge {
		return effects{}, false
	}
	return x, true
}

// nothing is for kinds that only add to the history.
func nothing(*act, journal.Entity, *effects) error { return nil }

// facts reads the facts of an entry into a type.
func facts[T any](a *act) (T, error) {
	var into T
	err := journal.UnmarshalFacts(a.entry.Facts, &into)
	return into, err
}

func is(e journal.Entity, t uint8) bool { return e.Type == journal.EntityType(t) }
