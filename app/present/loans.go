package present

import (
	"context"
	"errors"
	"io"
	"slices"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/service"
	"etabli/app/views"
	"etabli/storage/journal"
)

// The parts of the list of loans.
const (
	OutScope  Scope = "out"
	LateScope Scope = "late"
	PrepScope Scope = "prep" // kept for somebody, or back and not checked yet
	PoolScope Scope = "pool"
)

// Lending is what the loans' screen reads and does.
type Lending interface {
	Changes
	Calls
	OpenLoans(ctx context.Context, site string) ([]service.LoanStanding, error)
	Loaners(ctx context.Context, site string) ([]views.Loaner, error)
	Loan(ctx context.Context, id ID) (service.LoanStanding, error)
	Loaner(ctx context.Context, id ID) (views.Loaner, error)
	LoansOfUnit(ctx context.Context, unit ID) ([]service.LoanStanding, error)
	OpenThumb(ctx context.Context, at repair.Attachment) (io.ReadCloser, error)
}

// LoanActs are the commands on loans and units.
type LoanActs interface {
	SaveLoaner(ctx context.Context, call service.Call, in *service.LoanerInput) (service.Result, error)
	CheckLoaner(ctx context.Context, call service.Call, in *service.CheckLoanerInput) (service.Result, error)
	ReserveLoan(ctx context.Context, call service.Call, in *service.ReserveInput) (service.Result, error)
	IssueLoan(ctx context.Context, call service.Call, in *service.IssueInput) (service.Result, error)
	ReturnLoan(ctx context.Context, call service.Call, in *service.ReturnLoanInput) (service.Result, error)
	ExtendLoan(ctx context.Context, call service.Call, in *service.ExtendLoanInput) (service.Result, error)
	LoanDeposit(ctx context.Context, call service.Call, in *service.LoanDepositInput) (service.Result, error)
	LoseLoan(ctx context.Context, call service.Call, in *service.LostLoanInput) (service.Result, error)
	SellLoan(ctx context.Context, call service.Call, in *service.SellLoanInput) (service.Result, error)
	CancelLoan(ctx context.Context, call service.Call, in *service.CancelLoanInput) (service.Result, error)
	RemindLoan(ctx context.Context, call service.Call, in *service.RemindLoanInput) (service.Result, error)
}

// FilesByWords finds the file that somebody names.
type FilesByWords interface {
	Searches
	Repair(ctx context.Context, id ID) (views.Repair, error)
}

// LoanPorts are what the loans' screen works with.
type LoanPorts struct {
	Lending Lending
	Acts    LoanActs
	Files   FilesByWords
	Papers  Papers
	Attach  Attaching
}

// Loans presents the loaners of a shop: who has them, and what is in the pool.
type Loans struct {
	stay
	sheeted
	ports LoanPorts
	list  func(ListState)
	show  func(Detail)

	scope    Scope
	loans    []service.LoanStanding
	units    []views.Loaner
	rows     []Row
	known    bool
	notice   Notice
	revision int
	lane     lane
	pulse    *pulse

	one  lent
	read bool
	whom views.Repair // the file that a unit is looked for; zero when none is
	ask  lane         // for that file
}

// lent is what is open: a loan with its unit, or a unit alone.
type lent struct {
	loan   *service.LoanStanding
	unit   views.Loaner
	before []service.LoanStanding // the loans of the unit, the latest first
	thumbs map[string][]byte      // small pictures, by the name of the whole one
}

// NewLoans makes the presenter of the loans.
func NewLoans(env Env, ports LoanPorts, list func(ListState), show func(Detail)) *Loans {
	l := &Loans{stay: stay{Env: env}, ports: ports, list: list, show: show, scope: OutScope}
	l.pulse = newPulse(env, frame, l.load)
	l.open = newPane(&l.stay, ports.Lending, l.publish, l.loadOne, l.again)
	l.open.sheets.attach = ports.Attach
	return l
}

// Enter begins to show the loans and follows changes.
func (l *Loans) Enter(ctx context.Context) {
	l.enter(ctx)
	l.watch(l.ports.Lending, l.changed)
	l.until(l.pulse.rest)
	l.until(l.open.pulse.rest)
	l.again()
	l.publish()
}

// Leave ends it.
func (l *Loans) Leave() {
	l.whom = views.Repair{}
	l.leave()
}

// Show opens a loan or a unit, or looks for a unit that a file may have.
func (l *Loans) Show(at Route) {
	if !at.Repair.IsZero() && at.Repair != l.whom.ID {
		l.lookFor(at.Repair)
	}
	if at.Open.IsZero() || !l.open.choose(at.Open) {
		return
	}
	l.one, l.read = lent{}, false
	if l.here() {
		l.open.pulse.kick()
	}
	l.publish()
}

