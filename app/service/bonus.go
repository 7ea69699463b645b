package service

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"etabli/app/domain/bonus"
	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/till"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func bonusCommands() []Command {
	return []Command{
		command("bonus.amount", "Add or change one row of a table of repair bonuses.", (*App).SaveBonusAmount),
		command("bonus.label", "Say which label this shop has with a body, until when and for what.", (*App).SaveBonusLabel),
		command("bonus.validate", "Record that the customer validated a repair for the bonus.", (*App).ValidateBonus),
		command("bonus.complete", "Say what came to a claim's file: the plate's photo, the fault's code.", (*App).CompleteBonus),
		command("bonus.submit", "Hand a claim in; not before its file is complete.", (*App).SubmitBonus),
		command("bonus.answer", "Record what the body said of a claim.", (*App).AnswerBonus),
		command("bonus.pay", "Record money of the body.", (*App).PayBonus),
		command("bonus.drop", "Give a claim up; what was taken off the customer's bill stays off.", (*App).DropBonus),
	}
}

// SaveBonusAmount adds or changes one row of a table.
func (a *App) SaveBonusAmount(ctx context.Context, call Call, in *bonus.AmountFacts) (Result, error) {
	if err := bonus.CheckAmount(*in); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.BonusAmountSaved, entity(kind.BonusTable, views.BonusTableID(in.Body))).with(*in)
	}, func(storage.Reader) (any, error) { return in, nil })
}

// SaveBonusLabel says which label this shop has with a body.
func (a *App) SaveBonusLabel(ctx context.Context, call Call, in *bonus.LabelFacts) (Result, error) {
	if err := bonus.CheckLabel(*in); err != nil {
		return Result{}, err
	}
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.BonusLabelSaved, entity(kind.Site, SiteID(a.place.Site))).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.BonusLabels(r, a.place.Site) })
}

// BonusAsked asks whether a repair has the bonus.
type BonusAsked struct {
	ID     journal.EntityID `json:"id" doc:"the file"`
	Cents  int64            `json:"cents,omitempty" doc:"of the bill, tax included; the accepted quote's when empty"`
	On     string           `json:"on,omitempty" doc:"day of the bill; today when empty"`
	Screen bool             `json:"screen,omitempty" doc:"a telephone's screen that broke by accident"`
}

// Bonus tells whether a repair has the bonus, from whom and how much, or why not.
func (a *App) Bonus(ctx context.Context, in *BonusAsked) (bonus.Verdict, error) {
	return read(ctx, a, func(r storage.Reader) (bonus.Verdict, error) {
		file, err := a.views.Repair(r, in.ID)
		if err != nil {
			return bonus.Verdict{}, err
		}
		return a.bonusOf(r, file, in)
	})
}

func (a *App) bonusOf(r storage.Reader, file views.Repair, in *BonusAsked) (bonus.Verdict, error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return bonus.Verdict{}, err
	}
	c := bonus.Case{Brand: file.Brand, Cents: in.Cents, Screen: in.Screen, On: at.today}
	if in.On != "" {
		if c.On, err = civil.Parse("on", in.On); err != nil {
			return bonus.Verdict{}, err
		}
	}
	if c.Amounts, err = a.views.BonusAmounts(r); err != nil {
		return bonus.Verdict{}, err
	}
	if c.Labels, err = a.views.BonusLabels(r, cmp.Or(file.Site, a.place.Site)); err != nil {
		return bonus.Verdict{}, err
	}
	c.Category = bonusCategory(file, c.Amounts)
	if w := file.Warranty; w != nil {
		c.Guaranteed = w.Layer != warranty.NoLayer && w.Layer != warranty.GOOD
		c.Misused = w.Cause == warranty.UserFault || w.Cause == warranty.Accident || w.Cause == warranty.Liquid
	}
	if !c.Guaranteed {
		if c.Guaranteed, err = a.stillGuaranteed(r, file); err != nil {
			return bonus.Verdict{}, err
		}
	}
	if q := file.Quote; q != nil {
		c.Cents = cmp.Or(c.Cents, q.TotalCents)
		if q.QuoteDetail != nil {
			quoteForBonus(q.QuoteDetail, &c)
		}
	}
	return bonus.Judge(c), nil
}

