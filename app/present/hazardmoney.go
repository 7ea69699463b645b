package present

// creditHazard is the suppliers whose last day to take something back, or to credit it, is
// over.
func (m *Manager) creditHazard() hazard {
	w := m.Words
	h := hazard{id: riskCredit, label: w.T("manager.credit"), calm: w.T("manager.credit.calm"), sub: w.T("manager.credit.sub"), tone: Watch}
	for _, o := range m.seen.press.Credits {
		h.rows = append(h.rows, RiskRow{
			Title: o.Supplier, Text: w.T("manager.credit.owed", "amount", m.sum(o.Cents)), Chip: Chip{Late, "undo-2", w.N("manager.credit.late", o.Late)},
			Opens: true, to: Route{Screen: ThirdsScreen, Open: owesID(o)},
		})
	}
	return h
}

// accountHazard is the businesses that owe more than their ceiling: two tills sold to them
// without knowing of each other, or the ceiling was lowered.
func (m *Manager) accountHazard() hazard {
	w := m.Words
	h := hazard{id: riskAccount, label: w.T("manager.account"), calm: w.T("manager.account.calm"), sub: w.T("manager.account.sub"), tone: Watch}
	for _, a := range m.seen.press.Accounts {
		h.rows = append(h.rows, RiskRow{
			Title: a.Name, Text: w.T("manager.account.owes", "amount", m.sum(a.OwedCents), "ceiling", m.sum(a.Ceiling)),
			Chip:  Chip{Watch, "gauge", w.T("manager.account.over", "amount", m.sum(a.OwedCents-a.Ceiling))},
			Opens: true, to: Route{Screen: AccountsScreen, Open: a.Customer},
		})
	}
	return h
}

// recallHazard is the devices with us that a list of a maker or of an authority names, of
// which nobody said what becomes of them.
func (m *Manager) recallHazard() hazard {
	w := m.Words
	h := hazard{id: riskRecall, label: w.T("manager.recall"), calm: w.T("manager.recall.calm"), sub: w.T("manager.recall.sub"), tone: Watch}
	for _, r := range m.seen.press.Recalls {
		chip := Chip{Watch, "triangle-alert", r.Code}
		if r.Stop {
			chip = Chip{Late, "ban", w.T("manager.recall.stop")}
		}
		h.rows = append(h.rows, about(r.Repair, joined(r.Product, r.Number), joined(r.Title, r.Customer), chip))
	}
	return h
}

// closedHazard is what was promised for days on which the shop is closed.
func (m *Manager) closedHazard() hazard {
	w := m.Words
	h := hazard{id: riskClosed, label: w.T("manager.closed"), calm: w.T("manager.closed.calm"), sub: w.T("manager.closed.sub"), tone: Watch}
	for _, c := range m.seen.press.Closed {
		row := RiskRow{
			Title: joined(w.T("manager.closed."+c.What), c.Number), Text: joined(c.Name, w.T("manager.closed.next", "date", m.dayOr(c.Next.String()))),
			Chip: Chip{Watch, "calendar-days", w.DateShort(c.On.String())}, Opens: true, to: Route{Screen: CounterScreen, Repair: c.ID},
		}
		switch c.What {
		case "loan":
			row.to = Route{Screen: LoansScreen, Open: c.ID}
		case "visit":
			row.to = Route{Screen: VisitScreen, Open: c.ID}
		}
		h.rows = append(h.rows, row)
	}
	return h
}
