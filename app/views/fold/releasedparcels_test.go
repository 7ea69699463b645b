package fold_test

import (
	"maps"

	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
)

// releasedParcels are the facts of parcels and carriers.
var releasedParcels = map[kind.Kind][]any{
	kind.ParcelOpened: {parcel.OpenedFacts{}}, kind.ParcelFilled: {parcel.FilledFacts{}}, kind.ParcelClosed: {parcel.ClosedFacts{}},
	kind.ParcelMoved: {parcel.MovedFacts{}}, kind.ParcelSlotted: {parcel.SlottedFacts{}}, kind.ParcelCancelled: {parcel.CancelledFacts{}},
	kind.CarrierSaved: {parcel.Carrier{}},
}

func init() { maps.Copy(released, releasedParcels) }
