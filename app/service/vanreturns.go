package service

import (
	"context"

	"etabli/app/domain/civil"
	"etabli/app/domain/stock"
	"etabli/storage/journal"
)

// VanReturn is what of a part need not stay in a van over night.
type VanReturn struct {
	PartID journal.EntityID `json:"part_id"`
	Ref    string           `json:"ref"`
	Label  string           `json:"label"`
	Place  stock.Place      `json:"place"`
	OnHand int64            `json:"on_hand"`
	Kit    int64            `json:"kit,omitempty"`    // what the van always has
	Needed int64            `json:"needed,omitempty"` // for its next day
	Back   int64            `json:"back"`             // what can go back to the shop
}

// VanReturnsAsked asks what can go back from a van.
type VanReturnsAsked struct {
	VanAsked
	For string `json:"for,omitempty" doc:"the day that the van is kept ready for; the next one on which the shop is open when empty"`
}

// VanReturns are what a van brings back in the evening: what neither its kit nor its
// next day needs.
func (a *App) VanReturns(ctx context.Context, in *VanReturnsAsked) ([]VanReturn, error) {
	next, err := civil.Parse("for", in.For)
	if err != nil {
		return nil, err
	}
	if !next.Known() {
		c, err := a.Calendar(ctx, a.here(in.Site))
		if err != nil {
			return nil, err
		}
		next = opensAfter(c.Hours, civil.At(a.now().UnixMilli(), c.Hours.Zone))
	}
	carried, err := a.VanStock(ctx, &in.VanAsked)
	if err != nil {
		return nil, err
	}
	picked, err := a.PickList(ctx, &DayAsked{Van: in.Van, On: next.String()})
	if err != nil {
		return nil, err
	}
	needed := map[string]int64{}
	for _, p := range picked {
		needed[p.Ref] += int64(p.N)
	}
	out := []VanReturn{}
	for _, at := range carried {
		kit := at.Full
		if kit == 0 && at.Least > 0 {
			kit = at.Least + 1 // one fewer, and it is filled up
		}
		if back := at.OnHand - max(kit, needed[at.Ref]); back > 0 {
			out = append(out, VanReturn{
				PartID: at.PartID, Ref: at.Ref, Label: at.Label, Place: at.Place, OnHand: at.OnHand, Kit: kit, Needed: needed[at.Ref], Back: back,
			})
		}
	}
	return out, nil
}
