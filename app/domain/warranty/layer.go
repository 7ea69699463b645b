package warranty

import (
	"slices"

	"etabli/app/domain/civil"
)

// Layer is one of the guarantees that stand beside each other. The words people
// see are in the message catalogue under "warranty.layer.<code>".
type Layer string

// The layers. Work that the customer pays for is under no layer, and so is a
// file as long as nothing has been settled.
const (
	NoLayer Layer = ""
	LGC     Layer = "lgc"  // garantie légale de conformité, owed by the seller
	VC      Layer = "vc"   // garantie des vices cachés, owed by any seller
	COM     Layer = "com"  // garantie commerciale, owed by who promised it
	DUR     Layer = "dur"  // garantie commerciale de durabilité, owed by the producer
	INS     Layer = "ins"  // assurance
	MNT     Layer = "mnt"  // contrat d'entretien
	REP     Layer = "rep"  // garantie commerciale on an earlier repair
	GOOD    Layer = "good" // geste commercial: owed by nobody, decided by a person
)

// Layers lists the layers in the order in which a verdict shows them.
func Layers() []Layer { return []Layer{LGC, DUR, REP, COM, MNT, INS, VC, GOOD} }

// Known tells whether a code is one of Layers.
func (l Layer) Known() bool { return slices.Contains(Layers(), l) }

// Cause is what the diagnosis found, in the codes of repair.DiagnosedFacts.
type Cause string

// The causes. While there is none, a verdict is provisional.
const (
	NotDiagnosed Cause = ""
	Manufacture  Cause = "manufacture"
	Software     Cause = "software"
	Wear         Cause = "wear"
	UserFault    Cause = "user"
	Accident     Cause = "accident"
	Liquid       Cause = "liquid"
	NoFaultFound Cause = "nff"
)

// Causes lists the causes that a diagnosis can find.
func Causes() []Cause {
	return []Cause{Manufacture, Software, Wear, UserFault, Accident, Liquid, NoFaultFound}
}

// defects are the causes that a guarantee answers for when its contract does
// not say otherwise.
var defects = []Cause{Manufacture, Software}

// MayBeOld tells whether a defect of the cause may have been there from the start: it is no
// cause that the law leaves to the customer, or nobody has looked yet.
func (c Cause) MayBeOld() bool { return c == NotDiagnosed || slices.Contains(defects, c) }

// Party is who owes or who pays.
type Party string

// The parties.
const (
	Nobody    Party = ""
	Us        Party = "us"
	Seller    Party = "seller"    // somebody else who sold the device
	Producer  Party = "producer"  // who made it
	Guarantor Party = "guarantor" // somebody else who promised a commercial guarantee
	Repairer  Party = "repairer"  // somebody else who repaired it
	Insurer   Party = "insurer"
	Customer  Party = "customer"
)

// State is how a layer stands on a day.
type State string

// The states.
const (
	Unknown State = "unknown" // a date is missing
	Without State = "without" // the layer does not exist for this sale
	Early   State = "early"   // it has not begun
	Open    State = "open"
	Ended   State = "ended"
)

// Standing is one layer of one case on one day.
type Standing struct {
	Layer  Layer
	State  State
	Period Period
	Owes   Party
	Name   string  // of who owes it, or of the contract; may be empty
	Covers []Cause // what it answers for
}

// answersFor tells whether a layer that stands open covers a cause.
func (s Standing) answersFor(c Cause) bool { return slices.Contains(s.Covers, c) }

// Period is the time of a layer. PresumptionEnd and MovedPresumption belong to
// the legal guarantee of conformity alone.
type Period struct {
	From             civil.Date
	End              civil.Date // last day
	PresumptionEnd   civil.Date // last day on which a defect is presumed to be old
	MovedPresumption civil.Date // the same if the presumption moved with the guarantee
	Provisional      bool       // a suspension still runs, so that the end moves day by day
	Steps            []Step     // how the end came about, in order
}
