package kind

// Parcel is something that is sent to a customer, or sent in by one.
const Parcel uint8 = 17

// What happens to a parcel.
const (
	ParcelOpened    Kind = 250 // packing begins
	ParcelFilled    Kind = 251 // something goes into it, or out again
	ParcelClosed    Kind = 252
	ParcelMoved     Kind = 253 // where it is, and who says so
	ParcelSlotted   Kind = 254 // when it is brought; a change says why
	ParcelCancelled Kind = 255
	CarrierSaved    Kind = 256 // of a shop: where a carrier goes, what it takes, what it costs
)

func ofParcels() []Kind {
	return []Kind{ParcelOpened, ParcelFilled, ParcelClosed, ParcelMoved, ParcelSlotted, ParcelCancelled, CarrierSaved}
}
