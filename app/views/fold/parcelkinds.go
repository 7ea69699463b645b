package fold

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/storage/journal"
)

// The fields of parcels. What lies in one has a field of its own under "line/",
// so that two devices can put something in without contradicting each other.
const (
	FieldOpened   = "opened"   // the facts a parcel began with
	FieldShut     = "shut"     // the facts of its closing
	FieldSight    = "sight"    // where it was last seen, and who says so
	GroupCarrier  = "carrier/" // of a shop, by code
	FieldLateTold = "late_told"
)

var parcelKinds = kinds{
	kind.ParcelOpened:    {parcelOpened},
	kind.ParcelFilled:    {parcelFilled},
	kind.ParcelClosed:    {parcelClosed},
	kind.ParcelMoved:     {parcelMoved},
	kind.ParcelSlotted:   {parcelSlotted},
	kind.ParcelCancelled: {parcelCancelled},
	kind.CarrierSaved:    {carrierSaved},
}

func parcelOpened(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.OpenedFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.become(string(parcel.Open))
	x.setKnown(FieldSite, f.Site)
	for i, line := range f.Lines {
		if err := x.setFacts(GroupLine+strconv.Itoa(i+1), line); err != nil {
			return err
		}
	}
	f.Lines = nil
	x.setPrivate(FieldPlace, a, e, journal.File)
	links(a, x)
	return x.setFacts(FieldOpened, f)
}

// parcelFilled puts something in. Into a parcel that was closed elsewhere it
// cannot go: that is for people to look at.
func parcelFilled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.FilledFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.become(string(parcel.Open))
	if f.Out {
		x.set(GroupLine+f.Key, "")
		return nil
	}
	return x.setFacts(GroupLine+f.Key, f.Line)
}

func parcelClosed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.ClosedFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.become(string(parcel.Closed))
	return x.setFacts(FieldShut, f)
}

func parcelMoved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.MovedFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.move = &transition{to: string(f.To), outcome: f.Reason}
	return x.setFacts(FieldSight, f)
}

func parcelSlotted(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.SlottedFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.set(FieldSlot, slotText(f.Slot))
	if f.Reason != "" { // the first slot is no change
		x.add(SumMoves, 1)
	}
	if f.Late {
		x.set(FieldLateTold, "1")
	}
	return nil
}

func parcelCancelled(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.CancelledFacts](a)
	if err != nil || !is(e, kind.Parcel) {
		return err
	}
	x.move = &transition{to: string(parcel.Cancelled), outcome: f.Reason}
	return x.setFacts(FieldNext, f.Next)
}

func carrierSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[parcel.Carrier](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(GroupCarrier+f.Code, f)
}
