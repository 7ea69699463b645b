package repair

import (
	"unicode/utf8"

	"etabli/app/domain/fault"
	"etabli/app/domain/text"
)

// The limits of an imported row: it must fit one entry with room to spare.
const (
	MaxRowBytes = 40 << 10 // of all columns together
	maxMeaning  = 240      // characters of what a column means
)

// CheckImported checks an imported row before it has its number. The columns
// are kept as they were, whatever they hold; what they mean is checked like
// anything that people typed.
func CheckImported(f ImportedFacts) error {
	size := 0
	for _, column := range f.Columns {
		if !utf8.ValidString(column) {
			return fault.New(fault.BadText, "columns")
		}
		size += len(column)
	}
	if size > MaxRowBytes {
		return fault.New(fault.TooLong, "columns", "limit", "40 KiB")
	}
	if f.Status != "" && !f.Status.Known() {
		return fault.New(fault.Malformed, "repair_status", "expected", "status")
	}
	return fault.First(
		siteCode("site", f.Site),
		text.Code("source", f.Source, MaxReason),
		text.Line("brand", f.Brand, maxMeaning),
		text.Line("product_category", f.Category, maxMeaning),
		text.Line("product_category", f.Label, 2*maxMeaning),
		text.Line("repair_barrier_if_end_of_life", f.Barrier, maxMeaning),
		outcome(f.Outcome),
		text.Date("event_date", f.DoneOn),
	)
}