// stillGuaranteed tells whether a guarantee answers for a file of which nobody has
// decided yet: a device under one has no bonus, unless its fault is none of the
// guarantee's.
func (a *App) stillGuaranteed(r storage.Reader, file views.Repair) (bool, error) {
	if w := file.Warranty; w != nil && w.Judged != nil && len(w.Judged.By) > 0 {
		return false, nil
	}
	j, _, err := a.judged(r, file)
	if err != nil {
		return false, err
	}
	v := j.verdict
	return slices.Contains([]warranty.Answer{warranty.Possible, warranty.Covered, warranty.Elsewhere}, v.Answer) &&
		v.Layer != warranty.NoLayer && v.Layer != warranty.GOOD, nil
}

// quoteForBonus takes from a quote who pays, and where its parts come from.
func quoteForBonus(q *views.QuoteDetail, c *bonus.Case) {
	for _, l := range q.Lines {
		c.Circular = c.Circular || l.Kind == quote.Part && (l.Origin == quote.UsedPart || l.Origin == quote.Reconditioned)
		c.Guaranteed = c.Guaranteed || l.Layer != warranty.NoLayer && l.Layer != warranty.GOOD
	}
	c.Trade = q.Contract != nil && q.Contract.Trade
}

// bonusCategory is the code by which the tables know a device: what its file says,
// when that is one, else what its words name.
func bonusCategory(file views.Repair, rows []bonus.AmountFacts) string {
	said := strings.ToLower(strings.TrimSpace(file.Category))
	for _, r := range rows {
		if r.Category == said {
			return said
		}
	}
	return quote.CategoryOf(file.Category, file.Product)
}

// ValidateBonusInput is a customer's yes to a claim in their name.
type ValidateBonusInput struct {
	Repair journal.EntityID `json:"repair"`
	How    string           `json:"how" doc:"signature or sms"`
	Proof  string           `json:"proof,omitempty" doc:"SHA-256 of the signature's picture, in hexadecimal"`
	Plate  bool             `json:"plate,omitempty" doc:"the rating plate is among the photos"`
	Screen bool             `json:"screen,omitempty" doc:"a telephone's screen that broke by accident"`
	Cents  int64            `json:"cents,omitempty" doc:"of the bill, tax included; the accepted quote's when empty"`
}

// ValidateBonus records that the customer validated a repair for the bonus.
func (a *App) ValidateBonus(ctx context.Context, call Call, in *ValidateBonusInput) (Result, error) {
	proof, err := hex.DecodeString(in.Proof)
	if err != nil || len(proof) != 0 && len(proof) != 32 {
		return Result{}, fault.New(fault.Malformed, "proof", "expected", "SHA-256")
	}
	if in.How != "signature" && in.How != "sms" {
		return Result{}, fault.New(fault.Malformed, "how", "expected", "signature, sms")
	}
	return begin(ctx, a, call, kind.BonusOpened, kind.Bonus, a.views.Bonus, func(r storage.Reader, d *draft) (any, error) {
		file, err := a.views.Repair(r, in.Repair)
		if err != nil {
			return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		had, err := a.views.BonusOf(r, in.Repair)
		if err != nil {
			return nil, err
		}
		if had != nil && had.Status != bonus.Dropped {
			return nil, fault.New(bonus.Stands, "repair", "number", file.Number)
		}
		v, err := a.bonusOf(r, file, &BonusAsked{ID: in.Repair, Cents: in.Cents, Screen: in.Screen})
		if err != nil {
			return nil, err
		}
		if !v.Eligible {
			return nil, fault.New(bonus.NotEligible, "repair", "reason", string(v.Why[0]))
		}
		at, err := a.lawAt(r, file.Site)
		d.also(kind.Repair, in.Repair)
		if !file.CustomerID.IsZero() {
			d.also(kind.Customer, file.CustomerID)
		}
		return bonus.OpenedFacts{
			Site: cmp.Or(file.Site, a.place.Site), Body: v.Body, Category: v.Category, Cents: v.Cents, Circular: v.More > 0, How: in.How,
			On: at.today.String(), Proof: proof, Plate: in.Plate, Screen: in.Screen,
		}, err
	})
}

func (a *App) ofBonus(id journal.EntityID) about[views.Bonus] {
	return about[views.Bonus]{what: "bonus", kind: kind.Bonus, id: id, read: a.wholeBonus}
}

// onBonus commits an entry about a claim, and about its file.
func (a *App) onBonus(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, to bonus.Status, decide func(storage.Reader, views.Bonus) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.ofBonus(id), func(r storage.Reader, now views.Bonus, d *draft) (any, error) {
		d.also(kind.Repair, now.Repair)
		if to != "" && !bonus.CanMove(now.Status, to) {
			return nil, fault.New(bonus.NotAllowed, "id", "from", now.Status.Word(), "to", to.Word())
		}
		return decide(r, now)
	})
}

