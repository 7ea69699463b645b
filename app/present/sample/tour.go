package sample

import (
	"context"
	"time"

	"etabli/app/domain/fault"
	"etabli/app/domain/stock"
	"etabli/app/domain/visit"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
)

// Tour is what technicians of a shop have before them.
type Tour struct {
	Visits    []views.Visit // of today, in their order
	Van       []service.VanPart
	Picks     []visit.Part
	Back      []service.VanReturn
	Terms     service.VisitTerms
	Sheets    map[present.ID][]byte
	Proposals []service.Proposal
}

// Visit implements present.Visits.
func (s *Shop) Visit(_ context.Context, id present.ID) (service.Reported, error) {
	for _, v := range s.Tour.Visits {
		if v.ID == id {
			return service.Reported{Visit: v, Payable: s.Tour.Terms.Payable}, s.broken()
		}
	}
	return service.Reported{}, fault.New(fault.NotFound, "id", "what", "visit")
}

// VisitDay implements present.Visits: everything is on one day.
func (s *Shop) VisitDay(_ context.Context, in *service.DayAsked) ([]views.Visit, error) {
	if in.On != Now.Format("2006-01-02") {
		return nil, s.broken()
	}
	var list []views.Visit
	for _, v := range s.Tour.Visits {
		if in.Of == nil || v.Staff == *in.Of {
			list = append(list, v)
		}
	}
	return list, s.broken()
}

// Proposals implements present.Replanning.
func (s *Shop) Proposals(context.Context, *service.AwayAsked) ([]service.Proposal, error) {
	return s.Tour.Proposals, s.broken()
}

// PickList implements present.VanStocks.
func (s *Shop) PickList(context.Context, *service.DayAsked) ([]visit.Part, error) {
	return s.Tour.Picks, s.broken()
}

// VanReturns implements present.VanStocks.
func (s *Shop) VanReturns(context.Context, *service.VanReturnsAsked) ([]service.VanReturn, error) {
	return s.Tour.Back, s.broken()
}

// VanStock implements present.VanStocks.
func (s *Shop) VanStock(context.Context, *service.VanAsked) ([]service.VanPart, error) {
	return s.Tour.Van, s.broken()
}

// VisitTerms implements present.VisitActs.
func (s *Shop) VisitTerms(context.Context, *service.TermsAsked) (service.VisitTerms, error) {
	return s.Tour.Terms, s.broken()
}

// Worksheet implements present.Worksheets.
func (s *Shop) Worksheet(_ context.Context, id present.ID) ([]byte, error) {
	return s.Tour.Sheets[id], nil
}

// SaveWorksheet implements present.Worksheets.
func (s *Shop) SaveWorksheet(context.Context, present.ID, []byte) error { return nil }

// DropWorksheet implements present.Worksheets.
func (s *Shop) DropWorksheet(context.Context, present.ID) error { return nil }

// PrintVisit implements present.VisitPapers.
func (s *Shop) PrintVisit(context.Context, present.ID) (string, error) {
	return "~/Documents/Établi", s.broken()
}

// OpenLink implements present.Opening.
func (s *Shop) OpenLink(string) error { return nil }

// done is how every command ends.
func (s *Shop) done() (service.Result, error) { return service.Result{}, s.broken() }

// RunLate implements present.Delays.
func (s *Shop) RunLate(context.Context, service.Call, *service.LateInput) (service.Result, error) {
	return s.done()
}

// PlanVisit implements present.Replanning.
func (s *Shop) PlanVisit(context.Context, service.Call, *service.VisitInput) (service.Result, error) {
	return service.Result{}, s.broken()
}

// MoveDay implements present.Replanning.
func (s *Shop) MoveDay(context.Context, service.Call, *service.MoveDayInput) (service.Result, error) {
	return s.done()
}

// StepVisit implements present.VisitActs.
func (s *Shop) StepVisit(context.Context, service.Call, *service.StepVisitInput) (service.Result, error) {
	return s.done()
}

// MoveVisit implements present.VisitActs.
func (s *Shop) MoveVisit(context.Context, service.Call, *service.MoveVisitInput) (service.Result, error) {
	return s.done()
}

// CancelVisit implements present.VisitActs.
func (s *Shop) CancelVisit(context.Context, service.Call, *service.CancelVisitInput) (service.Result, error) {
	return s.done()
}

// AbsentCustomer implements present.VisitActs.
func (s *Shop) AbsentCustomer(context.Context, service.Call, *service.AbsentInput) (service.Result, error) {
	return s.done()
}

// CheckVisit implements present.VisitActs.
func (s *Shop) CheckVisit(context.Context, service.Call, *service.CheckVisitInput) (service.Result, error) {
	return s.done()
}

// TakeDevice implements present.VisitActs.
func (s *Shop) TakeDevice(context.Context, service.Call, *service.TakeDeviceInput) (service.Result, error) {
	return s.done()
}

// ReportVisit implements present.VisitActs.
func (s *Shop) ReportVisit(context.Context, service.Call, *service.ReportInput) (service.Result, error) {
	return s.done()
}

// ToldLate implements present.Delays: HQ has written to the second who waits.
func (s *Shop) ToldLate(_ context.Context, id present.ID) (int64, error) {
	if len(s.Tour.Visits) > 3 && id == s.Tour.Visits[3].ID {
		return before(time.Minute), s.broken()
	}
	return 0, s.broken()
}

// PageLink implements present.Owed.
func (s *Shop) PageLink(string) string { return "https://suivi.exemple.fr/r/5H2K" }

// vanPart is a part in the van.
func vanPart(ref, label string, n int64, cents int64) service.VanPart {
	return service.VanPart{Account: views.Account{Ref: ref, Label: label, Place: stock.At("LIL", "van4"), OnHand: n}, Cents: cents}
}
