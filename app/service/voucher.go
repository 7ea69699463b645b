package service

import (
	"context"

	"etabli/app/domain/claim"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/rules"
	"etabli/app/domain/stock"
	"etabli/app/domain/till"
	"etabli/app/domain/voucher"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func voucherCommands() []Command {
	return []Command{
		command("voucher.issue", "Issue a voucher: for a claim, for a credit note of the till, as a gift that was paid, or as goodwill.", (*App).IssueVoucher),
		command("voucher.ask", "Ask HQ for the right to redeem a voucher here.", (*App).AskVoucher),
		command("voucher.step", "Say that a voucher was lost, or found again.", (*App).StepVoucher),
		command("voucher.reissue", "Give a new voucher for the rest of one that was lost.", (*App).ReissueVoucher),
	}
}

func voucherQuestions() []Question {
	return []Question{
		question("voucher.get", "One voucher by its code: its rest, and how much of it may be redeemed here.", (*App).VoucherByCode),
		question("voucher.list", "The vouchers that are good, by their last day.", func(a *App, ctx context.Context, in *SitesAsked) ([]views.Voucher, error) {
			return a.vouchers(ctx, func(r storage.Reader) ([]views.Voucher, error) {
				return a.views.VouchersIn(r, views.VouchersLive, in.Site, a.own())
			})
		}),
		question("voucher.of", "The vouchers of a customer.", func(a *App, ctx context.Context, in *ByID) ([]views.Voucher, error) {
			return a.vouchers(ctx, func(r storage.Reader) ([]views.Voucher, error) { return a.views.VouchersOf(r, in.ID, a.own()) })
		}),
	}
}

// SitesAsked may name a shop.
type SitesAsked struct {
	Site string `json:"site,omitempty" doc:"all shops when empty"`
}

// ByCode asks for a voucher.
type ByCode struct {
	Code string `json:"code" doc:"as people type it or a scanner reads it"`
}

// VoucherByCode answers a voucher, used up and over by its rest and today.
func (a *App) VoucherByCode(ctx context.Context, in *ByCode) (views.Voucher, error) {
	return read(ctx, a, func(r storage.Reader) (views.Voucher, error) {
		v, err := a.voucherOf(r, "code", in.Code)
		if err != nil {
			return v, err
		}
		return a.onToday(r, v)
	})
}

// VoucherByID answers a voucher, as it stands today.
func (a *App) VoucherByID(ctx context.Context, id journal.EntityID) (views.Voucher, error) {
	return read(ctx, a, func(r storage.Reader) (views.Voucher, error) {
		v, err := a.views.Voucher(r, id, a.own())
		if err != nil {
			return v, err
		}
		return a.onToday(r, v)
	})
}

func (a *App) vouchers(ctx context.Context, list func(storage.Reader) ([]views.Voucher, error)) ([]views.Voucher, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Voucher, error) {
		all, err := list(r)
		if err != nil {
			return nil, err
		}
		for i := range all {
			if all[i], err = a.onToday(r, all[i]); err != nil {
				return nil, err
			}
		}
		return all, nil
	})
}

func (a *App) onToday(r storage.Reader, v views.Voucher) (views.Voucher, error) {
	at, err := a.lawAt(r, a.here(v.Site))
	v.Status = v.State().On(at.today)
	return v, err
}

// voucherOf is the voucher that a code names.
func (a *App) voucherOf(r storage.Reader, field, typed string) (views.Voucher, error) {
	code, ours := voucher.ParseCode(typed)
	if !ours {
		return views.Voucher{}, fault.New(fault.Malformed, field, "expected", "AV-7K2M-9QXD-3")
	}
	v, err := a.views.VoucherByCode(r, code, a.own())
	if f := fault.Of(err); err != nil && f.Code == fault.NotFound {
		return v, fault.New(fault.NotFound, field, "what", "voucher").Because(err)
	}
	return v, err
}

// voucherTerms are the rules of vouchers, today.
func (a *App) voucherTerms(r storage.Reader) (voucher.Terms, law, error) {
	at, err := a.lawAt(r, a.place.Site)
	if err != nil {
		return voucher.Terms{}, at, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return voucher.Terms{}, at, err
	}
	t, err := voucher.TermsOf(set, at.region)
	return t, at, err
}