// lookFor shows the pool, for a file that wants a loaner.
func (l *Loans) lookFor(file ID) {
	ask(&l.stay, &l.ask, func(ctx context.Context) (views.Repair, error) {
		return l.ports.Files.Repair(ctx, file)
	}, func(found views.Repair, err error) {
		if err != nil {
			l.Tell(l.Failure(err))
			return
		}
		l.whom = found
		l.scope = PoolScope
		l.sort()
		l.publish()
	})
}

func (l *Loans) changed(touched []journal.Entity) {
	for _, e := range touched {
		switch uint8(e.Type) {
		case kind.Loan, kind.LoanerUnit, kind.Repair, kind.Customer:
			l.again()
			return
		}
	}
}

// again reads the list and what is open.
func (l *Loans) again() {
	l.pulse.kick()
	if !l.open.id.IsZero() {
		l.open.pulse.kick()
	}
}

// lending is one reading of the list.
type lending struct {
	loans []service.LoanStanding
	units []views.Loaner
}

func (l *Loans) load() {
	ask(&l.stay, &l.lane, func(ctx context.Context) (lending, error) {
		loans, err := l.ports.Lending.OpenLoans(ctx, "")
		if err != nil {
			return lending{}, err
		}
		units, err := l.ports.Lending.Loaners(ctx, "")
		return lending{loans, units}, err
	}, func(now lending, err error) {
		l.pulse.done()
		if err != nil {
			l.notice = l.retriable(err)
		} else {
			l.loans, l.units, l.known, l.notice = now.loans, now.units, true, Notice{}
			l.sort()
		}
		l.publish()
	})
}

func (l *Loans) loadOne() {
	id := l.open.id
	ask(&l.stay, &l.open.lane, func(ctx context.Context) (lent, error) {
		return l.lent(ctx, id)
	}, func(found lent, err error) {
		l.open.pulse.done()
		if err != nil {
			l.open.notice = l.retriable(err)
		} else {
			l.one, l.read = found, true
			if l.open.notice.Retry != "" {
				l.open.notice = Notice{}
			}
		}
		l.publish()
	})
}

// lent reads a loan with its unit, or a unit.
func (l *Loans) lent(ctx context.Context, id ID) (out lent, err error) {
	unit := id
	found, err := l.ports.Lending.Loan(ctx, id)
	switch {
	case err == nil:
		out.loan, unit = &found, found.UnitID
	case !errors.Is(err, fault.New(fault.NotFound, "")):
		return out, err
	}
	if out.unit, err = l.ports.Lending.Loaner(ctx, unit); err != nil {
		return out, err
	}
	if out.before, err = l.ports.Lending.LoansOfUnit(ctx, unit); err != nil || out.loan == nil {
		return out, err
	}
	out.thumbs, err = l.thumbs(ctx, slices.Concat(found.PhotosOut, found.PhotosIn))
	return out, err
}

// thumbs reads the small pictures that are on this device.
func (l *Loans) thumbs(ctx context.Context, list []repair.Attachment) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, at := range list {
		rc, err := l.ports.Lending.OpenThumb(ctx, at)
		if err != nil {
			continue // it was taken elsewhere and has not come, or has no small one
		}
		data, err := io.ReadAll(rc)
		if err := errors.Join(err, rc.Close()); err != nil {
			return nil, err
		}
		out[string(at.Hash)] = data
	}
	return out, nil
}

// Row is a line of the list.
func (l *Loans) Row(i int) Row {
	if i < 0 || i >= len(l.rows) {
		return Row{}
	}
	return l.rows[i]
}

// RowChosen opens the loan or the unit of a line.
func (l *Loans) RowChosen(i int) {
	if i >= 0 && i < len(l.rows) {
		l.Go(Route{Screen: LoansScreen, Repair: l.whom.ID, Open: l.rows[i].ID})
	}
}

// ScopeChosen shows another part of the list.
func (l *Loans) ScopeChosen(s Scope) {
	if l.scope != s {
		l.scope = s
		l.sort()
		l.publish()
	}
}

// RetryPressed reads again after a failure, or looks for no unit any more.
func (l *Loans) RetryPressed() {
	l.notice, l.open.notice, l.whom = Notice{}, Notice{}, views.Repair{}
	l.again()
	l.publish()
}

// Scanned opens the unit whose serial number was read, or its loan when it is
// away; false when no unit of the shop has it.
func (l *Loans) Scanned(code string) bool {
	unit, ok := unitBySerial(l.units, code)
	if !ok || l.open.sheets.state.Open {
		return false
	}
	at := Route{Screen: LoansScreen, Repair: l.whom.ID, Open: unit.ID}
	if i := slices.IndexFunc(l.loans, func(s service.LoanStanding) bool { return s.UnitID == unit.ID }); i >= 0 {
		at.Open = l.loans[i].ID
	}
	l.Go(at)
	return true
}
