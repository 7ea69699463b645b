package service

import (
	"cmp"
	"context"

	"etabli/app/domain/custody"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func loanCommands() []Command {
	return []Command{
		command("loaner.save", "Add or change a unit that can be lent.", (*App).SaveLoaner),
		command("loaner.check", "Say that a unit that came back is wiped, tested and charged.", (*App).CheckLoaner),
		command("loan.reserve", "Keep a unit for a file; without a right to promise it, it is to be confirmed.", (*App).ReserveLoan),
		command("loan.issue", "Hand a unit out, with its condition and the signed agreement.", (*App).IssueLoan),
		command("loan.return", "Take a unit back, with its condition.", (*App).ReturnLoan),
		command("loan.extend", "Give more time.", (*App).ExtendLoan),
		command("loan.deposit", "Give the deposit back, or keep some of it.", (*App).LoanDeposit),
		command("loan.lost", "Say that a unit does not come back.", (*App).LoseLoan),
		command("loan.sell", "Sell a unit to who has it.", (*App).SellLoan),
		command("loan.cancel", "Give a reservation up.", (*App).CancelLoan),
		command("loan.remind", "Record a step of the ladder for overdue loans.", (*App).RemindLoan),
		command("loan.policy", "Say what a shop does at a hand-back while the loaner is out.", (*App).SayLoanPolicy),
	}
}

// LoanerInput is a unit that can be lent.
type LoanerInput struct {
	ID          *journal.EntityID `json:"id,omitempty" doc:"of a known unit; empty for a new one"`
	Label       string            `json:"label" doc:"brand and model in one line"`
	Serial      string            `json:"serial,omitempty"`
	Site        string            `json:"site,omitempty" doc:"this shop when empty"`
	Category    string            `json:"category,omitempty"`
	Accessories []string          `json:"accessories,omitempty"`
	Condition   []string          `json:"condition,omitempty"`
	ValueCents  int64             `json:"value_cents,omitempty"`
	Currency    string            `json:"currency,omitempty" doc:"EUR when empty"`
	Retired     bool              `json:"retired,omitempty" doc:"not lent any more"`
}

// SaveLoaner adds or changes a unit. A unit with a serial number is the same
// one wherever it is entered.
func (a *App) SaveLoaner(ctx context.Context, call Call, in *LoanerInput) (Result, error) {
	facts := loan.SavedFacts{
		Label: in.Label, Site: in.Site, Serial: in.Serial, Category: in.Category, Accessories: in.Accessories,
		Condition: in.Condition, ValueCents: in.ValueCents, Currency: in.Currency, Retired: in.Retired,
	}
	if facts.Site == "" {
		facts.Site = a.place.Site
	}
	if facts.Currency == "" && facts.ValueCents > 0 {
		facts.Currency = defaultCurrency
	}
	if err := loan.CheckSaved(facts); err != nil {
		return Result{}, err
	}
	id := loanerID(call, in)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.LoanerSaved, entity(kind.LoanerUnit, id))
		_, err := a.views.Loaner(r, id)
		switch {
		case err != nil && in.ID != nil:
			return nil, fault.New(fault.NotFound, "id", "what", "loaner").Because(err)
		case err != nil:
			a.goodsIn(d, id, 1, true)
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Loaner(r, id) })
}

func loanerID(call Call, in *LoanerInput) journal.EntityID {
	norm := product.Classify(in.Serial)
	switch {
	case in.ID != nil:
		return *in.ID
	case norm.Unique():
		return journal.EntityID(journal.CommandIDFrom("loaner", norm.Normalised))
	}
	return journal.NewEntityID(call.ID, 0)
}

// CheckLoanerInput is what was done with a unit that came back.
type CheckLoanerInput struct {
	ID          journal.EntityID `json:"id"`
	Wiped       bool             `json:"wiped" doc:"the borrower's data are gone"`
	AccountsOff bool             `json:"accounts_off" doc:"no cloud account is locked to it"`
	Tested      bool             `json:"tested"`
	Charged     bool             `json:"charged"`
}

// CheckLoaner makes a unit fit to be lent again.
func (a *App) CheckLoaner(ctx context.Context, call Call, in *CheckLoanerInput) (Result, error) {
	facts := loan.CheckedFacts{Wiped: in.Wiped, AccountsOff: in.AccountsOff, Tested: in.Tested, Charged: in.Charged}
	if err := loan.CheckChecked(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.LoanerChecked, a.aboutLoaner(in.ID), func(_ storage.Reader, unit views.Loaner, _ *draft) (any, error) {
		if unit.Status != loan.ToCheck {
			return nil, fault.New(loan.NotHere, "id", "status", string(unit.Status))
		}
		return facts, nil
	})
}

