// Package warranty says what a defect is owed, by whom and until when. The law
// knows several layers that stand beside each other: each is an object of its
// own here and they are never melted into one "end of warranty".
//
// Judge looks at a case and returns a Verdict that explains itself. The program
// advises: what speaks against the customer stays advice until a named person
// has decided. A verdict has two ages: provisional at intake, from dates and
// papers alone, and final once the cause is known; only a final one says who
// pays.
//
// All numbers come from the rule table through Terms. Days are days of the
// calendar: no opening hours and no holiday ever moves a legal clock, and this
// package therefore knows nothing of the calendar of a shop.
package warranty
