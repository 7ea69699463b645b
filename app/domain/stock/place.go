package stock

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/repair"
)

// Place is where goods lie: the code of a shop, and a spot there, such as
// "LIL.shop". A spot that is not one of those below is a van: "ROU.van4".
type Place string

// The spots of a shop.
const (
	Shop       = "shop"
	Swap       = "swap"       // units for exchange
	Quarantine = "quarantine" // came back, or must not be used
	OldParts   = "old"        // taken out of devices
	Supplier   = "supplier"   // on its way back to who sold it
)

const (
	vanPrefix  = "van"
	maxVanCode = 9
)

// At is the place of a spot of a shop.
func At(site, spot string) Place { return Place(site + "." + spot) }

// Site is the shop of a place.
func (p Place) Site() string {
	site, _, _ := strings.Cut(string(p), ".")
	return site
}

// Spot is the spot of a place.
func (p Place) Spot() string {
	_, spot, _ := strings.Cut(string(p), ".")
	return spot
}

// Promisable tells whether what lies there may be promised: it is for sale or
// for use, and nobody has to look at it first.
func (p Place) Promisable() bool {
	spot := p.Spot()
	return spot == Shop || spot == Swap || strings.HasPrefix(spot, vanPrefix)
}

// VanAt is the place of a van, however a visit names it: "van4" and "4" are vans
// of the shop, "ROU4" is the fourth of ROU, "ROU.van4" is a place already. There
// is none for a name that no place can have.
func VanAt(site, van string) (Place, bool) {
	if van == "" {
		return "", false
	}
	place := Place(van)
	if !strings.Contains(van, ".") {
		code := strings.ToLower(van)
		if end := len(van) - len(strings.TrimLeft(van, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")); end < len(van) && repair.SiteCode(van[:end]) {
			site, code = van[:end], code[end:]
		}
		place = At(site, vanPrefix+strings.TrimPrefix(code, vanPrefix))
	}
	return place, CheckPlace("van", place) == nil && strings.HasPrefix(place.Spot(), vanPrefix)
}

// Van tells whether a place is a van.
func (p Place) Van() bool { return strings.HasPrefix(p.Spot(), vanPrefix) }

// NeedsTaker says that what goes from van to van is signed by both.
const NeedsTaker fault.Code = "handover_needs_taker"

// CheckPlace checks a place.
func CheckPlace(field string, p Place) error {
	site, spot, _ := strings.Cut(string(p), ".")
	known := slices.Contains([]string{Shop, Swap, Quarantine, OldParts, Supplier}, spot)
	if van, ok := strings.CutPrefix(spot, vanPrefix); ok && !known {
		known = van != "" && len(van) <= maxVanCode && strings.Trim(van, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
	}
	if !repair.SiteCode(site) || !known {
		return fault.New(fault.Malformed, field, "expected", "LIL.shop")
	}
	return nil
}
