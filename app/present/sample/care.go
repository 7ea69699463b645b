package sample

import (
	"context"
	"strings"

	"etabli/app/domain/custody"
	"etabli/app/domain/erasure"
	"etabli/app/domain/opinion"
	"etabli/app/domain/preorder"
	"etabli/app/domain/recall"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Cares are what a shop takes care of beside repairs.
type Cares struct {
	Incidents []views.Incident
	Found     []views.Incident
	Lists     []views.Recall
	Surveys   []service.OpinionDue
	Reviews   []views.Review
	Orders    []views.Preorder
	Asked     []views.Customer
	Erasing   []views.Customer
}

func cares() Cares {
	return Cares{Incidents: incidents(), Found: foundThings(), Lists: recalls(), Surveys: surveys(), Reviews: reviews(), Orders: preorders(), Asked: askers(), Erasing: erasing()}
}

func incidents() []views.Incident {
	return []views.Incident{
		{ID: ID(210), Sort: custody.Damaged, State: custody.Open, Site: "LIL", File: ID(2), Number: number("2", 430, "W3"), Item: "Charnière", ValueCents: 12_000, Currency: "EUR",
			Words: "Tombé de l’établi pendant le remontage ; la charnière gauche est fendue.", TellBy: on(1).String(), BegunMS: before(day)},
		{ID: ID(211), Sort: custody.MissingAccessory, State: custody.Told, Site: "LIL", File: ID(4), Number: number("2", 428, "MB"), Item: "Chargeur", Channel: "phone", BegunMS: before(3 * day)},
	}
}

func foundThings() []views.Incident {
	return []views.Incident{{ID: ID(212), Sort: custody.Found, State: custody.Open, Site: "LIL", Item: "iPhone 12", Serial: "353247104467808", Colour: "noir", Words: "Sans étiquette, étagère C", BegunMS: before(2 * day)}}
}

func recalls() []views.Recall {
	return []views.Recall{{ID: ID(213), ListedFacts: recall.ListedFacts{
		Code: "BOSCH-2026-4", Sort: recall.Safety, Title: "Pompe qui peut surchauffer", Brand: "Bosch", Model: "Série 6", From: "FD0403", To: "FD0412",
		Remedies: []string{"repair", "replace"}, Source: "Safety Gate A12/00891/26", On: on(-12).String(), Stop: true,
	}}}
}

func surveys() []service.OpinionDue {
	return []service.OpinionDue{
		{ID: ID(7), Number: number("2", 425, "H2"), Product: "Lave-vaisselle Bosch Série 4", Customer: "Amélie Durand", TellBy: "phone", ReturnedOn: on(-1).String(), Publish: "https://avis.exemple.fr/atelier"},
		{ID: ID(8), Number: number("2", 424, "Q8"), Product: "iPhone 13", Customer: "Karim Benali", TellBy: "sms", ReturnedOn: on(-2).String()},
	}
}

func reviews() []views.Review {
	return []views.Review{
		{ID: ID(214), Site: "LIL", Where: "Pages locales", Stars: 2, On: on(-3).String(), By: "Paul", Words: "Vingt minutes d’attente au téléphone, puis un bon accueil au comptoir.", AnswerBy: on(2).String(), ReceivedMS: before(3 * day)},
		{ID: ID(215), Site: "LIL", Where: "Pages locales", Stars: 5, On: on(-9).String(), By: "Léa", Words: "Réparé en deux jours.", Answer: "Merci, à bientôt.", AnsweredMS: before(8 * day), ReceivedMS: before(9 * day)},
	}
}

func preorders() []views.Preorder {
	one := func(n byte, number, who string, status preorder.Status, due int, cents int64) views.Preorder {
		return views.Preorder{ID: ID(n), Status: status, Customer: ID(50), CustomerName: who, PlacedFacts: preorder.PlacedFacts{
			Site: "LIL", Number: number, Total: cents, OrderOn: on(-10).String(), DueOn: on(due).String(),
			Lines: []till.Line{{Label: "Aspirateur balai Rowenta X-Pert", Quantity: till.One, Unit: cents, Cents: cents, Rate: 200, Nature: till.Goods}},
		}}
	}
	list := []views.Preorder{
		one(220, "CC-LIL-7G2K4QX", "Amélie Durand", preorder.Placed, 4, 24_900), one(221, "CC-LIL-M3W8ZTA", "Karim Benali", preorder.Arrived, -2, 8_900), one(222, "CC-LIL-9QD5R1B", "Jeanne Lopez", preorder.Cancelled, -20, 15_000),
	}
	list[0].Ahead, list[0].Asked, list[0].Paid = preorder.Arrhes, 8_000, 5_000
	list[0].Payments = []preorder.PaidFacts{{Receipt: "LIL2-2026-000418", Cents: 5_000, On: on(-10).String()}}
	list[1].There = &preorder.ArrivedFacts{On: on(-2).String(), Told: "sms", Spot: "Étagère B2"}
	list[2].Ahead, list[2].Asked, list[2].Paid = preorder.Arrhes, 5_000, 5_000
	list[2].Payments = []preorder.PaidFacts{{Receipt: "LIL2-2026-000377", Cents: 5_000, On: on(-30).String()}}
	list[2].LetGo = &preorder.CancelledFacts{Why: preorder.ByUs, On: on(-5).String(), Back: 10_000, BackBy: on(2).String(), Told: "phone"}
	return list
}

func askers() []views.Customer {
	return []views.Customer{{ID: ID(230), Name: "Claire Delattre", Repairs: []present.ID{ID(1), ID(3)}, Asked: []views.Request{
		{For: erasure.ToErase, AtMS: before(20 * day), By: "letter", Known: "identity", AnswerBy: on(8).String()},
	}}}
}

func erasing() []views.Customer {
	return []views.Customer{{ID: ID(231), Name: "Hugo Petit", Repairs: []present.ID{ID(4)}, ErasedMS: before(6 * day), Stays: []erasure.Stays{{What: erasure.Receipt, Why: erasure.Fiscal, N: 2}}}}
}

// longestCares make what was typed as long as it gets.
func (s *Shop) longestCares() {
	s.Cares.Incidents[0].Words = strings.Repeat(s.Cares.Incidents[0].Words+" ", 6)
	s.Cares.Surveys[0].Customer, s.Cares.Surveys[0].Product = s.Repairs[0].Customer, s.Repairs[0].Product
	s.Cares.Lists[0].Title = strings.Repeat("Pompe qui peut surchauffer ", 7)
	s.Cares.Orders[0].CustomerName, s.Cares.Orders[0].Lines[0].Label = s.Repairs[0].Customer, s.Repairs[0].Product
	s.Cares.Asked[0].Name = s.Repairs[0].Customer
}

// Incidents implements present.Caring.
func (s *Shop) Incidents(context.Context, *service.SomeWords) ([]views.Incident, error) {
	return s.Cares.Incidents, s.broken()
}

// FoundThings implements present.Caring.
func (s *Shop) FoundThings(context.Context, *service.SomeWords) ([]views.Incident, error) {
	return s.Cares.Found, s.broken()
}

// IncidentByID implements present.Caring.
func (s *Shop) IncidentByID(_ context.Context, in *service.ByID) (views.Incident, error) {
	for _, one := range append(append([]views.Incident{}, s.Cares.Incidents...), s.Cares.Found...) {
		if one.ID == in.ID {
			return one, s.broken()
		}
	}
	return views.Incident{}, s.lost("incident")
}

// Recalls implements present.Caring.
func (s *Shop) Recalls(context.Context, *service.Anything) ([]views.Recall, error) {
	return s.Cares.Lists, s.broken()
}

// RecallHolders implements present.Caring.
func (s *Shop) RecallHolders(context.Context, *service.RecallAsked) ([]service.RecallHit, error) {
	return []service.RecallHit{
		{Code: "BOSCH-2026-4", Repair: ID(1), Number: number("2", 431, "X7"), Product: "Lave-linge Bosch Série 6", Customer: "Amélie Durand"},
		{Code: "BOSCH-2026-4", Repair: ID(3), Number: number("2", 429, "K4"), Product: "Lave-linge Bosch Série 6", Customer: "Claire Delattre", Answer: "repair"},
	}, s.broken()
}

// OpinionsDue implements present.Asked.
func (s *Shop) OpinionsDue(context.Context, *service.SiteAsked) ([]service.OpinionDue, error) {
	return s.Cares.Surveys, s.broken()
}

// Asking implements present.Asked.
func (s *Shop) Asking(context.Context, *service.SiteAsked) (opinion.AskingFacts, error) {
	return opinion.AskingFacts{On: true, Publish: "https://avis.exemple.fr/atelier", Questions: []repair.Question{repair.Recommend}}, s.broken()
}

// Reviews implements present.Caring.
func (s *Shop) Reviews(_ context.Context, in *service.ReviewsAsked) (out []views.Review, err error) {
	for _, r := range s.Cares.Reviews {
		if (r.AnsweredMS > 0) == (in.List == views.ReviewsAnswered) {
			out = append(out, r)
		}
	}
	return out, s.broken()
}

// Preorders implements present.Preordering.
func (s *Shop) Preorders(_ context.Context, in *service.PreordersAsked) (out []views.Preorder, err error) {
	for _, p := range s.Cares.Orders {
		if (p.Status == preorder.Cancelled) == (in.List == views.PreordersOver) {
			out = append(out, p)
		}
	}
	return out, s.broken()
}

// PreorderRisks implements present.Preordering.
func (s *Shop) PreorderRisks(context.Context, *service.SiteAsked) (out []service.PreorderRisk, err error) {
	if len(s.Cares.Orders) > 2 {
		out = []service.PreorderRisk{{Preorder: s.Cares.Orders[2], Why: "money_back", Days: 5, Back: 10_000}, {Preorder: s.Cares.Orders[1], Why: "waits", Days: 2}}
	}
	return out, s.broken()
}

// PreorderByID implements present.Preordering.
func (s *Shop) PreorderByID(_ context.Context, in *service.ByID) (views.Preorder, error) {
	for _, p := range s.Cares.Orders {
		if p.ID == in.ID {
			return p, s.broken()
		}
	}
	return views.Preorder{}, s.lost("preorder")
}

// PersonRequests implements present.Privacy.
func (s *Shop) PersonRequests(context.Context) ([]views.Customer, error) {
	return s.Cares.Asked, s.broken()
}

// Erasures implements present.Privacy.
func (s *Shop) Erasures(context.Context) ([]views.Customer, error) {
	return s.Cares.Erasing, s.broken()
}

// ErasurePlan implements present.Privacy.
func (s *Shop) ErasurePlan(_ context.Context, in *service.ByID) (service.ErasurePlan, error) {
	return service.ErasurePlan{Customer: in.ID, Goes: 7, Stays: []erasure.Stays{
		{What: erasure.File, Why: erasure.OpenFile, N: 1}, {What: erasure.Receipt, Why: erasure.Fiscal, N: 2, Until: "2036-12-31"},
	}}, s.broken()
}

// Parts implements present.Cataloguing.
func (s *Shop) Parts(context.Context, *service.ForParts) (out []views.Part, err error) {
	for i, one := range s.Shelved {
		p := one.Part
		if i == 1 {
			p.Coming = []stock.Dated{{PricedFacts: stock.PricedFacts{From: on(9).String(), Price: p.Price + 300, Currency: "EUR"}}}
		}
		out = append(out, p)
	}
	return out, s.broken()
}

// Repriced implements present.Cataloguing.
func (s *Shop) Repriced(context.Context, *service.RepricedAsked) (out []service.Repriced, err error) {
	if len(s.Shelved) > 2 {
		out = []service.Repriced{{Part: s.Shelved[2].Part, Before: s.Shelved[2].Price - 150}}
	}
	return out, s.broken()
}
