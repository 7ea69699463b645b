package repair

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// MaxTogether bounds how many files one act can be about: an entry lists no
// more, beside what else it is about.
const MaxTogether = 28

// HandedBackTogetherFacts hands several devices of one deposit back; the rest
// stays.
type HandedBackTogetherFacts struct {
	Files       []HandedBackOne `cbor:"1,keyasint"`
	Attachments []Attachment    `cbor:"2,keyasint,omitempty"`
	ReturnedMS  int64           `cbor:"3,keyasint,omitempty"` // when it was, if it is noted later
}

// HandedBackOne is one of them.
type HandedBackOne struct {
	ID          []byte           `cbor:"1,keyasint"`
	Accessories []AccessoryCheck `cbor:"2,keyasint,omitempty"`
	Outcome     Outcome          `cbor:"3,keyasint,omitempty"`
	TokenHash   []byte           `cbor:"4,keyasint,omitempty"` // of its page from then on
}

// BatchFacts moves several files at once. From says how each stood, so that one
// act can undo it.
type BatchFacts struct {
	To      Status     `cbor:"1,keyasint,omitempty"`
	Outcome Outcome    `cbor:"2,keyasint,omitempty"`
	Place   Place      `cbor:"3,keyasint,omitempty"`
	Spot    string     `cbor:"4,keyasint,omitempty"`
	From    []BatchOne `cbor:"5,keyasint"`
}

// BatchOne is one file as it stood before.
type BatchOne struct {
	ID     []byte `cbor:"1,keyasint"`
	Status Status `cbor:"2,keyasint,omitempty"`
	Place  Place  `cbor:"3,keyasint,omitempty"`
	Spot   string `cbor:"4,keyasint,omitempty"`
	// Outcome is the one that it had.
	Outcome Outcome `cbor:"5,keyasint,omitempty"`
}

// BatchUndoneFacts puts the files back that nobody has touched since.
type BatchUndoneFacts struct {
	Back []BatchOne `cbor:"1,keyasint"`
	// Placed says that the batch had said where they are: one without a place before
	// has none again.
	Placed bool `cbor:"2,keyasint,omitempty"`
}

// CheckBatch checks a move of several files.
func CheckBatch(f BatchFacts) error {
	if len(f.From) == 0 {
		return fault.New(fault.Missing, "ids")
	}
	if len(f.From) > MaxTogether {
		return fault.New(fault.TooLong, "ids", "limit", strconv.Itoa(MaxTogether))
	}
	if f.To == "" && f.Place == "" {
		return fault.New(fault.Missing, "to")
	}
	if f.To != "" {
		if err := CheckMoved(MovedFacts{To: f.To, Outcome: f.Outcome}); err != nil {
			return err
		}
	}
	if f.Place != "" {
		return CheckPlaced(PlacedFacts{Place: f.Place, Spot: f.Spot})
	}
	return nil
}

// MergedFacts makes one file of two of the same device. The other keeps its
// number and its code, which lead to the one that goes on.
type MergedFacts struct {
	Into []byte `cbor:"1,keyasint"`
	// Apart says that they are two again; the other one goes back to what it was.
	Apart   bool    `cbor:"2,keyasint,omitempty"`
	Was     Status  `cbor:"3,keyasint,omitempty"` // of the other one, before
	Outcome Outcome `cbor:"4,keyasint,omitempty"` // likewise
	Reason  string  `cbor:"5,keyasint,omitempty"` // a code: why two that differ in writing are one
}

// Alike is what two files have to agree in before they are one.
type Alike struct {
	Status   Status
	Serial   string // in one form; empty when the device has none
	Customer string
}

// CheckMerge refuses to make one file of two of which one is over: that device
// came twice and was here twice. Where serial numbers differ, or nothing but the
// writing says that a device is the same and the customers differ, whoever does it
// gives a reason: another one's device would leave the books with its file.
func CheckMerge(on, ends Alike, reason string) error {
	if err := text.Code("reason", reason, MaxReason); err != nil {
		return err
	}
	switch {
	case on.Status.Scope() == Ended:
		return fault.New(MergeOver, "id")
	case ends.Status.Scope() == Ended:
		return fault.New(MergeOver, "with")
	case reason != "":
		return nil
	case on.Serial != "" && ends.Serial != "" && on.Serial != ends.Serial:
		return fault.New(MergeDevices, "with", "serial", ends.Serial)
	case on.Serial == "" || on.Serial != ends.Serial:
		if on.Customer != ends.Customer {
			return fault.New(MergeCustomers, "with")
		}
	}
	return nil
}

// SplitFacts is a second file for what came in with the first.
type SplitFacts struct {
	IntakeFacts
	From []byte   `cbor:"30,keyasint"`
	Left []string `cbor:"31,keyasint,omitempty"` // accessories that stay with the first
}

// ReassignedFacts gives a file to the customer it really belongs to.
type ReassignedFacts struct {
	Customer []byte `cbor:"1,keyasint"`
}

// SentFacts sends a device to another shop, or says that it has arrived there.
type SentFacts struct {
	From    string `cbor:"1,keyasint"`
	To      string `cbor:"2,keyasint"`
	Arrived bool   `cbor:"3,keyasint,omitempty"`
}
