package parcel

import (
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
	"etabli/app/domain/visit"
)

// The faults of parcels.
const (
	NotAllowed     fault.Code = "parcel_not_allowed"     // args: from, to
	CarrierRefuses fault.Code = "parcel_carrier_refuses" // args: name, reason, others
	Shut           fault.Code = "parcel_shut"            // it was closed: see the three ways
	Empty          fault.Code = "parcel_empty"
	NoSuchCarrier  fault.Code = "parcel_carrier_unknown" // args: code
)

// The limits of a parcel.
const (
	MaxCode    = 40
	MaxLabel   = 200
	MaxAddress = 400
	MaxWords   = 4000
	MaxLines   = 60
	MaxGrams   = 1_000_000
	MaxN       = 10_000
	maxCents   = 1_000_000_000
)

// CheckOpened checks a new parcel.
func CheckOpened(f OpenedFacts, place PlaceBox) error {
	if len(f.Lines) > MaxLines {
		return fault.New(fault.TooLong, "lines", "limit", strconv.Itoa(MaxLines))
	}
	for i, l := range f.Lines {
		if err := checkLine("lines."+strconv.Itoa(i)+".", l); err != nil {
			return err
		}
	}
	return fault.First(
		text.Needed("carrier", f.Carrier, MaxCode),
		CheckCountry("country", f.Country),
		fault.Within("grams", int64(f.Grams), 0, MaxGrams),
		fault.Within("value_cents", f.ValueCents, 0, maxCents),
		fault.Within("cents", f.Cents, 0, maxCents),
		text.Line("name", place.Name, MaxLabel),
		text.Block("address", place.Address, MaxAddress),
		text.Line("phone", place.Phone, MaxCode),
	)
}

// CheckFilled checks what goes into a parcel.
func CheckFilled(f FilledFacts) error {
	if f.Out {
		return text.Needed("key", f.Key, MaxCode)
	}
	return checkLine("", f.Line)
}

// CheckClosed checks a closing.
func CheckClosed(f ClosedFacts) error {
	return fault.First(text.Line("tracking", f.Tracking, MaxCode), fault.Within("grams", int64(f.Grams), 0, MaxGrams))
}

// CheckMoved checks what somebody says of a parcel's place.
func CheckMoved(f MovedFacts) error {
	return fault.First(
		text.OneOf("to", f.To, Sights()...),
		text.Moment("at_ms", f.AtMS),
		text.OneOf("by", f.By, ByUs, ByCarrier, ByCustomer),
		text.Date("until_on", f.UntilOn),
		text.Code("reason", f.Reason, MaxCode),
	)
}

// CheckSlotted checks when a parcel is brought. Whoever changes that says why, and
// tells the customer in the same act.
func CheckSlotted(f SlottedFacts, words WordsBox, change bool) error {
	err := fault.First(text.OneOf("by", f.By, ByUs, ByCarrier, ByCustomer), visit.CheckSlot("slot", f.Slot))
	if err != nil || !change {
		return err
	}
	return fault.First(reason(f.Reason), visit.CheckTold(f.Told, visit.WordsBox(words)))
}

// CheckCancelled checks that nothing is called off in silence.
func CheckCancelled(f CancelledFacts, words WordsBox) error {
	return fault.First(
		reason(f.Reason),
		text.OneOf("by", f.By, ByUs, ByCarrier, ByCustomer),
		visit.CheckTold(f.Told, visit.WordsBox(words)),
		visit.CheckNext(f.Next),
	)
}

// Reasons lists why a slot is changed, or a parcel called off.
func Reasons() []string {
	return []string{"customer_asked", "carrier_delay", "carrier_lost", "address_wrong", "weather", "not_ready", "part_missing", "refused", "duplicate", "other"}
}

func reason(code string) error { return text.Chosen("reason", code, Reasons()...) }

// CheckCarrier checks what a shop says of a carrier.
func CheckCarrier(c Carrier) error {
	if len(c.Countries) == 0 && !c.Gone {
		return fault.New(fault.Missing, "countries")
	}
	if !c.Home && !c.Point && !c.Gone {
		return fault.New(fault.Missing, "home")
	}
	for i, country := range c.Countries {
		if err := CheckCountry("countries."+strconv.Itoa(i), country); err != nil {
			return err
		}
	}
	return fault.First(
		text.Named(c.Code, c.Name, MaxCode, MaxLabel),
		fault.Within("max_grams", int64(c.MaxGrams), 0, MaxGrams),
		fault.Within("max_value_cents", c.MaxCents, 0, maxCents),
		fault.Within("cents", c.Cents, 0, maxCents),
	)
}

func checkLine(at string, l Line) error {
	return fault.First(
		text.Needed(at+"label", l.Label, MaxLabel),
		fault.Within(at+"n", int64(l.N), 0, MaxN),
		text.Line(at+"part", l.Part, MaxCode),
		fault.Within(at+"cents", l.Cents, 0, maxCents),
		text.OneOf(at+"paid", l.Paid, NothingToPay, PaidBefore, ByLink, AtPickUp),
	)
}

// CheckCountry wants two capital letters, as ISO 3166-1 gives them.
func CheckCountry(field, country string) error {
	if len(country) != 2 || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' || country[1] > 'Z' {
		return fault.New(fault.Malformed, field, "expected", "FR")
	}
	return nil
}
