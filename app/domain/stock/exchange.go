package stock

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
)

// The faults of exchanges.
const (
	MustBeFree  fault.Code = "exchange_must_be_free" // a core fee under the legal guarantee
	MustBeNew   fault.Code = "exchange_must_be_new"  // unless the customer asked for a refurbished unit
	NoConsent   fault.Code = "exchange_no_consent"   // args: what
	SameSerial  fault.Code = "exchange_same_serial"
	CoreNotOpen fault.Code = "core_not_open"
	CoreNoPrice fault.Code = "core_not_priced"   // nothing was agreed that could be billed
	Exchanged   fault.Code = "exchange_made"     // one file, one exchange; args: serial
	EndedSo     fault.Code = "ended_by_exchange" // args: serial
)

// ExchangedFacts is a standard exchange: the customer's device stays, another
// one goes; in advance the customer's comes later.
type ExchangedFacts struct {
	OldSerial   string              `cbor:"1,keyasint"`
	NewSerial   string              `cbor:"2,keyasint"`
	Label       string              `cbor:"3,keyasint"` // of the new one
	Out         Line                `cbor:"4,keyasint"`
	In          Line                `cbor:"5,keyasint,omitzero"` // zero in advance
	Advance     bool                `cbor:"6,keyasint,omitempty"`
	Condition   warranty.Condition  `cbor:"7,keyasint"`           // of the new one
	Asked       bool                `cbor:"8,keyasint,omitempty"` // the customer asked for a used one
	CoreCents   int64               `cbor:"9,keyasint,omitempty"`
	Currency    string              `cbor:"10,keyasint,omitempty"`
	CoreDueOn   string              `cbor:"11,keyasint,omitempty"`
	Layer       warranty.Layer      `cbor:"12,keyasint,omitempty"`
	Owner       bool                `cbor:"13,keyasint"` // agreed in writing that the old one is ours now
	DataLoss    bool                `cbor:"14,keyasint"` // agreed that its data are gone
	LockOff     bool                `cbor:"15,keyasint"` // nobody's account is locked to it
	Attachments []repair.Attachment `cbor:"16,keyasint,omitempty"`
}

// CoreFacts is what became of the customer's old device.
type CoreFacts struct {
	State string `cbor:"1,keyasint"` // received, invoiced, waived
	Line  Line   `cbor:"2,keyasint,omitzero"`
}

// CheckExchanged checks an exchange. Under the legal guarantee it costs nothing
// and the unit is new, unless the customer asked otherwise.
func CheckExchanged(f ExchangedFacts) error {
	err := fault.First(
		text.Needed("old_serial", f.OldSerial, repair.MaxSerial),
		text.Needed("new_serial", f.NewSerial, repair.MaxSerial),
		text.Needed("label", f.Label, repair.MaxLabel),
		text.OneOf("condition", f.Condition, warranty.New, warranty.Used, warranty.Refurbished),
		text.Date("core_due_on", f.CoreDueOn),
		amount("core_cents", f.CoreCents, "currency", f.Currency),
		repair.CheckAttachments("attachments", f.Attachments),
	)
	switch {
	case err != nil:
		return err
	case f.OldSerial == f.NewSerial:
		return fault.New(SameSerial, "new_serial")
	case f.Layer == warranty.LGC && f.CoreCents > 0:
		return fault.New(MustBeFree, "core_cents")
	case f.Layer == warranty.LGC && f.Condition != warranty.New && !f.Asked:
		return fault.New(MustBeNew, "condition")
	}
	for _, c := range []struct {
		field string
		given bool
	}{{"owner", f.Owner}, {"data_loss", f.DataLoss}, {"lock_off", f.LockOff || f.Advance}} {
		if !c.given {
			return fault.New(NoConsent, c.field, "what", c.field)
		}
	}
	if f.Advance && f.CoreCents > 0 && f.CoreDueOn == "" {
		return fault.New(fault.Missing, "core_due_on")
	}
	return nil
}

// CheckCore checks what became of an old device that is owed, or not; billed is what
// was agreed for it.
func CheckCore(f CoreFacts, open bool, cents int64) error {
	if !open {
		return fault.New(CoreNotOpen, "file")
	}
	if f.State == "invoiced" && cents == 0 {
		return fault.New(CoreNoPrice, "state")
	}
	return text.OneOf("state", f.State, "received", "invoiced", "waived")
}
