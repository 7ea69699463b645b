package service

import (
	"context"
	"encoding/hex"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/repair"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

// SettleInput decides an item of "À vérifier".
type SettleInput struct {
	Item   string `json:"item" doc:"id of the item"`
	Choice string `json:"choice" doc:"the value of the side that holds"`
	Reason string `json:"reason,omitempty"`
}

// Settle decides an item; both sides stay in the file's history.
func (a *App) Settle(ctx context.Context, call Call, in *SettleInput) (Result, error) {
	id, err := hex.DecodeString(in.Item)
	if err != nil || len(id) == 0 {
		return Result{}, fault.New(fault.Malformed, "item", "expected", "item")
	}
	if err := repair.CheckText("choice", in.Choice); err != nil {
		return Result{}, err
	}
	var about journal.Entity
	plan := func(r storage.Reader) (*journal.Draft, error) {
		item, err := a.item(r, in.Item)
		if err != nil {
			return nil, err
		}
		about = item.Entity
		choice, err := choiceOf(item, in.Choice)
		if err != nil {
			return nil, err
		}
		d := newDraft(call, kind.ReviewSettled, item.Entity)
		return d.with(repair.SettledFacts{Item: id, Choice: choice, Reason: in.Reason})
	}
	return a.commit(ctx, call, plan, func(r storage.Reader) (any, error) {
		if about.Type != journal.EntityType(kind.Repair) {
			return nil, nil
		}
		return a.views.Repair(r, about.ID)
	})
}

// choiceOf is what the settlement records for the side that was named by its
// value. A value that no side has is refused: it could be private, and a
// settlement is no secret.
func choiceOf(item views.ReviewItem, named string) (string, error) {
	for _, side := range item.Sides {
		if side.Value == named || side.Choice == named {
			return side.Choice, nil
		}
	}
	return "", fault.New(fault.NotFound, "choice", "what", "side")
}

func (a *App) item(r storage.Reader, id string) (views.ReviewItem, error) {
	items, err := a.views.Review(r)
	if err != nil {
		return views.ReviewItem{}, err
	}
	for _, item := range items {
		if item.ID == id {
			return item, nil
		}
	}
	return views.ReviewItem{}, fault.New(fault.NotFound, "item", "what", "item")
}

func itoa(n int) string { return strconv.Itoa(n) }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
