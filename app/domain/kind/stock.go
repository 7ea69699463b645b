package kind

// The kinds of stock, promises and exchanges.
const (
	PartSaved        Kind = 90
	StockReceived    Kind = 91
	ReceiptAssigned  Kind = 92
	StockMoved       Kind = 93
	StockUsed        Kind = 94
	StockAdjusted    Kind = 95
	StockCounted     Kind = 96
	ReorderSaid      Kind = 97
	TransferSent     Kind = 98
	TransferArrived  Kind = 99
	TransferClosed   Kind = 100
	SupplierSaved    Kind = 101
	OrderPlaced      Kind = 102
	OrderAnswered    Kind = 103
	OrderCancelled   Kind = 104
	SentBack         Kind = 105 // to the supplier
	BackCredited     Kind = 106
	PromiseMade      Kind = 107
	PromiseConfirmed Kind = 108
	PromiseEnded     Kind = 109
	PromiseFreed     Kind = 110 // the right of a promise that was given up elsewhere
	RightsAsked      Kind = 111
	RightsGranted    Kind = 112
	RightsReturned   Kind = 113
	RightsReclaimed  Kind = 114
	Exchanged        Kind = 115
	CoreSettled      Kind = 116
	TransferTold     Kind = 117 // HQ tells the shops what is on its way
	StockTold        Kind = 118 // HQ tells the shops what another one has
	PartPriced       Kind = 277 // from a day on
)

// The entities of stock.
const (
	Part     uint8 = 8
	Account  uint8 = 9 // a part at a place
	Order    uint8 = 13
	Transfer uint8 = 15
	Count    uint8 = 21
	Promise  uint8 = 22
	Supplier uint8 = 27
)

func ofStock() []Kind {
	return []Kind{
		PartSaved, StockReceived, ReceiptAssigned, StockMoved, StockUsed, StockAdjusted, StockCounted, ReorderSaid,
		TransferSent, TransferArrived, TransferClosed, SupplierSaved, OrderPlaced, OrderAnswered, OrderCancelled,
		SentBack, BackCredited, PromiseMade, PromiseConfirmed, PromiseEnded, PromiseFreed,
		RightsAsked, RightsGranted, RightsReturned, RightsReclaimed, Exchanged, CoreSettled, TransferTold, StockTold, PartPriced,
	}
}
