package views

import (
	"etabli/app/domain/repair"
	"etabli/app/views/fold"
)

// The lists of repairs beside those by scope.
const (
	listProduct = "product/" // by device, oldest first
	listDeposit = "deposit/" // by the first file of the deposit
	listParked  = "parked"   // interrupted intakes, oldest first
)

// repairShape lists repairs by what they belong to.
var repairShape = shape{places: repairPlaces}

func repairPlaces(s *fold.State) []place {
	var out []place
	if !s.Product.IsZero() {
		out = append(out, place{List: listProduct + s.Product.String(), Sort: by(s.ReceivedMS)})
	}
	if first := s.Value(fold.FieldDeposit); first != "" {
		out = append(out, place{List: listDeposit + first, Sort: by(s.BegunMS)})
	}
	if s.Status == string(repair.Draft) {
		out = append(out, place{List: listParked, Sort: by(s.BegunMS)})
	}
	return out
}
