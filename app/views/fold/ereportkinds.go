package fold

import (
	"etabli/app/domain/ereport"
	"etabli/app/domain/kind"
	"etabli/storage/journal"
)

// The fields of reports of sales to consumers.
const (
	FieldReported = "reported" // facts of a report
	FieldReportAt = "report_at"
	FieldRegime   = "regime" // of a site: facts
)

var ereportKinds = kinds{
	kind.SalesReported:      {salesReported},
	kind.SalesReportStepped: {salesReportStepped},
	kind.ReportingSaid:      {reportingSaid},
}

// SalesReportID names a report by its number: two that were made of one period
// without knowing of each other meet.
func SalesReportID(number string) journal.EntityID {
	return journal.EntityID(journal.CommandIDFrom("sales report", number))
}

func salesReported(a *act, e journal.Entity, x *effects) error {
	f, err := facts[ereport.MadeFacts](a)
	if err != nil || !is(e, kind.SalesReport) {
		return err
	}
	x.become(string(ereport.Made))
	x.set(FieldSite, f.Site)
	return x.setFacts(FieldReported, f)
}

func salesReportStepped(a *act, e journal.Entity, x *effects) error {
	f, err := facts[ereport.SteppedFacts](a)
	if err != nil || !is(e, kind.SalesReport) {
		return err
	}
	x.become(string(f.State))
	return x.setFacts(FieldReportAt, f)
}

func reportingSaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[ereport.RegimeFacts](a)
	if err != nil || !is(e, kind.Site) {
		return err
	}
	return x.setFacts(FieldRegime, f)
}