func (a *App) aboutLoaner(id journal.EntityID) about[views.Loaner] {
	return about[views.Loaner]{"loaner", kind.LoanerUnit, id, a.views.Loaner}
}

func (a *App) aboutLoan(id journal.EntityID) about[views.Loan] {
	return about[views.Loan]{"loan", kind.Loan, id, a.views.Loan}
}

// ReserveInput keeps a unit for a file.
type ReserveInput struct {
	Unit     journal.EntityID `json:"unit"`
	File     journal.EntityID `json:"file"`
	NeededOn string           `json:"needed_on,omitempty" doc:"date, 2006-01-02"`
}

// ReserveLoan keeps a unit for a file.
func (a *App) ReserveLoan(ctx context.Context, call Call, in *ReserveInput) (Result, error) {
	out, err := begin(ctx, a, call, kind.LoanReserved, kind.Loan, a.views.Loan, func(r storage.Reader, d *draft) (any, error) {
		unit, file, err := a.loanOf(r, in.Unit, in.File, journal.EntityID{})
		if err != nil {
			return nil, err
		}
		if file.Status.Scope() == repair.Ended {
			return nil, fault.New(custody.NotHere, "file", "number", file.Number)
		}
		if unit.Status != loan.Available {
			return nil, fault.New(loan.NotHere, "unit", "status", string(unit.Status))
		}
		d.also(kind.LoanerUnit, in.Unit)
		d.aboutFile(file)
		promised, err := a.promise(r, d, in.Unit, 1)
		return loan.ReservedFacts{Site: unit.Site, Confirmed: promised, NeededOn: in.NeededOn, HQ: a.isHQ()}, err
	})
	if err != nil {
		return out, err
	}
	return confirmedSoon(ctx, a, out, a.views.Loan, loanWaits)
}

// aboutFile makes the entry about a file and its customer too.
func (d *draft) aboutFile(file views.Repair) {
	d.also(kind.Repair, file.ID)
	if !file.CustomerID.IsZero() {
		d.also(kind.Customer, file.CustomerID)
	}
}

// loanOf reads what a loan is about; a file has one loaner at a time.
func (a *App) loanOf(r storage.Reader, unitID, fileID, this journal.EntityID) (unit views.Loaner, file views.Repair, err error) {
	if unit, err = a.views.Loaner(r, unitID); err != nil {
		return unit, file, fault.New(fault.NotFound, "unit", "what", "loaner").Because(err)
	}
	if file, err = a.views.Repair(r, fileID); err != nil {
		return unit, file, fault.New(fault.NotFound, "file", "what", "repair").Because(err)
	}
	if err := a.stillItsOwn(r, "file", file); err != nil {
		return unit, file, err
	}
	open, err := a.views.LoansOfFile(r, fileID)
	for _, other := range open {
		if other.ID != this {
			return unit, file, fault.New(loan.OneLoan, "file", "label", other.Unit)
		}
	}
	return unit, file, err
}

// IssueInput hands a unit out: one that was kept, by the id of the loan, or one
// that is there, by unit and file.
type IssueInput struct {
	ID           *journal.EntityID `json:"id,omitempty" doc:"of a reservation"`
	Unit         *journal.EntityID `json:"unit,omitempty"`
	File         *journal.EntityID `json:"file,omitempty"`
	Condition    []string          `json:"condition,omitempty" doc:"what can be seen on the unit; as noted last when empty"`
	Accessories  []string          `json:"accessories,omitempty" doc:"what goes with it; all that belongs to the unit when left out"`
	Layer        warranty.Layer    `json:"layer,omitempty" doc:"guarantee of the repair, such as lgc: then nothing may be asked; as the file says when empty"`
	DepositCents int64             `json:"deposit_cents,omitempty"`
	DepositBy    string            `json:"deposit_by,omitempty" doc:"preauth or cash"`
	PriceCents   int64             `json:"price_cents,omitempty" doc:"of the whole loan"`
	DueOn        string            `json:"due_on,omitempty" doc:"a fixed day; counted from the ready notice when empty"`
	Attachments  []AttachmentInput `json:"attachments,omitempty" doc:"photos and signatures, from attach"`
	Paper        bool              `json:"paper,omitempty" doc:"signed on paper, or signing refused"`
	IssuedMS     int64             `json:"issued_ms,omitempty" doc:"when it went out, Unix ms, if that is noted later; now when empty"`
	Anyway       bool              `json:"anyway,omitempty" doc:"the unit is here, whatever its status says; one that came back is checked first all the same"`
}

