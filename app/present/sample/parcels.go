package sample

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// parcels are what the shop sends: one being packed while a message waits, one that
// is only announced, one whose slot moved, and one that arrived.
func parcels() []views.Parcel {
	one := func(n byte, who string, status parcel.Status, lines ...parcel.Line) views.Parcel {
		p := views.Parcel{
			ID: ID(n), Status: status, Site: "LIL", Carrier: "colissimo", CarrierName: "Colissimo", Country: "FR", Cents: 890, CustomerName: who,
			Place: parcel.PlaceBox{Name: who, Address: "12 rue des Arts, 59800 Lille", Phone: "+33612458947"},
		}
		for i, l := range lines {
			p.Lines = append(p.Lines, views.ParcelLine{Key: string('a' + rune(i)), Line: l})
			p.DueCents += l.Cents
		}
		return p
	}
	list := []views.Parcel{
		one(130, "Amélie Durand", parcel.Open, parcel.Line{Label: "Samsung Galaxy S24"}, parcel.Line{Label: "Batterie", Cents: 4_900, Paid: parcel.ByLink}),
		one(131, "Karim Benali", parcel.AtPoint, parcel.Line{Label: "Aspirateur Dyson V11"}),
		one(132, "Jeanne Lopez", parcel.InTransit, parcel.Line{Label: "Filtre", N: 2, Cents: 1_800, Paid: parcel.AtPickUp}),
		one(133, "Paul Vasseur", parcel.Delivered, parcel.Line{Label: "Machine à café"}),
	}
	list[0].Repair, list[0].Number, list[0].DueCents = ID(1), number("2", 431, "X7"), 5_790
	list[1].Repair, list[1].Number, list[1].Point = ID(2), number("2", 430, "W3"), true
	list[1].ClosedMS, list[1].SightedMS, list[1].SaidBy, list[1].UntilOn = before(80*time.Hour), before(26*time.Hour), parcel.ByCarrier, "2026-11-23"
	list[1].Tracking = "6A12345678901"
	list[2].ClosedMS, list[2].SightedMS, list[2].SaidBy, list[2].Checked = before(60*time.Hour), before(30*time.Hour), parcel.ByCarrier, true
	list[2].Slot, list[2].Moves, list[2].Alert, list[2].LateTold = visit.Slot{FromMS: before(4 * time.Hour), ToMS: before(time.Hour)}, 3, true, true
	list[2].Told = []views.Words{{AtMS: before(5 * time.Hour), By: "sms", Words: "Le transporteur passe entre 10 h 30 et 13 h 30, avec nos excuses."}}
	list[3].ClosedMS, list[3].SightedMS, list[3].SaidBy, list[3].Checked = before(170*time.Hour), before(120*time.Hour), parcel.ByCustomer, true
	list[3].DueCents = 0
	return list
}

// Returning is a shop to which a customer sends something, under a number with a last day.
func Returning() *Shop {
	s := Typical()
	s.Sent = append(s.Sent, comingBack())
	return s
}

func comingBack() views.Parcel {
	return views.Parcel{
		ID: ID(134), Status: parcel.InTransit, Site: "LIL", Carrier: "relais", CarrierName: "Relais Colis", Country: "FR", CustomerName: "Karim Benali", Incoming: true,
		Place: parcel.PlaceBox{Name: "Établi Lille", Address: "14 rue de la Monnaie, 59800 Lille"}, Lines: []views.ParcelLine{{Key: "a", Line: parcel.Line{Label: "Aspirateur Dyson V11"}}},
		Repair: ID(2), Number: number("2", 430, "W3"), ClosedMS: before(20 * time.Hour), Return: "AR-LIL-7K2Q9MD", ReturnUntil: in(29), SightedMS: before(6 * time.Hour), SaidBy: parcel.ByCarrier, Checked: true,
	}
}

