package service

import (
	"context"
	"strings"

	"etabli/app/domain/civil"
	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// WishInput is a customer who asks, after their yes, that work begins at once.
type WishInput struct {
	ID           journal.EntityID  `json:"id"`
	Channel      string            `json:"channel" doc:"by which they asked: counter, phone, page or home"`
	Acknowledged bool              `json:"acknowledged,omitempty" doc:"and know that the right to withdraw ends when all is done"`
	Name         string            `json:"name,omitempty" doc:"typed by the customer as a signature"`
	Attachments  []AttachmentInput `json:"attachments,omitempty" doc:"signature"`
}

// AskToStart records that the customer expressly asks that work begins before the
// period to withdraw is over.
func (a *App) AskToStart(ctx context.Context, call Call, in *WishInput) (Result, error) {
	f := quote.WishFacts{Channel: in.Channel, Known: in.Acknowledged}
	if err := f.Check(); err != nil {
		return Result{}, err
	}
	proof, shown, err := a.signature(ctx, in.Name, in.Attachments)
	if err != nil {
		return Result{}, err
	}
	for _, at := range proof {
		f.Proof = append(f.Proof, at.Hash)
	}
	return a.onRepairRead(ctx, call, kind.StartWished, in.ID, func(r storage.Reader, file views.Repair, d *draft) (any, error) {
		today, until, err := a.startWaits(r, file)
		if err != nil {
			return nil, err
		}
		if !until.Known() {
			return nil, fault.New(quote.NoSuchWish, "id")
		}
		f.Version, f.On = file.Binding().Version, today.String()
		d.attach(in.ID, shown)
		if in.Name != "" {
			d.box(in.ID, journal.File, repair.FileBox{Signed: in.Name})
		}
		return f, nil
	})
}

// mayBegin refuses paid work while the customer may still withdraw and did not ask to
// begin: who withdraws then pays for none of it. Whoever begins all the same says why,
// by name; it answers whether somebody did.
func (a *App) mayBegin(r storage.Reader, call Call, file views.Repair, to repair.Status, reason string) (early bool, err error) {
	if to != repair.Repairing && to != repair.Subcontract {
		return false, nil
	}
	_, until, err := a.startWaits(r, file)
	switch {
	case err != nil || !until.Known():
		return false, err
	case strings.TrimSpace(reason) == "":
		return false, fault.New(quote.TooEarly, "early_reason", "date", until.String())
	case call.Staff.IsZero():
		return false, fault.New(StaffNeeded, "staff")
	}
	return true, repair.CheckText("early_reason", reason)
}

// startWaits is until when the agreed work of a file has to wait, seen from today; no
// day when it may begin.
func (a *App) startWaits(r storage.Reader, file views.Repair) (today, until civil.Date, err error) {
	agreed := file.Binding()
	if agreed == nil || !agreed.InLines() || agreed.Contract == nil {
		return civil.None, civil.None, nil
	}
	at, err := a.lawAt(r, file.Site)
	if err != nil {
		return civil.None, civil.None, err
	}
	terms, err := at.quoteTerms()
	if err != nil {
		return civil.None, civil.None, err
	}
	return at.today, agreed.Contract.Waits(agreed.Facts.Lines, at.today, terms), nil
}
