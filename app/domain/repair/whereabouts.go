package repair

import (
	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Place is where a device in custody is.
type Place string

// The places.
const (
	AtCounter       Place = "counter"
	OnShelf         Place = "shelf"
	OnBench         Place = "bench"
	AtSubcontractor Place = "subcontractor"
	InVan           Place = "van"
	OnTheWay        Place = "transit" // between two shops
)

// Places lists the places.
func Places() []Place {
	return []Place{AtCounter, OnShelf, OnBench, AtSubcontractor, InVan, OnTheWay}
}

// PlacedFacts says where a device was put, by scan or by hand.
type PlacedFacts struct {
	Place Place  `cbor:"1,keyasint"`
	Spot  string `cbor:"2,keyasint,omitempty"` // B12, the name of a van or of a subcontractor
	Scan  bool   `cbor:"3,keyasint,omitempty"` // its label was read there
}

// CheckPlaced checks it; away from the shop the spot says where.
func CheckPlaced(f PlacedFacts) error {
	if err := text.OneOf("place", f.Place, Places()...); err != nil {
		return err
	}
	if err := text.Line("spot", f.Spot, MaxBrand); err != nil {
		return err
	}
	if (f.Place == AtSubcontractor || f.Place == InVan) && text.Blank(f.Spot) {
		return fault.New(fault.Missing, "spot")
	}
	return nil
}
