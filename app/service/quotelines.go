package service

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/staff"
	"etabli/app/domain/warranty"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// QuoteDetail is what a whole quote says beyond a price.
type QuoteDetail struct {
	Lines    []QuoteLine   `json:"lines,omitempty"`
	Reason   string        `json:"reason,omitempty" doc:"code: why it costs more than the version before"`
	Category string        `json:"category,omitempty" doc:"kind of device, such as smartphone; found from the file when empty"`
	Fee      FeeInput      `json:"fee,omitempty"`
	Form     FormInput     `json:"form,omitempty"`
	Circular CircularInput `json:"circular,omitempty"`
	DiscountInput
	ApprovedBy  *journal.EntityID `json:"approved_by,omitempty" doc:"who allows a margin below the floor, or more to be let go of than whoever quotes may"`
	Replacement int64             `json:"replacement_cents,omitempty" doc:"what a replacement would cost"`
}

// QuoteLine is one line of a quote.
type QuoteLine struct {
	Kind      quote.LineKind `json:"kind" doc:"part, labour, travel, diagnosis, freight, other or reduction"`
	Label     string         `json:"label"`
	Quantity  int64          `json:"quantity,omitempty" doc:"in thousandths: 1500 is one and a half; one when empty"`
	Unit      string         `json:"unit,omitempty" doc:"h, km; a piece when empty"`
	UnitCents int64          `json:"unit_cents" doc:"VAT included"`
	Rate      *int           `json:"rate,omitempty" doc:"of VAT in thousandths: 200 is 20 %; the standard rate when empty"`
	Layer     warranty.Layer `json:"layer,omitempty" doc:"guarantee that bears the line: the customer pays nothing for it"`
	CostCents int64          `json:"cost_cents,omitempty" doc:"what one unit costs us, without VAT"`
	Article   string         `json:"article,omitempty"`
	Origin    quote.Origin   `json:"origin,omitempty" doc:"of a part: new, used or reconditioned"`
	Necessary bool           `json:"necessary,omitempty" doc:"strictly necessary for an urgent repair at home"`
}

// FeeInput is what finding the fault costs.
type FeeInput struct {
	Cents     int64 `json:"cents,omitempty"`
	Announced bool  `json:"announced,omitempty" doc:"told before: otherwise it is never due"`
	Deducted  bool  `json:"deducted,omitempty" doc:"from the price when the quote is accepted"`
}

// FormInput is what the European Repair Information Form says beyond a quote.
type FormInput struct {
	Printed     bool   `json:"printed,omitempty" doc:"given as that form"`
	Defect      string `json:"defect,omitempty"`
	Method      string `json:"method,omitempty" doc:"how the price is reckoned when it cannot be said"`
	MaxCents    int64  `json:"max_cents,omitempty" doc:"the most that it can come to"`
	Days        int    `json:"days,omitempty" doc:"that the repair takes"`
	Loaner      string `json:"loaner,omitempty" doc:"yes or no"`
	LoanerCents int64  `json:"loaner_cents,omitempty"`
	Place       string `json:"place,omitempty" doc:"where the device is handed over"`
	Services    string `json:"services,omitempty" doc:"removal, transport and what they cost"`
	More        string `json:"more,omitempty"`
}

// CircularInput is what is offered of used or reconditioned parts.
type CircularInput struct {
	State  quote.CircularState `json:"state,omitempty" doc:"offered, unavailable or not_applicable"`
	Reason string              `json:"reason,omitempty" doc:"code: why there is none"`
	Cents  int64               `json:"cents,omitempty" doc:"the same repair with it"`
}

// AnswerDetail is what an answer to a quote in lines says beyond yes or no.
type AnswerDetail struct {
	Circular     quote.CircularState `json:"circular,omitempty" doc:"offered_accepted or offered_refused"`
	Reason       string              `json:"reason,omitempty" doc:"code: why it was refused"`
	Trade        bool                `json:"trade,omitempty" doc:"the customer is no consumer"`
	AskedFor     bool                `json:"asked_for,omitempty" doc:"at home: the customer expressly asked for the visit"`
	Urgent       bool                `json:"urgent,omitempty" doc:"at home: it could not wait"`
	StartNow     bool                `json:"start_now,omitempty" doc:"expressly asked to begin before the withdrawal period ends"`
	Acknowledged bool                `json:"acknowledged,omitempty" doc:"and knows that the right ends when all is done"`
	Name         string              `json:"name,omitempty" doc:"typed by the customer as a signature"`
	Attachments  []AttachmentInput   `json:"attachments,omitempty" doc:"signature"`
}

func (a *App) quoteLines(ctx context.Context, call Call, in *QuoteInput) (Result, error) {
	if in.TotalCents != 0 {
		return Result{}, fault.New(fault.Malformed, "total_cents", "expected", "lines")
	}
	return a.onRepairRead(ctx, call, kind.RepairQuoted, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		d.Version = 2
		if err := allowed(file, repair.QuoteSent); err != nil {
			return nil, err
		}
		return a.quoteFacts(r, call, file, in)
	})
}

