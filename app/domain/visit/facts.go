// Package visit knows what is done at customers' homes: appointments by skill
// and area, the day of a technician, lateness, absence, the report with its
// signature, and the three questions that decide what may be paid on the spot.
package visit

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Times are Unix milliseconds. Addresses, door codes and free
// words lie in private boxes; door codes under a purpose of their own, so that
// they can be destroyed after the visit.

// Slot is a stretch of time in which somebody comes.
type Slot struct {
	FromMS int64 `cbor:"1,keyasint,omitempty" json:"from_ms"`
	ToMS   int64 `cbor:"2,keyasint,omitempty" json:"to_ms"`
}

// Overlaps tells whether two slots have a time in common.
func (s Slot) Overlaps(o Slot) bool { return s.FromMS < o.ToMS && o.FromMS < s.ToMS }

// PlannedFacts is a new visit. Customer and file are entities of its entry.
type PlannedFacts struct {
	Site    string `cbor:"1,keyasint"`
	For     Aim    `cbor:"2,keyasint"`
	Slot    Slot   `cbor:"3,keyasint"`
	Staff   string `cbor:"4,keyasint,omitempty"` // id of the technician
	Van     string `cbor:"5,keyasint,omitempty"`
	Skill   string `cbor:"6,keyasint,omitempty"` // what the technician has to have
	Area    string `cbor:"7,keyasint,omitempty"` // postcode, or its beginning
	Minutes int    `cbor:"8,keyasint,omitempty"` // of work
	Parts   []Part `cbor:"9,keyasint,omitempty"`
	Under   Under  `cbor:"10,keyasint,omitempty"` // guarantee or contract: no new contract is made
	// AbsentCents is what the customer is told that it costs when nobody is there, and
	// Told the channel of the words that say so, in the same entry.
	AbsentCents int64  `cbor:"11,keyasint,omitempty"`
	Told        string `cbor:"12,keyasint,omitempty"`
}

// Part is a part that the technician takes along.
type Part struct {
	Ref   string `cbor:"1,keyasint" json:"ref"`
	Label string `cbor:"2,keyasint,omitempty" json:"label,omitempty"`
	N     int    `cbor:"3,keyasint" json:"n"`
}

// PlaceBox is where the visit is and who opens (purpose File of the visit).
type PlaceBox struct {
	Address string `cbor:"1,keyasint,omitempty" json:"address,omitempty"`
	Who     string `cbor:"2,keyasint,omitempty" json:"who,omitempty"` // who opens, when it is not the customer
	Phone   string `cbor:"3,keyasint,omitempty" json:"phone,omitempty"`
	Note    string `cbor:"4,keyasint,omitempty" json:"note,omitempty"`
	Words   string `cbor:"5,keyasint,omitempty" json:"-"` // with which the customer was told of it
}

// CodeBox holds door codes (purpose Passcode of the visit).
type CodeBox struct {
	Codes string `cbor:"1,keyasint,omitempty"`
}

// MovedFacts gives a visit another slot, technician or van. A change of slot
// says why, and how the customer was told. What is empty stays.
type MovedFacts struct {
	Slot   Slot   `cbor:"1,keyasint"`
	Staff  string `cbor:"2,keyasint,omitempty"`
	Van    string `cbor:"3,keyasint,omitempty"`
	Reason string `cbor:"4,keyasint,omitempty"` // a code, see Reasons
	Told   string `cbor:"5,keyasint,omitempty"` // channel by which the customer hears of it
	// AbsentCents is what the same words say that it costs when nobody is there.
	AbsentCents int64 `cbor:"6,keyasint,omitempty"`
}

// SteppedFacts brings a visit to another status.
type SteppedFacts struct {
	To     Status `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint,omitempty"` // a code, for the ways out
}

// CancelledFacts calls a visit off. There is no way to it without a reason,
// words to the customer and a next proposal.
type CancelledFacts struct {
	Reason string `cbor:"1,keyasint"`
	By     string `cbor:"2,keyasint"` // us, customer
	Told   string `cbor:"3,keyasint"` // channel of the words in the same entry
	Next   Next   `cbor:"4,keyasint"`
	// Follow is the task that somebody has of it, an entity of the same entry.
	Follow FollowUp `cbor:"5,keyasint,omitzero"`
}

// FollowUp is what somebody has to do after a visit that did not take place: to call on
// a day, or to hear whether the slot that was proposed suits.
type FollowUp struct {
	On   string `cbor:"1,keyasint"`
	Site string `cbor:"2,keyasint"`
	Why  string `cbor:"3,keyasint"` // code of what made it
}

// What makes a follow-up.
const (
	WhyCancelled = "visit_cancelled"
	WhyAbsent    = "visit_absent"
)

