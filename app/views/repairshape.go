package views

import (
	"etabli/app/views/fold"
)

// The lists of repairs beside those by scope.
const listProduct = "product/" // by device, oldest first

// repairShape lists repairs by what they belong to.
var repairShape = shape{places: repairPlaces}

func repairPlaces(s *fold.State) []place {
	var out []place
	if !s.Product.IsZero() {
		out = append(out, place{List: listProduct + s.Product.String(), Sort: by(s.ReceivedMS)})
	}
	return out
}
