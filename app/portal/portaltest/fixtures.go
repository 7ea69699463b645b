package portaltest

import (
	"fmt"
	"time"

	"etabli/app/domain/repair"
	"etabli/app/domain/visit"
	"etabli/app/follow"
	"etabli/app/portal"
)

// Now is the moment at which the fixtures are looked at.
var Now = time.Date(2026, 11, 21, 15, 30, 0, 0, time.UTC)

// claimed is when the claims of the fixtures came.
var claimed = Now.Add(-72 * time.Hour).UnixMilli()

// Fixture is a repair that shows one thing the page can say.
type Fixture struct {
	Name   string
	Token  string
	Repair portal.Repair
}

// Fixtures gives a repair for every status, and for each thing that changes
// what the page says about it.
func Fixtures() []Fixture {
	list := []Fixture{}
	add := func(name string, r portal.Repair) {
		token := fmt.Sprintf("%025d0", len(list)+1)
		list = append(list, Fixture{Name: name, Token: token, Repair: r})
	}
	for _, s := range statuses {
		add(string(s), at(s))
	}
	for _, o := range outcomes {
		r := at(repair.Ready)
		r.Outcome = o
		add("ready-"+string(o), r)
	}
	for _, c := range changes {
		r := at(repair.Diag)
		c.make(&r)
		add(c.name, r)
	}
	return list
}

var statuses = []repair.Status{
	repair.Draft, repair.Announced, repair.Received, repair.DiagWait, repair.Diag, repair.QuoteSent,
	repair.QuoteOK, repair.QuoteKO, repair.ApprovalWait, repair.PartWait, repair.Repairing,
	repair.Subcontract, repair.Test, repair.Ready, repair.InTransit, repair.Returned, repair.Closed,
}

var outcomes = []repair.Outcome{
	repair.NoFault, repair.BeyondRepair, repair.Refused, repair.Exchanged, repair.Refunded, repair.Cancelled,
}

// changes are what can be told beside the status.
var changes = []struct {
	name string
	make func(*portal.Repair)
}{
	{"shop-away", func(r *portal.Repair) { r.Shop.Online = false }},
	{"late", func(r *portal.Repair) { r.PromisedOn = "2026-11-19" }},
	{"moved", func(r *portal.Repair) { r.PromisedWas, r.PromisedWhy = "2026-11-23", repair.WhyQueue }},
	{"moved-late", func(r *portal.Repair) {
		r.PromisedOn, r.PromisedWas, r.PromisedWhy = "2026-11-19", "2026-11-12", repair.WhyPart
	}},
	{"part-wished", func(r *portal.Repair) { r.Part = &follow.Part{DueOn: "2026-11-25"} }},
	{"part-late", func(r *portal.Repair) { r.Part = &follow.Part{DueOn: "2026-11-18", ToldMS: claimed} }},
	{"erased", func(r *portal.Repair) { r.Erased = true }},
	{"no-date", func(r *portal.Repair) { r.PromisedOn = "" }},
	{"newer", func(r *portal.Repair) { r.Status = "levitating" }},
	{"long-words", func(r *portal.Repair) {
		r.Kind = "Climatiseur"
		r.Product = "Donaudampfschiffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft WD-40/2"
		r.Shop.Name = "Atelier de réparation des Deux-Rives-et-du-Faubourg-Saint-Maurice"
		r.Shop.Address = "Zone artisanale de la Haute-Borne, bâtiment C, 59650 Villeneuve-d’Ascq"
	}},
	{"claim-offered", func(r *portal.Repair) {
		r.Claims = []portal.Claim{{ReceivedMS: claimed, Status: "offered", Answered: true}}
	}},
	{"claim-refused", func(r *portal.Repair) {
		r.Claims = []portal.Claim{{ReceivedMS: claimed, Status: "refused", Answered: true, Mediator: "Médiation Nord, 1 rue du Droit, 59000 Lille"}}
	}},
	{"claim-refund", func(r *portal.Repair) {
		r.Claims = []portal.Claim{{
			ReceivedMS: claimed, Status: "accepted", Answered: true, Voucher: follow.VoucherIssued,
			Refund: follow.Refund{State: "ordered", By: "2026-12-04", AtMS: claimed},
		}}
	}},
	{"claim-refund-late", func(r *portal.Repair) {
		r.Claims = []portal.Claim{
			{ReceivedMS: claimed, Status: "ended", Outcome: "settled", Refund: follow.Refund{State: "confirmed", AtMS: claimed}},
			{ReceivedMS: claimed, Status: "accepted", Refund: follow.Refund{State: "decided", By: "2026-11-19", AtMS: claimed}},
		}
	}},
	{"parcel-announced", func(r *portal.Repair) {
		r.Parcels = []follow.Parcel{{Status: "at_pickup_point", AtMS: claimed, UntilOn: "2026-12-10", Carrier: "La Poste", Tracking: "8V01234567895"}}
	}},
	{"parcel-on-its-way", func(r *portal.Repair) {
		r.Parcels = []follow.Parcel{
			{Incoming: true, Status: "received", AtMS: claimed, Carrier: "La Poste"},
			{Status: "in_transit", AtMS: claimed, Carrier: "La Poste", Slot: visit.Slot{FromMS: claimed + 86_400_000, ToMS: claimed + 93_600_000}},
		}
	}},
	{"visit-moved", func(r *portal.Repair) {
		r.Visits = []follow.Visit{{
			For: visit.Repair, Status: visit.Confirmed, LateMinutes: 40, Slot: visit.Slot{FromMS: claimed + 86_400_000, ToMS: claimed + 93_600_000},
			Change: follow.Change{Was: visit.Slot{FromMS: claimed + 43_200_000, ToMS: claimed + 50_400_000}, Reason: "van_down"},
		}}
	}},
	{"visit-called-off", func(r *portal.Repair) {
		r.Visits = []follow.Visit{{
			For: visit.Commissioning, Status: visit.Cancelled, CallOn: "2026-11-27",
			Change: follow.Change{Was: visit.Slot{FromMS: claimed + 43_200_000, ToMS: claimed + 50_400_000}, Reason: "weather"},
		}}
	}},
	{"loaner", func(r *portal.Repair) {
		r.Loans = []follow.Loan{{Unit: "Ordinateur de prêt HP 250", DueOn: "2026-11-27"}, {Unit: "Chargeur de prêt", DueOn: "2026-11-19"}}
	}},
	{"bare", func(r *portal.Repair) {
		r.Kind, r.Product, r.SerialEnd, r.PromisedOn, r.Moves = "", "", "", "", nil
		r.Shop = portal.Shop{Name: "Atelier Lille"}
	}},
}

