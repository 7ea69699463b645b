package parcel

import (
	"cmp"
	"slices"
	"strings"

	"etabli/app/domain/repair"
)

// Carrier is where a carrier goes, what it takes and what it costs, as a shop
// knows it.
type Carrier struct {
	Code      string   `cbor:"1,keyasint" json:"code"`
	Name      string   `cbor:"2,keyasint" json:"name"`
	Countries []string `cbor:"3,keyasint" json:"countries" doc:"where it goes: two capital letters each"`
	Home      bool     `cbor:"4,keyasint,omitempty" json:"home,omitempty" doc:"it brings parcels to a door; this, point or both"`
	Point     bool     `cbor:"5,keyasint,omitempty" json:"point,omitempty" doc:"it has pick-up points"`
	MaxGrams  int      `cbor:"6,keyasint,omitempty" json:"max_grams,omitempty" doc:"no limit when empty"`
	MaxCents  int64    `cbor:"7,keyasint,omitempty" json:"max_value_cents,omitempty" doc:"that it insures; no limit when empty"`
	Cents     int64    `cbor:"8,keyasint,omitempty" json:"cents,omitempty" doc:"what a parcel costs"`
	Lithium   bool     `cbor:"9,keyasint,omitempty" json:"lithium,omitempty" doc:"it takes sound lithium batteries"`
	Gone      bool     `cbor:"10,keyasint,omitempty" json:"gone,omitempty" doc:"not used any more"`
}

// Wish is what somebody wants to send.
type Wish struct {
	Country    string
	Point      bool // to a pick-up point, else to a door
	Grams      int
	ValueCents int64
	Lithium    bool           // there is a battery in it
	Battery    repair.Battery // what was answered about it
}

// WithSoundBattery is the wish for something with a battery that was looked at.
func (w Wish) WithSoundBattery() Wish {
	w.Lithium, w.Battery = true, repair.BatteryOK
	return w
}

// Reason is why a carrier does not take something.
type Reason string

// The reasons. A damaged battery travels with no carrier: ADR SP 376, and the
// transport of such cells by parcel post is forbidden.
const (
	Takes        Reason = ""
	Unused       Reason = "unused"
	NotThere     Reason = "country"
	NoDoor       Reason = "home"
	NoPoint      Reason = "point"
	TooHeavy     Reason = "weight"
	TooDear      Reason = "value"
	NoLithium    Reason = "lithium"
	BadBattery   Reason = "battery"
	UnaskedAbout Reason = "battery_unasked"
)

// Refuses is why a carrier does not take something; Takes when it does.
func (c Carrier) Refuses(w Wish) Reason {
	if c.Gone {
		return Unused
	}
	return cmp.Or(c.refusesBattery(w), c.refusesPlace(w), c.refusesMeasure(w))
}

func (c Carrier) refusesBattery(w Wish) Reason {
	switch {
	case !w.Lithium:
		return Takes
	case w.Battery == repair.BatteryUnasked:
		return UnaskedAbout
	case !w.Battery.Travels():
		return BadBattery
	case !c.Lithium:
		return NoLithium
	}
	return Takes
}

func (c Carrier) refusesPlace(w Wish) Reason {
	switch {
	case !slices.Contains(c.Countries, strings.ToUpper(w.Country)):
		return NotThere
	case w.Point && !c.Point:
		return NoPoint
	case !w.Point && !c.Home:
		return NoDoor
	}
	return Takes
}

func (c Carrier) refusesMeasure(w Wish) Reason {
	switch {
	case c.MaxGrams > 0 && w.Grams > c.MaxGrams:
		return TooHeavy
	case c.MaxCents > 0 && w.ValueCents > c.MaxCents:
		return TooDear
	}
	return Takes
}

// Reach is how something reaches somebody.
type Reach string

// The ways.
const (
	ToDoor  Reach = "home"
	ToPoint Reach = "point"
	AtShop  Reach = "shop"
)

// Offer is a way to send something: by a carrier, or not at all because it is
// fetched at the shop. Of a carrier that does not take it, it says why not.
type Offer struct {
	Way     Reach  `json:"way,omitempty"`
	Carrier string `json:"carrier,omitempty"` // code
	Name    string `json:"name,omitempty"`
	Cents   int64  `json:"cents"`
	Why     Reason `json:"why,omitempty"`
}

// Others are the ways that are left when a carrier refuses: what other carriers
// do, cheapest first, and the shop itself.
func Others(all []Carrier, w Wish) []Offer {
	var out []Offer
	for _, c := range all {
		for _, way := range []Reach{ToDoor, ToPoint} {
			if w.Point = way == ToPoint; c.Refuses(w) == Takes {
				out = append(out, Offer{Way: way, Carrier: c.Code, Name: c.Name, Cents: c.Cents})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Offer) int { return cmp.Compare(a.Cents, b.Cents) })
	return append(out, Offer{Way: AtShop})
}

// Refusals are the carriers that do not take something, each with the reason.
func Refusals(all []Carrier, w Wish) (out []Offer) {
	for _, c := range all {
		w.Point = false
		if door := c.Refuses(w); door != Takes && !c.Gone {
			if w.Point = true; c.Refuses(w) == Takes {
				continue
			}
			why := door
			if !c.Home {
				why = c.Refuses(w)
			}
			out = append(out, Offer{Carrier: c.Code, Name: c.Name, Cents: c.Cents, Why: why})
		}
	}
	return out
}
