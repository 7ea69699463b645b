package present

import (
	"cmp"

	"etabli/app/domain/ereport"
	"etabli/app/service"
	"etabli/app/views"
)

// period is the days of a report, in words.
func (e Env) period(from, to string) string {
	return e.Words.T("reporting.period", "from", e.Words.Date(from), "to", e.Words.Date(to))
}

func (r *Reporting) dueRow(one service.PeriodDue) Row {
	return Row{
		ID: periodID(one), Number: r.sum(one.Gross), When: r.dayOr(one.To.String()), Product: r.period(one.From.String(), one.To.String()),
		Customer: r.Words.N("reports.days", one.Days), Chip: r.dueChip(one),
	}
}

func (r *Reporting) dueChip(one service.PeriodDue) Chip {
	w := r.Words
	switch {
	case len(one.Holes) > 0:
		return Chip{Late, "triangle-alert", w.N("reports.holes", len(one.Holes))}
	case one.Completes != "":
		return Chip{Watch, "file-plus", w.T("reports.completes")}
	}
	return Chip{Watch, "send", w.T("reports.ready")}
}

func (r *Reporting) reportRow(one views.SalesReport) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: r.dayOr(one.To), Product: r.period(one.From, one.To), Customer: r.sum(one.Gross),
		Chip: r.reportChip(one), Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

var reportLooks = map[ereport.State]statusLook{
	ereport.Made: {Watch, "send"}, ereport.Handed: {Work, "hourglass"}, ereport.Rejected: {Late, "x"}, ereport.Accepted: {Good, "check"},
}

func (r *Reporting) reportChip(one views.SalesReport) Chip {
	look := reportLooks[one.State]
	return Chip{look.tone, look.icon, sentence(r.Words.T("status.ereport_" + string(one.State)))}
}

func (r *Reporting) invoiceRow(one service.InvoiceNow) Row {
	return Row{
		ID: one.ID, Number: one.Number, When: r.dayOr(one.On), Product: cmp.Or(one.Buyer.Name, r.Words.T("accounts.unnamed")),
		Customer: r.sum(one.Total), Chip: Chip{Watch, "send", r.Words.T("accounts.to_hand")}, Waiting: one.Tentative, Review: len(one.Items) > 0,
	}
}

func (r *Reporting) showDeclared(s *Detail, one declared) {
	switch {
	case one.due != nil:
		r.showDue(s, *one.due)
	case one.report != nil:
		r.showReport(s, *one.report)
	case one.invoice != nil:
		r.showInvoice(s, *one.invoice)
	}
}

func (r *Reporting) showDue(s *Detail, one service.PeriodDue) {
	w := r.Words
	s.Title, s.Sub, s.Chips = r.period(one.From.String(), one.To.String()), w.T("reports.due.sub"), []Chip{r.dueChip(one)}
	s.Clocks = []ClockCard{{Label: w.T("reports.gross"), Value: r.sum(one.Gross), Share: -1, Sub: w.N("reports.days", one.Days)}}
	holes := DetailCard{}
	if len(one.Holes) > 0 {
		holes = DetailCard{Title: w.T("reports.stands"), Text: w.T("reports.stands.text")}
		for _, h := range one.Holes {
			holes.Lines = append(holes.Lines, DetailLine{Label: r.dayOr(h.On), Value: w.T(reportingVerb+".hole."+h.Why, "till", h.Till), Tone: Late})
		}
	}
	completes := DetailCard{}
	if one.Completes != "" {
		completes = DetailCard{Title: w.T("reports.completes"), Text: w.T("reports.completes.text", "number", one.Completes)}
	}
	s.Cards = cardsOf(holes, completes)
	if len(one.Holes) > 0 {
		r.deeds(s, reportIcons, reportTill, reportRegime)
		return
	}
	r.deeds(s, reportIcons, reportMake, reportRegime)
}

