package views

import (
	"maps"
	"math"
	"slices"
	"strconv"

	"etabli/app/domain/erasure"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/domain/till"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Request is what a customer asked for about their data.
type Request struct {
	For      erasure.Request `json:"for"`
	AtMS     int64           `json:"at_ms"`
	By       string          `json:"by"`
	Known    string          `json:"known"`               // how we knew that it is theirs
	AnswerBy string          `json:"answer_by,omitempty"` // last day
	Answer   *Answered       `json:"answer,omitempty"`    // none while it is owed
}

// Answered is how a request was answered.
type Answered struct {
	AtMS  int64         `json:"at_ms"`
	By    string        `json:"by"`
	Reply erasure.Reply `json:"reply"`
	Why   string        `json:"why,omitempty"`
}

func requestsOf(s *fold.State) []Request {
	var out []Request
	asked, answered := s.Records(fold.GroupAsked), s.Records(fold.GroupReplied)
	for _, what := range slices.Sorted(maps.Keys(asked)) {
		parts := append(repair.SplitList(asked[what]), "", "", "", "")
		atMS, _ := strconv.ParseInt(parts[0], 10, 64) // a request without a time is one all the same
		one := Request{For: erasure.Request(what), AtMS: atMS, By: parts[1], Known: parts[2], AnswerBy: parts[3]}
		if said, is := answered[what]; is {
			parts := append(repair.SplitList(said), "", "", "", "")
			ms, _ := strconv.ParseInt(parts[0], 10, 64)
			if ms >= atMS { // an older one answered an older request
				one.Answer = &Answered{AtMS: ms, By: parts[1], Reply: erasure.Reply(parts[2]), Why: parts[3]}
			}
		}
		out = append(out, one)
	}
	return out
}

// The lists of customers who are, or want to be, erased.
const (
	ErasureOrdered = "erasure/ordered" // and it is not carried out to its end
	ErasureBegun   = "erasure/begun"   // something of them was erased
	PersonAsks     = "erasure/asked"   // a request of theirs waits for its answer
)

func erasurePlaces(s *fold.State) []place {
	var out []place
	ms := s.ErasedMS
	for _, q := range requestsOf(s) {
		if q.Answer == nil {
			out = append(out, place{PersonAsks, by(q.AtMS)})
			break
		}
	}
	if (s.Value(fold.FieldOrdered) != "" || ms != 0) && !erasedContact(s) {
		out = append(out, place{ErasureOrdered, by(s.BegunMS)})
	}
	if ms != 0 {
		out = append(out, place{ErasureBegun, by(ms)})
	}
	return out
}

// Erasing answers the customers of one of the lists above.
func (v *Views) Erasing(r storage.Reader, list string) ([]journal.EntityID, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	return l.placedIDs(kind.Customer, list)
}

// Held is something that holds data of a person, as a query about erasure needs
// it.
type Held struct {
	Entity   journal.Entity
	Purposes []journal.Purpose // private, not fiscal, not erased yet
	Bytes    int               // of its entries, which are written anew without them
}

// PrivateOf tells which purposes the private words of an entity have that were
// not erased.
func (v *Views) PrivateOf(r storage.Reader, t uint8, id journal.EntityID) (Held, error) {
	l, err := newLook(r)
	if err != nil {
		return Held{}, err
	}
	s, err := l.whole(t, id)
	if err != nil {
		return Held{}, err
	}
	out := Held{Entity: s.entity}
	for i := range s.history {
		out.Bytes += len(journal.Encode(&s.history[i].Entry))
		for _, b := range s.history[i].Boxes {
			if b.Subject == id && b.Purpose != journal.Fiscal && !slices.Contains(s.state.Erased, b.Purpose) {
				out.Purposes = append(out.Purposes, b.Purpose)
			}
		}
	}
	slices.Sort(out.Purposes)
	out.Purposes = slices.Compact(out.Purposes)
	return out, nil
}

// EverLoans answers the loans of a repair, ended ones too.
func (v *Views) EverLoans(r storage.Reader, file journal.EntityID) ([]Loan, error) {
	return each(r, kind.Loan, listEver+file.String(), (*look).loan)
}

// IncidentsOf answers the incidents of a repair, settled ones too.
func (v *Views) IncidentsOf(r storage.Reader, file journal.EntityID) ([]Incident, error) {
	return each(r, kind.Incident, listOfFile+file.String(), (*look).incident)
}

// TasksOf answers the tasks about a customer, ended ones too.
func (v *Views) TasksOf(r storage.Reader, of journal.EntityID) ([]Task, error) {
	return v.tasks(r, fold.FieldOf+"/"+of.String(), maxShared)
}

// EveryVisit answers all visits of a customer, or of a repair.
func (v *Views) EveryVisit(r storage.Reader, link string, id journal.EntityID) ([]Visit, error) {
	return v.VisitsOf(r, link+"/"+id.String(), math.MinInt64, math.MaxInt64)
}

// The links of visits and threads.
const (
	OfRepair   = fold.FieldRepair
	OfCustomer = fold.FieldOf
)

// ReceiptOf is a receipt of the till about a file.
type ReceiptOf struct {
	Number string
	AtMS   int64
}

// ReceiptsOf answers the receipts about a file that are none of practice.
func (v *Views) ReceiptsOf(r storage.Reader, file journal.EntityID) ([]ReceiptOf, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(kind.Repair, file)
	if err != nil {
		return nil, err
	}
	var out []ReceiptOf
	for i := range s.history {
		e := &s.history[i]
		var rec till.Record
		if kind.Kind(e.Header.Kind) != kind.TillRecorded || has(s.state.Repeats, e.Ref()) ||
			journal.UnmarshalFacts(read[till.Sealed](e).Record, &rec) != nil || rec.Training {
			continue
		}
		out = append(out, ReceiptOf{Number: rec.Number, AtMS: fold.AtMS(e)})
	}
	return out, nil
}

// ErasureEntry is one entry that erased something of a customer.
type ErasureEntry struct {
	Command  journal.CommandID
	AtMS     int64
	Position uint64
	Entities []journal.Entity
	Facts    []byte
}

// ErasureEntries answers the entries that erased something of a customer, in the
// order of the fold.
func (v *Views) ErasureEntries(r storage.Reader, of journal.EntityID) ([]ErasureEntry, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(kind.Customer, of)
	if err != nil {
		return nil, err
	}
	var out []ErasureEntry
	for i := range s.history {
		e := &s.history[i]
		if kind.Kind(e.Header.Kind) != kind.PersonErased || e.Header.Entities[0] != s.entity || has(s.state.Repeats, e.Ref()) {
			continue
		}
		out = append(out, ErasureEntry{
			Command: e.Header.Command, AtMS: fold.AtMS(e), Position: e.Position, Entities: e.Header.Entities, Facts: e.Facts,
		})
	}
	return out, nil
}

// PrivateBeside answers the other entities that entries about an entity have
// private words of. Files and customers answer for themselves, and members of
// staff are nobody's customers.
func (v *Views) PrivateBeside(r storage.Reader, t uint8, id journal.EntityID) ([]journal.Entity, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	s, err := l.whole(t, id)
	if err != nil {
		return nil, err
	}
	var out []journal.Entity
	for i := range s.history {
		e := &s.history[i]
		for _, b := range e.Boxes {
			at := slices.IndexFunc(e.Header.Entities, func(e journal.Entity) bool { return e.ID == b.Subject })
			if b.Purpose == journal.Fiscal || at < 0 || slices.Contains(out, e.Header.Entities[at]) {
				continue
			}
			switch uint8(e.Header.Entities[at].Type) {
			case kind.Repair, kind.Customer, kind.Staff:
			default:
				out = append(out, e.Header.Entities[at])
			}
		}
	}
	return out, nil
}