// at is a laptop that has come as far as a status on the usual way.
func at(s repair.Status) portal.Repair {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		paris = time.UTC
	}
	r := portal.Repair{
		Number: "LIL2-00430-W7K", Kind: "Ordinateur portable", Product: "Lenovo ThinkPad T14", SerialEnd: "7Q2X",
		Status: s, PromisedOn: "2026-11-27",
		NewsMS: Now.Add(-148 * time.Minute).UnixMilli(),
		Shop: portal.Shop{
			Name: "Atelier Lille", Address: "14 rue de Gand, 59800 Lille", Phone: "03 20 00 00 00",
			Hours: "mardi à samedi, 9 h à 19 h", Zone: paris, Online: true,
			SeenMS: Now.Add(-95 * time.Minute).UnixMilli(),
		},
	}
	r.Moves = movesTo(s)
	switch s {
	case repair.QuoteSent:
		r.Quote = portal.Quote{Waiting: true, Version: 2, ValidUntil: "2026-12-21"}
	case repair.PartWait:
		r.Part = &follow.Part{DueOn: "2026-11-25", ToldMS: Now.Add(-26 * time.Hour).UnixMilli()}
	case repair.Ready, repair.InTransit, repair.Returned, repair.Closed:
		r.Outcome = repair.Repaired
	case repair.QuoteKO:
		r.Outcome = repair.Refused
	}
	return r
}

// movesTo is the usual way to a status, a step a day until Now.
func movesTo(s repair.Status) []portal.Move {
	way := []repair.Status{repair.Received, repair.Diag, repair.QuoteSent, repair.QuoteOK, repair.Repairing, repair.Test, repair.Ready, repair.Returned}
	until := map[repair.Status]int{
		repair.Draft: 0, repair.Announced: 0, repair.Received: 0, repair.DiagWait: 1, repair.Diag: 1, repair.QuoteSent: 2,
		repair.ApprovalWait: 2, repair.QuoteOK: 3, repair.QuoteKO: 3, repair.PartWait: 4, repair.Repairing: 4,
		repair.Subcontract: 4, repair.Test: 5, repair.Ready: 6, repair.InTransit: 7, repair.Returned: 7, repair.Closed: 8,
	}[s]
	var moves []portal.Move
	for i, to := range append(way[:until:until], s) {
		ago := time.Duration(until-i) * 23 * time.Hour
		moves = append(moves, portal.Move{To: to, AtMS: Now.Add(-ago - 3*time.Hour).UnixMilli()})
	}
	return moves
}
