package service

import (
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/product"
	"etabli/app/domain/quote"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// WipeInput is what a customer agrees to about what their device holds.
type WipeInput struct {
	ID       journal.EntityID `json:"id"`
	For      string           `json:"for" doc:"wipe, exchange, maker or refund"`
	DataLoss bool             `json:"data_loss" doc:"agreed that its data are lost"`
	LockOff  bool             `json:"lock_off,omitempty" doc:"looked at: no account is locked to it"`
	Backup   string           `json:"backup" doc:"who keeps a copy: none, customer or us"`
	By       string           `json:"by" doc:"counter, phone, page or letter"`
}

// AgreeWipe records it.
func (a *App) AgreeWipe(ctx context.Context, call Call, in *WipeInput) (Result, error) {
	f := repair.WipeFacts{For: in.For, DataLoss: in.DataLoss, LockOff: in.LockOff, Backup: in.Backup, By: in.By}
	if err := repair.CheckWipe(f); err != nil {
		return Result{}, err
	}
	return a.onAnyRepair(ctx, call, kind.WipeAgreed, in.ID, func(*draft) (any, error) { return f, nil })
}

// mayKeep refuses to let a device that stays with us leave "ready" while its owner
// has not agreed that its data go, or an account is locked to it.
func (a *App) mayKeep(r storage.Reader, file views.Repair, to repair.Status) error {
	if file.Status != repair.Ready || !file.Outcome.KeepsDevice() || !holdsData(file) {
		return nil
	}
	if _, err := a.views.Exchange(r, file.ID); err == nil {
		return nil // it was agreed with the exchange
	}
	if to != repair.Returned && to != repair.InTransit && to != repair.Closed {
		return nil
	}
	if w := file.Care.Wipe; w != nil && w.DataLoss && w.LockOff {
		return nil
	}
	return fault.New(repair.WipeNotAgreed, "to")
}

// holdsData tells whether a device is one that people keep their lives in.
func holdsData(file views.Repair) bool {
	kindOf := product.Classify(file.Serial).Kind
	if kindOf == product.IMEI || kindOf == product.IMEISV {
		return true
	}
	switch quote.CategoryOf(file.Category, file.Product) {
	case "smartphone", "laptop":
		return true
	}
	return false
}
