package present

import (
	"cmp"
	"io"

	"etabli/app/domain/loan"
	"etabli/app/service"
	"etabli/app/views"
)

// The acts on loans and units.
const (
	loanFile    = "loan.file"
	loanIssue   = "loan.issue"
	loanReserve = "loan.reserve"
	loanReturn  = "loan.return"
	loanExtend  = "loan.extend"
	loanRelease = "loan.release"
	loanKeep    = "loan.keep"
	loanLost    = "loan.lost"
	loanSell    = "loan.sell"
	loanCancel  = "loan.cancel"
	loanRemind  = "loan.remind"
	unitCheck   = "loaner.check"
	unitEdit    = "loaner.edit"
	unitAdd     = "loaner.add"
	unitLoan    = "loaner.loan"
)

var loanIcons = map[string]string{
	loanFile: "clipboard-list", loanIssue: "handshake", loanReserve: "lock", loanReturn: "undo-2", loanExtend: "calendar-clock",
	loanRelease: "hand-coins", loanKeep: "banknote", loanLost: "circle-alert", loanSell: "euro", loanCancel: "x", loanRemind: "bell",
	unitCheck: "clipboard-check", unitEdit: "pencil", unitAdd: "plus", unitLoan: "handshake",
}

func (e Env) loanAct(id string) Action {
	return Action{ID: id, Label: e.Words.T("deed." + id), Icon: loanIcons[id]}
}

func (e Env) loanActs(ids ...string) (primary Action, rest []Action) {
	for _, id := range ids {
		rest = append(rest, e.loanAct(id))
	}
	if len(rest) > 0 {
		primary, rest = rest[0], rest[1:]
	}
	return primary, rest
}

// loanActions are what can be done with a loan now, the right next thing first.
func (l *Loans) loanActions(at service.LoanStanding, unit views.Loaner) (Action, []Action) {
	var ids []string
	switch at.Status {
	case loan.Asked, loan.Reserved:
		ids = []string{loanIssue, loanCancel}
	case loan.Out:
		ids = []string{loanReturn}
		if at.Due != loan.StepNone {
			ids = append(ids, loanRemind)
		}
		ids = append(ids, loanExtend, loanLost, loanSell)
	case loan.Lost:
		ids = []string{loanReturn, loanSell}
	}
	if at.ReturnedMS > 0 || at.Status == loan.Sold {
		if at.Deposit > 0 {
			ids = append(ids, loanRelease, loanKeep)
		}
		if unit.Status == loan.ToCheck {
			ids = append(ids, unitCheck)
		}
	} else if at.Deposit > 0 && at.Status == loan.Lost {
		ids = append(ids, loanKeep)
	}
	return l.loanActs(append(ids, loanFile)...)
}

func (l *Loans) unitActions(u views.Loaner) (Action, []Action) {
	var ids []string
	switch u.Status {
	case loan.Available:
		ids = []string{loanIssue, loanReserve}
	case loan.ToCheck:
		ids = []string{unitCheck}
	case loan.Kept, loan.Lent, loan.Gone:
		if u.Loan != nil {
			ids = []string{unitLoan}
		}
	}
	return l.loanActs(append(ids, unitEdit, unitAdd)...)
}

// PrimaryPressed does the right next thing.
func (l *Loans) PrimaryPressed() {
	if !l.read {
		return
	}
	next, _ := l.unitActions(l.one.unit)
	if l.one.loan != nil {
		next, _ = l.loanActions(*l.one.loan, l.one.unit)
	}
	l.ActionPressed(next.ID)
}

// lends tells whether somebody who looks at no loan is led to what can be lent.
func (l *Loans) lends() bool { return l.scope != PoolScope && len(l.units) > 0 }

// EmptyPressed shows what can be lent, or adds a unit to the pool.
func (l *Loans) EmptyPressed() {
	if l.lends() {
		l.ScopeChosen(PoolScope)
		return
	}
	l.open.sheets.open(l.unitSheet(views.Loaner{}))
}

// ActionPressed begins an act.
func (l *Loans) ActionPressed(id string) {
	if !l.read || l.open.busy {
		return
	}
	if l.open.prints(l.ports.Papers, id) {
		return
	}
	switch id {
	case loanFile:
		l.Go(Route{Screen: CounterScreen, Repair: l.one.loan.FileID})
	case unitLoan:
		l.Go(Route{Screen: LoansScreen, Open: *l.one.unit.Loan})
	default:
		if make, ok := l.loanSheets()[id]; ok {
			l.open.sheets.open(make())
		}
	}
}

// loanSheets are the acts that ask something first.
func (l *Loans) loanSheets() map[string]func() plan {
	return map[string]func() plan{
		loanIssue: l.issueSheet, loanReserve: l.reserveSheet, loanReturn: l.returnSheet, loanExtend: l.extendSheet,
		loanRelease: l.releaseSheet, loanKeep: l.keepSheet, loanLost: l.lostSheet, loanSell: l.sellSheet,
		loanCancel: l.cancelSheet, loanRemind: l.remindSheet, unitCheck: l.checkSheet,
		unitEdit: func() plan { return l.unitSheet(l.one.unit) },
		unitAdd:  func() plan { return l.unitSheet(views.Loaner{}) },
	}
}

// currency is that of the open loan.
func (l *Loans) currency() string {
	if l.one.loan == nil {
		return euro
	}
	return cmp.Or(l.one.loan.Agreement.Currency, euro)
}

// euro is the currency of sums that were typed without one.
const euro = "EUR"

// SheetPhoto stores a picture of the open sheet.
func (l *Loans) SheetPhoto(key, name string, content io.ReadCloser) {
	l.open.sheets.photo(key, name, content)
}

// SheetPhotoGone takes a picture off the open sheet.
func (l *Loans) SheetPhotoGone(key string, n int) { l.open.sheets.photoGone(key, n) }

// SheetSigned stores a signature of the open sheet.
func (l *Loans) SheetSigned(key string, png []byte) { l.open.sheets.signed(key, png) }