// Follows tells whether a task follows a visit that did not take place: it ends when that
// visit gets another slot, or another is planned in its stead.
func Follows(why string) bool { return why == WhyCancelled || why == WhyAbsent }

// WordsBox is what the customer is told, and what was noted (purpose File).
type WordsBox struct {
	Words string `cbor:"1,keyasint,omitempty"`
	Note  string `cbor:"2,keyasint,omitempty"`
}

// Next is what follows a visit that did not take place: a new slot, a call by a
// day, or nothing because the customer wants nothing more.
type Next struct {
	Slot     Slot   `cbor:"1,keyasint" json:"slot,omitzero"`
	CallOn   string `cbor:"2,keyasint,omitempty" json:"call_on,omitempty"`
	Declined bool   `cbor:"3,keyasint,omitempty" json:"declined,omitempty"` // by the customer
}

// AbsentFacts is a customer who was not there: a photo of the door, the calls
// that were tried, the slip that was left or sent, and what is proposed.
type AbsentFacts struct {
	Tries    int    `cbor:"1,keyasint"`
	Slip     string `cbor:"2,keyasint"` // printed, sent
	Photos   int    `cbor:"3,keyasint,omitempty"`
	FeeCents int64  `cbor:"4,keyasint,omitempty"` // only what the customer had been told
	Next     Next   `cbor:"5,keyasint"`
	// Pictures are the names of the stored photos.
	Pictures [][]byte `cbor:"6,keyasint,omitempty"`
	Follow   FollowUp `cbor:"7,keyasint,omitzero"` // the task that somebody has of it
}

// LateFacts says that a technician runs late; the visits that wait are the
// entities of its entry.
type LateFacts struct {
	Minutes int    `cbor:"1,keyasint"`
	Told    string `cbor:"2,keyasint,omitempty"`
}

// DayMovedFacts moves what is left of somebody's day in one act. The first
// entity is who is away; the visits follow, in the order of To.
type DayMovedFacts struct {
	On     string   `cbor:"1,keyasint"`
	Reason string   `cbor:"2,keyasint"`
	To     []Target `cbor:"3,keyasint"`
	Told   string   `cbor:"4,keyasint,omitempty"`
}

// Target is where one visit of a day goes.
type Target struct {
	Staff string `cbor:"1,keyasint,omitempty"`
	Van   string `cbor:"2,keyasint,omitempty"`
	Slot  Slot   `cbor:"3,keyasint"`
}

// CheckedFacts is the commissioning checklist.
type CheckedFacts struct {
	Points []Point `cbor:"1,keyasint"`
}

// Point is one point of a checklist.
type Point struct {
	Code  string `cbor:"1,keyasint" json:"code"`
	State string `cbor:"2,keyasint" json:"state"` // ok, not_ok, not_applicable
}

// TakenFacts says that a device left the customer's home in a van. The repair
// that it is taken for is an entity of the entry.
type TakenFacts struct {
	Van  string `cbor:"1,keyasint,omitempty"`
	AtMS int64  `cbor:"2,keyasint"`
}

// ReportedFacts is the report of a visit, signed on the spot.
type ReportedFacts struct {
	Result    Status    `cbor:"1,keyasint"` // done, partial, to_workshop
	BeganMS   int64     `cbor:"2,keyasint,omitempty"`
	EndedMS   int64     `cbor:"3,keyasint,omitempty"`
	Questions Questions `cbor:"4,keyasint"`
	Lines     []Line    `cbor:"5,keyasint,omitempty"`
	Unsigned  string    `cbor:"6,keyasint,omitempty"`  // why there is no signature: refused, on_paper, nobody
	Made      string    `cbor:"7,keyasint,omitempty"`  // where a contract was made
	On        string    `cbor:"8,keyasint,omitempty"`  // the day of the contract
	HoldOn    string    `cbor:"9,keyasint,omitempty"`  // first day on which the rest may be paid
	LeaveOn   string    `cbor:"10,keyasint,omitempty"` // last day of withdrawal
	Rules     string    `cbor:"11,keyasint,omitempty"` // version of the rules behind these days
	Used      []Part    `cbor:"12,keyasint,omitempty"`
	Pictures  [][]byte  `cbor:"13,keyasint,omitempty"` // names of stored pictures, the signature first; none without one
	Photos    [][]byte  `cbor:"14,keyasint,omitempty"` // of a report that nobody signed
}

// ReportBox is what was found and done (purpose File of the visit).
type ReportBox struct {
	Done string `cbor:"1,keyasint,omitempty"`
	Note string `cbor:"2,keyasint,omitempty"`
}
