package sample

import (
	"encoding/json"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// yann is the technician of the samples.
var yann = ID(71)

// at is an hour of today.
func at(hour, minute int) int64 {
	return time.Date(Now.Year(), Now.Month(), Now.Day(), hour, minute, 0, 0, Zone).UnixMilli()
}

// Rounds is the shop with a technician on the road: one visit finished, one under
// way, three ahead.
func Rounds() *Shop {
	s := Typical()
	s.People = []views.Staff{{ID: yann, Initials: "YL", Display: "Yann L.", Role: "technician", Site: "LIL"}}
	s.Device.Device = "Véhicule 4"
	s.Link.Waiting = 6
	s.Repairs[0].Serial = "704011320098"
	s.Repairs = append(s.Repairs, one(8, number("1", 512, "K8"), "Lave-linge Bosch WAX32", "Amélie Durand", repair.Returned, 400, 395*day))
	s.Repairs[len(s.Repairs)-1].Serial = product.Normalise("704011320098")
	s.Tour = Tour{
		Visits: []views.Visit{
			tourVisit(1, visit.Signed, 8, 9, visit.Upkeep, 52, "Société Ferrand et fils"),
			tourVisit(2, visit.OnSite, 14, 16, visit.Repair, 50, "Amélie Durand"),
			tourVisit(3, visit.Confirmed, 16, 17, visit.Repair, 51, "Karim Benali"),
			tourVisit(4, visit.Planned, 17, 18, visit.Commissioning, 53, "Jeanne Lopez"),
			tourVisit(5, visit.Planned, 18, 19, visit.PickUp, 54, "Paul Vasseur"),
		},
		Van:    []service.VanPart{vanPart("00145787", "Pompe de vidange", 2, 8_900), vanPart("1975H7", "Courroie 1975 H7", 1, 2_450), vanPart("JOINT-60", "Joint de hublot", 0, 3_900)},
		Picks:  []visit.Part{{Ref: "00145787", Label: "Pompe de vidange", N: 1}, {Ref: "JOINT-60", Label: "Joint de hublot", N: 2}},
		Back:   []service.VanReturn{{Ref: "00145787", Label: "Pompe de vidange", OnHand: 2, Needed: 1, Back: 1}, {Ref: "BAT-S24", Label: "Batterie Galaxy S24", OnHand: 4, Kit: 2, Back: 2}},
		Sheets: map[present.ID][]byte{},
	}
	v := s.Tour.Visits
	v[1].Repair, v[1].Number, v[1].Product = ID(1), s.Repairs[0].Number, s.Repairs[0].Product
	v[1].ArrivedMS, v[1].Tentative = at(14, 11), true
	v[1].Place = visit.PlaceBox{Address: "12 rue du Molinel, 59000 Lille", Who: "Mme Petit, la gardienne", Note: "2e étage, sans ascenseur"}
	v[1].Where = v[1].Place.Address
	v[1].AnnouncedCents = 3_500
	v[1].Codes = "B1234 puis 27A"
	v[1].Parts = []visit.Part{{Ref: "00145787", Label: "Pompe de vidange", N: 1}}
	v[2].Repair, v[2].Number, v[2].Product = ID(2), s.Repairs[1].Number, s.Repairs[1].Product
	v[3].Under = visit.Contract
	v[4].LateMinutes = 30
	return s
}

func tourVisit(n byte, status visit.Status, from, to int, aim visit.Aim, customer byte, name string) views.Visit {
	return views.Visit{
		ID: ID(100 + n), Site: "LIL", Status: status, For: aim, Slot: visit.Slot{FromMS: at(from, 0), ToMS: at(to, 0)},
		Staff: yann, StaffName: "Yann L.", Van: "LIL4", Customer: ID(customer), CustomerName: name,
		Where: "3 rue des Arts, 59000 Lille", Next: visit.Steps(status),
	}
}

// Charged is the same round when the report is written and something is charged:
// an urgent repair that the customer asked for, of which one line can wait.
func Charged() *Shop {
	s := Rounds()
	s.Tour.Terms = service.VisitTerms{
		Payable: visit.Payable{NowCents: 8_900, LaterCents: 4_500, LaterOn: mustDay("2026-11-29"), WithdrawBy: mustDay("2026-12-07"), RiskCents: 4_500},
		Wording: []string{"contract.home", "contract.no_payment", "contract.urgent", "contract.withdrawal", "contract.withdrawal_form"},
	}
	kept, err := json.Marshal(map[string]any{
		"result": "done", "done": "Pompe de vidange remplacée, filtre nettoyé, essai à vide.", "asked": "yes", "urgent": "yes",
		"lines": []map[string]any{
			{"label": "Pompe de vidange", "cents": 8_900, "necessary": true, "kind": "part"}, {"label": "Détartrage", "cents": 4_500, "kind": "labour"},
		},
		"used":   []map[string]any{{"ref": "00145787", "label": "Pompe de vidange", "n": 1}},
		"points": []map[string]any{{"code": "test_run", "state": "ok"}, {"code": "leak", "state": "ok"}, {"code": "safe", "state": "not_ok"}},
		"photos": []map[string]any{{"name": "avant.jpg"}, {"name": "apres.jpg"}},
	})
	if err == nil {
		s.Tour.Sheets[ID(102)] = kept
	}
	return s
}

func mustDay(iso string) civil.Date {
	d, err := civil.Parse("day", iso)
	if err != nil {
		return civil.None
	}
	return d
}

// Late is the same round when everything is behind its time.
func Late() *Shop {
	s := Rounds()
	s.Tour.Visits[1].Status = visit.Absent
	s.Tour.Visits[1].ArrivedMS = 0
	for i := 2; i < len(s.Tour.Visits); i++ {
		s.Tour.Visits[i].Slot = visit.Slot{FromMS: at(9+i, 0), ToMS: at(10+i, 0)}
	}
	s.Tour.Visits[2].Slot.ToMS = at(13, 0)
	s.Tour.Proposals = []service.Proposal{
		{Visit: s.Tour.Visits[2], To: ID(72), Name: "Inès M.", Why: []string{"skill", "area"}}, {Visit: s.Tour.Visits[3]},
	}
	return s
}

// LongestRound is the same round where everything is as long as it gets.
func LongestRound() *Shop {
	s := Rounds()
	long := Longest()
	v := &s.Tour.Visits[1]
	v.CustomerName, v.Product, v.Number = long.Repairs[0].Customer, long.Repairs[0].Product, long.Repairs[0].Number
	v.Place.Address = "Résidence des Établissements-de-la-Vieille-Bourse, bâtiment C, escalier 14, 1234 bis boulevard du Maréchal-de-Lattre-de-Tassigny, 59650 Villeneuve-d'Ascq"
	v.Where = v.Place.Address
	v.Place.Note = long.Repairs[0].Fault
	v.Codes = "portail 4821# puis interphone VANDENBROUCKE-LEFÈBVRE puis B1234 puis 27A"
	s.Customers[0].Name = v.CustomerName
	s.Tour.Van[0].Label = "Pompe de vidange et de recyclage avec moteur à aimants permanents, 30 W, référence du fabricant 00145787-REV-C"
	return s
}

// NoRounds is a shop whose technician has nothing to do today.
func NoRounds() *Shop {
	s := Rounds()
	s.Tour.Visits = nil
	return s
}

// BrokenRound is the same round when the store has stopped.
func BrokenRound() *Shop {
	s := Rounds()
	s.Broken = true
	return s
}