// quoteFacts makes the next version of a file's quote.
func (a *App) quoteFacts(r storage.Reader, call Call, file views.Repair, in *QuoteInput) (quote.Facts, error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return quote.Facts{}, err
	}
	terms, err := at.quoteTerms()
	if err != nil {
		return quote.Facts{}, err
	}
	facts := in.Facts(terms)
	a.fillCosts(r, facts.Lines)
	made, err := draftOf(file, facts, in.Category, at.today).Make(terms)
	if err != nil {
		return quote.Facts{}, err
	}
	if len(made.Approved) > 0 {
		if err := a.approver(r, *in.ApprovedBy, "approved_by", file.Site, staff.Override); err != nil {
			return quote.Facts{}, err
		}
	}
	prices, err := a.loweredQuote(r, made.Lines)
	if err != nil {
		return quote.Facts{}, err
	}
	made.Lowered, err = a.letGo(r, call, file.Site, prices, in.DiscountInput, in.ApprovedBy)
	return made, err
}

// fillCosts gives lines that name a part of our catalogue what it costs today, where nobody
// said another cost: what remains of a quote is known without asking.
func (a *App) fillCosts(r storage.Reader, lines []quote.Line) {
	for i := range lines {
		l := &lines[i]
		if l.Article == "" || l.CostCents != 0 {
			continue
		}
		if part, err := a.part(r, "article", l.Article); err == nil {
			l.CostCents = part.CostCents
		}
	}
}

// draftOf is the next version of a file's quote with what stands before it.
func draftOf(file views.Repair, facts quote.Facts, category string, on civil.Date) quote.Draft {
	d := quote.Draft{Facts: facts, Category: cmp.Or(category, quote.CategoryOf(file.Category, file.Product)), On: on}
	if file.Quote != nil {
		d.Before = file.Quote.Standing()
	}
	if agreed := file.Binding(); agreed != nil {
		d.Agreed = agreed.Standing()
	}
	return d
}

// Facts are what was typed, with what is left out filled in.
func (in *QuoteInput) Facts(t quote.Terms) quote.Facts {
	f := quote.Facts{
		Currency: in.Currency, Work: in.Work, ValidUntil: in.ValidUntil, ReadyOn: in.ReadyOn, Reason: in.Reason,
		Fee: quote.Fee(in.Fee), Form: quote.Form(in.Form), Circular: quote.Circular(in.Circular), NewCents: in.Replacement,
	}
	for _, l := range in.Lines {
		line := quote.Line{
			Kind: l.Kind, Label: l.Label, Quantity: l.Quantity, Unit: l.Unit, UnitCents: l.UnitCents, Rate: t.StandardRate(),
			Layer: l.Layer, CostCents: l.CostCents, Article: l.Article, Origin: l.Origin, Necessary: l.Necessary,
		}
		if l.Quantity == 0 {
			line.Quantity = quote.One
		}
		if l.Rate != nil {
			line.Rate = *l.Rate
		}
		f.Lines = append(f.Lines, line)
	}
	if in.ApprovedBy != nil {
		f.Approved = in.ApprovedBy[:]
	}
	return f
}

// answerLines completes the answer to a quote in lines: the days that follow
// from where it was given, and the version that was shown.
func (a *App) answerLines(r storage.Reader, file views.Repair, said repair.AnsweredFacts, in AnswerDetail, proof []repair.Attachment) (quote.AnswerFacts, error) {
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return quote.AnswerFacts{}, err
	}
	terms, err := at.quoteTerms()
	if err != nil {
		return quote.AnswerFacts{}, err
	}
	shown, err := journal.MarshalFacts(file.Quote.Facts)
	if err != nil {
		return quote.AnswerFacts{}, err
	}
	seen := sha256.Sum256(shown)
	facts := quote.AnswerFacts{
		Version: said.Version, Accepted: said.Accepted, Channel: said.Channel, Seen: seen[:], Circular: in.Circular, Reason: in.Reason,
		Contract: quote.ContractFacts{Trade: in.Trade, AskedFor: in.AskedFor, Urgent: in.Urgent, StartNow: in.StartNow, Known: in.Acknowledged},
	}
	for _, at := range proof {
		facts.Proof = append(facts.Proof, at.Hash)
	}
	return facts.Make(*file.Quote.Facts, at.today, terms)
}

// approver refuses whoever may not go past a rule, or may not know of figures.
func (a *App) approver(r storage.Reader, id journal.EntityID, field, site string, right staff.Right) error {
	who, err := a.views.Member(r, id)
	if errors.Is(err, storage.ErrNotFound) {
		return fault.New(fault.NotFound, field, "what", "staff").Because(err)
	}
	if err != nil {
		return err
	}
	if err := who.Person().Check(who.Display, site, right); err != nil {
		f := *fault.Of(err)
		f.Field = field
		return &f
	}
	return nil
}
