package parcel

import (
	"slices"
	"strings"

	"etabli/app/domain/repair"
)

// Carrier is where a carrier goes, what it takes and what it costs, as a shop
// knows it.
type Carrier struct {
	Code      string   `cbor:"1,keyasint" json:"code"`
	Name      string   `cbor:"2,keyasint" json:"name"`
	Countries []string `cbor:"3,keyasint" json:"countries"`                           // two letters each
	Home      bool     `cbor:"4,keyasint,omitempty" json:"home,omitempty"`            // it brings parcels to a door
	Point     bool     `cbor:"5,keyasint,omitempty" json:"point,omitempty"`           // it has pick-up points
	MaxGrams  int      `cbor:"6,keyasint,omitempty" json:"max_grams,omitempty"`       // 0: no limit
	MaxCents  int64    `cbor:"7,keyasint,omitempty" json:"max_value_cents,omitempty"` // that it insures; 0: no limit
	Cents     int64    `cbor:"8,keyasint,omitempty" json:"cents,omitempty"`           // of a parcel
	Lithium   bool     `cbor:"9,keyasint,omitempty" json:"lithium,omitempty"`         // it takes sound lithium batteries
	Gone      bool     `cbor:"10,keyasint,omitempty" json:"gone,omitempty"`           // not used any more
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
	switch {
	case c.Gone:
		return Unused
	case w.Lithium && w.Battery == repair.BatteryUnasked:
		return UnaskedAbout
	case w.Lithium && !w.Battery.Travels():
		return BadBattery
	case w.Lithium && !c.Lithium:
		return NoLithium
	case !slices.Contains(c.Countries, strings.ToUpper(w.Country)):
		return NotThere
	case w.Point && !c.Point:
		return NoPoint
	case !w.Point && !c.Home:
		return NoDoor
	case c.MaxGrams > 0 && w.Grams > c.MaxGrams:
		return TooHeavy
	case c.MaxCents > 0 && w.ValueCents > c.MaxCents:
		return TooDear
	}
	return Takes
}

// Offer is a way to send something: by a carrier, or not at all because it is
// fetched at the shop.
type Offer struct {
	Carrier string `json:"carrier,omitempty"` // code; empty: fetched at the shop
	Name    string `json:"name,omitempty"`
	Point   bool   `json:"point,omitempty"`
	Cents   int64  `json:"cents"`
}

// Others are the ways that are left when a carrier refuses: what other carriers
// do, cheapest first, and the shop itself.
func Others(all []Carrier, w Wish) []Offer {
	var out []Offer
	for _, c := range all {
		for _, point := range []bool{false, true} {
			if w.Point = point; c.Refuses(w) == Takes {
				out = append(out, Offer{c.Code, c.Name, point, c.Cents})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Offer) int { return int(a.Cents - b.Cents) })
	return append(out, Offer{})
}
