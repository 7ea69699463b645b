package sample

import (
	"context"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/warranty"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Verdict implements present.Judging: the first file was sold here, the third by
// somebody else, the sixth is too old, and of the others nobody knows the sale.
func (s *Shop) Verdict(_ context.Context, id present.ID) (service.Verdict, error) {
	switch id {
	case ID(1):
		return soldHere(), s.broken()
	case ID(3):
		return soldElsewhere(), s.broken()
	case ID(6):
		return decided(s.nameOf(0)), s.broken()
	}
	return unsold(), s.broken()
}

func (s *Shop) nameOf(i int) string {
	if i < len(s.People) {
		return s.People[i].Display
	}
	return ""
}

// SaleOf implements present.Judging.
func (s *Shop) SaleOf(_ context.Context, id present.ID) (views.Product, error) {
	if id != ID(1) {
		return views.Product{ID: id}, s.broken()
	}
	return views.Product{ID: ID(1), Sale: warranty.SaleFacts{DeliveredOn: "2025-03-10", Condition: warranty.New, Buyer: warranty.Consumer, By: warranty.SoldByUs}}, s.broken()
}

// Foresee implements present.Foreseeing.
func (s *Shop) Foresee(_ context.Context, in *service.ForeseeInput) (service.Verdict, error) {
	if in.BoughtOn == "" {
		return unsold(), s.broken()
	}
	v := soldHere()
	v.Owes, v.Strength, v.Evidence = warranty.Nobody, "weak", []service.Shown{{Kind: warranty.Statement, Strength: "weak", On: mustDay(in.BoughtOn)}}
	v.Legal.From = mustDay(in.BoughtOn)
	v.Reasons = []warranty.Reason{
		{Code: warranty.SoldByUnknown}, {Code: warranty.ProofWeak, Args: []warranty.Arg{{Name: "evidence", Kind: warranty.AWord, Value: "warranty.evidence.statement"}}},
		{Code: warranty.UnderDiagnosis},
	}
	v.Limit = limitIn(30)
	return v, s.broken()
}

func inDays(n int) civil.Date { return civil.At(Now.Add(time.Duration(n)*day).UnixMilli(), Zone) }

func limitIn(days int) *service.Limit {
	return &service.Limit{RequestedOn: inDays(days - 30), LastOn: inDays(days), DaysLeft: days, Clock: warranty.Running}
}

func dated(code warranty.Code, iso string) warranty.Reason {
	return warranty.Reason{Code: code, Args: []warranty.Arg{{Name: "date", Kind: warranty.ADate, Value: iso}}}
}

// soldHere is a device that we sold, with the legal guarantee open.
func soldHere() service.Verdict {
	return service.Verdict{
		Age: warranty.Provisional, Answer: warranty.Possible, Layer: warranty.LGC, Owes: warranty.Us, Proof: warranty.Presumed,
		Strength: "strong", Rules: "2026-10", Since: mustDay("2022-01-01"),
		Evidence: []service.Shown{{Kind: warranty.OurSale, Strength: "strong", On: mustDay("2025-03-10"), Ref: "LIL1-2025-000812"}},
		Limit:    limitIn(2),
		Legal:    &service.LegalTime{From: mustDay("2025-03-10"), End: mustDay("2027-03-21"), PresumptionEnd: mustDay("2027-03-10"), Provisional: true},
		Standings: []service.Standing{
			{Layer: warranty.LGC, State: warranty.Open, From: mustDay("2025-03-10"), End: mustDay("2027-03-21"), Owes: warranty.Us},
			{Layer: warranty.COM, State: warranty.Ended, From: mustDay("2025-03-10"), End: mustDay("2026-03-10"), Owes: warranty.Producer, Name: "Bosch"},
		},
		Choices: []warranty.Choice{warranty.ChooseRepair, warranty.ChooseReplacement, warranty.WithholdPayment},
		Duties:  []service.Duty{{Code: warranty.OweRemedy, By: inDays(2)}, {Code: warranty.OweFree}},
		Reasons: []warranty.Reason{
			{Code: warranty.SoldByUsHere}, dated(warranty.DeliveredOn, "2025-03-10"),
			{Code: warranty.DaysSuspended, Args: []warranty.Arg{{Name: "n", Kind: warranty.ANum, Value: "11"}, {Name: "from", Kind: warranty.ADate, Value: "2025-09-01"}, {Name: "to", Kind: warranty.ADate, Value: "2025-09-12"}}},
			dated(warranty.LegalUntil, "2027-03-21"), dated(warranty.DefectPresumed, "2027-03-10"), {Code: warranty.UnderDiagnosis},
		},
		Advice: service.Advice{Layer: warranty.LGC, Answer: warranty.Possible},
	}
}

func soldElsewhere() service.Verdict {
	v := soldHere()
	v.Answer, v.Owes, v.OwedBy, v.Limit = warranty.Elsewhere, warranty.Seller, "Bureautique du Nord", nil
	v.Strength, v.Evidence = "medium", []service.Shown{{Kind: warranty.Order, Strength: "medium", On: mustDay("2025-11-02")}}
	v.Standings = v.Standings[:1]
	v.Choices, v.Duties = []warranty.Choice{warranty.SeeSeller, warranty.PaidRepair}, []service.Duty{{Code: warranty.OweDirections}}
	v.Reasons = []warranty.Reason{{Code: warranty.SoldElsewhere}, dated(warranty.LegalUntil, "2027-11-02"), {Code: warranty.UnderDiagnosis}}
	v.Standings[0].Owes, v.Standings[0].End = warranty.Seller, mustDay("2027-11-02")
	return v
}

// decided is a device that is too old, for which somebody made a gesture.
func decided(who string) service.Verdict {
	return service.Verdict{
		Age: warranty.Final, Answer: warranty.Covered, Layer: warranty.GOOD, Pays: warranty.Us, Strength: "strong", Rules: "2026-10", Since: mustDay("2022-01-01"),
		Evidence:  []service.Shown{{Kind: warranty.Invoice, Strength: "strong", On: mustDay("2024-10-28"), Ref: "F-20817"}},
		Legal:     &service.LegalTime{From: mustDay("2024-10-28"), End: mustDay("2026-10-28"), PresumptionEnd: mustDay("2026-10-28")},
		Standings: []service.Standing{{Layer: warranty.LGC, State: warranty.Ended, From: mustDay("2024-10-28"), End: mustDay("2026-10-28"), Owes: warranty.Us}},
		Reasons: []warranty.Reason{{Code: warranty.SoldByUsHere}, dated(warranty.LegalEnded, "2026-10-28"),
			{Code: warranty.Decided, Args: []warranty.Arg{{Name: "who", Kind: warranty.AText, Value: who}, {Name: "why", Kind: warranty.AText, Value: "Client depuis douze ans, défaut connu de la série."}}}},
		Advice:   service.Advice{Answer: warranty.ToDecide},
		Decision: &service.Decided{By: who, Why: "Client depuis douze ans, défaut connu de la série.", On: inDays(-1), Overridden: true},
		Frozen:   &service.Frozen{On: inDays(-1).String(), Answer: warranty.Covered, Layer: warranty.GOOD, Rules: "2026-10"},
	}
}

// unsold is a device of whose purchase nothing is known.
func unsold() service.Verdict {
	return service.Verdict{
		Age: warranty.Provisional, Answer: warranty.CannotSay, Strength: "none", Rules: "2026-10", Since: mustDay("2022-01-01"), Limit: limitIn(30),
		Choices: []warranty.Choice{warranty.PaidDiagnosis},
		Duties:  []service.Duty{{Code: warranty.HoldPrice}},
		Reasons: []warranty.Reason{{Code: warranty.SoldByUnknown}, {Code: warranty.DateMissing}, {Code: warranty.ProofMissing}, {Code: warranty.UnderDiagnosis}},
		Advice:  service.Advice{Answer: warranty.CannotSay},
	}
}

// TellSale implements present.WarrantyActs.
func (s *Shop) TellSale(context.Context, service.Call, *service.TellSaleInput) (service.Result, error) {
	return s.done()
}

// Judge implements present.WarrantyActs.
func (s *Shop) Judge(context.Context, service.Call, *service.JudgeInput) (service.Result, error) {
	return s.done()
}

// Decide implements present.WarrantyActs.
func (s *Shop) Decide(context.Context, service.Call, *service.DecideInput) (service.Result, error) {
	return s.done()
}

// AskRemedy implements present.WarrantyActs.
func (s *Shop) AskRemedy(context.Context, service.Call, *service.RemedyInput) (service.Result, error) {
	return s.done()
}

// ChangeLayer implements present.WarrantyActs.
func (s *Shop) ChangeLayer(context.Context, service.Call, *service.ChangeInput) (service.Result, error) {
	return s.done()
}

// ContestLayer implements present.WarrantyActs.
func (s *Shop) ContestLayer(context.Context, service.Call, *service.ContestInput) (service.Result, error) {
	return s.done()
}