// CompleteBonusInput is what came to a claim's file.
type CompleteBonusInput struct {
	ID    journal.EntityID `json:"id"`
	Plate bool             `json:"plate,omitempty" doc:"the rating plate is among the photos"`
	Fault string           `json:"fault,omitempty" doc:"code of the fault, or of IRIS"`
}

// CompleteBonus says what came to a claim's file.
func (a *App) CompleteBonus(ctx context.Context, call Call, in *CompleteBonusInput) (Result, error) {
	if len(in.Fault) > bonus.MaxCode {
		return Result{}, fault.New(fault.TooLong, "fault", "limit", itoa(bonus.MaxCode))
	}
	return a.onBonus(ctx, call, kind.BonusCompleted, in.ID, "", func(_ storage.Reader, now views.Bonus) (any, error) {
		return bonus.CompletedFacts{Plate: in.Plate || now.Plate, Fault: cmp.Or(in.Fault, now.Fault)}, nil
	})
}

// SubmitBonusInput hands a claim in.
type SubmitBonusInput struct {
	ID  journal.EntityID `json:"id"`
	Ref string           `json:"ref" doc:"the body's number for it"`
	On  string           `json:"on,omitempty" doc:"today when empty"`
}

// SubmitBonus hands a claim in.
func (a *App) SubmitBonus(ctx context.Context, call Call, in *SubmitBonusInput) (Result, error) {
	return a.onBonus(ctx, call, kind.BonusSubmitted, in.ID, bonus.Submitted, func(r storage.Reader, now views.Bonus) (any, error) {
		if len(now.Missing) > 0 {
			return nil, fault.New(bonus.Incomplete, "id", "missing", strings.Join(now.Missing, ", "))
		}
		at, span, err := a.bonusSpan(r, now.Site, "bonus_pay_days")
		if err != nil {
			return nil, err
		}
		f := bonus.SubmittedFacts{On: cmp.Or(in.On, at.today.String()), Ref: in.Ref, Cents: now.Cents}
		if err := bonus.CheckSubmitted(f); err != nil {
			return nil, err
		}
		day, _ := civil.Parse("on", f.On) // it was checked
		f.DueOn = day.AddDays(span).String()
		return f, nil
	})
}

// BonusAnswerInput is what the body said.
type BonusAnswerInput struct {
	ID     journal.EntityID `json:"id"`
	Cents  int64            `json:"cents" doc:"accepted; 0 when rejected"`
	Reason string           `json:"reason,omitempty" doc:"code, when it is less than was claimed"`
	Note   string           `json:"note,omitempty"`
	On     string           `json:"on,omitempty" doc:"today when empty"`
}

