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
