package kind

// What happens to a device while it is with us.
const (
	RepairPlaced       Kind = 21 // where it is, by scan or by hand
	RepairCoded        Kind = 22 // the fault in codes
	RepairInspected    Kind = 23 // a condition checklist
	BatteryAsked       Kind = 24 // the five questions before it travels
	PasscodeKept       Kind = 25
	PasscodeErased     Kind = 26
	RepairsMerged      Kind = 27 // two files of one device become one
	RepairSplit        Kind = 28 // a second file for what came with the first
	RepairSent         Kind = 29 // to another shop
	RepairReassigned   Kind = 39 // to the customer it really belongs to
	IncidentOpened     Kind = 41
	IncidentStepped    Kind = 42
	CustodyCounted     Kind = 43
	CodesRead          Kind = 44 // a part of a table of fault codes
	OwnerReminded      Kind = 45 // nobody came for it
	BatchMoved         Kind = 46 // several files at once
	BatchUndone        Kind = 47
	IntakeRefused      Kind = 48 // at the counter, with a reason
	IntakeParked       Kind = 49 // to be finished later
	HandedBackTogether Kind = 50 // several devices of one deposit
	ExpressDone        Kind = 51 // while the customer waited
	RecallListed       Kind = 52 // serial numbers that a maker or the police looks for
	RecallAnswered     Kind = 53
	WipeAgreed         Kind = 54 // the customer agrees that data go, and the lock is off
	ParkingEnded       Kind = 55 // a parked intake was given up
)

// The types of entities that go with them.
const (
	Incident  uint8 = 14
	Slip      uint8 = 23 // a pre-printed emergency slip
	Batch     uint8 = 24 // several files at once: moved or counted
	CodeTable uint8 = 28
	Refusal   uint8 = 29 // of an intake
	Recall    uint8 = 30
)

func ofCare() []Kind {
	return []Kind{
		RepairPlaced, RepairCoded, RepairInspected, BatteryAsked, PasscodeKept, PasscodeErased, RepairsMerged, RepairSplit,
		RepairSent, RepairReassigned, IncidentOpened, IncidentStepped, CustodyCounted, CodesRead, OwnerReminded, BatchMoved,
		BatchUndone, IntakeRefused, IntakeParked, HandedBackTogether, ExpressDone, RecallListed, RecallAnswered, WipeAgreed, ParkingEnded,
	}
}