// IssueVoucherInput is a new voucher. For a claim, the offer that the customer
// accepted says how much.
type IssueVoucherInput struct {
	Claim      *journal.EntityID `json:"claim,omitempty"`
	Receipt    string            `json:"receipt,omitempty" doc:"of the refund that it stands for, or of the gift that was paid"`
	From       voucher.Origin    `json:"from,omitempty" doc:"goodwill, gift or credit; by the claim or the receipt when empty"`
	Nth        int               `json:"nth,omitempty" doc:"which of the gifts that the receipt sold, from 1 in the order of its lines; needed when there are several"`
	Cents      int64             `json:"cents,omitempty" doc:"of goodwill; of a gift, all that was paid for it when empty; else what was granted"`
	Until      string            `json:"until,omitempty" doc:"last day; by the rule when empty"`
	Customer   *journal.EntityID `json:"customer,omitempty"`
	Anywhere   bool              `json:"anywhere,omitempty" doc:"it is meant for other shops too: HQ holds its right, and this shop asks for it like any other"`
	Legal      bool              `json:"legal,omitempty" doc:"instead of money that law owes"`
	Agreed     bool              `json:"agreed,omitempty" doc:"the customer expressly said yes to that"`
	ApprovedBy *journal.EntityID `json:"approved_by,omitempty" doc:"of goodwill without a claim: who may decide as much"`
}

// IssueVoucher issues a voucher. For one offer, and for one receipt, there is one:
// their names are the command's.
func (a *App) IssueVoucher(ctx context.Context, call Call, in *IssueVoucherInput) (Result, error) {
	if a.isHQ() {
		return Result{}, fault.New(till.NoTill, "")
	}
	n, err := a.offerOf(ctx, in)
	if err != nil {
		return Result{}, err
	}
	nth, err := a.nthGift(ctx, in)
	if err != nil {
		return Result{}, err
	}
	switch {
	case in.Claim != nil:
		call.ID = journal.CommandIDFrom("voucher for a claim", in.Claim.String(), itoa(n))
	case in.Receipt != "":
		call.ID = forReceipt(in.Receipt, nth)
	}
	code := codeFor(call.ID)
	id := views.VoucherID(code)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		f := voucher.IssuedFacts{
			Code: code, Cents: in.Cents, Until: in.Until, From: in.From, Site: a.place.Site, Anywhere: in.Anywhere,
			Legal: in.Legal, Agreed: in.Agreed, Receipt: in.Receipt, Offer: n,
		}
		d := newDraft(call, kind.VoucherIssued, entity(kind.Voucher, id))
		if err := a.granted(r, call, in, nth, &f, d); err != nil {
			return nil, err
		}
		t, at, err := a.voucherTerms(r)
		if err != nil {
			return nil, err
		}
		if f, err = f.Dated(t, at.today); err != nil {
			return nil, err
		}
		if err := voucher.CheckIssued(f); err != nil {
			return nil, err
		}
		if in.Customer != nil {
			if _, err := a.views.Customer(r, *in.Customer); err != nil {
				return nil, fault.New(fault.NotFound, "customer", "what", "customer").Because(err)
			}
			d.also(kind.Customer, *in.Customer)
		}
		a.goodsIn(d, id, f.Cents, true)
		return d.with(f)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Voucher(r, id, a.own()) })
}

// codeFor is the code of the voucher that a command issues: asked again, the
// command issues the same.
func codeFor(id journal.CommandID) string {
	secret := journal.CommandIDFrom("code of a voucher", id.String())
	return voucher.FormatCode([voucher.CodeChars]byte(secret[:voucher.CodeChars]))
}

// offerOf is the number of the offer that a claim's voucher is for.
func (a *App) offerOf(ctx context.Context, in *IssueVoucherInput) (int, error) {
	if in.Claim == nil {
		return 0, nil
	}
	return read(ctx, a, func(r storage.Reader) (int, error) {
		c, err := a.views.Claim(r, *in.Claim)
		if err != nil {
			return 0, fault.New(fault.NotFound, "claim", "what", "claim").Because(err)
		}
		if due := c.Due(); due != nil {
			return due.N, nil
		}
		for i := len(c.Offers) - 1; i >= 0; i-- { // asked again
			o := c.Offers[i]
			if _, grants := o.Facts().Of(claim.Voucher); grants && o.Reply != nil && o.Reply.Answer == claim.Yes {
				return o.N, nil
			}
		}
		return 0, fault.New(voucher.NotOffered, "claim")
	})
}

