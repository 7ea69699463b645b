package views

import (
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/figure"
	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/stock"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// Deliveries are what suppliers delivered on orders: how long it was to take, and
// how long it took until the first piece came.
func (v *Views) Deliveries(r storage.Reader, zone *time.Location) ([]figure.Took, error) {
	suppliers, err := v.Suppliers(r)
	if err != nil {
		return nil, err
	}
	days := map[string]int{}
	for _, s := range suppliers {
		days[s.Code] = s.Days
	}
	var out []figure.Took
	err = eachEntity(r, storage.Prefix([]byte{journalEntity, kind.Order}), func(e journal.Entity) error {
		history, err := journal.History(r, e)
		if err != nil {
			return err
		}
		if t, ok := delivery(history, zone, days); ok {
			out = append(out, t)
		}
		return nil
	})
	return out, err
}

func delivery(history []journal.Positioned, zone *time.Location, days map[string]int) (t figure.Took, ok bool) {
	for i := range history {
		e := &history[i]
		on := civil.At(fold.AtMS(e), zone)
		switch kind.Kind(e.Header.Kind) {
		case kind.OrderPlaced:
			f := read[stock.OrderedFacts](e)
			t = figure.Took{By: f.Supplier, On: on, Promised: -1}
			if n := days[f.Supplier]; n > 0 {
				t.Promised = n
			}
			for _, line := range f.Lines {
				if due := dateIn(line.DueOn); due.Known() {
					t.Promised = max(0, on.DaysUntil(due))
				}
			}
		case kind.StockReceived:
			if t.By == "" {
				return t, false
			}
			t.Days = t.On.DaysUntil(on)
			return t, true
		}
	}
	return t, false
}

// Carried are the parcels that arrived, by carrier.
func (v *Views) Carried(r storage.Reader, zone *time.Location) ([]figure.Took, error) {
	l, err := newLook(r)
	if err != nil {
		return nil, err
	}
	var out []figure.Took
	err = l.eachState(kind.Parcel, func(id journal.EntityID, s *fold.State) {
		p, err := parcelOf(id, s)
		at := s.Shown(fold.FieldShut)
		if err != nil || at == nil || p.SightedMS == 0 || p.Status != parcel.Collected && p.Status != parcel.Delivered && p.Status != parcel.Received {
			return
		}
		on := civil.At(at.AtMS, zone)
		t := figure.Took{By: p.Carrier, On: on, Promised: -1, Days: on.DaysUntil(civil.At(p.SightedMS, zone))}
		if p.Slot.ToMS != 0 {
			t.Promised = max(0, on.DaysUntil(civil.At(p.Slot.ToMS, zone)))
		}
		out = append(out, t)
	})
	return out, err
}
