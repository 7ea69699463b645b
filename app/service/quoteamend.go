package service

import (
	"context"
	"errors"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/domain/stock"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// NoRise says that every part of a file costs what its accepted quote counts, so that
// there is nothing to amend.
const NoRise fault.Code = "quote_no_rise"

// AmendmentWaits says that this very amendment waits for its answer.
const AmendmentWaits fault.Code = "quote_amendment_waits"

// partDearer is the reason of an amendment that a supplier's price makes.
const partDearer = "part_dearer"

// Amendment is the next version of an accepted quote of which parts have become dearer:
// its lines are those that were accepted, raised by what the parts cost more.
type Amendment struct {
	Quote     views.Quote `json:"quote"`
	RiseCents int64       `json:"rise_cents"` // over what was accepted
	Dearer    []string    `json:"dearer"`     // the articles

	facts quote.Facts
}

// QuoteAmendment proposes the version that the customer of a file is asked to accept when
// its parts cost more than the accepted one counts.
func (a *App) QuoteAmendment(ctx context.Context, in *ByID) (Amendment, error) {
	return read(ctx, a, func(r storage.Reader) (Amendment, error) {
		file, err := a.views.Repair(r, in.ID)
		if errors.Is(err, storage.ErrNotFound) {
			return Amendment{}, fault.New(fault.NotFound, "id", "what", "repair").Because(err)
		}
		if err != nil {
			return Amendment{}, err
		}
		return a.amendment(r, file)
	})
}

func (a *App) amendment(r storage.Reader, file views.Repair) (Amendment, error) {
	agreed := file.Binding()
	if agreed == nil || !agreed.InLines() {
		return Amendment{}, fault.New(NoQuote, "id")
	}
	out := Amendment{facts: *agreed.Facts}
	orders, err := a.views.OrdersOfFile(r, file.ID)
	if err != nil {
		return out, err
	}
	for _, o := range orders {
		for _, line := range o.Lines {
			id, err := a.views.GoesOnAs(r, line.FileID)
			if err != nil && !errors.Is(err, storage.ErrNotFound) {
				return out, err
			}
			if id != file.ID || line.State == stock.LineGone {
				continue
			}
			next, rises := out.facts.Dearer(line.Ref, line.CostCents)
			if rises {
				out.facts, out.Dearer = next, append(out.Dearer, line.Ref)
			}
		}
	}
	if len(out.Dearer) == 0 {
		return out, fault.New(NoRise, "id")
	}
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return out, err
	}
	terms, err := at.quoteTerms()
	if err != nil {
		return out, err
	}
	out.facts.Reason, out.facts.ValidUntil = partDearer, "" // a new one binds as long as any
	out.facts, err = draftOf(file, out.facts, "", at.today).Make(terms)
	out.Quote, out.RiseCents = views.QuoteOf(&out.facts), out.facts.TotalCents-agreed.TotalCents
	return out, err
}

// AmendInput amends an accepted quote.
type AmendInput struct {
	ID journal.EntityID `json:"id"`
}

// AmendQuote sends the version that QuoteAmendment proposes, in one step.
func (a *App) AmendQuote(ctx context.Context, call Call, in *AmendInput) (Result, error) {
	return a.onRepairRead(ctx, call, kind.RepairQuoted, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		d.Version = 2
		next, err := a.amendment(r, file)
		if err != nil {
			return nil, err
		}
		if q := file.Quote; q != nil && q.InLines() && q.Amends > 0 && q.Answer == "" && q.TotalCents == next.facts.TotalCents {
			return nil, fault.New(AmendmentWaits, "id", "version", strconv.Itoa(q.Version))
		}
		return next.facts, allowed(file, repair.QuoteSent)
	})
}
