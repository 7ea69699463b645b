package present

import (
	"slices"
	"time"

	"etabli/app/views"
)

// The kinds of risk, the gravest first.
const (
	riskLegal     = "legal"
	riskPromise   = "promise"
	riskLoan      = "loan"
	riskClaim     = "claim"
	riskStock     = "stock"
	riskCall      = "call"
	riskMessage   = "message"
	riskTask      = "task"
	riskVisit     = "visit"
	riskConfirm   = "confirm"
	riskUntold    = "untold"
	riskReview    = "review"
	riskUnclaimed = "unclaimed"
	riskExpiring  = "expiring"
	riskOrder     = "order"
	riskCore      = "core"
	riskCredit    = "credit"
	riskAccount   = "account"
	riskRecall    = "recall"
	riskClosed    = "closed"
	riskSync      = "sync"
)

// hazard is a kind of risk with what it is made of.
type hazard struct {
	id    string
	label string
	calm  string // its name where there is none of it
	rows  []RiskRow
	n     int // when it is made of no rows
	sub   string
	tone  Tone
}

func (h hazard) count() int { return max(h.n, len(h.rows)) }

// rank puts what is late before what is only near.
func (h hazard) rank() int {
	if h.tone == Late && h.count() > 0 {
		return 1
	}
	return 0
}

// legalSoonDays is how close the end of the legal time is a risk.
const legalSoonDays = 2

// hazards are all kinds of risk as they were read.
func (m *Manager) hazards() []hazard {
	list := []hazard{
		m.repairHazard(riskLegal, m.Words.T("manager.legal"), m.Words.T("manager.legal.calm"), legalSoonDays, true),
		m.repairHazard(riskPromise, m.Words.T("manager.promise"), m.Words.T("manager.promise.calm"), riskDays, false),
		m.loanHazard(), m.claimHazard(), m.stockHazard(), m.recallHazard(), m.orderHazard(), m.coreHazard(), m.creditHazard(), m.accountHazard(), m.closedHazard(), m.callHazard(), m.messageHazard(), m.taskHazard(), m.visitHazard(),
		m.confirmHazard(), m.untoldHazard(), m.reviewHazard(), m.unclaimedHazard(), m.expiringHazard(), m.syncHazard(),
	}
	for i, h := range list {
		for _, r := range h.rows {
			if r.Chip.Tone == Late {
				list[i].tone = Late
			}
		}
	}
	slices.SortStableFunc(list, func(a, b hazard) int { return b.rank() - a.rank() })
	return list
}

// repairHazard is the repairs whose legal or promised day is near or past.
func (m *Manager) repairHazard(id, label, calm string, within int, legal bool) hazard {
	h := hazard{id: id, label: label, calm: calm, tone: Watch}
	if legal {
		h.tone = Late
	}
	past, left := 0, map[ID]int{}
	for _, r := range m.seen.risks {
		date := r.PromisedOn
		if legal {
			date = r.LegalOn
		}
		days, ok := dayDistance(m.today(), date)
		if !ok || days > within || !running(r.Status) {
			continue
		}
		if days < 0 {
			past++
		}
		row := m.repairRow(r, m.Words.T("status."+string(r.Status)))
		row.Chip, left[r.ID] = risk{days: days, legal: legal}.chip(m.Env), days
		h.rows = append(h.rows, row)
	}
	slices.SortStableFunc(h.rows, func(a, b RiskRow) int { return left[a.to.Repair] - left[b.to.Repair] })
	h.sub = m.Words.T("manager.past.none")
	if past > 0 {
		h.sub = m.Words.N("manager.past", past)
	}
	return h
}

// repairRow is a row about a file.
func (m *Manager) repairRow(r views.RepairRow, more string) RiskRow {
	row := m.row(r)
	return RiskRow{
		Title: joined(row.Number, row.Product), Text: joined(row.Customer, more), Chip: row.Chip,
		Opens: true, to: Route{Screen: CounterScreen, Repair: r.ID},
	}
}

// about is a row that leads to a file, if there is one.
func about(file ID, title, text string, chip Chip) RiskRow {
	return RiskRow{Title: title, Text: text, Chip: chip, Opens: !file.IsZero(), to: Route{Screen: CounterScreen, Repair: file}}
}

// lateBy is a chip for what is late by days, and for what is of today.
func (m *Manager) lateBy(days int) Chip {
	tone := Watch
	if days > 0 {
		tone = Late
	}
	return Chip{Tone: tone, Icon: "clock", Text: m.countdown(-days)}
}

func (m *Manager) reviewHazard() hazard {
	w := m.Words
	h := hazard{id: riskReview, label: w.T("nav.review"), calm: w.T("manager.review.calm"), tone: Watch}
	oldest := m.nowMS()
	for _, item := range m.seen.items {
		card := m.reviewCard(item)
		oldest = min(oldest, item.AtMS)
		text := ""
		for _, side := range card.Sides {
			text = joined(text, side.Value)
		}
		row := RiskRow{Title: joined(card.Number, card.Title), Text: text, Opens: true, Chip: Chip{Tone: Watch, Icon: "triangle-alert", Text: w.T("nav.review")}}
		row.to = Route{Screen: ReviewScreen}
		if card.Number != "" {
			row.to = Route{Screen: CounterScreen, Repair: card.Repair}
		}
		h.rows = append(h.rows, row)
	}
	h.sub = w.T("manager.oldest", "when", w.AgoIn(oldest, m.nowMS(), m.Zone))
	return h
}

// syncStale is how long a device may be out of touch before it is a risk.
const syncStale = 24 * time.Hour

// syncHazard is what waits on this device once that is no longer usual; what other
// devices hold back only HQ can know.
func (m *Manager) syncHazard() hazard {
	c := m.port.Connection()
	h := hazard{id: riskSync, label: m.Words.T("manager.sync"), calm: m.Words.T("manager.sync.calm"), sub: m.lastSync(c), tone: Late}
	stale := c.LastSyncMS > 0 && m.nowMS()-c.LastSyncMS > syncStale.Milliseconds()
	if c.State == Refused || c.State == Stuck || stale && !c.State.apart() {
		h.n = max(1, c.Waiting)
	}
	return h
}
