package repair

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// WipeNotAgreed says that a device that stays with us, or goes to its maker, may
// still hold its owner's data, or is locked to their account.
const WipeNotAgreed fault.Code = "wipe_not_agreed"

// WipeFacts is the customer's agreement that what a device holds is lost, and that
// nobody's account is locked to it.
type WipeFacts struct {
	For      string `cbor:"1,keyasint"`           // wipe, exchange, maker, refund
	DataLoss bool   `cbor:"2,keyasint,omitempty"` // agreed
	LockOff  bool   `cbor:"3,keyasint,omitempty"` // looked at
	Backup   string `cbor:"4,keyasint,omitempty"` // who keeps a copy: none, customer, us
	By       string `cbor:"5,keyasint"`           // how it was agreed
}

// CheckWipe checks it. A lock may still be on, as long as nothing leaves.
func CheckWipe(f WipeFacts) error {
	if err := fault.First(
		text.OneOf("for", f.For, "wipe", "exchange", "maker", "refund"),
		text.OneOf("backup", f.Backup, "none", "customer", "us"),
		text.OneOf("by", f.By, "counter", "phone", "page", "letter"),
	); err != nil {
		return err
	}
	if !f.DataLoss {
		return fault.New(fault.Missing, "data_loss")
	}
	return nil
}

// KeepsDevice tells whether an outcome leaves the customer's device with us.
func (o Outcome) KeepsDevice() bool { return o == Exchanged || o == Refunded }
