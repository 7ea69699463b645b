package service

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/guarantor"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/rules"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func recourseCommands() []Command {
	return []Command{
		command("guarantor.save", "Add or change who answers for repairs: a maker, an extension, an insurer.", (*App).SaveGuarantor),
		command("recourse.open", "Ask a guarantor to pay for a file; where they want it, their authorisation first.", (*App).OpenRecourse),
		command("recourse.authorise", "Record an authorisation, or that there is none.", (*App).AuthoriseRecourse),
		command("recourse.submit", "Hand a claim in, the first time or again.", (*App).SubmitRecourse),
		command("recourse.answer", "Record what they took of it; what they refuse stays with us, never with the customer.", (*App).AnswerRecourse),
		command("recourse.pay", "Record money of a guarantor.", (*App).PayRecourse),
		command("recourse.drop", "Give a claim up; what was not paid is our loss.", (*App).DropRecourse),
		command("repair.irreparable", "Attest for an insurer that a device cannot be repaired.", (*App).SayIrreparable),
	}
}

// SaveGuarantor adds or changes who answers for repairs.
func (a *App) SaveGuarantor(ctx context.Context, call Call, in *guarantor.SavedFacts) (Result, error) {
	if err := guarantor.CheckSaved(*in); err != nil {
		return Result{}, err
	}
	id := views.GuarantorID(in.Code)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.GuarantorSaved, entity(kind.Guarantor, id)).with(*in)
	}, func(r storage.Reader) (any, error) { return a.views.Guarantor(r, id) })
}

func (a *App) ofRecourse(id journal.EntityID) about[views.Recourse] {
	return about[views.Recourse]{what: "recourse", kind: kind.Recourse, id: id, read: a.views.Recourse}
}

// onRecourse commits an entry about a claim, and about its file, whose history
// shows it.
func (a *App) onRecourse(ctx context.Context, call Call, k kind.Kind, id journal.EntityID, decide func(storage.Reader, views.Recourse, *draft) (any, error)) (Result, error) {
	return on(ctx, a, call, k, a.ofRecourse(id), func(r storage.Reader, now views.Recourse, d *draft) (any, error) {
		d.also(kind.Repair, now.Repair)
		return decide(r, now, d)
	})
}

// answering is who answers for repairs by a code, and how long they take.
func (a *App) answering(r storage.Reader, code, site string) (guarantor.SavedFacts, guarantor.Terms, law, error) {
	at, err := a.lawAt(r, site)
	if err != nil {
		return guarantor.SavedFacts{}, guarantor.Terms{}, at, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return guarantor.SavedFacts{}, guarantor.Terms{}, at, err
	}
	terms, err := guarantor.TermsOf(set)
	if err != nil {
		return guarantor.SavedFacts{}, terms, at, err
	}
	who, err := a.views.Guarantor(r, views.GuarantorID(code))
	if errors.Is(err, storage.ErrNotFound) || err == nil && who.Gone {
		return who, terms, at, fault.New(guarantor.Unknown, "guarantor", "code", code)
	}
	return who, terms.With(who), at, err
}

// RecourseInput is what we ask of a guarantor.
type RecourseInput struct {
	Repair    journal.EntityID `json:"repair"`
	Guarantor string           `json:"guarantor" doc:"code, see guarantor.list"`
	Layer     string           `json:"layer,omitempty" doc:"of the quote's lines that they bear: com, dur, ins, lgc, rep; all that are borne when empty"`
	Lines     []guarantor.Line `json:"lines,omitempty" doc:"what they are asked to pay; the quote's lines of the layer when empty"`
	Authorise *bool            `json:"authorise,omitempty" doc:"they have to agree before the work; as the guarantor wants it when empty"`
	Policy    string           `json:"policy,omitempty" doc:"number of the contract"`
	OwnCents  int64            `json:"own_cents,omitempty" doc:"excess: what the contract leaves to the customer"`
	CapCents  int64            `json:"cap_cents,omitempty" doc:"the most that they pay"`
}

