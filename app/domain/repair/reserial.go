package repair

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// ReserialedFacts says that a device goes by another serial number: its board
// was changed, or it was exchanged. Both numbers keep finding it, and what is
// owed for it follows.
type ReserialedFacts struct {
	Serial ProductFacts `cbor:"1,keyasint"` // as the device is from now on
	Why    string       `cbor:"2,keyasint"` // board, exchange, correction
}

// ReadWrong is why a number is replaced that was never the device's.
const ReadWrong = "correction"

// CheckReserialed checks it: the new number has to be one.
func CheckReserialed(f ReserialedFacts) error {
	if err := CheckProduct("product.", f.Serial); err != nil {
		return err
	}
	if f.Serial.SerialNorm == "" {
		return fault.New(fault.Missing, "product.serial")
	}
	return text.OneOf("why", f.Why, "board", "exchange", ReadWrong)
}
