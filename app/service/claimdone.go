package service

import (
	"cmp"
	"context"
	"slices"

	"etabli/app/domain/bank"
	"etabli/app/domain/civil"
	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// StepRefundInput takes a refund on.
type StepRefundInput struct {
	ID     journal.EntityID  `json:"id"`
	N      int               `json:"n,omitempty" doc:"of the offer; the one whose refund is next when empty"`
	State  claim.RefundState `json:"state" doc:"ordered, executed, confirmed; decided when it failed and begins again"`
	By     string            `json:"by,omitempty" doc:"day by which the next state is promised; as before when empty"`
	Means  claim.Means       `json:"means,omitempty" doc:"card, cash, transfer, cheque or link; as before when empty"`
	Agreed bool              `json:"agreed,omitempty" doc:"the customer expressly wants other means than they paid with"`
	Ref    string            `json:"ref,omitempty" doc:"of the transfer, the terminal or the till; needed when it is executed"`
	Proof  string            `json:"proof,omitempty" doc:"what shows that it arrived; needed when it is confirmed"`
	IBAN   string            `json:"iban,omitempty" doc:"the customer's account, for a transfer; as before when empty"`
	Holder string            `json:"holder,omitempty" doc:"whose account that is"`
	AtMS   int64             `json:"at_ms,omitempty" doc:"now when empty"`
}

// StepRefund takes a refund on. Decided is not received: each state has its day.
func (a *App) StepRefund(ctx context.Context, call Call, in *StepRefundInput) (Result, error) {
	to := bank.Of(in.Holder, in.IBAN)
	return a.onClaim(ctx, call, kind.RefundStepped, in.ID, func(r storage.Reader, now views.Claim, d *draft) (any, error) {
		o := now.Owed()
		for i := range now.Offers {
			if now.Offers[i].N == in.N {
				o = &now.Offers[i]
			}
		}
		if o == nil || !o.Owes() || in.N != 0 && o.N != in.N {
			return nil, fault.New(claim.NoRefund, "id")
		}
		before := o.Refund
		f := claim.RefundFacts{
			N: o.N, State: in.State, Cents: before.Cents, By: cmp.Or(in.By, before.By), Means: cmp.Or(in.Means, before.Means),
			Ref: cmp.Or(in.Ref, before.Ref), Proof: in.Proof, AtMS: a.orNow(in.AtMS), Agreed: in.Agreed,
		}
		if f.Means != before.Means {
			m, _ := o.Facts().Of(claim.Refund)
			m.Means, m.Agreed = f.Means, m.Agreed || in.Agreed
			came, err := a.cameBy(r, now)
			if err != nil {
				return nil, err
			}
			if !m.Pleases(came) {
				return nil, fault.New(claim.OtherMeans, "means", "means", string(came[0]))
			}
		}
		if in.State == claim.RefundDecided {
			f.Ref = in.Ref
		}
		if to != (bank.Account{}) {
			d.box(in.ID, journal.File, to)
		}
		return f, fault.First(claim.CheckRefund(f, before.State), to.Check(), toAccount(f, before, to))
	})
}

// toAccount refuses to order a transfer that has nowhere to go.
func toAccount(f claim.RefundFacts, before *views.Refund, to bank.Account) error {
	if known := to.IBAN != "" || before.Account != nil; f.State == claim.RefundOrdered && f.State.NeedsAccount(f.Means, known) {
		return fault.New(claim.AccountNeeded, "iban")
	}
	return nil
}

// owedFor refuses a refund of the till for a claim that does not owe as much.
func (a *App) owedFor(r storage.Reader, id journal.EntityID, cents int64) error {
	c, err := a.views.Claim(r, id)
	if err != nil {
		return fault.New(fault.NotFound, "claim", "what", "claim").Because(err)
	}
	o := c.Owed()
	if o == nil {
		return fault.New(claim.NoRefund, "claim")
	}
	if o.Refund.State.Left() || cents+o.Refund.PartCents > o.Refund.Cents {
		return fault.New(claim.RefundNotThere, "claim", "from", string(o.Refund.State), "to", string(claim.RefundExecuted))
	}
	return nil
}

// MediateInput is a step with the consumer mediator.
type MediateInput struct {
	ID      journal.EntityID `json:"id"`
	Step    claim.Mediation  `json:"step" doc:"told, referred, proposed or closed"`
	On      string           `json:"on,omitempty" doc:"today when empty"`
	Ref     string           `json:"ref,omitempty" doc:"the mediator's own number"`
	Outcome claim.Answer     `json:"outcome,omitempty" doc:"of the mediator's proposal: accepted, refused or none; needed to close"`
}

// MediateClaim logs a step with the mediator whom the shop names.
func (a *App) MediateClaim(ctx context.Context, call Call, in *MediateInput) (Result, error) {
	return a.onClaim(ctx, call, kind.ClaimMediated, in.ID, func(r storage.Reader, now views.Claim, _ *draft) (any, error) {
		t, at, err := a.claimTerms(r, now.Site)
		if err != nil {
			return nil, err
		}
		f := claim.MediatedFacts{
			Step: in.Step, On: cmp.Or(in.On, at.today.String()), Ref: in.Ref, Outcome: in.Outcome,
			Until: t.Refer.After(civil.At(now.ReceivedMS, at.zone), t.Region).String(),
		}
		if f.Name, err = a.mediator(r, now.Site); err != nil {
			return nil, err
		}
		if err := claim.CheckMediated(f, now.Mediation); err != nil {
			return nil, err
		}
		if in.Step == claim.Referred {
			return f, mayClaim(now, claim.AtMediator)
		}
		return f, nil
	})
}

// mediator is the name and address that a shop gives.
func (a *App) mediator(r storage.Reader, code string) (string, error) {
	sites, err := a.views.Sites(r)
	at := slices.IndexFunc(sites, func(s views.Site) bool { return s.Code == code })
	if err != nil || at < 0 {
		return "", err
	}
	return sites[at].Mediator, nil
}

// EndClaimInput ends a claim.
type EndClaimInput struct {
	ID      journal.EntityID `json:"id"`
	Outcome claim.Outcome    `json:"outcome" doc:"settled, rejected, withdrawn, mediated or duplicate"`
	Words   string           `json:"words,omitempty" doc:"the closing letter"`
}

// EndClaim ends a claim: not while money that was promised is still here, and
// not against a customer who has not heard of the mediator.
func (a *App) EndClaim(ctx context.Context, call Call, in *EndClaimInput) (Result, error) {
	f, box := claim.EndedFacts{Outcome: in.Outcome}, claim.WordsBox{Words: in.Words}
	if err := claim.CheckEnded(f, box); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimEnded, in.ID, func(_ storage.Reader, now views.Claim, d *draft) (any, error) {
		if o := now.Owed(); o != nil && !o.Refund.State.Left() {
			return nil, fault.New(claim.RefundOpen, "id", "state", string(o.Refund.State))
		}
		if now.Due() != nil {
			return nil, fault.New(claim.VoucherOpen, "id")
		}
		if in.Outcome == claim.Rejected && now.Mediation == "" {
			return nil, fault.New(claim.MediatorFirst, "id")
		}
		if in.Words != "" {
			d.box(in.ID, journal.File, box)
		}
		return f, mayClaim(now, claim.Ended)
	})
}

// ReopenClaimInput takes an ended claim up again.
type ReopenClaimInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"a code, such as refund_missing or new_facts"`
}

// ReopenClaim takes an ended claim up again.
func (a *App) ReopenClaim(ctx context.Context, call Call, in *ReopenClaimInput) (Result, error) {
	f := claim.ReopenedFacts{Reason: in.Reason}
	if err := claim.CheckReopened(f); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimReopened, in.ID, func(_ storage.Reader, now views.Claim, _ *draft) (any, error) {
		return f, mayClaim(now, claim.Open)
	})
}
