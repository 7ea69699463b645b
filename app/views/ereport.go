package views

import (
	"etabli/app/domain/ereport"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/views/fold"
	"etabli/storage"
	"etabli/storage/journal"
)

// SalesReport is what a shop told of its sales to consumers in a period.
type SalesReport struct {
	ID    journal.EntityID `json:"id"`
	State ereport.State    `json:"state"`
	ereport.MadeFacts
	Ref       string       `json:"platform_ref,omitempty"`
	Reason    string       `json:"reason,omitempty"`
	MadeMS    int64        `json:"made_ms"`
	Tentative bool         `json:"tentative,omitempty"`
	Items     []ReviewItem `json:"items,omitempty"`
}

var salesReportShape = shape{places: func(s *fold.State) []place {
	f := salesReported(s)
	rank := "0"
	if f.Completes != "" {
		rank = "1" + f.Number
	}
	return []place{{s.Value(fold.FieldSite), keyText(f.From + rank)}}
}}

func salesReported(s *fold.State) (f ereport.MadeFacts) {
	_ = inField(s, fold.FieldReported, &f) // the fold wrote it
	return f
}

// SalesReport answers a report by its number; a not_found fault when there is none.
func (v *Views) SalesReport(r storage.Reader, number string) (SalesReport, error) {
	l, err := newLook(r)
	if err != nil {
		return SalesReport{}, err
	}
	out, err := l.salesReport(fold.SalesReportID(number))
	if err != nil {
		return out, fault.New(fault.NotFound, "number", "what", "sales_report").Because(err)
	}
	return out, nil
}

func (l *look) salesReport(id journal.EntityID) (SalesReport, error) {
	s, err := l.state(kind.SalesReport, id)
	if err != nil {
		return SalesReport{}, err
	}
	out := SalesReport{ID: id, State: ereport.State(s.Status), MadeFacts: salesReported(s), MadeMS: s.BegunMS, Tentative: s.Waiting > 0}
	if s.Value(fold.FieldReportAt) != "" {
		var f ereport.SteppedFacts
		_ = inField(s, fold.FieldReportAt, &f) // the fold wrote it
		out.Ref, out.Reason = f.Ref, f.Reason
	}
	out.Items, err = l.items(journal.Entity{Type: journal.EntityType(kind.SalesReport), ID: id}, s)
	return out, err
}

// SalesReports answers the reports of a shop, the earliest period first.
func (v *Views) SalesReports(r storage.Reader, site string) ([]SalesReport, error) {
	return each(r, kind.SalesReport, site, (*look).salesReport)
}

// Reporting is how a shop reports; nothing when nobody said.
func (v *Views) Reporting(r storage.Reader, site string) (ereport.RegimeFacts, error) {
	return siteFacts[ereport.RegimeFacts](r, site, fold.FieldRegime)
}
