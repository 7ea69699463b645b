package repair

import (
	"fmt"
	"slices"
	"strconv"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The fields of a file that can be edited, as they stand in EditedFacts.
const (
	FieldPromisedOn   = "promised_on"
	FieldPromisedWhy  = "promised_why" // why the promised day moves; it belongs to the edit, not to the file
	FieldProduct      = "product"
	FieldSerial       = "serial"
	FieldBrand        = "brand"
	FieldModel        = "model"
	FieldAccessories  = "accessories"
	FieldCondition    = "condition"
	FieldBoughtOn     = "bought_on"
	FieldCeilingCents = "ceiling_cents"
	FieldDiagnosis    = "diagnosis_cents"
)

// editable has the rule of each field.
var editable = map[string]func(value string) error{
	FieldPromisedOn:   func(v string) error { return text.Date(FieldPromisedOn, v) },
	FieldPromisedWhy:  func(v string) error { return text.OneOf(FieldPromisedWhy, Why(v), Whys()...) },
	FieldProduct:      func(v string) error { return text.Needed(FieldProduct, v, MaxLabel) },
	FieldSerial:       func(v string) error { return text.Line(FieldSerial, v, MaxSerial) },
	FieldBrand:        func(v string) error { return text.Line(FieldBrand, v, MaxBrand) },
	FieldModel:        func(v string) error { return text.Line(FieldModel, v, MaxBrand) },
	FieldAccessories:  func(v string) error { return list(FieldAccessories, SplitList(v)) },
	FieldCondition:    func(v string) error { return list(FieldCondition, SplitList(v)) },
	FieldBoughtOn:     func(v string) error { return text.Date(FieldBoughtOn, v) },
	FieldCeilingCents: func(v string) error { return checkCents(FieldCeilingCents, v) },
	FieldDiagnosis:    func(v string) error { return checkCents(FieldDiagnosis, v) },
}

// Why is why a promised day moves, as the customer is told.
type Why string

// The reasons.
const (
	WhyPart      Why = "part"      // a part is awaited
	WhyQueue     Why = "queue"     // more work than foreseen
	WhyFault     Why = "fault"     // it is harder to find
	WhyAbsence   Why = "absence"   // of somebody
	WhyCarrier   Why = "carrier"   // something travels longer
	WhyPartner   Why = "partner"   // a workshop that works for us
	WhyAgreement Why = "agreement" // the maker's or the insurer's
	WhyAsked     Why = "asked"     // by the customer
	WhyOther     Why = "other"
)

// Whys lists the reasons.
func Whys() []Why {
	return []Why{WhyPart, WhyQueue, WhyFault, WhyAbsence, WhyCarrier, WhyPartner, WhyAgreement, WhyAsked, WhyOther}
}

// WhyOf is the reason that a status gives by itself; none when it gives none.
func WhyOf(s Status) Why {
	return map[Status]Why{PartWait: WhyPart, ApprovalWait: WhyAgreement, Subcontract: WhyPartner}[s]
}

// Editable tells whether a field can be edited.
func Editable(name string) bool { return editable[name] != nil }

// CheckEdited checks the changed fields of a file. An edit may also have none,
// when it changes private words only.
func CheckEdited(fields map[string]string) error {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		rule, known := editable[name]
		if !known {
			return fault.New(fault.UnknownField, name)
		}
		if err := rule(fields[name]); err != nil {
			return err
		}
	}
	if _, moved := fields[FieldPromisedOn]; fields[FieldPromisedWhy] != "" && !moved {
		return fault.New(fault.Missing, FieldPromisedOn)
	}
	return nil
}

func checkCents(field, value string) error {
	cents, ok := ParseCents(value)
	if !ok {
		return fault.New(fault.Malformed, field, "expected", "cents")
	}
	if cents < 0 || cents > MaxCents {
		return outOfRange(field, 0, MaxCents)
	}
	return nil
}

// FormatCents writes an amount as the value of an edited field.
func FormatCents(cents int64) string { return strconv.FormatInt(cents, 10) }

// ParseCents reads what FormatCents wrote.
func ParseCents(s string) (int64, bool) {
	cents, err := strconv.ParseInt(s, 10, 64)
	return cents, err == nil
}

// FormatAmount writes an amount for lists that have no language, such as
// "120.00 EUR".
func FormatAmount(cents int64, currency string) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d %s", sign, cents/100, cents%100, currency)
}
