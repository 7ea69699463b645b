package service

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/stock"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// TransferInput sends pieces to another place.
type TransferInput struct {
	To     stock.Place       `json:"to" doc:"such as ROU.shop"`
	Lines  []LineInput       `json:"lines,omitempty" doc:"all that is kept here for the file when empty"`
	File   *journal.EntityID `json:"file,omitempty" doc:"the repair they travel with: what was kept for it here is kept for it there"`
	Anyway bool              `json:"anyway,omitempty" doc:"the pieces are there, whatever the books say"`
}

// transferChars is how much of a command's id a slip carries: enough that two
// never meet.
const transferChars = 10

// SendTransfer sends pieces to another place. They leave the books here and are
// nowhere until they arrive; the slip carries the number, and HQ tells the others.
func (a *App) SendTransfer(ctx context.Context, call Call, in *TransferInput) (Result, error) {
	if err := stock.CheckPlace("to", in.To); err != nil {
		return Result{}, err
	}
	number := "T-" + strings.ToUpper(call.ID.String()[:transferChars])
	id := journal.EntityID(stock.TransferID(number))
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.TransferSent, entity(kind.Transfer, id))
		kept, err := a.keptHere(r, in.File)
		if err != nil {
			return nil, err
		}
		told := in.Lines
		if len(told) == 0 {
			told = linesOfPromises(kept)
		}
		lines, err := a.linesOf(r, "lines", told)
		if err != nil {
			return nil, err
		}
		for i, l := range lines {
			at := "lines." + strconv.Itoa(i) + ".n"
			if err := a.there(r, d, at, l, in.Anyway); err != nil {
				return nil, err
			}
			d.alsoAccount(l)
			a.goodsOut(d, accountOf(l), l.N, l.Place.Promisable(), d.keeps(kept, l))
		}
		facts := stock.SentFacts{Number: number, To: in.To, Lines: lines}
		if in.File != nil {
			facts.File = stock.ID(*in.File)
			d.also(kind.Repair, *in.File)
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Transfer(r, id) })
}

// ArriveInput is what arrived.
type ArriveInput struct {
	Number string      `json:"number" doc:"on the slip"`
	At     stock.Place `json:"at,omitempty" doc:"where it is put; this shop when empty"`
	Lines  []LineInput `json:"lines,omitempty" doc:"what is in it; what was sent when empty"`
	Reason string      `json:"reason,omitempty" doc:"a code, when it is not what was sent"`
}

// ArriveTransfer records what arrived. It needs no word of the sending, so a
// transfer cannot get stuck.
func (a *App) ArriveTransfer(ctx context.Context, call Call, in *ArriveInput) (Result, error) {
	if err := text.Needed("number", in.Number, stock.MaxRef); err != nil {
		return Result{}, err
	}
	id := journal.EntityID(stock.TransferID(in.Number))
	at := a.at(in.At)
	if err := cmp.Or(stock.CheckPlace("at", at), a.inSight("at", at)); err != nil {
		return Result{}, err
	}
	plan := func(r storage.Reader) (*journal.Draft, error) {
		d := newDraft(call, kind.TransferArrived, entity(kind.Transfer, id))
		sent, err := a.views.Transfer(r, id)
		if err != nil && len(in.Lines) == 0 {
			return nil, fault.New(fault.NotFound, "number", "what", "transfer").Because(err)
		}
		if sent.Status == stock.Arrived || sent.Status == stock.TransferClosed {
			return nil, fault.New(stock.WrongTransfer, "number", "status", string(sent.Status))
		}
		lines, err := a.arrived(r, in.Lines, sent, at)
		if err != nil {
			return nil, err
		}
		facts := stock.ArrivedFacts{At: at, Lines: lines, Reason: in.Reason, Number: stock.RefForm(in.Number)}
		forFile := at.Promisable() && !sent.FileID.IsZero() && a.views.Known(r, entity(kind.Repair, sent.FileID)) == nil
		for i, l := range lines {
			d.alsoAccount(l)
			a.goodsIn(d, accountOf(l), l.N, l.Place.Promisable())
			if forFile {
				a.keepFor(d, call, i, l)
			}
		}
		if forFile {
			facts.File, facts.HQ, d.Version = stock.ID(sent.FileID), a.isHQ(), 2
			d.also(kind.Repair, sent.FileID)
		}
		return d.with(facts)
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) { return a.views.Transfer(r, id) })
}

// arrived are the lines of an arrival: those that were told, or what is still
// on its way.
func (a *App) arrived(r storage.Reader, told []LineInput, sent views.Transfer, at stock.Place) ([]stock.Line, error) {
	if len(told) > 0 {
		for i := range told {
			told[i].Place = at
		}
		return a.linesOf(r, "lines", told)
	}
	var lines []stock.Line
	for _, l := range sent.Lines {
		if left := l.Sent - l.Arrived; left > 0 {
			lines = append(lines, stock.Line{Part: stock.ID(l.PartID), Place: at, N: left})
		}
	}
	if len(lines) == 0 {
		return nil, fault.New(fault.Missing, "lines")
	}
	return lines, nil
}

// CloseTransferInput ends a transfer.
type CloseTransferInput struct {
	ID     journal.EntityID `json:"id"`
	Reason string           `json:"reason" doc:"a code, such as lost or miscounted"`
}

// CloseTransfer ends a transfer of which something never came.
func (a *App) CloseTransfer(ctx context.Context, call Call, in *CloseTransferInput) (Result, error) {
	facts := stock.TransferClosedFacts{Reason: in.Reason}
	if err := stock.CheckReason(in.Reason); err != nil {
		return Result{}, err
	}
	it := about[views.Transfer]{"transfer", kind.Transfer, in.ID, a.views.Transfer}
	return on(ctx, a, call, kind.TransferClosed, it, func(_ storage.Reader, now views.Transfer, _ *draft) (any, error) {
		if !now.Status.Open() {
			return nil, fault.New(stock.WrongTransfer, "id", "status", string(now.Status))
		}
		return facts, nil
	})
}
