package kind

// What a file is about beyond its repair: what was bought, what is owed, what
// was decided.
const (
	SaleTold          Kind = 30 // when, from whom and as what a device was bought, and what shows it
	WarrantyJudged    Kind = 31 // a verdict with the rules it was made by, frozen
	WarrantyDecided   Kind = 32 // the same, decided by a named person
	LayerChanged      Kind = 33 // after the diagnosis: from one layer to another, or to the customer
	LayerContested    Kind = 34 // the customer does not agree to that
	Negotiated        Kind = 35 // an amicable settlement is sought, or has been
	GuaranteeAdded    Kind = 36 // a commercial guarantee, a maintenance contract, an insurance
	RemedyAsked       Kind = 37 // what the customer chose, and what makes them free to want money
	ProductReserialed Kind = 38 // a device goes by another serial number from now on
)

// ProductTold is a device that somebody owns, before it was ever taken in.
const ProductTold Kind = 381

// StartWished is a customer who asks, after their yes, that work begins before the
// period to withdraw is over.
const StartWished Kind = 382

func ofTheTrade() []Kind {
	return []Kind{
		SaleTold, WarrantyJudged, WarrantyDecided, LayerChanged, LayerContested, Negotiated, GuaranteeAdded, RemedyAsked, ProductReserialed,
		ProductTold, StartWished,
	}
}
