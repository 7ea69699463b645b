package repair

import "etabli/app/domain/fault"

// BatteryBlocks says that a device with such a battery does not travel by parcel.
const BatteryBlocks fault.Code = "battery_blocks_parcel"

// BatteryFacts are the five answers about a device's battery before it travels.
type BatteryFacts struct {
	Swollen  bool `cbor:"1,keyasint,omitempty"` // or the case is bent by it
	Leaking  bool `cbor:"2,keyasint,omitempty"` // or smells
	Hot      bool `cbor:"3,keyasint,omitempty"` // smokes, sparks or heats by itself
	Struck   bool `cbor:"4,keyasint,omitempty"` // fell, was pierced, bent or wet
	Recalled bool `cbor:"5,keyasint,omitempty"` // by its maker, for safety
}

// Battery says how a battery may travel.
type Battery string

// The verdicts.
const (
	BatteryUnasked  Battery = ""
	BatteryOK       Battery = "ok"
	BatteryDamaged  Battery = "d_and_d"  // damaged or defective: special packing, never a parcel
	BatteryCritical Battery = "critical" // may react at any time: stays where it is, apart
)

// Verdict is what the answers come to: the worst of them.
func (f BatteryFacts) Verdict() Battery {
	switch {
	case f.Hot, f.Leaking && f.Swollen:
		return BatteryCritical
	case f.Swollen, f.Leaking, f.Struck, f.Recalled:
		return BatteryDamaged
	}
	return BatteryOK
}

// Travels tells whether a device may go by parcel. A battery that nobody asked
// about does not.
func (b Battery) Travels() bool { return b == BatteryOK }
