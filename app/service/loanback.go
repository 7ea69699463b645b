package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/loan"
	"etabli/app/domain/site"
	"etabli/app/domain/text"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// ReturnLoanInput takes a unit back.
type ReturnLoanInput struct {
	ID          journal.EntityID  `json:"id" doc:"of the loan"`
	Condition   []string          `json:"condition,omitempty" doc:"what can be seen on it now"`
	Accessories map[string]string `json:"accessories,omitempty" doc:"name to returned, left or missing"`
	Damage      []DamageInput     `json:"damage,omitempty" doc:"what is worse than when it went out"`
	Attachments []AttachmentInput `json:"attachments,omitempty" doc:"photos and signatures"`
	Paper       bool              `json:"paper,omitempty" doc:"signed on paper, or signing refused"`
	ReturnedMS  int64             `json:"returned_ms,omitempty" doc:"when it came back, Unix ms, if that is noted later; now when empty"`
}

// DamageInput is one thing that is worse.
type DamageInput struct {
	What  string `json:"what"`
	Cents int64  `json:"cents,omitempty" doc:"its announced, capped cost"`
}

// ReturnLoan takes a unit back. Whoever has it in hand has it, so a unit that
// was given up as lost comes back the same way.
func (a *App) ReturnLoan(ctx context.Context, call Call, in *ReturnLoanInput) (Result, error) {
	list := attachments(in.Attachments)
	shown, err := a.checkAttachments(ctx, list)
	if err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.LoanReturned, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, d *draft) (any, error) {
		settled, err := settleAccessories(now.Accessories, in.Accessories)
		if err != nil {
			return nil, err
		}
		facts := loan.ReturnedFacts{
			Site: a.place.Site, Condition: in.Condition, Accessories: settled, Attachments: list, Paper: in.Paper,
			ReturnedMS: cmp.Or(in.ReturnedMS, a.now().UnixMilli()),
		}
		if in.ReturnedMS != 0 && in.ReturnedMS < now.IssuedMS {
			return nil, fault.New(fault.Malformed, "returned_ms", "expected", "after_it_went_out")
		}
		facts.Site = cmp.Or(facts.Site, now.Site)
		for _, dmg := range in.Damage {
			facts.Damage = append(facts.Damage, loan.Damage(dmg))
		}
		d.aboutLoan(now)
		d.attach(now.FileID, shown)
		a.goodsIn(d, now.UnitID, 1, true)
		return facts, fault.First(
			text.Moment("returned_ms", in.ReturnedMS), a.notAhead("returned_ms", in.ReturnedMS),
			loan.CheckReturned(facts, now.Agreement), loan.Move(now.Status, facts.Outcome()),
		)
	})
}

// aboutLoan makes the entry about the unit and the file of a loan too.
func (d *draft) aboutLoan(now views.Loan) {
	d.also(kind.LoanerUnit, now.UnitID)
	if !now.FileID.IsZero() {
		d.also(kind.Repair, now.FileID)
	}
}

// ExtendLoanInput gives more time.
type ExtendLoanInput struct {
	ID   journal.EntityID `json:"id"`
	Days int              `json:"days"`
}

// ExtendLoan gives more time, as far as the agreement allows.
func (a *App) ExtendLoan(ctx context.Context, call Call, in *ExtendLoanInput) (Result, error) {
	return on(ctx, a, call, kind.LoanExtended, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, d *draft) (any, error) {
		if now.Status != loan.Out {
			return nil, fault.New(loan.WrongStatus, "id", "status", string(now.Status), "to", string(loan.Out))
		}
		facts := loan.ExtendedFacts{Days: in.Days}
		if due, err := civil.Parse("due_on", now.DueOn); err == nil {
			facts.DueOn = due.AddDays(in.Days).String()
		}
		return facts, loan.CheckExtended(facts, now.Agreement, now.ExtraDays)
	})
}

// LoanDepositInput says what becomes of a deposit.
type LoanDepositInput struct {
	ID     journal.EntityID `json:"id"`
	Act    string           `json:"act" doc:"released or kept"`
	Cents  int64            `json:"cents,omitempty" doc:"all that is held when empty"`
	Reason string           `json:"reason,omitempty" doc:"a code; needed when something is kept"`
}

// LoanDeposit gives a deposit back or keeps some of it.
func (a *App) LoanDeposit(ctx context.Context, call Call, in *LoanDepositInput) (Result, error) {
	return on(ctx, a, call, kind.LoanDeposit, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, _ *draft) (any, error) {
		facts := loan.DepositFacts{Act: in.Act, Cents: cmp.Or(in.Cents, now.Deposit), Reason: in.Reason}
		return facts, loan.CheckDeposit(facts, now.Deposit, now.Agreement.Currency)
	})
}

