package stock

import (
	"crypto/sha256"
	"encoding/binary"
)

// PartID names a part by its reference, so that two devices which enter the
// same part offline write to one entity.
func PartID(ref string) ID { return idFrom("part", RefForm(ref)) }

// AccountID names the account of a part at a place.
func AccountID(part ID, place Place) ID { return idFrom("account", string(part[:]), string(place)) }

// TransferID names a transfer by the number on its slip, so that it can arrive
// where nobody has heard of its sending.
func TransferID(number string) ID { return idFrom("transfer", RefForm(number)) }

// KeptID names the promise of a line that arrived for a file.
func KeptID(arrival, line string) ID { return idFrom("kept", arrival, line) }

// SupplierID names a supplier by its code.
func SupplierID(code string) ID { return idFrom("supplier", RefForm(code)) }

func idFrom(parts ...string) ID {
	h := sha256.New()
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(p))))
		h.Write([]byte(p))
	}
	return ID(h.Sum(nil)[:len(ID{})])
}
