package present

import (
	"cmp"
	"slices"

	"etabli/app/service"
	"etabli/app/views"
)

// riskFirst puts the orders with a line at risk before the others.
func (l *stockLists) riskFirst() {
	slices.SortStableFunc(l.orders, func(a, b views.Order) int {
		return cmp.Compare(min(1, len(l.risksOf(b.ID))), min(1, len(l.risksOf(a.ID))))
	})
}

// risksOf are the lines of an order that go wrong unless somebody acts.
func (l *stockLists) risksOf(order ID) (out []service.OrderRisk) {
	for _, r := range l.risks {
		if r.Order == order {
			out = append(out, r)
		}
	}
	return out
}

// gravest are the reasons in the order in which one of several is said.
var gravest = []service.OrderWhy{service.FileOver, service.OrderDearer, service.AfterPromise, service.OrderLate}

// orderWhyChip says the gravest reason why somebody has to look after an order.
func (e Env) orderWhyChip(risks []service.OrderRisk) (Chip, bool) {
	for _, why := range gravest {
		for _, r := range risks {
			if slices.Contains(r.Why, why) {
				return e.orderRiskChip(r, why), true
			}
		}
	}
	return Chip{}, false
}

func (e Env) orderRiskChip(r service.OrderRisk, why service.OrderWhy) Chip {
	w := e.Words
	switch why {
	case service.OrderLate:
		return Chip{Late, "clock", w.T("stock.late", "date", w.DateShort(r.DueOn))}
	case service.AfterPromise:
		return Chip{Late, "calendar-clock", w.T("stock.risk.after_promise")}
	case service.OrderDearer:
		return Chip{Watch, "euro", w.T("stock.risk.dearer")}
	}
	return Chip{Watch, "ban", w.T("stock.risk.file_over")}
}

// riskLines say what speaks against a line of an order, and lead to where it is
// put right.
func (s *Stock) riskLines(order ID, l views.OrderLine) (out []DetailLine) {
	w := s.Words
	for _, r := range s.lists.risksOf(order) {
		if r.Line != l.Line {
			continue
		}
		for _, why := range gravest {
			if !slices.Contains(r.Why, why) {
				continue
			}
			line := DetailLine{Label: w.T("stock.risk"), Tone: Late}
			switch why {
			case service.OrderLate:
				line.Value = w.N("stock.risk.late.text", r.DaysLate)
			case service.AfterPromise:
				line.Value = w.T("stock.risk.after_promise.text", "date", w.DateShort(r.PromisedOn))
			case service.OrderDearer:
				line.Value, line.Tone = w.T("stock.risk.dearer.text", "amount", s.sum(r.QuotedCents)), Watch
			default:
				line.Value, line.Tone = w.T("stock.risk.file_over.text"), Watch
			}
			if why == service.OrderDearer { // the amendment is proposed on the file
				line.Open = stockFile + l.FileID.String()
			}
			out = append(out, line)
		}
	}
	return out
}

// orderHazard is the lines of orders that go wrong unless somebody acts.
func (m *Manager) orderHazard() hazard {
	w := m.Words
	h := hazard{id: riskOrder, label: w.T("manager.order"), calm: w.T("manager.order.calm"), sub: w.T("manager.order.sub"), tone: Watch}
	for _, r := range m.seen.press.Orders {
		chip, _ := m.orderWhyChip([]service.OrderRisk{r})
		row := RiskRow{Title: joined(cmp.Or(r.Label, r.Ref), r.Number), Text: r.Supplier, Chip: chip, Opens: true, to: Route{Screen: StockScreen, Open: r.Order}}
		h.rows = append(h.rows, row)
	}
	return h
}

// coreHazard is the old devices of advance exchanges whose day has passed.
func (m *Manager) coreHazard() hazard {
	w := m.Words
	h := hazard{id: riskCore, label: w.T("manager.core"), calm: w.T("manager.core.calm"), sub: w.T("manager.core.sub"), tone: Late}
	for _, c := range m.seen.press.Cores {
		h.rows = append(h.rows, RiskRow{
			Title: joined(c.Number, c.Label), Text: joined(c.Customer, w.T("thirds.core.deposit", "amount", m.sum(c.CoreCents))), Chip: m.lateBy(c.DaysLate),
			Opens: true, to: Route{Screen: ThirdsScreen, Open: c.File},
		})
	}
	return h
}
