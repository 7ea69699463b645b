package service

import (
	"cmp"
	"context"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/kind"
	"etabli/app/domain/message"
	"etabli/app/domain/parcel"
	"etabli/app/domain/rules"
	"etabli/app/views"
	"etabli/storage"
	"etabli/storage/journal"
)

func parcelCommands() []Command {
	return []Command{
		command("carrier.save", "Say where a carrier goes, what it takes and what it costs.", (*App).SaveCarrier),
		command("parcel.open", "Begin a parcel to a customer, or announce one from a customer.", (*App).OpenParcel),
		command("parcel.fill", "Put something into an open parcel.", (*App).FillParcel),
		command("parcel.take_out", "Take something out of an open parcel.", (*App).TakeOutOfParcel),
		command("parcel.close", "Close a parcel; not while a message about it is unread.", (*App).CloseParcel),
		command("parcel.see", "Say where a parcel is, and who says so.", (*App).SeeParcel),
		command("parcel.slot", "Say when a parcel is brought; a change says why and tells the customer.", (*App).SlotParcel),
		command("parcel.cancel", "Call a parcel off, with its reason, words to the customer and what follows.", (*App).CancelParcel),
	}
}

func (a *App) ofParcel(id journal.EntityID) about[views.Parcel] {
	return about[views.Parcel]{what: "parcel", kind: kind.Parcel, id: id, read: a.views.Parcel}
}

// ParcelInput is a new parcel.
type ParcelInput struct {
	Customer *journal.EntityID `json:"customer,omitempty"`
	Repair   *journal.EntityID `json:"repair,omitempty" doc:"its customer goes with it"`
	Incoming bool              `json:"incoming,omitempty" doc:"the customer sends it"`
	Carrier  string            `json:"carrier" doc:"code, see carrier.list"`
	Country  string            `json:"country,omitempty" doc:"two capital letters; FR when empty"`
	Point    bool              `json:"point,omitempty" doc:"to a pick-up point"`
	Lithium  bool              `json:"lithium,omitempty" doc:"there is a battery in it"`
	Grams    int               `json:"grams,omitempty"`
	Value    int64             `json:"value_cents,omitempty" doc:"that it is insured for"`
	Cents    *int64            `json:"cents,omitempty" doc:"carriage that the customer pays; what the carrier costs when empty"`
	Lines    []parcel.Line     `json:"lines,omitempty" doc:"what lies in it"`
	Name     string            `json:"name,omitempty" doc:"whom it goes to; the customer when empty"`
	Address  string            `json:"address,omitempty" doc:"of the home, or of the pick-up point"`
	Phone    string            `json:"phone,omitempty"`
}

// OpenParcel begins a parcel. Where its carrier does not go, or what it does not
// take, is said now and not when the parcel leaves.
func (a *App) OpenParcel(ctx context.Context, call Call, in *ParcelInput) (Result, error) {
	facts := parcel.OpenedFacts{
		Site: a.place.Site, Incoming: in.Incoming, Carrier: in.Carrier, Country: cmp.Or(in.Country, homeCountry), Point: in.Point,
		Grams: in.Grams, ValueCents: in.Value, Lines: in.Lines, Lithium: in.Lithium,
	}
	place := parcel.PlaceBox{Name: in.Name, Address: in.Address, Phone: in.Phone}
	if in.Cents != nil {
		facts.Cents = *in.Cents
	}
	if err := parcel.CheckOpened(facts, place); err != nil {
		return Result{}, err
	}
	if in.Customer == nil && in.Repair == nil {
		return Result{}, fault.New(fault.Missing, "customer")
	}
	return begin(ctx, a, call, kind.ParcelOpened, kind.Parcel, a.views.Parcel, func(r storage.Reader, d *draft) (any, error) {
		goes, err := a.saidTo(r, placeOf{customer: in.Customer, repair: in.Repair})
		if err != nil {
			return nil, err
		}
		carrier, err := a.carrierFor(r, facts, in.Repair)
		if err != nil {
			return nil, err
		}
		if in.Cents == nil {
			facts.Cents = carrier.Cents
		}
		if facts, err = a.authorised(r, call, facts); err != nil {
			return nil, err
		}
		d.box(d.Entities[0].ID, journal.File, a.placeOrHome(r, place, goes))
		return facts, d.linked(goes)
	})
}

// returnChars is how long the part of a return's number is that tells it from others.
const returnChars = 7

// authorised gives a parcel that a customer sends the number under which they may, and its
// last day.
func (a *App) authorised(r storage.Reader, call Call, f parcel.OpenedFacts) (parcel.OpenedFacts, error) {
	at, err := a.lawAt(r, f.Site)
	if err != nil {
		return f, err
	}
	set, err := at.rules(rules.Dates{})
	if err != nil {
		return f, err
	}
	valid, err := set.Span("return_valid_days")
	secret := journal.CommandIDFrom("number of a return", call.ID.String()).String()
	return f.Authorise("AR-"+f.Site+"-"+strings.ToUpper(secret[:returnChars]), valid.After(at.today, at.region)), err
}

// placeOrHome is where a parcel goes: where somebody said, else to the customer.
func (a *App) placeOrHome(r storage.Reader, place parcel.PlaceBox, goes message.Placing) parcel.PlaceBox {
	var id journal.EntityID
	if id.UnmarshalText([]byte(goes.Customer)) != nil {
		return place
	}
	c, err := a.views.Customer(r, id)
	if err != nil {
		return place // nobody is known: what was typed stands
	}
	place.Name, place.Address, place.Phone = cmp.Or(place.Name, c.Name), cmp.Or(place.Address, c.Address), cmp.Or(place.Phone, c.Phone)
	return place
}
