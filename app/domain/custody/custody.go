// Package custody answers for the devices that customers left with us: what is
// there and what is not, what we broke, lost or mixed up, and what was found
// without anybody knowing whose it is.
package custody

import (
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// Sort is what an incident is about.
type Sort string

// The sorts.
const (
	Damaged          Sort = "damaged" // by us
	Lost             Sort = "lost"
	Swapped          Sort = "swapped"           // given to somebody else
	MissingAccessory Sort = "missing_accessory" // not there at hand-back
	MissingAtCount   Sort = "missing_at_count"
	Found            Sort = "found" // a device that nobody knows
)

// Sorts lists the sorts.
func Sorts() []Sort { return []Sort{Damaged, Lost, Swapped, MissingAccessory, MissingAtCount, Found} }

// State is where an incident stands.
type State string

// The states.
const (
	Open    State = "open"
	Told    State = "told" // the customer knows
	Settled State = "settled"
)

// next lists where an incident may go. One about a found device is settled
// without telling anybody: nobody knows whom.
var next = map[State][]State{
	"":      {Open},
	Open:    {Told, Settled},
	Told:    {Settled, Told},
	Settled: {Open},
}

// CanMove tells whether an incident may go from one state to another.
func CanMove(from, to State) bool { return slices.Contains(next[from], to) }

// The faults of custody.
const (
	TellFirst  fault.Code = "incident_not_told" // the customer has to be told before it is settled
	NotHere    fault.Code = "device_not_in_custody"
	NotAllowed fault.Code = "incident_not_in_this_state"
)

// OpenedFacts begins an incident. What happened, in words, is in a private box.
type OpenedFacts struct {
	Sort       Sort                `cbor:"1,keyasint"`
	Site       string              `cbor:"2,keyasint"`
	Item       string              `cbor:"3,keyasint,omitempty"` // the accessory, or what was found
	Serial     string              `cbor:"4,keyasint,omitempty"` // of what was found, as read
	Colour     string              `cbor:"5,keyasint,omitempty"`
	ValueCents int64               `cbor:"6,keyasint,omitempty"`
	Currency   string              `cbor:"7,keyasint,omitempty"`
	Photos     []repair.Attachment `cbor:"8,keyasint,omitempty"`
	TellBy     string              `cbor:"9,keyasint,omitempty"` // last day on which the customer is to be told
}

// StepFacts takes an incident further.
type StepFacts struct {
	To         State  `cbor:"1,keyasint"`
	Channel    string `cbor:"2,keyasint,omitempty"` // by which the customer was told
	Insurer    string `cbor:"3,keyasint,omitempty"` // and its reference
	Outcome    string `cbor:"4,keyasint,omitempty"` // found, repaired, replaced, paid, returned, scrapped, none
	PaidCents  int64  `cbor:"5,keyasint,omitempty"`
	Currency   string `cbor:"6,keyasint,omitempty"`
	ReplacedBy string `cbor:"7,keyasint,omitempty"` // serial number of a replacement
}

const maxCents = repair.MaxCents

// Check checks an incident.
func (f OpenedFacts) Check() error {
	for _, err := range []error{
		text.OneOf("sort", f.Sort, Sorts()...),
		text.Line("item", f.Item, repair.MaxLabel),
		text.Line("serial", f.Serial, repair.MaxSerial),
		text.Line("colour", f.Colour, repair.MaxBrand),
		repair.CheckAttachments("attachments", f.Photos),
		cents("value_cents", f.ValueCents),
	} {
		if err != nil {
			return err
		}
	}
	if (f.Sort == MissingAccessory || f.Sort == Found) && text.Blank(f.Item) {
		return fault.New(fault.Missing, "item")
	}
	return nil
}

// Check checks a step from a state. Whoever lost something is told before the
// matter is closed.
func (f StepFacts) Check(sort Sort, from State) error {
	for _, err := range []error{
		text.OneOf("to", f.To, Open, Told, Settled),
		text.OneOf("channel", f.Channel, "", "counter", "phone", "sms", "email", "letter", "registered"),
		text.Line("insurer", f.Insurer, repair.MaxLabel),
		text.OneOf("outcome", f.Outcome, "", "found", "repaired", "replaced", "paid", "returned", "scrapped", "none"),
		text.Line("replaced_by", f.ReplacedBy, repair.MaxSerial),
		cents("paid_cents", f.PaidCents),
	} {
		if err != nil {
			return err
		}
	}
	switch {
	case !CanMove(from, f.To):
		return fault.New(NotAllowed, "to", "from", string(from), "to", string(f.To))
	case f.To == Told && f.Channel == "":
		return fault.New(fault.Missing, "channel")
	case f.To == Settled && f.Outcome == "":
		return fault.New(fault.Missing, "outcome")
	case f.To == Settled && from == Open && sort != Found && f.Outcome != "found":
		return fault.New(TellFirst, "to")
	}
	return nil
}

func cents(field string, n int64) error {
	if n < 0 || n > maxCents {
		return fault.New(fault.OutOfRange, field, "min", "0", "max", strconv.Itoa(maxCents))
	}
	return nil
}