// OpenRecourse asks a guarantor to pay for a file. A file that can wait for their
// authorisation does.
func (a *App) OpenRecourse(ctx context.Context, call Call, in *RecourseInput) (Result, error) {
	box := guarantor.PolicyBox{Policy: in.Policy}
	return begin(ctx, a, call, kind.RecourseOpened, kind.Recourse, a.views.Recourse, func(r storage.Reader, d *draft) (any, error) {
		file, err := a.views.Repair(r, in.Repair)
		if err != nil {
			return nil, fault.New(fault.NotFound, "repair", "what", "repair").Because(err)
		}
		who, _, _, err := a.answering(r, in.Guarantor, file.Site)
		if err != nil {
			return nil, err
		}
		if err := a.askedOnce(r, in.Repair, in.Guarantor); err != nil {
			return nil, err
		}
		f := guarantor.OpenedFacts{
			Site: cmp.Or(file.Site, a.place.Site), Guarantor: who.Code, Sort: who.Sort, Layer: in.Layer, Lines: in.Lines,
			Asks: who.Asks, OwnCents: in.OwnCents, CapCents: in.CapCents,
		}
		if in.Authorise != nil {
			f.Asks = *in.Authorise
		}
		if len(f.Lines) == 0 {
			f.Lines = borne(file.Quote, in.Layer)
		}
		f.Holds = f.Asks && repair.CanMove(file.Status, repair.ApprovalWait)
		if err := guarantor.CheckOpened(f, box); err != nil {
			return nil, err
		}
		d.also(kind.Repair, in.Repair)
		if !file.CustomerID.IsZero() {
			d.also(kind.Customer, file.CustomerID)
		}
		if box.Policy != "" {
			d.box(d.Entities[0].ID, journal.File, box)
		}
		return f, nil
	})
}

// askedOnce refuses a second claim against the same guarantor for a file while the
// first one stands.
func (a *App) askedOnce(r storage.Reader, file journal.EntityID, code string) error {
	list, err := a.views.RecoursesAbout(r, file)
	for _, c := range list {
		if c.Guarantor == code && c.Status != guarantor.Dropped {
			return fault.New(guarantor.StandsAlready, "guarantor", "code", code)
		}
	}
	return err
}

// borne are the lines of a quote that a layer bears, at what they would cost.
func borne(q *views.Quote, layer string) []guarantor.Line {
	if q == nil || q.QuoteDetail == nil {
		return nil
	}
	var out []guarantor.Line
	for _, l := range q.Lines {
		full := quote.Line{Kind: l.Kind, Quantity: l.Quantity, UnitCents: l.UnitCents}.Full()
		if l.Layer == "" || layer != "" && string(l.Layer) != layer || full <= 0 {
			continue
		}
		out = append(out, guarantor.Line{Label: l.Label, Kind: string(l.Kind), Article: l.Article, Cents: full})
	}
	return out
}

// AuthoriseInput is what was said before the work.
type AuthoriseInput struct {
	ID       journal.EntityID `json:"id"`
	Granted  bool             `json:"granted"`
	Number   string           `json:"number,omitempty" doc:"of the authorisation; needed when granted"`
	CapCents int64            `json:"cap_cents,omitempty" doc:"the most that they pay"`
	UntilOn  string           `json:"until_on,omitempty" doc:"last day on which it holds"`
	Reason   string           `json:"reason,omitempty" doc:"code, when refused"`
}

// AuthoriseRecourse records an authorisation, or that there is none.
func (a *App) AuthoriseRecourse(ctx context.Context, call Call, in *AuthoriseInput) (Result, error) {
	f := guarantor.AuthorisedFacts{Granted: in.Granted, Number: in.Number, CapCents: in.CapCents, UntilOn: in.UntilOn, Reason: in.Reason}
	if err := guarantor.CheckAuthorised(f); err != nil {
		return Result{}, err
	}
	to := guarantor.Forbidden
	if in.Granted {
		to = guarantor.Authorised
	}
	return a.onRecourse(ctx, call, kind.RecourseAuthorised, in.ID, func(_ storage.Reader, now views.Recourse, _ *draft) (any, error) {
		return f, recourseMay(now, to)
	})
}

func recourseMay(now views.Recourse, to guarantor.Status) error {
	if guarantor.CanMove(now.Status, to) {
		return nil
	}
	return fault.New(guarantor.NotAllowed, "id", "from", now.Status.Word(), "to", to.Word())
}

