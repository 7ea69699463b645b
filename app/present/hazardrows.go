package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/customer"
	"etabli/app/domain/message"
	"etabli/app/domain/stock"
	"etabli/app/domain/task"
	"etabli/app/service"
)

func (m *Manager) loanHazard() hazard {
	w := m.Words
	h := hazard{id: riskLoan, label: w.T("manager.loan"), calm: w.T("manager.loan.calm"), tone: Late}
	longest := 0
	for _, l := range m.seen.press.Loans {
		longest = max(longest, l.DaysLate)
		row := about(l.FileID, joined(l.Unit, l.Number), joined(l.Customer, w.T("manager.loan.due", "date", w.DateShort(l.DueOn))), m.lateBy(l.DaysLate))
		row.Opens, row.to = true, Route{Screen: LoansScreen, Open: l.ID}
		h.rows = append(h.rows, row)
	}
	h.sub = w.N("manager.longest", longest)
	return h
}

// mildClaims are the risks of a claim that are not late yet.
var mildClaims = []claim.Risk{claim.RefundDue, claim.WrittenDue, claim.AnswerDue, claim.VoucherDue, claim.OfferOver, claim.MediatorDue}

func (m *Manager) claimHazard() hazard {
	w := m.Words
	h := hazard{id: riskClaim, label: w.T("manager.claim"), calm: w.T("manager.claim.calm"), sub: w.T("manager.claim.sub"), tone: Watch}
	for _, c := range m.seen.press.Claims {
		chip := Chip{Tone: Late, Icon: "circle-alert", Text: w.T("manager.claim." + string(c.Risks[0]))}
		if slices.Contains(mildClaims, c.Risks[0]) {
			chip.Tone = Watch
		}
		who := cmp.Or(c.CustomerName, w.T("row.no_customer"))
		h.rows = append(h.rows, RiskRow{ // also one without a file is decided where claims are
			Title: joined(who, c.Number), Text: w.T("manager.claim.state", "state", w.T("claim.state."+string(c.Status))), Chip: chip,
			Opens: true, to: Route{Screen: ClaimsScreen, Open: c.ID},
		})
	}
	return h
}

func (m *Manager) stockHazard() hazard {
	w := m.Words
	h := hazard{id: riskStock, label: w.T("manager.stock"), calm: w.T("manager.stock.calm"), sub: w.T("manager.stock.sub"), tone: Late}
	for _, a := range m.seen.press.Below {
		h.rows = append(h.rows, RiskRow{
			Title: joined(a.Ref, a.Label), Text: m.spot(a.Place),
			Chip:  Chip{Tone: Late, Icon: "package-open", Text: w.Number(int(a.OnHand))},
			Opens: true, to: Route{Screen: StockScreen, Open: a.PartID},
		})
	}
	return h
}

func (m *Manager) callHazard() hazard {
	w := m.Words
	h := hazard{id: riskCall, label: w.T("manager.call"), calm: w.T("manager.call.calm"), sub: w.T("manager.call.sub"), tone: Watch}
	for _, t := range m.seen.press.Calls {
		chip := Chip{Tone: Late, Icon: "phone", Text: w.T("manager.late")}
		switch t.Promise {
		case message.Broken:
		case message.AtRisk:
			chip.Tone, chip.Text = Watch, w.Clock(t.PromisedMS, m.Zone)
		default:
			continue
		}
		h.rows = append(h.rows, m.talk(t, w.T("manager.call.at", "time", w.DayTime(t.PromisedMS, m.Zone)), chip))
	}
	return h
}

// talk is a row that opens a conversation.
func (m *Manager) talk(t service.Timed, text string, chip Chip) RiskRow {
	who := joined(m.sender(t.Thread), t.Number)
	return RiskRow{Title: who, Text: text, Chip: chip, Opens: true, to: Route{Screen: MessagesScreen, Open: t.ID}}
}

func (m *Manager) messageHazard() hazard {
	w := m.Words
	h := hazard{id: riskMessage, label: w.T("manager.message"), calm: w.T("manager.message.calm"), tone: Watch}
	late := 0
	for _, t := range m.seen.press.Threads {
		chip := Chip{Tone: Watch, Icon: "mail", Text: w.T("manager.message.waits")}
		if t.Late {
			late++
			chip = Chip{Tone: Late, Icon: "mail", Text: w.T("manager.late")}
		}
		h.rows = append(h.rows, m.talk(t, w.T("manager.waits", "when", w.AgoIn(t.SinceMS, m.nowMS(), m.Zone)), chip))
	}
	h.sub = w.N("manager.message.late", late)
	return h
}