func (r *Reporting) showReport(s *Detail, one views.SalesReport) {
	w := r.Words
	s.Code, s.Title, s.Chips = one.Number, r.period(one.From, one.To), []Chip{r.reportChip(one)}
	s.Sub = w.T("reports.made", "date", r.when(one.MadeMS))
	s.Clocks = []ClockCard{
		{Label: w.T("reports.gross"), Value: r.sum(one.Gross), Share: -1, Sub: w.N("reports.records", one.Records)},
		{Label: w.T("reports.tax"), Value: r.sum(one.Tax), Share: -1, Sub: w.N("reports.days", len(one.Days))},
	}
	way := DetailCard{Title: w.T("reports.way")}
	if one.Ref != "" {
		way.Lines = append(way.Lines, DetailLine{Label: w.T("accounts.way.ref"), Value: one.Ref})
	}
	if one.State == ereport.Rejected {
		way.Text, way.Chip = one.Reason, r.reportChip(one)
	}
	if one.Completes != "" {
		way.Lines = append(way.Lines, DetailLine{Label: w.T("reports.completes"), Value: one.Completes})
	}
	if len(way.Lines) == 0 && way.Text == "" {
		way.Text = w.T("reports.way.none")
	}
	s.Cards = cardsOf(way, r.salesCard(one), r.paymentsCard(one))
	var turns []string
	if ereport.CanMove(one.State, ereport.Handed) {
		turns = append(turns, reportHand)
	}
	if ereport.CanMove(one.State, ereport.Accepted) {
		turns = append(turns, reportAccept, reportReject)
	}
	r.deeds(s, reportIcons, append(turns, reportKeep, reportRegime)...)
}

// salesCard is what was sold, by category and rate over all days.
func (r *Reporting) salesCard(one views.SalesReport) DetailCard {
	w := r.Words
	card := DetailCard{Title: w.T("reports.sales"), Text: w.T("reports.sales.none")}
	type at struct {
		category ereport.Category
		permille int
	}
	sums, order := map[at][2]int64{}, []at{}
	for _, s := range one.Sales {
		k := at{s.Category, s.Permille}
		was, known := sums[k]
		if !known {
			order = append(order, k)
		}
		sums[k] = [2]int64{was[0] + s.Net, was[1] + s.Tax}
	}
	for _, k := range order {
		card.Text = ""
		card.Lines = append(card.Lines, DetailLine{
			Label: joined(w.T(reportingVerb+".category."+string(k.category)), w.T("reports.rate", "rate", r.percent(k.permille))),
			Value: w.T("reports.net_tax", "net", r.sum(sums[k][0]), "tax", r.sum(sums[k][1])),
		})
	}
	return card
}

// paymentsCard is what was paid for services, by rate over all days.
func (r *Reporting) paymentsCard(one views.SalesReport) DetailCard {
	sums, order := map[int]int64{}, []int{}
	for _, p := range one.Payments {
		if _, known := sums[p.Permille]; !known {
			order = append(order, p.Permille)
		}
		sums[p.Permille] += p.Cents
	}
	card := DetailCard{Title: r.Words.T("reports.payments")}
	for _, permille := range order {
		card.Lines = append(card.Lines, DetailLine{Label: r.Words.T("reports.rate", "rate", r.percent(permille)), Value: r.sum(sums[permille])})
	}
	if len(order) == 0 {
		return DetailCard{}
	}
	return card
}

func (r *Reporting) showInvoice(s *Detail, one service.InvoiceNow) {
	w := r.Words
	s.Code, s.Title, s.Sub = one.Number, cmp.Or(one.Buyer.Name, w.T("accounts.unnamed")), w.Date(one.On)
	s.Chips = []Chip{{Watch, "send", w.T("accounts.to_hand")}}
	s.Clocks = []ClockCard{{Label: w.T("reports.total"), Value: r.sum(one.Total), Share: -1, Sub: w.T("accounts.due_on", "date", r.dayOr(one.DueOn))}}
	s.Cards = []DetailCard{{Title: w.T("reports.hand"), Text: w.T("reports.hand.text"), Lines: []DetailLine{{Label: w.T("reports.invoice"), Value: one.Number, Open: reportOpen}}}}
	r.deeds(s, reportIcons, reportHand, reportKeep)
}