// AnswerBonus records what the body said. What it does not pay is ours: the
// customer's bill stays what it was.
func (a *App) AnswerBonus(ctx context.Context, call Call, in *BonusAnswerInput) (Result, error) {
	to := bonus.Accepted
	if in.Cents == 0 {
		to = bonus.Rejected
	}
	return a.onBonus(ctx, call, kind.BonusAnswered, in.ID, to, func(r storage.Reader, now views.Bonus) (any, error) {
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		f := bonus.AnsweredFacts{On: cmp.Or(in.On, at.today.String()), Cents: in.Cents, Reason: in.Reason, Note: in.Note}
		return f, bonus.CheckAnswered(f, now.Cents)
	})
}

// BonusPaidInput is money of the body.
type BonusPaidInput struct {
	ID    journal.EntityID `json:"id"`
	Cents int64            `json:"cents,omitempty" doc:"all that is owed when empty"`
	Ref   string           `json:"ref" doc:"of the transfer"`
	On    string           `json:"on,omitempty" doc:"today when empty"`
}

// PayBonus records money of the body, never more than it accepted.
func (a *App) PayBonus(ctx context.Context, call Call, in *BonusPaidInput) (Result, error) {
	return a.onBonus(ctx, call, kind.BonusPaid, in.ID, bonus.Paid, func(r storage.Reader, now views.Bonus) (any, error) {
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		f := bonus.PaidFacts{On: cmp.Or(in.On, at.today.String()), Cents: cmp.Or(in.Cents, now.Owed()), Ref: in.Ref}
		if f.Cents > now.Owed() {
			return nil, fault.New(bonus.AboveClaim, "cents", "sum_cents", itoa64(f.Cents), "cap_cents", itoa64(now.Owed()))
		}
		return f, bonus.CheckPaid(f)
	})
}

// DropBonus gives a claim up.
func (a *App) DropBonus(ctx context.Context, call Call, in *DropInput) (Result, error) {
	f := bonus.DroppedFacts{Reason: in.Reason}
	if err := bonus.CheckDropped(f); err != nil {
		return Result{}, err
	}
	return a.onBonus(ctx, call, kind.BonusDropped, in.ID, bonus.Dropped, func(storage.Reader, views.Bonus) (any, error) { return f, nil })
}

// bonusPaid makes a record of the till about the bonus claim of its file too. The
// amount is that of the table on the day of the bill, neither more nor less.
func (a *App) bonusPaid(r storage.Reader, d *draft, act tillAct, rec till.Record) error {
	cents := till.Of(till.Bonus, rec.Payments)
	if act.file == nil || act.training || cents == 0 {
		return nil
	}
	b, err := a.views.BonusOf(r, *act.file)
	if err == nil && b == nil {
		return a.bonusOfOthers(r, *act.file, rec)
	}
	if err != nil || b.Status.Over() {
		return err
	}
	if rec.Kind == till.Sale {
		file, err := a.views.Repair(r, *act.file)
		if err != nil {
			return err
		}
		if b.Status != bonus.Validated {
			return fault.New(bonus.Stands, "payments", "number", file.Number)
		}
		v, err := a.bonusOf(r, file, &BonusAsked{Cents: rec.Total, On: rec.Day, Screen: b.Screen})
		if err != nil {
			return err
		}
		if !v.Eligible {
			return fault.New(bonus.NotEligible, "payments", "reason", string(v.Why[0]))
		}
		if v.Cents != cents {
			return fault.New(bonus.OtherAmount, "payments", "sum_cents", itoa64(cents), "cap_cents", itoa64(v.Cents))
		}
	}
	d.also(kind.Bonus, b.ID)
	return nil
}

// bonusOfOthers lets the till take a bonus off of which there is no claim: one of another
// scheme, which it knows nothing of. What a body of ours would pay the customer validates
// first, or nobody pays it back.
func (a *App) bonusOfOthers(r storage.Reader, id journal.EntityID, rec till.Record) error {
	if rec.Kind != till.Sale {
		return nil
	}
	file, err := a.views.Repair(r, id)
	if err != nil {
		return err
	}
	v, err := a.bonusOf(r, file, &BonusAsked{Cents: rec.Total, On: rec.Day})
	if err != nil || !v.Eligible {
		return err
	}
	return fault.New(bonus.NotValidated, "payments", "number", file.Number)
}