// IssueLoan hands a unit out. The unit in somebody's hand proves that it is
// here: no right is needed, and one that another counter had promised shows.
func (a *App) IssueLoan(ctx context.Context, call Call, in *IssueInput) (Result, error) {
	list := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, list)
	if err != nil {
		return Result{}, err
	}
	id := journal.NewEntityID(call.ID, 0)
	if in.ID != nil {
		id = *in.ID
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.LoanIssued, entity(kind.Loan, id))
		before, err := a.beforeIssue(r, in)
		if err != nil {
			return nil, err
		}
		unit, file, err := a.loanOf(r, before.UnitID, before.FileID, id)
		if err != nil {
			return nil, err
		}
		if unit.Status == loan.ToCheck { // somebody's data may be on it, whoever holds it in hand
			return nil, fault.New(loan.NotFit, "unit", "what", "wiped")
		}
		if !unit.Status.Lendable() && !in.Anyway || unit.Status == loan.Kept && before.Status != loan.Reserved && !in.Anyway {
			return nil, fault.New(loan.NotHere, "unit", "status", string(unit.Status))
		}
		facts, err := a.issued(r, in, unit, file)
		if err != nil {
			return nil, err
		}
		facts.Attachments = list
		d.also(kind.LoanerUnit, before.UnitID)
		d.aboutFile(file)
		d.attach(file.ID, shown)
		a.goodsOut(d, before.UnitID, 1, true, before.Status == loan.Reserved)
		if err := fault.First(loan.CheckIssued(facts), text.Moment("issued_ms", in.IssuedMS), a.notAhead("issued_ms", in.IssuedMS)); err != nil {
			return nil, err
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Loan(r, id) })
}

// beforeIssue is the loan that goes out: a reservation, or a new one.
func (a *App) beforeIssue(r storage.Reader, in *IssueInput) (views.Loan, error) {
	if in.ID != nil {
		before, err := a.views.Loan(r, *in.ID)
		if err != nil {
			return before, fault.New(fault.NotFound, "id", "what", "loan").Because(err)
		}
		before.FileID, err = a.views.GoesOnAs(r, before.FileID)
		return before, fault.First(err, loan.Move(before.Status, loan.Out))
	}
	if in.Unit == nil {
		return views.Loan{}, fault.New(fault.Missing, "unit")
	}
	if in.File == nil {
		return views.Loan{}, fault.New(fault.Missing, "file")
	}
	return views.Loan{UnitID: *in.Unit, FileID: *in.File}, nil
}

// issued are the facts of a unit that goes out today, with the rules of today.
func (a *App) issued(r storage.Reader, in *IssueInput, unit views.Loaner, file views.Repair) (loan.IssuedFacts, error) {
	terms, err := a.loanTerms(r)
	facts := loan.IssuedFacts{
		Site: unit.Site, Condition: in.Condition, Accessories: in.Accessories, Paper: in.Paper, IssuedMS: cmp.Or(in.IssuedMS, a.now().UnixMilli()),
		Agreement: loan.Agreement{
			Layer: in.Layer, ValueCents: unit.ValueCents, DepositCents: in.DepositCents, DepositBy: in.DepositBy, PriceCents: in.PriceCents,
			Currency: unit.Currency, DueOn: in.DueOn, ReturnDays: terms.Return, ExtensionDays: terms.Extension,
		},
	}
	if len(facts.Condition) == 0 {
		facts.Condition = unit.Condition
	}
	if in.Accessories == nil {
		facts.Accessories = unit.Accessories
	}
	if facts.Agreement.Layer == warranty.NoLayer && file.Warranty != nil {
		facts.Agreement.Layer = file.Warranty.Layer
	}
	if facts.Agreement.Currency == "" {
		facts.Agreement.Currency = defaultCurrency
	}
	return facts, err
}

func (a *App) loanTerms(r storage.Reader) (loan.Terms, error) {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return loan.Terms{}, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return loan.Terms{}, err
	}
	return loan.TermsOf(set)
}
