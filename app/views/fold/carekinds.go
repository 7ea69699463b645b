package fold

import (
	"strconv"

	"etabli/app/domain/coding"
	"etabli/app/domain/custody"
	"etabli/app/domain/kind"
	"etabli/app/domain/ladder"
	"etabli/app/domain/repair"
	"etabli/storage/journal"
)

// The fields of a device in our care.
const (
	FieldWhere    = "where"
	FieldSpot     = "spot"
	FieldScanned  = "scanned" // when its label was last read, Unix milliseconds
	GroupCoding   = "coding/"
	FieldListIn   = "checklist/in"
	FieldListWork = "checklist/bench"
	FieldListOut  = "checklist/out"
	FieldBattery  = "battery"
	FieldPasscode = "passcode"      // kept, erased
	FieldCodeBox  = "passcode/code" // private
	GroupReminder = "reminder/"     // by step: when, Unix milliseconds
	FieldBarrier  = "barrier"       // why a repair was given up
	FieldRead     = "read"          // of a table of codes

	FieldIncident = "incident"       // the facts an incident began with
	FieldHappened = "incident/words" // private
	GroupStep     = "step/"          // of an incident
	FieldCounted  = "counted"
)

// What became of a passcode.
const (
	CodeKept   = "kept"
	CodeErased = "erased"
)

var careKinds = kinds{
	kind.RepairPlaced:    {repairPlaced},
	kind.RepairCoded:     {repairCoded},
	kind.RepairInspected: {repairInspected},
	kind.BatteryAsked:    {batteryAsked},
	kind.PasscodeKept:    {passcodeKept},
	kind.PasscodeErased:  {passcodeErased},
	kind.CodesRead:       {codesRead},
	kind.OwnerReminded:   {ownerReminded},
	kind.IncidentOpened:  {incidentOpened},
	kind.IncidentStepped: {incidentStepped},
	kind.CustodyCounted:  {custodyCounted},
}

func repairPlaced(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.PlacedFacts](a)
	if err == nil && is(e, kind.Repair) {
		placedAt(a, x, f)
	}
	return err
}

func placedAt(a *act, x *effects, f repair.PlacedFacts) {
	x.set(FieldWhere, string(f.Place))
	x.set(FieldSpot, f.Spot)
	if f.Scan {
		x.set(FieldScanned, strconv.FormatInt(a.atMS(), 10))
	}
}

func repairCoded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[coding.Facts](a)
	if err != nil || !is(e, kind.Repair) {
		return err
	}
	for _, c := range coding.Columns() {
		x.setKnown(GroupCoding+string(c), f.At(c))
	}
	x.setKnown(GroupCoding+"part", f.Part)
	return nil
}

func repairInspected(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.InspectedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set("checklist/"+f.When, string(a.entry.Facts))
	}
	return err
}

func batteryAsked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[repair.BatteryFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldBattery, string(f.Verdict()))
	}
	return err
}

func passcodeKept(a *act, e journal.Entity, x *effects) error {
	_, err := facts[repair.PasscodeFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(FieldPasscode, CodeKept)
		x.setPrivate(FieldCodeBox, a, e, journal.Passcode)
	}
	return err
}

func passcodeErased(_ *act, e journal.Entity, x *effects) error {
	if is(e, kind.Repair) {
		x.set(FieldPasscode, CodeErased)
	}
	return nil
}

// ForgetsPasscode tells whether the keys of a repair's passcode are to go: it
// was erased, or the work that needed it is over.
func (s *State) ForgetsPasscode() bool {
	said := s.Value(FieldPasscode)
	return said == CodeErased || said == CodeKept && !repair.Status(s.Status).KeepsPasscode()
}

func codesRead(a *act, e journal.Entity, x *effects) error {
	f, err := facts[coding.TableFacts](a)
	if err == nil && is(e, kind.CodeTable) {
		x.set(FieldName, f.Name)
		x.set(FieldRead, string(a.entry.Facts))
	}
	return err
}

func ownerReminded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[ladder.RemindedFacts](a)
	if err == nil && is(e, kind.Repair) {
		x.set(GroupReminder+string(f.Step), strconv.FormatInt(a.atMS(), 10))
	}
	return err
}

// incidentOpened begins an incident; the file it is about, if there is one, is
// another entity of the entry.
func incidentOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[custody.OpenedFacts](a)
	if err != nil || !is(e, kind.Incident) {
		return err
	}
	x.begins(a, e, f)
	return nil
}

func (x *effects) begins(a *act, e journal.Entity, f custody.OpenedFacts) {
	_ = x.setFacts(FieldIncident, f) // facts that were read can be written
	x.setKnown(FieldSite, f.Site)
	x.setPrivate(FieldHappened, a, e, journal.File)
	for _, other := range a.entry.Header.Entities {
		if is(other, kind.Repair) {
			x.set(FieldFile, other.ID.String())
		}
	}
	x.became(string(custody.Open))
}

func incidentStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[custody.StepFacts](a)
	if err == nil && is(e, kind.Incident) {
		x.setKnown(GroupStep+"channel", f.Channel)
		x.setKnown(GroupStep+"insurer", f.Insurer)
		x.setKnown(GroupStep+"outcome", f.Outcome)
		x.setKnown(GroupStep+"replaced_by", f.ReplacedBy)
		if f.PaidCents != 0 {
			x.set(GroupStep+"paid_cents", repair.FormatCents(f.PaidCents))
		}
		x.become(string(f.To))
	}
	return err
}

// custodyCounted keeps a count, and when each device was last seen.
func custodyCounted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[custody.CountedFacts](a)
	if err == nil && is(e, kind.Batch) {
		x.set(FieldCounted, string(a.entry.Facts))
		x.set(FieldSite, f.Site)
	}
	return err
}

// handedBackMissing is the second version of RepairHandedBack: each accessory
// that is missing begins an incident, in the order of the entry's entities.
func handedBackMissing(a *act, e journal.Entity, x *effects) error {
	if !is(e, kind.Incident) {
		return handedBack(a, e, x)
	}
	f, err := facts[repair.HandedBackFacts](a)
	if err != nil {
		return err
	}
	var missing []string
	for _, c := range f.Accessories {
		if c.State == "missing" {
			missing = append(missing, c.Name)
		}
	}
	n := 0
	for _, other := range a.entry.Header.Entities {
		switch {
		case other == e && n < len(missing):
			x.begins(a, e, custody.OpenedFacts{Sort: custody.MissingAccessory, Item: missing[n]})
			return nil
		case is(other, kind.Incident):
			n++
		}
	}
	return nil
}
