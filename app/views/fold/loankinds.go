package fold

import (
	"strconv"

	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// The fields of loans and units beside those of repairs and shops.
const (
	FieldValueCents = "value_cents"
	FieldRetired    = "retired"
	FieldUnit       = "unit"      // id
	FieldFile       = "file"      // id of the repair
	FieldWhose      = "customer"  // id of who has it
	FieldAgreement  = "agreement" // its facts
	FieldIssue      = "issue"     // facts of what went out
	FieldReturn     = "return"    // facts of what came back
	FieldLoss       = "loss"
	FieldSale       = "sale"
	FieldNeededOn   = "needed_on"
	FieldHolder     = "holder" // the chain whose right a promise used
	FieldByHQ       = "by_hq"  // it was HQ's
	FieldFreed      = "freed"  // the right of a promise that was given up
	FieldDueTold    = "due_told"
	FieldStep       = "step" // of the ladder
	FieldFit        = "fit"
	FieldLoanPolicy = "loan_policy"
)

// The sums of a loan.
const (
	SumDeposit = "deposit_cents" // still held
	SumExtra   = "extra_days"
)

var loanKinds = kinds{
	kind.LoanerSaved:    {loanerSaved},
	kind.LoanReserved:   {loanReserved},
	kind.LoanConfirmed:  {loanConfirmed},
	kind.LoanIssued:     {loanIssued},
	kind.LoanReturned:   {loanReturned},
	kind.LoanExtended:   {loanExtended},
	kind.LoanDeposit:    {loanDeposit},
	kind.LoanLost:       {loanGone[loan.LostFacts](loan.Lost, FieldLoss)},
	kind.LoanSold:       {loanGone[loan.SoldFacts](loan.Sold, FieldSale)},
	kind.LoanCancelled:  {loanCancelled},
	kind.LoanReminded:   {loanReminded},
	kind.LoanerChecked:  {loanerChecked},
	kind.LoanPolicySaid: {loanPolicySaid},
	kind.LoanFreed:      {promiseFreed},
}

func loanerSaved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.SavedFacts](a)
	if err != nil || !is(e, kind.LoanerUnit) {
		return err
	}
	x.set(repair.FieldProduct, f.Label)
	x.set(FieldSite, f.Site)
	x.set(repair.FieldSerial, f.Serial)
	x.set(FieldCategory, f.Category)
	x.set(repair.FieldAccessories, repair.JoinList(f.Accessories))
	x.set(repair.FieldCondition, repair.JoinList(f.Condition))
	x.set(FieldValueCents, repair.FormatCents(f.ValueCents))
	x.set(FieldCurrency, f.Currency)
	x.set(FieldRetired, flag(f.Retired))
	if moves(a, e, journal.In) {
		x.became(string(loan.Available))
	}
	return nil
}

// about notes which other entities an entry names.
func (x *effects) about(a *act, types map[uint8]string) {
	for _, other := range a.entry.Header.Entities {
		if name := types[uint8(other.Type)]; name != "" {
			x.set(name, other.ID.String())
		}
	}
}

var aboutLoan = map[uint8]string{kind.LoanerUnit: FieldUnit, kind.Repair: FieldFile, kind.Customer: FieldWhose}

// loanReserved is about the loan alone: that a unit is kept follows from its
// books, wherever it is.
func loanReserved(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.ReservedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Loan):
		x.about(a, aboutLoan)
		x.set(FieldSite, f.Site)
		x.setKnown(FieldNeededOn, f.NeededOn)
		x.become(string(loan.Asked))
		if f.Confirmed {
			x.become(string(loan.Reserved))
			x.used(a, f.HQ)
		}
	}
	return nil
}

// used notes whose right a promise used; only they free it again.
func (x *effects) used(a *act, byHQ bool) {
	x.set(FieldHolder, a.entry.Header.Holder(0).String())
	x.set(FieldByHQ, flag(byHQ))
}

func loanConfirmed(a *act, e journal.Entity, x *effects) error {
	f, err := facts[stock.PromiseConfirmedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.Loan):
		x.become(string(loan.Reserved))
		x.used(a, f.HQ)
	}
	return nil
}

func loanIssued(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.IssuedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.LoanerUnit):
		x.became(string(loan.Lent))
	case is(e, kind.Loan):
		x.about(a, aboutLoan)
		x.set(FieldSite, f.Site)
		x.become(string(loan.Out))
		if f.Agreement.DepositCents > 0 {
			x.addGoods(SumDeposit, f.Agreement.DepositCents)
		}
		if err := x.setFacts(FieldAgreement, f.Agreement); err != nil {
			return err
		}
		return x.setFacts(FieldIssue, f)
	}
	return nil
}

func loanReturned(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.ReturnedFacts](a)
	switch {
	case err != nil:
		return err
	case is(e, kind.LoanerUnit):
		x.became(string(loan.ToCheck))
		x.set(FieldSite, f.Site)
		x.set(FieldFit, "")
		if len(f.Condition) > 0 {
			x.set(repair.FieldCondition, repair.JoinList(f.Condition))
		}
	case is(e, kind.Loan):
		x.become(string(f.Outcome()))
		return x.setFacts(FieldReturn, f)
	}
	return nil
}

func loanExtended(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.ExtendedFacts](a)
	if err == nil && is(e, kind.Loan) {
		x.add(SumExtra, int64(f.Days))
		x.set(FieldDueTold, f.DueOn)
	}
	return err
}

func loanDeposit(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.DepositFacts](a)
	if err == nil && is(e, kind.Loan) {
		x.addGoods(SumDeposit, -f.Cents)
	}
	return err
}

// loanGone ends a loan whose device does not come back: it is lost or sold, as the facts of
// its field tell.
func loanGone[F any](ends loan.Status, field string) func(a *act, e journal.Entity, x *effects) error {
	return func(a *act, e journal.Entity, x *effects) error {
		f, err := facts[F](a)
		switch {
		case err != nil:
			return err
		case is(e, kind.LoanerUnit):
			x.became(string(loan.Gone))
		case is(e, kind.Loan):
			x.become(string(ends))
			return x.setFacts(field, f)
		}
		return nil
	}
}

func loanCancelled(a *act, e journal.Entity, x *effects) error {
	if is(e, kind.Loan) {
		x.become(string(loan.Cancelled))
		if movesAny(a, journal.Free) {
			x.set(FieldFreed, yes)
		}
	}
	return nil
}

func loanReminded(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.RemindedFacts](a)
	if err == nil && is(e, kind.Loan) {
		x.set(FieldStep, strconv.Itoa(f.Step))
	}
	return err
}

func loanerChecked(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.CheckedFacts](a)
	if err == nil && is(e, kind.LoanerUnit) && loan.CheckChecked(f) == nil {
		x.set(FieldFit, yes)
		x.became(string(loan.Available))
	}
	return err
}

func loanPolicySaid(a *act, e journal.Entity, x *effects) error {
	f, err := facts[loan.PolicyFacts](a)
	if err == nil && is(e, kind.Site) {
		x.set(FieldLoanPolicy, string(f.HandBack))
	}
	return err
}

func flag(on bool) string {
	if on {
		return yes
	}
	return ""
}

// moves tells whether an entry has a move of an act on an entity.
func moves(a *act, e journal.Entity, act journal.MoveAct) bool {
	for _, m := range a.entry.Header.Moves {
		if m.Account == e.ID && m.Act == act {
			return true
		}
	}
	return false
}

func movesAny(a *act, act journal.MoveAct) bool {
	for _, m := range a.entry.Header.Moves {
		if m.Act == act {
			return true
		}
	}
	return false
}
