package kind

// What customers order of a shop without a repair.
const (
	PreorderPlaced    Kind = 360
	PreorderPaid      Kind = 361 // something was paid ahead, or went back
	PreorderArrived   Kind = 362 // it is there, and the customer was told
	PreorderHanded    Kind = 363 // fetched, and billed
	PreorderCancelled Kind = 364
)

// Preorder is goods, or a part, that a customer ordered.
const Preorder uint8 = 59

func ofPreorders() []Kind {
	return []Kind{PreorderPlaced, PreorderPaid, PreorderArrived, PreorderHanded, PreorderCancelled}
}
