package present

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/loan"
	"etabli/app/domain/product"
	"etabli/app/service"
	"etabli/app/views"
)

func unitBySerial(units []views.Loaner, code string) (views.Loaner, bool) {
	want := product.Normalise(code)
	for _, u := range units {
		if u.Serial != "" && product.Normalise(u.Serial) == want {
			return u, true
		}
	}
	return views.Loaner{}, false
}

// inScope tells in which part of the list a loan stands.
func inScope(s service.LoanStanding, scope Scope) bool {
	switch scope {
	case OutScope:
		return s.Status == loan.Out || s.Status == loan.Lost
	case LateScope:
		return s.Standing == loan.Overdue
	case PrepScope:
		return s.Status == loan.Asked || s.Status == loan.Reserved
	}
	return false
}

// sort makes the lines of the part that is shown: loans by the day they are
// due, the latest comers behind them, then units.
func (l *Loans) sort() {
	var loans []service.LoanStanding
	for _, s := range l.loans {
		if inScope(s, l.scope) {
			loans = append(loans, s)
		}
	}
	slices.SortStableFunc(loans, func(a, b service.LoanStanding) int {
		return cmp.Or(cmp.Compare(dueKey(a), dueKey(b)), cmp.Compare(a.SinceMS, b.SinceMS))
	})
	l.rows = nil
	for _, s := range loans {
		l.rows = append(l.rows, l.loanRow(s))
	}
	units := slices.Clone(l.units)
	slices.SortStableFunc(units, func(a, b views.Loaner) int { return unitRank[a.Status] - unitRank[b.Status] })
	for _, u := range units {
		if l.scope == PoolScope && u.Status != loan.Gone || l.scope == PrepScope && u.Status == loan.ToCheck {
			l.rows = append(l.rows, l.unitRow(u))
		}
	}
	l.revision++
}

// unitRank puts first what can be lent.
var unitRank = map[loan.UnitStatus]int{
	loan.Available: 0, loan.ToCheck: 1, loan.Kept: 2, loan.Lent: 3, loan.Retired: 4, loan.Gone: 5,
}

// noDue sorts behind every day.
const noDue = "9999"

func dueKey(s service.LoanStanding) string { return cmp.Or(s.DueOn, noDue) }

func (l *Loans) loanRow(s service.LoanStanding) Row {
	out := Row{
		ID: s.ID, Number: s.Number, Product: s.Unit, Customer: s.Customer, Chip: l.loanChip(s),
		Waiting: s.Tentative && !l.Desk.Alone, Review: len(s.Items) > 0,
	}
	if s.DueOn != "" && s.Status == loan.Out {
		out.When = l.Words.DateShort(s.DueOn)
	}
	out.Customer = cmp.Or(out.Customer, l.Words.T(nobody(s.Erased)))
	return out
}

func (l *Loans) unitRow(u views.Loaner) Row {
	return Row{
		ID: u.ID, Number: cmp.Or(u.Serial, l.Words.T("loans.no_serial")), Product: u.Label, Customer: strings.Join(u.Condition, ", "),
		Chip: l.unitChip(u), Waiting: u.Tentative && !l.Desk.Alone, Review: len(u.Items) > 0,
	}
}

var loanLooks = map[loan.Status]statusLook{
	loan.Asked: {Watch, "circle-question-mark"}, loan.Reserved: {Good, "check"}, loan.Out: {Work, "handshake"},
	loan.Returned: {Good, "undo-2"}, loan.Damaged: {Watch, "triangle-alert"}, loan.Lost: {Late, "circle-alert"},
	loan.Sold: {Neutral, "euro"}, loan.Cancelled: {Neutral, "x"},
}

// loanChip says where a loan stands; one that is due says by how many days.
func (e Env) loanChip(s service.LoanStanding) Chip {
	switch s.Standing {
	case loan.Overdue:
		return Chip{Late, "clock", e.Words.T("loans.late", "days", e.countdown(-s.DaysLate))}
	case loan.DueSoon:
		left, _ := dayDistance(e.today(), s.DueOn)
		return Chip{Watch, "clock", e.Words.T("loans.due", "days", e.countdown(left))}
	}
	look := loanLooks[s.Status]
	return Chip{look.tone, look.icon, e.Words.T("status.loan." + string(s.Status))}
}

var unitLooks = map[loan.UnitStatus]statusLook{
	loan.Available: {Good, "check"}, loan.Kept: {Work, "lock"}, loan.Lent: {Neutral, "handshake"},
	loan.ToCheck: {Watch, "clipboard-check"}, loan.Gone: {Late, "circle-alert"}, loan.Retired: {Neutral, "x"},
}

func (e Env) unitChip(u views.Loaner) Chip {
	look := unitLooks[u.Status]
	key := "status.loaner." + string(u.Status)
	if e.Words.Has(key + ".short") {
		key += ".short"
	}
	return Chip{look.tone, look.icon, e.Words.T(key)}
}

func (l *Loans) listState() ListState {
	s := ListState{
		Tabs: l.tabs(), Total: len(l.rows), Opened: l.open.id, Loading: !l.known && l.notice.IsZero(), Notice: l.notice, Revision: l.revision,
		Selected: slices.IndexFunc(l.rows, func(r Row) bool { return r.ID == l.open.id }),
	}
	if !l.whom.ID.IsZero() && s.Notice.IsZero() {
		s.Notice = Notice{
			Tone: Work, Text: l.Words.T("loans.for", "number", l.whom.Number, "name", cmp.Or(l.whom.Customer, l.Words.T("row.no_customer"))),
			Next: l.Words.T("loans.for.next"), Retry: l.Words.T("sheet.cancel"),
		}
	}
	if l.known {
		s.Foot = l.Words.N("loans.foot", len(l.rows))
	}
	if l.known && len(l.rows) == 0 {
		s.Empty = Empty{Title: l.Words.T("loaning.empty." + string(l.scope)), Text: l.Words.T("loaning.empty." + string(l.scope) + ".text")}
		if l.scope == PoolScope {
			s.Empty.Action = l.Words.T("loans.add")
		}
	}
	return s
}

func (l *Loans) tabs() []ListTab {
	count := func(s Scope) (n int) {
		for _, one := range l.loans {
			if inScope(one, s) {
				n++
			}
		}
		for _, u := range l.units {
			if s == PoolScope && u.Status != loan.Gone || s == PrepScope && u.Status == loan.ToCheck {
				n++
			}
		}
		return n
	}
	var out []ListTab
	for _, s := range []Scope{OutScope, LateScope, PrepScope, PoolScope} {
		t := ListTab{Scope: s, Label: l.Words.T("loaning.scope." + string(s)), Selected: l.scope == s}
		if l.known {
			t.Count = l.Words.Number(count(s))
		}
		out = append(out, t)
	}
	return out
}