// SubmitInput is a claim as it is handed in.
type SubmitInput struct {
	ID    journal.EntityID `json:"id"`
	On    string           `json:"on,omitempty" doc:"today when empty"`
	Ref   string           `json:"ref,omitempty" doc:"their number for it"`
	Lines []guarantor.Line `json:"lines,omitempty" doc:"as last time when empty"`
}

// SubmitRecourse hands a claim in. Never above what was authorised, nor after the
// last day on which a refused one is taken again.
func (a *App) SubmitRecourse(ctx context.Context, call Call, in *SubmitInput) (Result, error) {
	return a.onRecourse(ctx, call, kind.RecourseSubmitted, in.ID, func(r storage.Reader, now views.Recourse, _ *draft) (any, error) {
		_, terms, at, err := a.answering(r, now.Guarantor, now.Site)
		if err != nil {
			return nil, err
		}
		f := guarantor.SubmittedFacts{N: len(now.Tries) + 1, On: cmp.Or(in.On, at.today.String()), Ref: in.Ref, Lines: in.Lines}
		if len(f.Lines) == 0 {
			f.Lines = now.Lines
		}
		if err := guarantor.CheckSubmitted(f); err != nil {
			return nil, err
		}
		if err := recourseMay(now, guarantor.Submitted); err != nil {
			return nil, err
		}
		day, _ := civil.Parse("on", f.On) // it was checked
		f.DueOn = day.AddDays(terms.Answer).String()
		return f, inTime(now, f, day)
	})
}

// inTime refuses what would not be paid: more than was authorised, or too late.
func inTime(now views.Recourse, f guarantor.SubmittedFacts, day civil.Date) error {
	if sum := guarantor.Total(f.Lines); now.CapCents > 0 && sum > now.CapCents {
		return fault.New(guarantor.AboveCap, "lines", "sum_cents", itoa64(sum), "cap_cents", itoa64(now.CapCents))
	}
	if t := now.Last(); t != nil && t.Answer != nil && t.Answer.ResubmitBy != "" && day.String() > t.Answer.ResubmitBy {
		return fault.New(guarantor.TooLate, "on", "date", t.Answer.ResubmitBy)
	}
	if auth := now.Authorised; auth != nil && auth.Granted && auth.UntilOn != "" && len(now.Tries) == 0 && day.String() > auth.UntilOn {
		return fault.New(guarantor.AuthOver, "on", "date", auth.UntilOn)
	}
	return nil
}

func itoa64(n int64) string { return strconv.FormatInt(n, 10) }

// TakenInput is what they took of a claim.
type TakenInput struct {
	ID         journal.EntityID `json:"id"`
	Cents      int64            `json:"cents" doc:"accepted; 0 when refused"`
	On         string           `json:"on,omitempty" doc:"today when empty"`
	Reason     string           `json:"reason,omitempty" doc:"code: why not all of it"`
	Note       string           `json:"note,omitempty" doc:"their words about the device"`
	ResubmitBy string           `json:"resubmit_by,omitempty" doc:"last day to hand it in again; by the guarantor's days when empty"`
}

// AnswerRecourse records what they took. The customer owes nothing more by it: the
// rest is our loss until it is handed in again and taken.
func (a *App) AnswerRecourse(ctx context.Context, call Call, in *TakenInput) (Result, error) {
	return a.onRecourse(ctx, call, kind.RecourseAnswered, in.ID, func(r storage.Reader, now views.Recourse, _ *draft) (any, error) {
		_, terms, at, err := a.answering(r, now.Guarantor, now.Site)
		if err != nil {
			return nil, err
		}
		f := guarantor.AnsweredFacts{
			N: len(now.Tries), On: cmp.Or(in.On, at.today.String()), Cents: in.Cents, Reason: in.Reason, Note: in.Note, ResubmitBy: in.ResubmitBy,
			Claimed: now.ClaimedCents,
		}
		if err := guarantor.CheckAnswered(f); err != nil {
			return nil, err
		}
		day, _ := civil.Parse("on", f.On) // it was checked
		if f.Cents < f.Claimed && f.ResubmitBy == "" {
			f.ResubmitBy = day.AddDays(terms.Resubmit).String()
		}
		if f.Cents > 0 {
			f.PayBy = day.AddDays(terms.Pay).String()
		}
		return f, recourseMay(now, guarantor.Outcome(f.Cents, f.Claimed))
	})
}

