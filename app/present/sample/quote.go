package sample

import (
	"context"
	"time"

	"etabli/app/domain/civil"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/present"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// quoteTerms are rules such as a shop's.
func quoteTerms() quote.Terms {
	return quote.Terms{
		Validity: rules.Span{N: 1, Unit: rules.Months}, Rates: []int{200, 100, 55, 21}, MarginFloor: 250, BeyondRepair: 700,
		Circular: []string{"washing_machine", "laptop", "smartphone"},
	}
}

// QuoteBasis implements present.QuoteBases.
func (s *Shop) QuoteBasis(ctx context.Context, in *service.ByID) (service.QuoteBasis, error) {
	file, err := s.Repair(ctx, in.ID)
	return service.QuoteBasis{
		File: file, Customer: file.Customer, Terms: quoteTerms(), On: civil.At(Now.UnixMilli(), Zone), Category: quote.CategoryOf("", file.Product),
		Allowed: repair.CanMove(file.Status, repair.QuoteSent),
	}, err
}

// Quote implements present.Quotes.
func (s *Shop) Quote(ctx context.Context, _ service.Call, in *service.QuoteInput) (service.Result, error) {
	file, err := s.Repair(ctx, in.ID)
	if err != nil {
		return service.Result{}, err
	}
	version := 1
	if file.Quote != nil {
		version = file.Quote.Version + 1
	}
	f := in.Facts(quoteTerms())
	file.Quote = &views.Quote{Version: version, TotalCents: quote.Total(f.Lines), Currency: "EUR", Work: in.Work, ValidUntil: leastValid(in.ValidUntil)}
	return service.Result{Data: file}, s.broken()
}

// leastValid is a day that was asked for, or the least that law asks for.
func leastValid(asked string) string {
	if asked == "" {
		return "2026-12-21"
	}
	return asked
}

// quoted gives a file two versions of a quote, of which the first was refused.
func quoted(r *views.Repair) {
	told := func(n int, k kind.Kind, what string, args map[string]string) views.TimelineItem {
		return views.TimelineItem{AtMS: before(time.Duration(n) * day), Kind: journal.Kind(k), What: what, Args: args, AuthorName: "Yann L.", Position: 1, Applied: true, Public: true}
	}
	r.Timeline = append(r.Timeline,
		told(5, kind.RepairQuoted, "timeline.repair_quoted", map[string]string{"version": "1", "total_cents": repair.FormatCents(24_900), "currency": "EUR"}),
		told(4, kind.QuoteAnswered, "timeline.quote_refused", map[string]string{"version": "1", "channel": "phone"}),
		told(3, kind.RepairQuoted, "timeline.repair_quoted", map[string]string{"version": "2", "total_cents": repair.FormatCents(18_900), "currency": "EUR"}))
	lines := []quote.Line{
		{Kind: quote.Part, Label: "Clavier ThinkPad T14 AZERTY", Quantity: quote.One, UnitCents: 8_900, Rate: 200, CostCents: 4_200, Article: "CLA-T14", Origin: quote.NewPart},
		{Kind: quote.Labour, Label: "Pose et essai", Quantity: 1_500, Unit: "h", UnitCents: 6_000, Rate: 200},
		{Kind: quote.Travel, Label: "Reprise à domicile", Quantity: quote.One, UnitCents: 1_000, Rate: 100},
	}
	r.Quote.QuoteDetail = &views.QuoteDetail{
		IssuedOn: in(-3), ByRate: quote.ByRate(lines), Circular: string(quote.Offered), CircularCents: 15_900,
		Facts: &quote.Facts{
			Version: 2, TotalCents: quote.Total(lines), Currency: "EUR", Work: r.Quote.Work, ValidUntil: r.Quote.ValidUntil, Lines: lines,
			Circular: quote.Circular{State: quote.Offered, Cents: 15_900}, Fee: quote.Fee{Cents: 3_500, Announced: true, Deducted: true},
		},
	}
}

var _ present.QuoteBases = (*Shop)(nil)