// LostLoanInput says that a unit does not come back.
type LostLoanInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"lost, stolen or not_returned"`
	Report string           `json:"report,omitempty" doc:"number of the police report"`
}

// LoseLoan gives a unit up.
func (a *App) LoseLoan(ctx context.Context, call Call, in *LostLoanInput) (Result, error) {
	facts := loan.LostFacts{Reason: in.Reason, Report: in.Report}
	if err := loan.CheckLost(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.LoanLost, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, d *draft) (any, error) {
		d.aboutLoan(now)
		return facts, loan.Move(now.Status, loan.Lost)
	})
}

// SellLoanInput sells a unit to who has it.
type SellLoanInput struct {
	ID       journal.EntityID `json:"id"`
	Cents    int64            `json:"cents"`
	Currency string           `json:"currency,omitempty" doc:"EUR when empty"`
}

// SellLoan sells a unit.
func (a *App) SellLoan(ctx context.Context, call Call, in *SellLoanInput) (Result, error) {
	facts := loan.SoldFacts{Cents: in.Cents, Currency: cmp.Or(in.Currency, defaultCurrency)}
	if err := loan.CheckSold(facts); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.LoanSold, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, d *draft) (any, error) {
		d.aboutLoan(now)
		return facts, loan.Move(now.Status, loan.Sold)
	})
}

// CancelLoanInput gives a reservation up.
type CancelLoanInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason,omitempty" doc:"a code"`
}

// CancelLoan gives a reservation up. Only who used the right frees it; others
// leave that to its device.
func (a *App) CancelLoan(ctx context.Context, call Call, in *CancelLoanInput) (Result, error) {
	return on(ctx, a, call, kind.LoanCancelled, a.aboutLoan(in.ID), func(_ storage.Reader, now views.Loan, d *draft) (any, error) {
		if now.Status == loan.Reserved {
			d.also(kind.LoanerUnit, now.UnitID)
			if a.mayFree(now.Holder, now.ByHQ) {
				a.free(d, now.UnitID, 1, now.Holder)
			}
		}
		return loan.CancelledFacts{Reason: in.Reason}, loan.Move(now.Status, loan.Cancelled)
	})
}

// keepNoLonger gives up, with the act that ends a file, the unit that was kept for it
// and never went out.
func (a *App) keepNoLonger(r storage.Reader, d *draft, file journal.EntityID) error {
	open, err := a.views.LoansOfFile(r, file)
	for _, now := range open {
		switch now.Status {
		case loan.Reserved:
			d.also(kind.Loan, now.ID)
			d.also(kind.LoanerUnit, now.UnitID)
			if a.mayFree(now.Holder, now.ByHQ) {
				a.free(d, now.UnitID, 1, now.Holder)
			}
		case loan.Asked:
			d.also(kind.Loan, now.ID)
		}
	}
	return err
}

// RemindLoanInput is a step of the ladder that was climbed.
type RemindLoanInput struct {
	ID      journal.EntityID `json:"id"`
	Step    int              `json:"step,omitempty" doc:"the one that is due today when empty"`
	Channel string           `json:"channel" doc:"sms, email, phone or letter"`
}

// RemindLoan records a reminder.
func (a *App) RemindLoan(ctx context.Context, call Call, in *RemindLoanInput) (Result, error) {
	return on(ctx, a, call, kind.LoanReminded, a.aboutLoan(in.ID), func(r storage.Reader, now views.Loan, _ *draft) (any, error) {
		if now.Status != loan.Out {
			return nil, fault.New(loan.WrongStatus, "id", "status", string(now.Status), "to", string(loan.Out))
		}
		standing, err := a.standing(r, now)
		facts := loan.RemindedFacts{Step: cmp.Or(in.Step, standing.Due), Channel: in.Channel}
		return facts, cmp.Or(err, loan.CheckReminded(facts))
	})
}

// LoanPolicyInput is a shop's choice.
type LoanPolicyInput struct {
	Site     string      `json:"site,omitempty" doc:"this shop when empty"`
	HandBack loan.Policy `json:"hand_back" doc:"block or warn; under the legal guarantee it is always warn"`
}

// SayLoanPolicy says what a shop does at a hand-back while the loaner is out.
func (a *App) SayLoanPolicy(ctx context.Context, call Call, in *LoanPolicyInput) (Result, error) {
	facts := loan.PolicyFacts{HandBack: in.HandBack}
	code := cmp.Or(in.Site, a.place.Site)
	if err := cmp.Or(site.CheckCode(code), loan.CheckPolicy(facts)); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.LoanPolicySaid, entity(kind.Site, SiteID(code))).with(facts)
	}, func(storage.Reader) (any, error) { return in, nil })
}

// stopAtLoaner refuses that a device goes while the loaner of its file is out,
// unless the law, the shop's choice, or a named person with a reason says
// otherwise. It answers whether the loaner is out.
func (a *App) stopAtLoaner(r storage.Reader, call Call, file views.Repair, reason string) (bool, error) {
	open, err := a.views.LoansOfFile(r, file.ID)
	at := slices.IndexFunc(open, func(l views.Loan) bool { return l.Status == loan.Out })
	if err != nil || at < 0 {
		return false, err
	}
	out := open[at]
	policy, err := a.views.LoanPolicy(r, SiteID(out.Site))
	if err != nil {
		return true, err
	}
	if reason != "" && call.Staff.IsZero() {
		return true, fault.New(fault.Missing, "staff")
	}
	legal := out.Agreement.Layer == warranty.LGC || file.Warranty != nil && file.Warranty.Layer == warranty.LGC
	if loan.AtHandBack(true, policy, legal, reason != "") == loan.Stop {
		return true, fault.New(loan.StillOut, "loaner_reason", "label", out.Unit)
	}
	return true, nil
}
