package ords

import (
	"slices"
	"strings"
	"time"

	"etabli/app/domain/repair"
)

// Barrier says why a repair was not possible. The codes are ours: the data word
// the same barrier in several ways.
type Barrier string

// The barriers.
const (
	NoBarrier       Barrier = ""
	WornOut         Barrier = "worn_out"
	NoInformation   Barrier = "no_information"
	NoEquipment     Barrier = "no_equipment"
	NoParts         Barrier = "no_parts"
	PartsTooDear    Barrier = "parts_too_expensive"
	NoOpening       Barrier = "no_opening"
	OtherBarrier    Barrier = "other"
	statusFixed             = "fixed"
	statusLater             = "repairable"
	statusEndOfLife         = "end of life"
)

// Meaning is what a row says in the words of the trade. What the row leaves
// open is empty.
type Meaning struct {
	Category string // product category of the standard, such as "Coffee maker"
	Brand    string // empty when the row only says that it is not known
	Label    string // brand and category in one line
	Status   repair.Status
	Outcome  repair.Outcome
	Barrier  Barrier
	On       string // day of the repair, "2006-01-02"
	Year     string // year of manufacture, four digits
	Fault    string // the problem as it was told
}

// Meaning reads a row. A repair event is over when it is reported, so each row
// is a closed file; the outcome says how it ended.
func (c Columns) Meaning() Meaning {
	m := Meaning{
		Category: strings.TrimSpace(c[ProductCategory]),
		Brand:    brand(c[Brand]),
		Status:   repair.Closed,
		Outcome:  outcome(c[RepairStatus]),
		On:       day(c[EventDate]),
		Year:     year(c[YearOfManufacture]),
		Fault:    strings.TrimSpace(c[Problem]),
	}
	if m.Outcome == repair.BeyondRepair {
		m.Barrier = barrier(c[RepairBarrier])
	}
	m.Label = strings.TrimSpace(m.Brand + " " + m.Category)
	return m
}

// outcome reads a repair status. A thing that could be repaired but was not on
// that day went home unrepaired.
func outcome(status string) repair.Outcome {
	switch plain(status) {
	case statusFixed:
		return repair.Repaired
	case statusLater:
		return repair.Refused
	case statusEndOfLife:
		return repair.BeyondRepair
	}
	return repair.NoOutcome
}

// barriers gives the wordings of the standard and of the data for each barrier.
var barriers = map[string]Barrier{
	"":                                 NoBarrier,
	"item too worn out":                WornOut,
	"product too worn out":             WornOut,
	"too worn out":                     WornOut,
	"repair information not available": NoInformation,
	"no repair information":            NoInformation,
	"lack of equipment":                NoEquipment,
	"spare parts not available":        NoParts,
	"spare parts too expensive":        PartsTooDear,
	"no way to open product":           NoOpening,
	"no way to open the product":       NoOpening,
}

func barrier(text string) Barrier {
	if b, ok := barriers[plain(text)]; ok {
		return b
	}
	return OtherBarrier
}

// nobody are the ways to say, in the languages of the data, that a brand is not
// known or that there is none.
var nobody = []string{
	"unknown", "ukendt", "onbekend", "inconnu", "inconnue", "sans marque", "marque inconnue",
	"no brand", "unbranded", "ingen", "geen", "none", "na", "n/a", "x", "xx", "xxx",
}

func brand(text string) string {
	trimmed := strings.TrimSpace(text)
	if slices.Contains(nobody, plain(text)) || strings.Trim(trimmed, "?-.–_ ") == "" {
		return ""
	}
	return trimmed
}

func day(text string) string {
	text = strings.TrimSpace(text)
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	return text
}

func year(text string) string {
	text = strings.TrimSpace(text)
	if len(text) != 4 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return text
}

// plain folds case and spaces, so that a wording is found however it is typed.
func plain(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}
