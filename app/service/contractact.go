package service

import (
	"cmp"
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/contract"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/till"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// UseContractInput counts a use.
type UseContractInput struct {
	ID         journal.EntityID  `json:"id"`
	What       string            `json:"what,omitempty" doc:"a code that the contract entitles to"`
	On         string            `json:"on,omitempty" doc:"today when empty"`
	N          int               `json:"n,omitempty" doc:"one when empty"`
	CostCents  int64             `json:"cost_cents,omitempty" doc:"what it cost us, without tax"`
	Visit      *journal.EntityID `json:"visit,omitempty" doc:"the visit that it was"`
	Repair     *journal.EntityID `json:"repair,omitempty" doc:"the file that it was for"`
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"who allows more than the term gives"`
	Undo       string            `json:"undo,omitempty" doc:"the entry of a use that was none"`
}

// UseContract counts a use, in the term of its day.
func (a *App) UseContract(ctx context.Context, call Call, in *UseContractInput) (Result, error) {
	return on(ctx, a, call, kind.ContractUsed, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, d *draft) (any, error) {
		t, at, err := a.termsOf(r, now)
		if err != nil {
			return nil, err
		}
		if in.Undo != "" {
			for _, u := range now.Uses {
				if u.Entry == in.Undo {
					return contract.UsedFacts{What: u.What, On: at.today.String(), Undo: in.Undo}, nil
				}
			}
			return nil, fault.New(fault.NotFound, "undo", "what", "use")
		}
		f := contract.UsedFacts{What: in.What, On: in.On, N: in.N, Cents: in.CostCents}
		if f.By, err = a.mayOverride(r, in.ApprovedBy, now.Site); err != nil {
			return nil, err
		}
		if f, err = now.Facts().Use(f, at.today, t); err != nil {
			return nil, err
		}
		if in.Visit != nil {
			if _, err := a.views.Visit(r, *in.Visit); err != nil {
				return nil, fault.New(fault.NotFound, "visit", "what", "visit").Because(err)
			}
			d.also(kind.Visit, *in.Visit)
		}
		if in.Repair != nil {
			if _, err := a.views.Repair(r, *in.Repair); err != nil {
				return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
			}
			d.also(kind.Repair, *in.Repair)
		}
		return f, nil
	})
}

// NoticeContractInput says that a letter went out.
type NoticeContractInput struct {
	ID      journal.EntityID `json:"id"`
	Channel string           `json:"channel" doc:"letter or email, and nothing else in it"`
	On      string           `json:"on,omitempty" doc:"today when empty"`
	Proof   string           `json:"proof,omitempty" doc:"number of a registered letter, answer of a server"`
	Cents   int64            `json:"cents,omitempty" doc:"price of the next term; that of this one when empty"`
}

// NoticeContract logs that the customer was told of a renewal.
func (a *App) NoticeContract(ctx context.Context, call Call, in *NoticeContractInput) (Result, error) {
	return on(ctx, a, call, kind.ContractNoticed, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, _ *draft) (any, error) {
		t, at, err := a.termsOf(r, now)
		if err != nil {
			return nil, err
		}
		return now.Facts().Notice(contract.NoticedFacts{Channel: in.Channel, On: in.On, Proof: in.Proof, Cents: in.Cents}, at.today, t)
	})
}

// PayContractInput says what was paid. With a receipt of the till its sum and day
// are taken from it.
type PayContractInput struct {
	ID      journal.EntityID `json:"id"`
	Term    int              `json:"term,omitempty" doc:"counted from 0; the first that is not paid when empty"`
	Receipt string           `json:"receipt,omitempty" doc:"number of the till's receipt, of a sale or of a refund"`
	Cents   int64            `json:"cents,omitempty" doc:"without a receipt, or a part of it; negative when money went back"`
	On      string           `json:"on,omitempty" doc:"today when empty"`
	Ref     string           `json:"ref,omitempty" doc:"of a transfer"`
	BankInput
}

// PayContract logs a payment of a term, or money that went back.
func (a *App) PayContract(ctx context.Context, call Call, in *PayContractInput) (Result, error) {
	return on(ctx, a, call, kind.ContractPaid, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, d *draft) (any, error) {
		t, at, err := a.termsOf(r, now)
		if err != nil {
			return nil, err
		}
		c := now.Facts()
		f := contract.PaidFacts{Term: in.Term, Cents: in.Cents, On: cmp.Or(in.On, at.today.String()), Receipt: in.Receipt, Ref: in.Ref}
		if in.Receipt != "" {
			if f, err = a.byReceipt(r, f); err != nil {
				return nil, err
			}
		}
		if f.Term == 0 && f.Cents > 0 {
			f.Term = c.Unpaid(t)
		}
		if f.Term == 0 && f.Cents < 0 {
			f.Term = c.At(at.today, t).N
		}
		if err := c.Pay(f, t); err != nil {
			return nil, err
		}
		if f.Cents < 0 && f.Receipt == "" {
			return f, sentTo(d, in.BankInput)
		}
		return f, nil
	})
}

// byReceipt takes from a receipt what came in by it, or went back; a part of it at
// most.
func (a *App) byReceipt(r storage.Reader, f contract.PaidFacts) (contract.PaidFacts, error) {
	rec, err := a.named(r, f.Receipt, false)
	if err != nil {
		return f, within("receipt", without("number", err))
	}
	paid := rec.Total
	if !rec.Record.Kind.Turns() {
		return f, fault.New(till.NotASale, "receipt")
	}
	if f.Cents == 0 {
		f.Cents = paid
	}
	if (f.Cents < 0) != (paid < 0) || max(f.Cents, -f.Cents) > max(paid, -paid) {
		return f, fault.New(fault.OutOfRange, "cents", "min", "1", "max", itoa(int(max(paid, -paid))))
	}
	f.On = rec.Day
	return f, nil
}

// EndContractInput ends a contract.
type EndContractInput struct {
	ID      journal.EntityID `json:"id"`
	Why     contract.Why     `json:"why" doc:"not_renewed, by_us, no_notice, withdrawn, early, device_gone or our_breach"`
	On      string           `json:"on,omitempty" doc:"last day that the customer wants; today when empty, or the end of the term of what is not renewed"`
	Channel string           `json:"channel,omitempty" doc:"by which it was asked: counter, phone, letter, email or page"`
}

// EndContract ends a contract. What goes back, and by when, follows from the law
// and the days.
func (a *App) EndContract(ctx context.Context, call Call, in *EndContractInput) (Result, error) {
	if err := contract.CheckWhy(in.Why, in.Channel); err != nil {
		return Result{}, err
	}
	return on(ctx, a, call, kind.ContractEnded, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, _ *draft) (any, error) {
		l, t, at, err := a.leaving(r, now, in.Why, in.On)
		if err != nil {
			return nil, err
		}
		return contract.EndedFacts{
			Why: in.Why, AskedOn: at.today.String(), On: l.On.String(), Cents: l.Cents, RefundBy: l.RefundBy.String(),
			Channel: in.Channel, Rules: t.Version,
		}, nil
	})
}

func (a *App) leaving(r storage.Reader, now views.Contract, why contract.Why, wanted string) (contract.Leaving, contract.Terms, law, error) {
	t, at, err := a.termsOf(r, now)
	if err != nil {
		return contract.Leaving{}, t, at, err
	}
	on, err := civil.Parse("on", wanted)
	if err != nil {
		return contract.Leaving{}, t, at, err
	}
	l, err := now.Facts().Leave(why, at.today, on, t)
	return l, t, at, err
}

// ResumeContractInput takes an end back.
type ResumeContractInput struct {
	ID journal.EntityID `json:"id"`
}

// ResumeContract takes an end back, as long as nothing was paid back for it and it
// has not come.
func (a *App) ResumeContract(ctx context.Context, call Call, in *ResumeContractInput) (Result, error) {
	return on(ctx, a, call, kind.ContractEnded, a.ofContract(in.ID), func(r storage.Reader, now views.Contract, _ *draft) (any, error) {
		_, at, err := a.termsOf(r, now)
		if err != nil {
			return nil, err
		}
		if now.End == nil {
			return nil, fault.New(contract.StillRuns, "id")
		}
		if now.Facts().BackCents() > 0 || dateOr(now.End.On, civil.None) < at.today {
			return nil, fault.New(contract.NotRunning, "id")
		}
		return contract.EndedFacts{Back: true}, nil
	})
}
