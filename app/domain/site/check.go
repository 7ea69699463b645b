package site

import (
	"sync"
	"time"
	_ "time/tzdata" // every machine then knows the same zones

	"etabli/app/domain/fault"
	"etabli/app/domain/product"
	"etabli/app/domain/repair"
	"etabli/app/domain/text"
)

// The limits of a shop's data, in characters.
const (
	MaxName  = 120
	MaxText  = 600
	MaxPhone = 40
	MaxZone  = 60
)

// DefaultZone is where a shop is that does not say otherwise.
const DefaultZone = "Europe/Paris"

// CheckCode checks the code of a shop.
func CheckCode(code string) error {
	if !repair.SiteCode(code) {
		return fault.New(fault.Malformed, "code", "expected", "LIL")
	}
	return nil
}

// Check checks a shop.
func Check(f SavedFacts) error {
	if err := CheckCode(f.Code); err != nil {
		return err
	}
	for _, err := range []error{
		text.Needed("name", f.Name, MaxName),
		text.Block("address", f.Address, MaxText),
		text.Line("phone", f.Phone, MaxPhone),
		text.Block("hours", f.Hours, MaxText),
		text.Line("zone", f.Zone, MaxZone),
		text.Block("mediator", f.Mediator, MaxText),
		siret(f.SIRET),
	} {
		if err != nil {
			return err
		}
	}
	if _, err := zone(f.Zone); err != nil {
		return fault.New(fault.Malformed, "zone", "expected", DefaultZone).Because(err)
	}
	return nil
}

// Zone is the time zone of a name, and that of DefaultZone when there is no
// such zone.
func Zone(name string) *time.Location {
	if z, err := zone(name); err == nil {
		return z
	}
	if z, err := zone(DefaultZone); err == nil {
		return z
	}
	return time.UTC
}

// zones holds the zones that were found: each is read from a file, and every
// repair on a list asks for its own.
var zones sync.Map

func zone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		name = DefaultZone
	}
	if z, known := zones.Load(name); known {
		return z.(*time.Location), nil
	}
	z, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, z)
	}
	return z, err
}

// laPoste is the company whose establishments are numbered by a sum of digits
// that five divides, instead of the usual check digit.
const laPoste = "356000000"

const siretDigits = 14

// siret checks the number of a French establishment; it may be empty.
func siret(s string) error {
	if s == "" {
		return nil
	}
	sum := 0
	for _, r := range s {
		if r < '0' || r > '9' {
			return fault.New(fault.Malformed, "siret", "expected", "812 345 676 00017")
		}
		sum += int(r - '0')
	}
	if len(s) != siretDigits || (!product.Luhn(s) && (s[:len(laPoste)] != laPoste || sum%5 != 0)) {
		return fault.New(fault.Malformed, "siret", "expected", "812 345 676 00017")
	}
	return nil
}
