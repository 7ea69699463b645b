package forms

import (
	"strings"
	"time"
)

// Dates and sums are written on paper as everywhere, but a line never ends inside
// a date, and what is taken off has the sign that quantities have.

// Date writes a civil date.
func (w writer) Date(iso string) string { return unbroken(w.Catalogue.Date(iso)) }

// DateTime writes a moment; a line may end between the day and the time.
func (w writer) DateTime(ms int64, zone *time.Location) string {
	day := w.Catalogue.Date(time.UnixMilli(ms).In(zone).Format(time.DateOnly))
	return strings.Replace(w.Catalogue.DateTime(ms, zone), day, unbroken(day), 1)
}

// Money writes a sum.
func (w writer) Money(cents int64, code string) string {
	return strings.Replace(w.Catalogue.Money(cents, code), "-", "−", 1)
}

func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }
