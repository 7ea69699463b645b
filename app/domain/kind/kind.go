// Package kind lists what entries record. The numbers are written into entries
// for ever: a kind is never renumbered, and its meaning at a released version
// is frozen. New meaning is a new version or a new kind.
package kind

// Kind is the number of a kind.
type Kind = uint16

// The kinds, by subject.
const (
	SiteSaved     Kind = 1 // a shop's name, address, hours
	StaffSaved    Kind = 2
	CustomerSaved Kind = 3

	RepairReceived     Kind = 10 // intake: custody begins
	RepairImported     Kind = 11 // a row of Open Repair Data
	RepairMoved        Kind = 12 // a status transition
	RepairEdited       Kind = 13 // fields of the file
	RepairNoted        Kind = 14 // a note, internal or for the customer
	RepairDiagnosed    Kind = 15
	RepairQuoted       Kind = 16
	QuoteAnswered      Kind = 17
	RepairHandedBack   Kind = 18
	RepairPhotographed Kind = 19
	RepairRenumbered   Kind = 20

	ReviewSettled Kind = 40 // an item of "À vérifier" was decided
)

// The types of entities. Append-only as well.
const (
	Repair   uint8 = 1
	Customer uint8 = 2
	Product  uint8 = 3
	Staff    uint8 = 4
	Site     uint8 = 5
)