func (m *Manager) taskHazard() hazard {
	w := m.Words
	h := hazard{id: riskTask, label: w.T("manager.task"), calm: w.T("manager.task.calm"), tone: Watch}
	today := civil.At(m.nowMS(), m.Zone)
	for _, t := range slices.Concat(m.seen.press.Late, m.seen.press.Today) {
		who := t.DoerName
		if who == "" {
			who = w.T("manager.task.team")
		}
		chip := m.lateBy(t.On.DaysUntil(today))
		if t.When == task.Hour {
			chip.Tone, chip.Text = Late, w.Clock(t.AtMS, m.Zone)
		}
		h.rows = append(h.rows, about(t.Repair, t.What, joined(who, t.Number), chip))
	}
	h.sub = w.N("manager.task.late", len(m.seen.press.Late))
	return h
}

func (m *Manager) visitHazard() hazard {
	w := m.Words
	h := hazard{id: riskVisit, label: w.T("manager.visit"), calm: w.T("manager.visit.calm"), sub: w.T("manager.visit.sub"), tone: Watch}
	for _, v := range m.seen.press.Silent {
		h.tone = Late
		h.rows = append(h.rows, about(v.Repair, joined(v.CustomerName, v.Number), joined(v.StaffName, w.DayTime(v.Slot.FromMS, m.Zone)),
			Chip{Tone: Late, Icon: "clock", Text: w.T("manager.visit.silent")}))
	}
	for _, v := range m.seen.press.Visits {
		h.rows = append(h.rows, about(v.Repair, joined(v.CustomerName, v.Number), joined(v.StaffName, w.DayTime(v.Slot.FromMS, m.Zone)),
			Chip{Tone: Watch, Icon: "truck", Text: w.N("manager.visit.moved", v.Moves)}))
	}
	return h
}

func (m *Manager) confirmHazard() hazard {
	w := m.Words
	h := hazard{id: riskConfirm, label: w.T("manager.confirm"), calm: w.T("manager.confirm.calm"), sub: w.T("manager.confirm.sub"), tone: Watch}
	for _, p := range m.seen.press.Asked {
		chip := Chip{Tone: Watch, Icon: "hourglass", Text: "× " + w.Number(int(p.N))}
		if p.Danger {
			chip.Tone = Late
		}
		text := p.Number
		if p.NeededOn != "" {
			text = joined(text, w.T("manager.confirm.by", "date", w.DateShort(p.NeededOn)))
		}
		row := about(p.FileID, joined(p.Ref, p.Label), text, chip)
		if !row.Opens {
			row.Opens, row.to = true, Route{Screen: StockScreen, Open: p.PartID}
		}
		h.rows = append(h.rows, row)
	}
	return h
}

func (m *Manager) untoldHazard() hazard {
	w := m.Words
	h := hazard{id: riskUntold, label: w.T("manager.untold"), calm: w.T("manager.untold.calm"), sub: w.T("manager.untold.sub"), tone: Watch}
	for _, t := range m.seen.press.Untold {
		by := w.T("manager.untold.counter")
		switch t.By {
		case customer.ByCall:
			by = joined(w.T("manager.untold.phone"), t.Phone)
		case customer.ByLetter:
			by = w.T("manager.untold.letter")
		}
		h.rows = append(h.rows, m.repairRow(t.RepairRow, by))
	}
	return h
}

func (m *Manager) unclaimedHazard() hazard {
	w := m.Words
	h := hazard{id: riskUnclaimed, label: w.T("manager.unclaimed"), calm: w.T("manager.unclaimed.calm"), sub: w.T("manager.unclaimed.sub"), tone: Watch}
	for _, u := range m.seen.press.Unclaimed {
		h.rows = append(h.rows, m.repairRow(u.RepairRow, w.T("manager.unclaimed.since", "date", w.DateShort(u.NoticedOn.String()))))
	}
	return h
}

func (m *Manager) expiringHazard() hazard {
	w := m.Words
	h := hazard{id: riskExpiring, label: w.T("manager.expiring"), calm: w.T("manager.expiring.calm"), sub: w.T("manager.expiring.sub"), tone: Watch}
	for _, e := range m.seen.press.Expiring {
		chip := Chip{Tone: Watch, Icon: "clock", Text: w.DateShort(e.Until.String())}
		if e.Ended {
			chip.Tone = Late
		}
		h.rows = append(h.rows, RiskRow{Title: e.Staff.Display, Text: m.qualification(e.Code), Chip: chip})
	}
	return h
}

// qualification is a qualification in words; a skill has the shop's own.
func (e Env) qualification(code string) string {
	if key := "qualification." + code; e.Words.Has(key) {
		return e.Words.T(key)
	}
	return code
}

// spot says where goods lie in a shop.
func (e Env) spot(at stock.Place) string {
	if key := "spot." + at.Spot(); e.Words.Has(key) {
		return e.Words.T(key)
	}
	return e.Words.T("manager.stock.van", "van", strings.TrimPrefix(at.Spot(), "van"))
}
