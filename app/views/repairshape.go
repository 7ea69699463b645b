package views

import (
	"etabli/app/domain/civil"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
)

// The lists of repairs beside those by scope.
const (
	listProduct = "product/" // by device, oldest first
	listDeposit = "deposit/" // by the first file of the deposit
	listParked  = "parked"   // interrupted intakes, oldest first
	listNeed    = "need/"    // of a site: those that must be done by a day, by that day
	listLeft    = "left/"    // of a site: those that were handed back, by when
	listCores   = "cores/"   // of a site: those whose old device is owed, by the day it is due
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
	if day := dateIn(s.Value(fold.FieldNeedBy)); day.Known() && repair.Status(s.Status).Scope() == repair.Open {
		out = append(out, place{List: listNeed + s.Value(fold.FieldSite), Sort: daySort(day)})
	}
	if s.ReturnedMS != 0 {
		out = append(out, place{List: listLeft + s.Value(fold.FieldSite), Sort: by(s.ReturnedMS)})
	}
	if s.Value(fold.FieldCore) == fold.CoreOpen {
		due := dateIn(parsed[stock.ExchangedFacts]([]byte(s.Value(fold.FieldExchange))).CoreDueOn)
		out = append(out, place{List: listCores + s.Value(fold.FieldSite), Sort: daySort(due)})
	}
	if s.Status == string(repair.Draft) {
		out = append(out, place{List: listParked, Sort: by(s.BegunMS)})
	}
	return out
}

// daySort is a sort key made of a day.
func daySort(d civil.Date) []byte { return by(int64(d)) }
