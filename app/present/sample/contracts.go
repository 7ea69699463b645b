package sample

import (
	"context"
	"slices"
	"strings"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
	"etabli/app/domain/warranty"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// on is a day, counted from today.
func on(days int) civil.Date { return civil.At(Now.UnixMilli(), Zone).AddDays(days) }

// contracts are one that gives visits and whose letter presses, one that is owed
// for, one of a business, and one of which money goes back late.
func contracts() []service.ContractNow {
	one := func(n byte, who, plan string, from civil.Date) service.ContractNow {
		c := service.ContractNow{Contract: views.Contract{ID: ID(n), Status: contract.Running, CustomerName: who, SignedFacts: contract.SignedFacts{
			Site: "LIL", Number: "CT-LIL-" + strings.ToUpper(string(rune('A'+n-160))) + "4K7QXM", Sort: contract.Maintenance, Plan: plan, Buyer: warranty.Consumer, Made: "shop",
			SignedOn: from.String(), StartsOn: from.String(), Months: 12, Renews: true, Notice: 1, Cents: 12_900, Rate: 200,
			Entitled: []contract.Entitlement{{What: "visit", N: 2}, {What: "call_out", N: 1}, {What: "loaner"}},
		}, BegunMS: before(300 * 24 * time.Hour)}}
		to := from.AddMonths(12).AddDays(-1)
		c.Term = contract.Term{From: from, To: to, Cents: 12_900, Told: true, RefuseUntil: to.AddMonths(-1), NoticeFrom: to.AddMonths(-4), NoticeUntil: to.AddMonths(-2)}
		c.LastOn = to
		c.Left = []service.LeftOf{{What: "visit", N: 1, Used: 1}, {What: "call_out", N: 0, Used: 1}, {What: "loaner", Free: true, Used: 2}}
		c.Devices = []views.CoveredDevice{{ID: ID(90), Label: "Lave-linge Bosch WAX32", Serial: "704011320098", Since: from.String()}}
		return c
	}
	list := []service.ContractNow{
		one(160, "Amélie Durand", "Sérénité", on(-296)), one(161, "Karim Benali", "Entretien annuel", on(-40)),
		one(162, "Société Ferrand et fils", "Parc imprimantes", on(-120)), one(163, "Jeanne Lopez", "Extension 5 ans", on(-400)),
	}
	list[0].Letter = contract.Urgent
	list[0].Term.NoticeUntil, list[0].Term.RefuseUntil = on(9), on(39)
	list[0].Uses = []views.Use{{Entry: "a", UsedFacts: contract.UsedFacts{What: "visit", On: on(-150).String(), Cents: 3_500}}, {Entry: "b", UsedFacts: contract.UsedFacts{What: "call_out", On: on(-60).String(), By: "x"}}}
	list[0].Payments = []contract.PaidFacts{{Cents: 12_900, On: on(-296).String(), Receipt: "LIL2-2026-000118"}}
	list[1].OwedCents = 12_900
	list[2].Buyer, list[2].Cents, list[2].Term.Cents = warranty.Professional, 84_000, 84_000
	list[2].Devices = append(list[2].Devices, views.CoveredDevice{ID: ID(91), Label: "LaserJet M404", Serial: "PHB8K12345", Since: on(-120).String()})
	list[3].Status, list[3].Sort = contract.Ended, contract.Extension
	list[3].End = &contract.EndedFacts{Why: contract.DeviceGone, AskedOn: on(-45).String(), On: on(-45).String(), Cents: 6_420, RefundBy: on(-15).String(), Channel: "phone"}
	list[3].BackCents, list[3].BackLate, list[3].LastOn = 6_420, true, on(-45)
	return list
}

// longestContract is a contract where everything is as long as it gets.
func (s *Shop) longestContract() {
	c := &s.Signed[0]
	c.CustomerName, c.Plan = s.Repairs[0].Customer, strings.Repeat("Sérénité intégrale avec pièces et déplacement ", 4)
	c.Devices[0].Label = strings.Repeat("Lave-linge séchant professionnel ", 6)
	c.Payments[0].Receipt = strings.Repeat("LIL2-2026-000118 ", 4)
	c.Left[0].What = strings.Repeat("controle_annuel_de_securite_", 3)
}

// Contracts implements present.Contracting.
func (s *Shop) Contracts(_ context.Context, in *service.ContractsAsked) (out []service.ContractNow, err error) {
	for _, c := range s.Signed {
		if (c.Status == contract.Ended) == (in.List == views.ContractsEnded) {
			out = append(out, c)
		}
	}
	return out, s.broken()
}

// Contract implements present.Contracting.
func (s *Shop) Contract(_ context.Context, id present.ID) (service.ContractNow, error) {
	i := slices.IndexFunc(s.Signed, func(c service.ContractNow) bool { return c.ID == id })
	if i < 0 {
		return service.ContractNow{}, fault.New(fault.NotFound, "id")
	}
	return s.Signed[i], s.broken()
}

// ContractLetters implements present.Contracting.
func (s *Shop) ContractLetters(context.Context, *service.SitesAsked) (out []service.ContractNow, err error) {
	for _, c := range s.Signed {
		if c.Letter != contract.NoLetter {
			out = append(out, c)
		}
	}
	return out, s.broken()
}

// ContractLeaving implements present.Contracting.
func (s *Shop) ContractLeaving(context.Context, *service.LeavingAsked) ([]service.WayOut, error) {
	return []service.WayOut{
		{Why: contract.NotRenewed, Leaving: contract.Leaving{On: on(69)}},
		{Why: contract.Early, Leaving: contract.Leaving{On: on(0), Cents: 1_690, FeeCents: 750, RefundBy: on(30)}},
		{Why: contract.DeviceGone, Leaving: contract.Leaving{On: on(0), Cents: 2_440, RefundBy: on(30)}},
	}, s.broken()
}

// SignContract implements present.ContractActs.
func (s *Shop) SignContract(context.Context, service.Call, *service.SignContractInput) (service.Result, error) {
	return s.forgotten()
}

// CoverContract implements present.ContractActs.
func (s *Shop) CoverContract(context.Context, service.Call, *service.CoverContractInput) (service.Result, error) {
	return s.forgotten()
}

// UseContract implements present.ContractActs: what the term gives no more of is
// somebody's to allow.
func (s *Shop) UseContract(ctx context.Context, _ service.Call, in *service.UseContractInput) (service.Result, error) {
	c, err := s.Contract(ctx, in.ID)
	if err != nil {
		return service.Result{}, err
	}
	for _, left := range c.Left {
		if left.What == in.What && !left.Free && left.N == 0 && in.ApprovedBy == nil {
			return service.Result{}, fault.New(contract.NoneLeft, "approved_by", "what", in.What, "n", "0")
		}
	}
	return s.forgotten()
}

// NoticeContract implements present.ContractActs.
func (s *Shop) NoticeContract(context.Context, service.Call, *service.NoticeContractInput) (service.Result, error) {
	return s.forgotten()
}

// PayContract implements present.ContractActs.
func (s *Shop) PayContract(context.Context, service.Call, *service.PayContractInput) (service.Result, error) {
	return s.forgotten()
}

// EndContract implements present.ContractActs.
func (s *Shop) EndContract(context.Context, service.Call, *service.EndContractInput) (service.Result, error) {
	return s.forgotten()
}

// ResumeContract implements present.ContractActs.
func (s *Shop) ResumeContract(context.Context, service.Call, *service.ResumeContractInput) (service.Result, error) {
	return s.forgotten()
}
