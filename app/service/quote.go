package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// The faults of a quote.
const (
	NoQuote    fault.Code = "no_quote"
	StaleQuote fault.Code = "stale_quote" // another version stands; args: version
)

// QuoteInput is a version of the quote. With lines it is a whole quote, and its
// total is theirs; without, it is a price for some work.
type QuoteInput struct {
	ID         journal.EntityID `json:"id"`
	TotalCents int64            `json:"total_cents,omitempty" doc:"VAT included; left out when there are lines"`
	Currency   string           `json:"currency,omitempty" doc:"ISO 4217, EUR when empty"`
	Work       string           `json:"work" doc:"what will be done"`
	ValidUntil string           `json:"valid_until,omitempty"`
	ReadyOn    string           `json:"ready_on,omitempty"`
	QuoteDetail
}

// Quote sends the next version of the quote.
func (a *App) Quote(ctx context.Context, call Call, in *QuoteInput) (Result, error) {
	if in.Currency == "" {
		in.Currency = defaultCurrency
	}
	if len(in.Lines) > 0 {
		return a.quoteLines(ctx, call, in)
	}
	facts := repair.QuotedFacts{
		Version: 1, TotalCents: in.TotalCents, Currency: in.Currency, Work: in.Work,
		ValidUntil: in.ValidUntil, ReadyOn: in.ReadyOn,
	}
	if err := repair.CheckQuoted(facts); err != nil {
		return Result{}, err
	}
	return a.onRepair(ctx, call, kind.RepairQuoted, in.ID, func(file views.Repair, _ *draft) (any, error) {
		if file.Quote != nil {
			facts.Version = file.Quote.Version + 1
		}
		return facts, allowed(file, repair.QuoteSent)
	})
}

// AnswerInput is the customer's answer.
type AnswerInput struct {
	ID       journal.EntityID `json:"id"`
	Version  int              `json:"version" doc:"the version the customer saw"`
	Accepted bool             `json:"accepted"`
	Channel  string           `json:"channel,omitempty" doc:"counter, phone, page or home: where the contract is made"`
	AnswerDetail
}

// AnswerQuote records the customer's answer to the version they saw.
func (a *App) AnswerQuote(ctx context.Context, call Call, in *AnswerInput) (Result, error) {
	facts := repair.AnsweredFacts{Version: in.Version, Accepted: in.Accepted, Channel: in.Channel}
	if facts.Channel == "" {
		facts.Channel = "counter"
	}
	if err := repair.CheckAnswered(facts); err != nil {
		return Result{}, err
	}
	proof, shown, err := a.signature(ctx, in.Name, in.Attachments)
	if err != nil {
		return Result{}, err
	}
	to := repair.QuoteKO
	if in.Accepted {
		to = repair.QuoteOK
	}
	return a.onRepairRead(ctx, call, kind.QuoteAnswered, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		if file.Quote == nil {
			return nil, fault.New(NoQuote, "id")
		}
		if file.Quote.Version != in.Version {
			return nil, fault.New(StaleQuote, "version", "version", itoa(file.Quote.Version))
		}
		if err := allowed(file, to); err != nil {
			return nil, err
		}
		d.attach(in.ID, shown)
		if in.Name != "" {
			d.box(in.ID, journal.File, repair.FileBox{Signed: in.Name})
		}
		if !file.Quote.InLines() {
			if in.Accepted && in.Channel == "home" {
				return nil, fault.New(quote.NeedsLines, "channel")
			}
			return facts, nil
		}
		d.Version = 2
		return a.answerLines(r, file, facts, in.AnswerDetail, proof)
	})
}
