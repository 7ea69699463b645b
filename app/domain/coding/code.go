package coding

import (
	"slices"
	"strings"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// Column is one part of a coding.
type Column string

// The columns.
const (
	Condition Column = "condition" // when it shows
	Symptom   Column = "symptom"   // what the user meets
	Section   Column = "section"   // of the device
	Defect    Column = "defect"    // what is wrong there
	Repair    Column = "repair"    // what was done
	Level     Column = "level"     // L0 nothing, L1 software or cosmetics, L2 module, L3 component, L4 factory
)

// Columns lists the columns in their order.
func Columns() []Column { return []Column{Condition, Symptom, Section, Defect, Repair, Level} }

// UnknownCode says that no table has a code.
const UnknownCode fault.Code = "code_unknown" // args: column, code

// Facts is the coding of a file.
type Facts struct {
	Condition string `cbor:"1,keyasint,omitempty" json:"condition,omitempty"`
	Symptom   string `cbor:"2,keyasint,omitempty" json:"symptom,omitempty"`
	Section   string `cbor:"3,keyasint,omitempty" json:"section,omitempty"`
	Defect    string `cbor:"4,keyasint,omitempty" json:"defect,omitempty"`
	Repair    string `cbor:"5,keyasint,omitempty" json:"repair,omitempty"`
	Level     string `cbor:"6,keyasint,omitempty" json:"level,omitempty"`
	Part      string `cbor:"7,keyasint,omitempty" json:"part,omitempty"`
}

// own is our own list. Codes of it are words, so that they are never mistaken
// for codes of IRIS, which are single characters or three of them.
var own = map[Column][]string{
	Condition: {"always", "intermittent", "after_a_while", "when_hot", "when_cold", "after_a_fall"},
	Symptom: {
		"no_power", "no_power_mains", "no_power_battery", "no_charge", "slow_charge", "no_picture", "bad_picture", "no_sound", "noise",
		"no_connection", "broken_housing", "broken_screen", "touch", "buttons", "leak", "no_heat", "no_cold", "no_spin", "no_drain",
		"stops", "error_code", "slow", "check_requested", "other",
	},
	Section: {"power", "battery", "board", "screen", "storage", "radio", "camera", "audio", "housing", "motor", "pump", "heating", "cooling", "door", "software", "none"},
	Defect:  {"worn", "broken", "burnt", "oxidised", "loose", "blocked", "misadjusted", "corrupt", "none_found"},
	Repair:  {"replaced", "repaired", "resoldered", "cleaned", "adjusted", "updated", "reset", "instructed", "none"},
	Level:   {"l0", "l1", "l2", "l3", "l4"},
}

// Own lists our own codes of a column.
func Own(c Column) []string { return slices.Clone(own[c]) }

// irisShape says how codes of IRIS look, by column.
var irisShape = map[Column][]int{Condition: {1, 3}, Symptom: {3}, Section: {3}, Defect: {1}, Repair: {1}}

// IRIS tells whether a code has the shape of IRIS for its column.
func IRIS(c Column, code string) bool {
	return slices.Contains(irisShape[c], len(code)) && strings.Trim(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// At is the code of a column.
func (f Facts) At(c Column) string {
	switch c {
	case Condition:
		return f.Condition
	case Symptom:
		return f.Symptom
	case Section:
		return f.Section
	case Defect:
		return f.Defect
	case Repair:
		return f.Repair
	}
	return f.Level
}

// Check checks a coding against our own list and the tables that were read in.
// Without a table of IRIS a code of its shape is taken as it is: somebody may
// have the book beside them.
func (f Facts) Check(read Table) error {
	if f == (Facts{}) {
		return fault.New(fault.Missing, "symptom")
	}
	if err := text.Line("part", f.Part, maxWords); err != nil {
		return err
	}
	for _, c := range Columns() {
		code := f.At(c)
		switch {
		case code == "", slices.Contains(own[c], code), read.has(c, code):
		case IRIS(c, code) && !read.holds(c):
		default:
			return fault.New(UnknownCode, string(c), "column", string(c), "code", code)
		}
	}
	return nil
}
