package parcel

// Way is how something still reaches a customer that was asked for when the
// parcel had been closed.
type Way struct {
	How   string `json:"how"`
	Cents int64  `json:"cents"`          // that the customer pays, the thing itself included
	Ours  bool   `json:"ours,omitempty"` // carriage is on us
}

// The ways.
const (
	SecondParcel = "second_parcel"
	FetchIt      = "pick_up"
	CreditNote   = "credit" // kept for the next purchase
)

// Ways are the three ways, priced. Carriage is on us when the customer had asked
// before the parcel was closed.
func Ways(itemCents, carriageCents, askedMS, closedMS int64) []Way {
	second := Way{How: SecondParcel, Cents: itemCents + carriageCents}
	if askedMS != 0 && askedMS < closedMS {
		second.Cents, second.Ours = itemCents, true
	}
	return []Way{second, {How: FetchIt, Cents: itemCents}, {How: CreditNote}}
}