// RecoursePaidInput is money of a guarantor.
type RecoursePaidInput struct {
	ID    journal.EntityID `json:"id"`
	Cents int64            `json:"cents,omitempty" doc:"all that is accepted and not paid when empty"`
	On    string           `json:"on,omitempty" doc:"today when empty"`
	Ref   string           `json:"ref" doc:"of the transfer or the credit note"`
}

// PayRecourse records money of a guarantor, never more than they accepted.
func (a *App) PayRecourse(ctx context.Context, call Call, in *RecoursePaidInput) (Result, error) {
	return a.onRecourse(ctx, call, kind.RecoursePaid, in.ID, func(r storage.Reader, now views.Recourse, _ *draft) (any, error) {
		at, err := a.lawAt(r, now.Site)
		if err != nil {
			return nil, err
		}
		open := now.AcceptedCents - now.PaidCents
		f := guarantor.PaidFacts{On: cmp.Or(in.On, at.today.String()), Cents: cmp.Or(in.Cents, open), Ref: in.Ref}
		if err := recourseMay(now, guarantor.Paid); err != nil {
			return nil, err
		}
		if err := guarantor.CheckPaid(f); err != nil {
			return nil, err
		}
		if f.Cents > open {
			return nil, fault.New(guarantor.AboveClaim, "cents", "sum_cents", itoa64(f.Cents), "cap_cents", itoa64(open))
		}
		return f, nil
	})
}

// DropInput gives a claim up.
type DropInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"code"`
}

// DropRecourse gives a claim up.
func (a *App) DropRecourse(ctx context.Context, call Call, in *DropInput) (Result, error) {
	f := guarantor.DroppedFacts{Reason: in.Reason}
	if err := guarantor.CheckDropped(f); err != nil {
		return Result{}, err
	}
	return a.onRecourse(ctx, call, kind.RecourseDropped, in.ID, func(_ storage.Reader, now views.Recourse, _ *draft) (any, error) {
		return f, recourseMay(now, guarantor.Dropped)
	})
}

// IrreparableInput is a paper for an insurer.
type IrreparableInput struct {
	ID         journal.EntityID `json:"id" doc:"the file"`
	Ground     string           `json:"ground" doc:"cost, part, damage or safety"`
	Finding    string           `json:"finding,omitempty" doc:"that of the diagnosis when empty"`
	CostCents  int64            `json:"cost_cents,omitempty" doc:"of the repair, tax included; that of the quote when empty"`
	WorthCents int64            `json:"worth_cents,omitempty" doc:"of the device before the fault"`
	For        string           `json:"for,omitempty" doc:"the insurer"`
	PriceCents int64            `json:"price_cents,omitempty" doc:"of the paper; nothing when empty"`
	Announced  bool             `json:"announced,omitempty" doc:"the customer knew the price before"`
}

// SayIrreparable attests that a device cannot be repaired. It stands on what the
// bench found, and costs nothing that was not announced.
func (a *App) SayIrreparable(ctx context.Context, call Call, in *IrreparableInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.IrreparableSaid, in.ID, func(r storage.Reader, file views.Repair, _ *draft) (any, error) {
		at, err := a.lawAt(r, file.Site)
		if err != nil {
			return nil, err
		}
		f := guarantor.IrreparableFacts{
			Number: file.Number + "-A", On: at.today.String(), Ground: in.Ground, Finding: in.Finding, CostCents: in.CostCents, WorthCents: in.WorthCents,
			For: in.For, PriceCents: in.PriceCents, Announced: in.Announced,
		}
		if text.Blank(f.Finding) {
			f.Finding = strings.TrimSpace(file.Finding)
		}
		if f.CostCents == 0 && file.Quote != nil {
			f.CostCents = file.Quote.TotalCents
		}
		return f, guarantor.CheckIrreparable(f)
	})
}
