// Package sendout knows the devices that go to a subcontractor together: what was
// scanned out, up to which price they may go on by themselves, what they want for
// a device and what we answer, what came back as what, what is missing, and what
// they charged. What they say of a device is told by them until it is scanned in.
package sendout

// The fact types are what entries hold for ever, in deterministic CBOR with
// integer keys. Days are "2006-01-02", sums cents without tax in the currency of
// the shop: what they cost us.

// SavedFacts is a subcontractor, as a whole.
type SavedFacts struct {
	Code     string `cbor:"1,keyasint" json:"code" doc:"short and unique"`
	Name     string `cbor:"2,keyasint" json:"name"`
	Days     int    `cbor:"3,keyasint,omitempty" json:"days,omitempty" doc:"until a batch is back, as promised"`
	CapCents int64  `cbor:"4,keyasint,omitempty" json:"cap_cents,omitempty" doc:"for a device, without tax: up to it they go on without asking"`
	Gone     bool   `cbor:"5,keyasint,omitempty" json:"gone,omitempty"`
}

// OpenedFacts begins a batch. The devices are entities of its entry.
type OpenedFacts struct {
	Site          string `cbor:"1,keyasint"`
	Subcontractor string `cbor:"2,keyasint"` // code
	Name          string `cbor:"3,keyasint"` // as it was then, for the slip
	Number        string `cbor:"4,keyasint"` // on the slip
	DueOn         string `cbor:"5,keyasint,omitempty"`
	CapCents      int64  `cbor:"6,keyasint,omitempty"`
	Files         []File `cbor:"7,keyasint,omitempty"`
}

// File is a device that goes along.
type File struct {
	ID   []byte `cbor:"1,keyasint"` // of the repair
	Scan bool   `cbor:"2,keyasint,omitempty"`
}

// FilledFacts puts a device into an open batch, or takes it out again.
type FilledFacts struct {
	File File `cbor:"1,keyasint"`
	Out  bool `cbor:"2,keyasint,omitempty"`
}

// LeftFacts says that a batch has gone. Files are those that are in it.
type LeftFacts struct {
	Spot  string   `cbor:"1,keyasint"` // the subcontractor's name: where the devices are from now on
	Files [][]byte `cbor:"2,keyasint"`
	Ref   string   `cbor:"3,keyasint,omitempty"` // of the carrier
}

// QuotedFacts is what they want for a device.
type QuotedFacts struct {
	File   []byte `cbor:"1,keyasint" json:"file"`
	Cents  int64  `cbor:"2,keyasint,omitempty" json:"cents,omitempty"`
	Days   int    `cbor:"3,keyasint,omitempty" json:"days,omitempty"`
	Work   string `cbor:"4,keyasint,omitempty" json:"work,omitempty"`
	Cannot bool   `cbor:"5,keyasint,omitempty" json:"cannot,omitempty"` // they cannot repair it
}

// DecidedFacts is what we answer.
type DecidedFacts struct {
	File   []byte `cbor:"1,keyasint"`
	GoOn   bool   `cbor:"2,keyasint,omitempty"`
	Cents  int64  `cbor:"3,keyasint,omitempty"` // up to which
	Reason string `cbor:"4,keyasint,omitempty"` // a code, when it comes back as it is
	Anyway bool   `cbor:"5,keyasint,omitempty"` // above the ceiling and without the customer's yes, by name
}

// CameFacts says that a device is back, or is missing.
type CameFacts struct {
	File  []byte `cbor:"1,keyasint"`
	State Came   `cbor:"2,keyasint"`
	Scan  bool   `cbor:"3,keyasint,omitempty"`
	Spot  string `cbor:"4,keyasint,omitempty"` // the shelf it lies on
	To    string `cbor:"5,keyasint,omitempty"` // the status its file goes on with
	Site  string `cbor:"6,keyasint,omitempty"`
	Name  string `cbor:"7,keyasint,omitempty"` // of a missing device
	// ValueCents is what a missing device is worth; TellBy the last day on which its
	// customer is to be told.
	ValueCents int64  `cbor:"8,keyasint,omitempty"`
	TellBy     string `cbor:"9,keyasint,omitempty"`
}

// Came is as what a device came back.
type Came string

// The ways.
const (
	Repaired   Came = "repaired"
	Unrepaired Came = "unrepaired"
	Missing    Came = "missing"
)

// InvoicedFacts is what they charge.
type InvoicedFacts struct {
	Number string   `cbor:"1,keyasint"`
	On     string   `cbor:"2,keyasint"`
	Lines  []Charge `cbor:"3,keyasint"`
}

// Charge is what they charge for a device.
type Charge struct {
	File  []byte `cbor:"1,keyasint"`
	Cents int64  `cbor:"2,keyasint"`
}

// Total is the sum of charges.
func Total(lines []Charge) (cents int64) {
	for _, l := range lines {
		cents += l.Cents
	}
	return cents
}
