package service

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/parcel"
	"etabli/app/domain/repair"
	"etabli/storage"
	"etabli/storage/journal"
)

// CarrierInput is a carrier of a shop, as a whole.
type CarrierInput struct {
	Site string `json:"site,omitempty" doc:"this shop when empty"`
	parcel.Carrier
}

// SaveCarrier saves a carrier of a shop.
func (a *App) SaveCarrier(ctx context.Context, call Call, in *CarrierInput) (Result, error) {
	if err := parcel.CheckCarrier(in.Carrier); err != nil {
		return Result{}, err
	}
	site := a.here(in.Site)
	return a.commit(ctx, call, func(storage.Reader) (*journal.Draft, error) {
		return newDraft(call, kind.CarrierSaved, entity(kind.Site, SiteID(site))).with(in.Carrier)
	}, func(r storage.Reader) (any, error) { return a.views.Carriers(r, site) })
}

// carrierFor is the carrier of a parcel, if it takes it.
func (a *App) carrierFor(r storage.Reader, f parcel.OpenedFacts, file *journal.EntityID) (parcel.Carrier, error) {
	all, err := a.views.Carriers(r, f.Site)
	if err != nil {
		return parcel.Carrier{}, err
	}
	wish := parcel.Wish{Country: f.Country, Point: f.Point, Grams: f.Grams, ValueCents: f.ValueCents, Lithium: f.Lithium}
	if file != nil {
		of, err := a.views.Repair(r, *file)
		if err != nil {
			return parcel.Carrier{}, err
		}
		wish.Battery = of.Care.Battery
		wish.Lithium = wish.Lithium || wish.Battery != repair.BatteryUnasked
	} else if f.Lithium {
		wish = wish.WithSoundBattery() // of goods that nobody used
	}
	for _, c := range all {
		if c.Code != f.Carrier {
			continue
		}
		if why := c.Refuses(wish); why != parcel.Takes {
			return c, refusal(c, why, parcel.Others(all, wish))
		}
		return c, nil
	}
	return parcel.Carrier{}, fault.New(parcel.NoSuchCarrier, "carrier", "code", f.Carrier)
}

// refusal names the reason and the ways that are left.
func refusal(c parcel.Carrier, why parcel.Reason, others []parcel.Offer) error {
	var names []string
	for _, o := range others {
		if o.Carrier != "" && !slices.Contains(names, o.Name) {
			names = append(names, o.Name)
		}
	}
	return fault.New(parcel.CarrierRefuses, "carrier", "name", c.Name, "reason", "parcel_"+string(why), "others", cmp.Or(strings.Join(names, ", "), "—"))
}

// Carriers are the carriers of a shop.
func (a *App) Carriers(ctx context.Context, in *SiteAsked) ([]parcel.Carrier, error) {
	return read(ctx, a, func(r storage.Reader) ([]parcel.Carrier, error) { return a.views.Carriers(r, a.here(in.Site)) })
}
