package sample

import (
	"context"
	"strings"

	"etabli/app/domain/ereport"
	"etabli/app/service"
	"etabli/app/views"
)

// Declared is what the shop tells the tax office by way of a platform.
type Declared struct {
	Due     []service.PeriodDue
	Reports []views.SalesReport
}

// declarations are a period that can be reported, one that a till stands against, and
// reports in every state.
func declarations() Declared {
	report := func(n byte, state ereport.State, from, to string, gross int64) views.SalesReport {
		return views.SalesReport{ID: ID(n), State: state, MadeMS: before(2 * day), MadeFacts: ereport.MadeFacts{
			Number: "R-LIL-" + strings.ReplaceAll(from, "-", ""), Site: "LIL", From: from, To: to, Records: 214, Gross: gross, Tax: gross / 6,
			Days: make([]ereport.Day, 9), SIREN: "732829320",
			Sales: []ereport.Sales{
				{On: from, Category: ereport.Goods, Permille: 200, Net: gross / 2, Tax: gross / 10, Records: 120},
				{On: from, Category: ereport.Services, Permille: 200, Net: gross / 3, Tax: gross / 15, Records: 94},
			},
			Payments: []ereport.Money{{On: from, Permille: 200, Cents: gross * 2 / 5}},
		}}
	}
	made, rejected, handed, accepted := report(240, ereport.Made, "2026-11-01", "2026-11-10", 1_284_390), report(241, ereport.Rejected, "2026-10-21", "2026-10-31", 1_402_250),
		report(242, ereport.Handed, "2026-10-11", "2026-10-20", 1_190_870), report(243, ereport.Accepted, "2026-10-01", "2026-10-10", 1_087_640)
	rejected.Ref, rejected.Reason = "PA-2026-88117", "Le SIREN ne correspond pas à l’établissement déclaré."
	handed.Ref, accepted.Ref = "PA-2026-88020", "PA-2026-87411"
	return Declared{
		Due: []service.PeriodDue{
			{From: mustDay("2026-09-21"), To: mustDay("2026-09-30"), Days: 1, Gross: 41_290, Completes: "R-LIL-20260921"},
			{From: mustDay("2026-11-11"), To: mustDay("2026-11-20"), Days: 16, Gross: 1_312_480, Holes: []service.Hole{
				{Till: "LIL1", On: "2026-11-20", Why: "open"}, {On: "2026-11-19", Why: "not_heard"},
			}},
		},
		Reports: []views.SalesReport{accepted, handed, rejected, made},
	}
}

// longestDeclared makes what was typed as long as it gets.
func (s *Shop) longestDeclared() {
	s.Declared.Reports[2].Reason = strings.Repeat(s.Declared.Reports[2].Reason+" ", 6)
	s.Declared.Reports[2].Ref = strings.Repeat("PA-2026-88117-", 9)
}

// SalesReportsDue implements present.Declaring.
func (s *Shop) SalesReportsDue(context.Context, *service.SiteAsked) ([]service.PeriodDue, error) {
	return s.Declared.Due, s.broken()
}

// SalesReports implements present.Declaring.
func (s *Shop) SalesReports(context.Context, *service.SiteAsked) ([]views.SalesReport, error) {
	return s.Declared.Reports, s.broken()
}

// InvoiceXML implements present.Declaring.
func (s *Shop) InvoiceXML(_ context.Context, in *service.ByInvoice) (service.InvoiceData, error) {
	return service.InvoiceData{Number: in.Number, Name: "factur-x.xml"}, s.broken()
}

// SayReporting implements present.DeclareActs.
func (s *Shop) SayReporting(context.Context, service.Call, *ereport.RegimeFacts) (service.Result, error) {
	return s.taken()
}

// MakeSalesReport implements present.DeclareActs.
func (s *Shop) MakeSalesReport(context.Context, service.Call, *service.SalesReportInput) (service.Result, error) {
	return s.taken()
}

// StepSalesReport implements present.DeclareActs.
func (s *Shop) StepSalesReport(context.Context, service.Call, *service.StepSalesReportInput) (service.Result, error) {
	return s.taken()
}
