package warranty

import "etabli/app/domain/civil"

// Condition is what the device was when it was sold.
type Condition string

// The conditions.
const (
	ConditionUnknown Condition = ""
	New              Condition = "new"
	Used             Condition = "used"
	Refurbished      Condition = "refurbished"
)

// Buyer is what the buyer was in law.
type Buyer string

// The buyers. The legal guarantee of conformity is for consumers and for
// bodies that buy outside any trade, such as an association.
const (
	BuyerUnknown    Buyer = ""
	Consumer        Buyer = "consumer"
	NonProfessional Buyer = "non_professional"
	Professional    Buyer = "professional"
)

// SoldBy is who sold the device.
type SoldBy string

// The sellers.
const (
	SellerUnknown SoldBy = ""
	SoldByUs      SoldBy = "us"
	SoldByTrader  SoldBy = "trader"  // another professional
	SoldByPrivate SoldBy = "private" // not a professional: no guarantee of conformity
)

// Sale is what is known of the purchase.
type Sale struct {
	SoldOn      civil.Date
	DeliveredOn civil.Date // handing over to the customer: what the law counts from
	Condition   Condition
	Buyer       Buyer
	By          SoldBy
	SellerName  string
	Evidence    []Evidence
}

// ContractOn is the day of the contract as far as it is known: that of the
// sale, else the one that the guarantee counts from. Rules go by it.
func (s Sale) ContractOn() civil.Date {
	if s.SoldOn.Known() {
		return s.SoldOn
	}
	on, _ := s.start()
	return on
}

// start is the day that the guarantee counts from and where it is known from:
// the delivery, else the sale, else the strongest paper with a date.
func (s Sale) start() (on civil.Date, from EvidenceKind) {
	if s.DeliveredOn.Known() {
		return s.DeliveredOn, NoEvidence
	}
	if s.SoldOn.Known() {
		return s.SoldOn, NoEvidence
	}
	for _, e := range s.byStrength() {
		if e.On.Known() {
			return e.On, e.Kind
		}
	}
	return civil.None, NoEvidence
}

// owes is who answers for the device, nobody while the seller is not known.
func (s Sale) owes() Party {
	switch s.By {
	case SoldByUs:
		return Us
	case SoldByTrader, SoldByPrivate:
		return Seller
	}
	return Nobody
}