// granted fills in what the voucher stands for, or refuses it.
func (a *App) granted(r storage.Reader, call Call, in *IssueVoucherInput, nth int, f *voucher.IssuedFacts, d *draft) error {
	switch {
	case in.Claim != nil:
		return a.forClaim(r, *in.Claim, f, d)
	case in.Receipt != "":
		return a.paidFor(r, nth, f)
	case in.From != voucher.Goodwill:
		return fault.New(fault.Missing, "receipt")
	}
	if _, err := a.author(r, call); err != nil {
		return err
	}
	t, _, err := a.claimTerms(r, a.place.Site)
	if err != nil {
		return err
	}
	own, approver, err := a.caps(r, t, a.place.Site, call.Staff, in.ApprovedBy)
	if err != nil {
		return err
	}
	gesture := claim.DecidedFacts{Measures: []claim.Measure{{Do: claim.Voucher, Cents: f.Cents}}, ApprovedBy: textOf(in.ApprovedBy)}
	if gesture, err = gesture.Decide(0, own, approver); err != nil {
		return without("measures", err)
	}
	f.CapCents, f.ApprovedBy = gesture.CapCents, gesture.ApprovedBy
	return nil
}

// forClaim takes from the offer that was accepted how much, and by what it is owed.
func (a *App) forClaim(r storage.Reader, id journal.EntityID, f *voucher.IssuedFacts, d *draft) error {
	c, err := a.views.Claim(r, id)
	if err != nil {
		return err
	}
	o, err := offered(c, f.Offer)
	if err != nil {
		return err
	}
	if !o.Voucher.IsZero() {
		return fault.New(voucher.NotOffered, "claim")
	}
	m, _ := o.Facts().Of(claim.Voucher)
	f.Cents, f.Legal, f.Agreed, f.From = m.Cents, m.Legal, o.Reply.VoucherYes, voucher.Goodwill
	if m.Legal {
		f.From = voucher.Credit
	}
	d.also(kind.Claim, id)
	if !c.Repair.IsZero() {
		d.also(kind.Repair, c.Repair)
	}
	if !c.Customer.IsZero() {
		d.also(kind.Customer, c.Customer)
	}
	return nil
}

// paidFor takes from a refund what went back as a credit, or holds a gift to
// what was paid for it and did not go back.
func (a *App) paidFor(r storage.Reader, nth int, f *voucher.IssuedFacts) error {
	rec, err := a.named(r, f.Receipt, false)
	if err != nil {
		return within("receipt", without("number", err))
	}
	var credit int64
	for _, p := range rec.Payments {
		if p.Tender == till.Voucher && p.Ref == "" {
			credit -= p.Cents
		}
	}
	switch {
	case rec.Record.Kind == till.Refund && credit > 0:
		f.Cents, f.From = credit, voucher.Credit
	case rec.Record.Kind == till.Sale:
		return a.giftOf(r, rec, nth, f)
	default:
		return fault.New(voucher.NotACredit, "receipt", "number", f.Receipt)
	}
	return nil
}

// AskVoucher asks HQ for the right to redeem a voucher here; its holder gives it
// back, and it comes with a later exchange. Nothing happens where it is here, or
// was asked for.
func (a *App) AskVoucher(ctx context.Context, call Call, in *ByCode) (Result, error) {
	code, ours := voucher.ParseCode(in.Code)
	if !ours {
		return Result{}, fault.New(fault.Malformed, "code", "expected", "AV-7K2M-9QXD-3")
	}
	id := views.VoucherID(code)
	plan := func(r storage.Reader) (*journal.Draft, error) {
		v, err := a.views.VoucherByCode(r, code, a.own())
		switch {
		case err != nil && fault.Of(err).Code != fault.NotFound:
			return nil, err
		case err == nil && v.HeldCents > 0 && (!v.Known || v.HeldCents >= v.RestCents), err == nil && v.Known && v.RestCents <= 0:
			return nil, nil
		}
		if err == nil {
			asks, err := a.views.VoucherAsks(r, id)
			if err != nil {
				return nil, err
			}
			for _, ask := range asks {
				if ask.Chain == a.own() {
					return nil, nil
				}
			}
		}
		facts := stock.RightFacts{Place: stock.At(a.place.Site, stock.Shop), N: voucher.MaxCents, Reason: "ask"}
		return newDraft(call, kind.RightsAsked, entity(kind.Voucher, id)).with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.VoucherByCode(r, code, a.own()) })
}
