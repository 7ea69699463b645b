package service

import (
	"cmp"
	"context"

	"etabli/app/domain/fault"
	"etabli/app/domain/parcel"
	"etabli/app/domain/text"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func parcelQuestions() []Question {
	return []Question{
		question("carrier.list", "The carriers of a shop.", (*App).Carriers),
		question("carrier.offers", "How something can be sent, cheapest first, then the shop itself; and which carriers do not take it, with the reason.", (*App).ParcelOffers),
		question("parcel.get", "One parcel.", func(a *App, ctx context.Context, in *ByID) (views.Parcel, error) {
			return a.Parcel(ctx, in.ID)
		}),
		question("parcel.list", "The parcels of a shop: open, away or over.", (*App).Parcels),
		question("parcel.about", "The parcels of a file.", func(a *App, ctx context.Context, in *ByID) ([]views.Parcel, error) { return a.ParcelsAbout(ctx, in.ID) }),
		question("parcel.ways", "How something asked for still reaches the customer when the parcel is closed, with prices.", (*App).ParcelWays),
		question("parcel.risks", "The parcels that somebody has to look after now, each with its reason.", (*App).ParcelRisks),
	}
}

// OffersAsked is what somebody wants to send.
type OffersAsked struct {
	Country string `json:"country,omitempty" doc:"two capital letters; FR when empty"`
	Grams   int    `json:"grams,omitempty"`
	Value   int64  `json:"value_cents,omitempty"`
	Lithium bool   `json:"lithium,omitempty" doc:"there is a sound battery in it"`
	Site    string `json:"site,omitempty" doc:"this shop when empty"`
}

// ParcelOffers is how something can be sent, and who does not take it.
func (a *App) ParcelOffers(ctx context.Context, in *OffersAsked) ([]parcel.Offer, error) {
	if err := parcel.CheckCountry("country", cmp.Or(in.Country, homeCountry)); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]parcel.Offer, error) {
		all, err := a.views.Carriers(r, a.here(in.Site))
		wish := parcel.Wish{Country: cmp.Or(in.Country, homeCountry), Grams: in.Grams, ValueCents: in.Value}
		if in.Lithium {
			wish = wish.WithSoundBattery()
		}
		return append(parcel.Others(all, wish), parcel.Refusals(all, wish)...), err
	})
}

// ParcelsAsked asks for parcels of a shop.
type ParcelsAsked struct {
	List string `json:"list,omitempty" doc:"open, away or over; away when empty"`
	Site string `json:"site,omitempty" doc:"this shop when empty"`
}

// maxParcels bounds a list of parcels.
const maxParcels = 500

// Parcels are the parcels of a shop.
func (a *App) Parcels(ctx context.Context, in *ParcelsAsked) ([]views.Parcel, error) {
	list := cmp.Or(in.List, views.ParcelsAway)
	if err := text.OneOf("list", list, views.ParcelsOpen, views.ParcelsAway, views.ParcelsOver); err != nil {
		return nil, err
	}
	return read(ctx, a, func(r storage.Reader) ([]views.Parcel, error) {
		return a.views.Parcels(r, list+"/"+a.here(in.Site), maxParcels)
	})
}

// Parcel is one parcel.
func (a *App) Parcel(ctx context.Context, id journal.EntityID) (views.Parcel, error) {
	return read(ctx, a, func(r storage.Reader) (views.Parcel, error) { return a.views.Parcel(r, id) })
}

// ParcelsAbout are the parcels of a file, the oldest first.
func (a *App) ParcelsAbout(ctx context.Context, file journal.EntityID) ([]views.Parcel, error) {
	return read(ctx, a, func(r storage.Reader) ([]views.Parcel, error) {
		return a.views.ParcelsOfFile(r, file)
	})
}

// WaysAsked is something that was asked for too late.
type WaysAsked struct {
	ID      journal.EntityID `json:"id" doc:"the closed parcel"`
	Cents   int64            `json:"cents" doc:"price of what was asked for"`
	AskedMS int64            `json:"asked_ms,omitempty" doc:"when the customer asked"`
}

// ParcelWays are the ways that are left, priced.
func (a *App) ParcelWays(ctx context.Context, in *WaysAsked) ([]parcel.Way, error) {
	return read(ctx, a, func(r storage.Reader) ([]parcel.Way, error) {
		p, err := a.views.Parcel(r, in.ID)
		if err != nil {
			return nil, err
		}
		if p.ClosedMS == 0 {
			return nil, fault.New(parcel.NotAllowed, "id", "from", p.Status.Word(), "to", parcel.Closed.Word())
		}
		carriers, err := a.views.Carriers(r, p.Site)
		carriage := p.Cents
		for _, c := range carriers {
			if c.Code == p.Carrier {
				carriage = c.Cents
			}
		}
		return parcel.Ways(in.Cents, carriage, in.AskedMS, p.ClosedMS), err
	})
}

// ParcelAtRisk is a parcel that somebody has to look after.
type ParcelAtRisk struct {
	views.Parcel
	Why []parcel.Risk `json:"why"`
}

// ParcelRisks are the parcels of a shop that somebody has to look after now.
func (a *App) ParcelRisks(ctx context.Context, in *SiteAsked) ([]ParcelAtRisk, error) {
	return read(ctx, a, func(r storage.Reader) ([]ParcelAtRisk, error) {
		site := a.here(in.Site)
		at, err := a.lawAt(r, site)
		if err != nil {
			return nil, err
		}
		out := []ParcelAtRisk{}
		for _, list := range []string{views.ParcelsOpen, views.ParcelsAway, views.ParcelsOver} {
			all, err := a.views.Parcels(r, list+"/"+site, maxParcels)
			if err != nil {
				return nil, err
			}
			for _, p := range all {
				if why := parcel.Risks(p.Sighting(), at.today, a.now().UnixMilli()); len(why) > 0 {
					out = append(out, ParcelAtRisk{p, why})
				}
			}
		}
		return out, nil
	})
}
