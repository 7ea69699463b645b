package service

import (
	"context"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/site"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// DecideClaimInput is what we offer.
type DecideClaimInput struct {
	ID         journal.EntityID  `json:"id"`
	Why        string            `json:"why" doc:"our_fault, carrier_fault, maker_fault, law, goodwill, no_ground or unclear"`
	Measures   []claim.Measure   `json:"measures" doc:"each kind once"`
	Channel    message.Channel   `json:"channel" doc:"by which the customer hears of it"`
	Words      string            `json:"words" doc:"what the customer is told"`
	Until      string            `json:"until,omitempty" doc:"last day on which we stand by it; by the rule when empty"`
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"who may decide as much, when whoever does it may not"`
}

// DecideClaim makes an offer, in somebody's name and within what they may decide.
func (a *App) DecideClaim(ctx context.Context, call Call, in *DecideClaimInput) (Result, error) {
	f := claim.DecidedFacts{Why: in.Why, Measures: in.Measures, Channel: in.Channel, Until: in.Until, ApprovedBy: textOf(in.ApprovedBy)}
	box := claim.WordsBox{Words: in.Words}
	if err := claim.CheckDecided(f, box); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimDecided, in.ID, func(r storage.Reader, now views.Claim, d *draft) (any, error) {
		if err := mayClaim(now, claim.Offered); err != nil {
			return nil, err
		}
		if _, err := a.author(r, call); err != nil {
			return nil, err
		}
		t, at, err := a.claimTerms(r, now.Site)
		if err != nil {
			return nil, err
		}
		f.N = len(now.Offers) + 1
		if f, err = f.Dated(t, at.today); err != nil {
			return nil, err
		}
		if f.Measures, err = a.asItCame(r, now, f.Measures); err != nil {
			return nil, err
		}
		own, approver, err := a.caps(r, t, now.Site, call.Staff, in.ApprovedBy)
		if err != nil {
			return nil, err
		}
		d.box(in.ID, journal.File, box)
		return f.Decide(now.Granted(), own, approver)
	})
}

// asItCame gives a refund the means by which the money came, and refuses others
// for what law owes unless the customer agreed to them.
func (a *App) asItCame(r storage.Reader, now views.Claim, measures []claim.Measure) ([]claim.Measure, error) {
	came, err := a.cameBy(r, now)
	if err != nil {
		return nil, err
	}
	for i := range measures {
		m := &measures[i]
		if m.Do == claim.Refund && m.Means == "" && len(came) == 1 {
			m.Means = came[0]
		}
		if !m.Pleases(came) {
			return nil, fault.New(claim.OtherMeans, "measures."+itoa(i)+".means", "means", string(came[0]))
		}
	}
	return measures, nil
}

// caps are what somebody, and whoever approves, may decide at a site.
func (a *App) caps(r storage.Reader, t claim.Terms, site string, who journal.EntityID, by *journal.EntityID) (own, approver int64, err error) {
	said, err := a.views.Authority(r, site)
	if err != nil {
		return 0, 0, err
	}
	one, err := a.colleague(r, who, "staff")
	if err != nil {
		return 0, 0, err
	}
	own = t.Cap(one.Role, said)
	if by == nil {
		return own, 0, nil
	}
	if err := a.approver(r, *by, "approved_by", site, ""); err != nil {
		return 0, 0, err
	}
	other, err := a.colleague(r, *by, "approved_by")
	return own, t.Cap(other.Role, said), err
}

func mayClaim(now views.Claim, to claim.Status) error {
	if claim.CanMove(now.Status, to) {
		return nil
	}
	return fault.New(claim.NotAllowed, "id", "from", string(now.Status), "to", string(to))
}

// ConfirmClaimInput confirms a decision in writing.
type ConfirmClaimInput struct {
	ID      journal.EntityID `json:"id"`
	N       int              `json:"n,omitempty" doc:"of the offer; the last one when empty"`
	Channel message.Channel  `json:"channel" doc:"email, letter, sms, web or social"`
	AtMS    int64            `json:"at_ms,omitempty" doc:"now when empty"`
	Proof   string           `json:"proof,omitempty" doc:"what the channel gave: number of the registered letter, id of the message"`
	Words   string           `json:"words"`
}

// ConfirmClaim confirms a decision in writing; what was written and what shows
// that it went are kept.
func (a *App) ConfirmClaim(ctx context.Context, call Call, in *ConfirmClaimInput) (Result, error) {
	f := claim.ConfirmedFacts{N: in.N, Channel: in.Channel, AtMS: a.orNow(in.AtMS), Proof: in.Proof}
	box := claim.WordsBox{Words: in.Words}
	if err := claim.CheckConfirmed(f, box); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimConfirmed, in.ID, func(_ storage.Reader, now views.Claim, d *draft) (any, error) {
		o, err := offered(now, in.N)
		if err != nil {
			return nil, err
		}
		f.N = o.N
		d.box(in.ID, journal.File, box)
		return f, nil
	})
}

// offered is the offer of a number, the last one for 0.
func offered(now views.Claim, n int) (views.Offer, error) {
	for _, o := range now.Offers {
		if o.N == n || n == 0 && o.Stands {
			return o, nil
		}
	}
	return views.Offer{}, fault.New(claim.OfferGone, "n", "n", itoa(n))
}

// ReplyClaimInput is the customer's answer to an offer.
type ReplyClaimInput struct {
	ID         journal.EntityID `json:"id"`
	N          int              `json:"n" doc:"of the offer that the customer was shown"`
	Answer     claim.Answer     `json:"answer" doc:"accepted, refused or none"`
	By         string           `json:"by,omitempty" doc:"counter, phone, page, sms, email, letter, social or review"`
	VoucherYes bool             `json:"voucher_yes,omitempty" doc:"the customer expressly takes a voucher where law owes money"`
	AtMS       int64            `json:"at_ms,omitempty" doc:"now when empty"`
	Words      string           `json:"words,omitempty" doc:"of the customer"`
}

// ReplyClaim logs the customer's answer to the offer that stands.
func (a *App) ReplyClaim(ctx context.Context, call Call, in *ReplyClaimInput) (Result, error) {
	f := claim.RepliedFacts{N: in.N, Answer: in.Answer, Channel: in.By, VoucherYes: in.VoucherYes, AtMS: a.orNow(in.AtMS)}
	if err := claim.CheckReplied(f); err != nil {
		return Result{}, err
	}
	return a.onClaim(ctx, call, kind.ClaimReplied, in.ID, func(r storage.Reader, now views.Claim, d *draft) (any, error) {
		o, err := offered(now, in.N)
		if err != nil {
			return nil, err
		}
		at, err := a.lawAt(r, now.Site)
		over := o.Until != "" && o.Until < at.today.String() && call.Staff.IsZero() // at the counter somebody decides
		switch {
		case err != nil:
			return nil, err
		case !o.Stands, in.Answer == claim.Yes && over:
			return nil, fault.New(claim.OfferGone, "n", "n", itoa(in.N))
		case in.Answer == claim.Yes && o.AsksYes && !in.VoucherYes:
			return nil, fault.New(claim.VoucherUnasked, "voucher_yes")
		}
		if in.Words != "" {
			d.box(in.ID, journal.File, claim.WordsBox{Words: in.Words})
		}
		return f, mayClaim(now, in.Answer.To())
	})
}

// AuthorityInput says what roles may decide.
type AuthorityInput struct {
	Site  string           `json:"site,omitempty" doc:"this shop when empty"`
	Cents map[string]int64 `json:"cents,omitempty" doc:"by role: counter, technician, manager, hotline, workshop, storekeeper, accountant; who is not named decides as the rules of the house say"`
	Off   map[string]int   `json:"discounts_permille,omitempty" doc:"by role: how much of a price they may let go of by hand, in thousandths"`
}

// SayAuthority says what each role may decide in one claim, and let go of in a price, at a
// site. What it is silent about stays as it was.
func (a *App) SayAuthority(ctx context.Context, call Call, in *AuthorityInput) (Result, error) {
	f := claim.AuthorityFacts{Cents: in.Cents, Off: in.Off}
	if err := claim.CheckAuthority(f); err != nil {
		return Result{}, err
	}
	code := in.Site
	if code == "" {
		code = a.place.Site
	}
	if err := site.CheckCode(code); err != nil {
		return Result{}, within("site", err)
	}
	return a.commit(ctx, call, func(r storage.Reader) (*journal.Draft, error) {
		before, err := a.views.Authority(r, code)
		if err != nil {
			return nil, err
		}
		if f.Cents == nil {
			f.Cents = before.Cents
		}
		if f.Off == nil {
			f.Off = before.Off
		}
		return newDraft(call, kind.AuthoritySaid, entity(kind.Site, SiteID(code))).with(f)
	}, func(r storage.Reader) (any, error) { return a.authority(r, code) })
}