// longestParcel is a parcel where everything is as long as it gets.
func (s *Shop) longestParcel() {
	p := &s.Sent[2]
	p.CustomerName, p.Number, p.Repair = s.Repairs[0].Customer, s.Repairs[0].Number, ID(1)
	p.Lines[0].Label = strings.Repeat("Filtre d’évacuation compatible ", 5)
	p.Place.Address = strings.Repeat("Résidence des Trois Moulins, bâtiment C, ", 4)
	p.Tracking = strings.Repeat("6A123456789", 5)
	p.Told[0].Words = strings.Repeat("Le transporteur passe cet après-midi. ", 10)
}

// Parcels implements present.Posting.
func (s *Shop) Parcels(_ context.Context, in *service.ParcelsAsked) ([]views.Parcel, error) {
	var out []views.Parcel
	for _, p := range s.Sent {
		list := views.ParcelsAway
		switch {
		case p.Status == parcel.Open:
			list = views.ParcelsOpen
		case p.Status.Over():
			list = views.ParcelsOver
		}
		if list == in.List {
			out = append(out, p)
		}
	}
	return out, s.broken()
}

// Parcel implements present.Posting.
func (s *Shop) Parcel(_ context.Context, id present.ID) (views.Parcel, error) {
	i := slices.IndexFunc(s.Sent, func(p views.Parcel) bool { return p.ID == id })
	if i < 0 {
		return views.Parcel{}, fault.New(fault.NotFound, "id")
	}
	return s.Sent[i], s.broken()
}

// ParcelRisks implements present.Posting.
func (s *Shop) ParcelRisks(context.Context, *service.SiteAsked) ([]service.ParcelAtRisk, error) {
	var out []service.ParcelAtRisk
	for _, p := range s.Sent {
		switch {
		case p.Alert:
			out = append(out, service.ParcelAtRisk{Parcel: p, Why: []parcel.Risk{parcel.MovedOften, parcel.SlotPassed}})
		case p.Status == parcel.AtPoint:
			out = append(out, service.ParcelAtRisk{Parcel: p, Why: []parcel.Risk{parcel.HoldEnds, parcel.Announced}})
		}
	}
	return out, s.broken()
}

// ParcelWays implements present.Posting.
func (s *Shop) ParcelWays(_ context.Context, in *service.WaysAsked) ([]parcel.Way, error) {
	return parcel.Ways(in.Cents, 890, in.AskedMS, before(time.Hour)), s.broken()
}

// ParcelOffers implements present.Posting.
func (s *Shop) ParcelOffers(context.Context, *service.OffersAsked) ([]parcel.Offer, error) {
	return []parcel.Offer{{Carrier: "relais", Name: "Relais Colis", Way: parcel.ToPoint, Cents: 490}, {Carrier: "colissimo", Name: "Colissimo", Way: parcel.ToDoor, Cents: 890}, {Way: parcel.AtShop}}, s.broken()
}

// OpenParcel implements present.ParcelActs.
func (s *Shop) OpenParcel(context.Context, service.Call, *service.ParcelInput) (service.Result, error) {
	return s.taken()
}

// FillParcel implements present.ParcelActs.
func (s *Shop) FillParcel(context.Context, service.Call, *service.FillInput) (service.Result, error) {
	return s.taken()
}

// TakeOutOfParcel implements present.ParcelActs.
func (s *Shop) TakeOutOfParcel(context.Context, service.Call, *service.TakeOutInput) (service.Result, error) {
	return s.taken()
}

// CloseParcel implements present.ParcelActs.
func (s *Shop) CloseParcel(context.Context, service.Call, *service.CloseParcelInput) (service.Result, error) {
	return s.taken()
}

// SeeParcel implements present.ParcelActs.
func (s *Shop) SeeParcel(context.Context, service.Call, *service.SeeParcelInput) (service.Result, error) {
	return s.taken()
}

// SlotParcel implements present.ParcelActs.
func (s *Shop) SlotParcel(context.Context, service.Call, *service.SlotParcelInput) (service.Result, error) {
	return s.taken()
}

// CancelParcel implements present.ParcelActs.
func (s *Shop) CancelParcel(context.Context, service.Call, *service.CancelParcelInput) (service.Result, error) {
	return s.taken()
}
